"""Findings as a program reads them: the stable contract of `check --format json`."""

from __future__ import annotations

import json

from agi_review.diagnostics.diagnostic import Diagnostic, Fix, Note
from agi_review.diagnostics.report import Report


def render(report: Report) -> str:
    """Return the findings and their counts as one JSON object."""
    document = {
        "diagnostics": [_record(diagnostic) for diagnostic in report.diagnostics],
        "summary": {
            "files": report.files,
            "errors": report.errors,
            "warnings": report.warnings,
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def _record(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "message": diagnostic.message,
        "suggestion": diagnostic.suggestion,
        "help": diagnostic.help,
        "notes": [_note(note) for note in diagnostic.notes],
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
    }


def _note(note: Note) -> dict[str, object]:
    span = note.span
    if span is None:
        return {"message": note.message}
    return {
        "message": note.message,
        "path": span.path,
        "line": span.line,
        "column": span.column,
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {
        "line": fix.span.line,
        "column": fix.span.column,
        "end_line": fix.span.end_line,
        "end_column": fix.span.end_column,
        "replacement": fix.replacement,
    }
