"""Findings as JUnit XML, which most CI servers show: one case a file, failed if it has an error."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from agi_review.diagnostics import as_text
from agi_review.diagnostics.diagnostic import Diagnostic, Severity
from agi_review.diagnostics.report import Report


def render(report: Report) -> str:
    """Return one suite; files without findings are counted and not listed."""
    cases = [_case(path, list(found)) for path, found in groupby(report.diagnostics, _path)]
    failures = len({d.span.path for d in report.diagnostics if d.severity is Severity.ERROR})
    counts = f'tests="{max(report.files, len(cases))}" failures="{failures}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites {counts}>\n<testsuite name="agi-review check" {counts}>\n'
        f"{''.join(cases)}</testsuite>\n</testsuites>\n"
    )


def _path(diagnostic: Diagnostic) -> str:
    return diagnostic.span.path


def _case(path: str, found: list[Diagnostic]) -> str:
    # What XML cannot hold is spelled out, as in a terminal.
    name = quoteattr(as_text.visible(path))
    text = escape(as_text.render(Report(tuple(found), 1)).rsplit("\n", 2)[0])
    errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
    head = f"  <testcase classname={name} name={name}>\n"
    if not errors:
        return f"{head}    <system-out>{text}</system-out>\n  </testcase>\n"
    message = quoteattr(as_text.visible(errors[0].message))
    failure = f"<failure type={quoteattr(errors[0].code)} message={message}>{text}</failure>"
    return f"{head}    {failure}\n  </testcase>\n"
