"""Findings as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from unicodedata import category, east_asian_width

from agi_review.diagnostics.diagnostic import Diagnostic, Note, Severity
from agi_review.diagnostics.report import Report

Paint = Callable[[str, str], str]
"""Takes a text and the name of what it is (`error`, `path`, `caret` …), gives it coloured."""

WIDEST_LINE = 120
"""Characters of a source line that are shown; a longer one is cut around the fault."""


def plain(text: str, _role: str) -> str:
    """Paint nothing."""
    return text


def render(report: Report, paint: Paint = plain) -> str:
    """Return every finding and a closing line of counts."""
    blocks = [block(diagnostic, paint) for diagnostic in report.diagnostics]
    return "\n".join([*blocks, _summary(report, paint)]) + "\n"


def visible(text: str) -> str:
    """Return `text` with control, format and bidirectional characters spelled as U+XXXX."""
    return "".join(
        f"<U+{ord(char):04X}>" if category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} else char
        for char in text
    )


def block(diagnostic: Diagnostic, paint: Paint = plain) -> str:
    """Return one finding."""
    return "\n".join(_lines(diagnostic, paint))


def _lines(diagnostic: Diagnostic, paint: Paint) -> Iterator[str]:
    span = diagnostic.span
    place = paint(f"{visible(span.path)}:{span.line}:{span.column}", "path")
    name = paint(f"{diagnostic.severity}[{diagnostic.code}]", diagnostic.severity)
    yield f"{place}: {name}: {visible(diagnostic.message)}"
    if diagnostic.source is not None and diagnostic.source.strip():
        yield from _snippet(diagnostic, paint)
    elif diagnostic.suggestion:
        yield f"  {paint(visible(diagnostic.suggestion), 'suggestion')}"
    for note in diagnostic.notes:
        yield f"  note: {_note(note)}"
    explain = f"agi-review explain {diagnostic.code}"
    advice = f"{visible(diagnostic.help)} · {explain}" if diagnostic.help else explain
    yield f"  {paint('help:', 'help')} {advice}"


def _snippet(diagnostic: Diagnostic, paint: Paint) -> Iterator[str]:
    span, source = diagnostic.span, diagnostic.source or ""
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(source)
    cut = max(0, start - WIDEST_LINE // 2) if len(source) > WIDEST_LINE else 0
    shown = source[cut : cut + WIDEST_LINE]
    before, marked = (
        visible(source[cut:start]),
        visible(source[start : min(end, cut + WIDEST_LINE)]),
    )
    gutter = " " * len(str(span.line))
    yield f"  {span.line} | {visible(shown)}"
    caret = paint("^" * max(1, _width(marked)), "caret")
    hint = (
        f" {paint(visible(diagnostic.suggestion), 'suggestion')}" if diagnostic.suggestion else ""
    )
    yield f"  {gutter} | {' ' * _width(before)}{caret}{hint}"


def _width(text: str) -> int:
    """Return how many terminal cells `text` takes."""
    return sum(
        0 if category(char) == "Mn" else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


def _note(note: Note) -> str:
    if note.span is None:
        return visible(note.message)
    return f"{visible(note.message)}: {visible(note.span.path)}:{note.span.line}:{note.span.column}"


def _summary(report: Report, paint: Paint) -> str:
    checked = f"{_count(report.files, 'file')} checked"
    if not report.diagnostics:
        return paint(f"{checked}, nothing to mend", "ok")
    found = [_count(report.errors, "error")] if report.errors else []
    if report.warnings:
        found.append(_count(report.warnings, "warning"))
    role = Severity.ERROR if report.errors else Severity.WARNING
    return paint(f"{checked}: {', '.join(found)}", role)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
