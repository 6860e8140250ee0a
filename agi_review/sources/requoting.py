"""The quotes a value lacks, where the parser stumbles over what stands in it."""

from __future__ import annotations

import re
from dataclasses import replace

from agi_review.diagnostics import Diagnostic, Span

LACKS_QUOTES = frozenset(
    {
        "mapping values are not allowed in this context",
        "found character that cannot start any token",
    }
)
"""What the parser says of a plain value that only quotes can hold."""

_FIELD = re.compile(r"(?P<before>\s*(?:- +)*[a-z_]+: +)(?P<value>[^\s\[{\"'|>#&*!-].*?)\s*")


def with_quotes(finding: Diagnostic, lines: list[str]) -> Diagnostic:
    """Return a fault in a value with the value in quotes, where it stands on a line of its own.

    Args:
        finding: A fault in the YAML, at the character the parser stumbles over.
        lines: The lines of the file.
    """
    span = finding.span
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    field = _FIELD.fullmatch(line)
    if field is None or " #" in field["value"] or _goes_on(line, lines[span.line :]):
        return finding
    start, end = field.span("value")
    if not start <= span.column - 1 < end:
        return finding
    value = Span(span.path, span.line, start + 1, span.line, end + 1)
    suggestion = f"did you mean {quoted(field['value'])}?"
    return replace(finding, suggestion=suggestion).mend(value, quoted(field["value"]))


def _goes_on(line: str, below: list[str]) -> bool:
    """Whether the next line is indented more deeply, and so belongs to this one."""
    return bool(below) and bool(below[0].strip()) and _indent(below[0]) > _indent(line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def quoted(text: str) -> str:
    """Return printable text in the quotes that need the fewest marks inside."""
    if "\\" in text or '"' in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
