"""Findings as workflow commands, which GitHub shows beside the lines of a pull request.

Source:
    GitHub's documentation of workflow commands: `%`, line ends, and in properties `:` and `,` are
    written as percent codes.
"""

from __future__ import annotations

from agi_review.diagnostics.diagnostic import Diagnostic
from agi_review.diagnostics.report import Report


def render(report: Report) -> str:
    """Return one annotation a finding."""
    return "".join(f"{_annotation(diagnostic)}\n" for diagnostic in report.diagnostics)


def _annotation(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties = {
        "file": span.path,
        "line": str(span.line),
        "endLine": str(span.end_line),
        "title": diagnostic.code,
    }
    if span.line == span.end_line:  # columns of different lines are refused
        properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    said = [diagnostic.message, diagnostic.suggestion, f"help: {diagnostic.help}"]
    text = "\n".join(part for part in said if part)
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{diagnostic.severity} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
