"""All findings of one run, in one stable order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from agi_review.diagnostics.diagnostic import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """Findings sorted by path and position, with the counts a summary needs."""

    diagnostics: tuple[Diagnostic, ...] = ()
    files: int = 0
    """How many files were looked at."""

    @classmethod
    def of(cls, *groups: Iterable[Diagnostic], files: int = 0) -> Report:
        """Gather the findings of several stages."""
        findings = {diagnostic for group in groups for diagnostic in group}
        return cls(tuple(sorted(findings, key=lambda each: each.sort_key)), files)

    @property
    def errors(self) -> int:
        """How many findings make a command fail."""
        return sum(each.severity is Severity.ERROR for each in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many findings are only worth a look."""
        return len(self.diagnostics) - self.errors

    def only(self, keep: Callable[[str], bool]) -> Report:
        """Return the findings whose path `keep` accepts."""
        return Report(tuple(d for d in self.diagnostics if keep(d.span.path)), self.files)
