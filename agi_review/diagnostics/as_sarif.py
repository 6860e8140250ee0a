"""Findings as SARIF 2.1.0, the form code-scanning services read."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from agi_review.diagnostics.diagnostic import Diagnostic, Fix, Rule, Span
from agi_review.diagnostics.report import Report


def render(report: Report) -> str:
    """Return one run with its rules and results.

    Source:
        OASIS Static Analysis Results Interchange Format 2.1.0.
    """
    rules = sorted({diagnostic.rule for diagnostic in report.diagnostics}, key=lambda r: r.code)
    places = {rule.code: number for number, rule in enumerate(rules)}
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "agi-review", "rules": [_rule(rule) for rule in rules]}
                },
                # Columns here count characters, as the findings themselves do.
                "columnKind": "unicodeCodePoints",
                "results": [_result(each, places[each.code]) for each in report.diagnostics],
            }
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.code.replace("-", " ")},
        "help": {"text": f"{rule.help}. More: agi-review explain {rule.code}"},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _result(diagnostic: Diagnostic, place: int) -> dict[str, Any]:
    said = [diagnostic.message, diagnostic.suggestion, diagnostic.help]
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": place,
        "level": str(diagnostic.severity),
        "message": {"text": "\n".join(part for part in said if part)},
        "locations": [_location(diagnostic.span)],
    }
    if diagnostic.fix is not None:
        result["fixes"] = [_fix(diagnostic.fix)]
    related = [
        {**_location(note.span), "message": {"text": note.message}}
        for note in diagnostic.notes
        if note.span is not None
    ]
    return {**result, "relatedLocations": related} if related else result


def _fix(fix: Fix) -> dict[str, Any]:
    change = {
        "deletedRegion": _region(fix.span),
        "insertedContent": {"text": fix.replacement},
    }
    return {"artifactChanges": [{**_artifact(fix.span), "replacements": [change]}]}


def _location(span: Span) -> dict[str, Any]:
    return {"physicalLocation": {**_artifact(span), "region": _region(span)}}


def _artifact(span: Span) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(span.path.replace("\\", "/"))}}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
