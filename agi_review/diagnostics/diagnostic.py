"""The record of one finding. It knows nothing of how it will be shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is. Only errors make a command fail."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text in a file; lines and columns count from 1, the end is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A second place a finding points at, such as where a name was first used."""

    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """The one way to mend a finding: text that takes the place of a stretch of a file."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of fault: its name, how bad it is, and the standing advice on mending it."""

    code: str
    severity: Severity
    help: str
    """One line that says how to mend it, shown unless a finding brings a better one."""

    def at(
        self,
        span: Span,
        message: str,
        *,
        source: str | None = None,
        suggestion: str | None = None,
        help: str | None = None,
    ) -> Diagnostic:
        """Make a finding of this rule.

        Args:
            span: Where the offending text stands.
            message: What is wrong, in YAML's words, with the offending value in it.
            source: The text of the line `span` starts on.
            suggestion: A near miss, as a question: `did you mean 'x'?`.
            help: How to mend this very case; the rule's own advice by default.
        """
        return Diagnostic(self, span, message, source, suggestion, help or self.help)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: which rule, where, and what is wrong there."""

    rule: Rule
    span: Span
    message: str
    source: str | None = None
    """The line of text the span starts on, without its line end."""
    suggestion: str | None = None
    help: str = ""
    notes: tuple[Note, ...] = ()
    fix: Fix | None = None
    """How a machine may mend it; only where nothing is left to judge."""

    @property
    def code(self) -> str:
        """The rule's name."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        """Path, position, then code and message, so that every run prints the same order."""
        return (self.span, self.code, self.message)

    def mend(self, span: Span, replacement: str) -> Diagnostic:
        """Return the same finding with the way to mend it."""
        return replace(self, fix=Fix(span, replacement))

    def see(self, message: str, span: Span | None = None) -> Diagnostic:
        """Return the same finding with one more note."""
        return replace(self, notes=(*self.notes, Note(message, span)))
