"""Findings for programs: GitHub's annotations, SARIF and JUnit, each read by what others wrote."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sarif_pydantic import Sarif

from agi_review.diagnostics import (
    Diagnostic,
    Report,
    Rule,
    Severity,
    Span,
    as_github,
    as_junit,
    as_sarif,
)

FAULT = Rule("some-fault", Severity.ERROR, "mend it")
DOUBT = Rule("some-doubt", Severity.WARNING, "look at it")
TEXTS = st.text(max_size=40)

FINDINGS = st.builds(
    lambda rule, path, line, column, message, note: rule.at(
        Span(path, line, column, line, column + 3), message, source="x: 1"
    ).see(note, Span(path, line, 1, line, 2)),
    st.sampled_from([FAULT, DOUBT]),
    TEXTS.filter(lambda path: path and "\\" not in path),  # written with slashes
    st.integers(1, 999),
    st.integers(1, 99),
    TEXTS,
    TEXTS,
)


def one(rule: Rule = FAULT, path: str = "entries/a b,c:1.yaml", end: int = 4) -> Diagnostic:
    """A finding with everything in it that needs care."""
    return rule.at(
        Span(path, 4, 7, end, 10), "50% is\nwrong: a, b", source="a: 50%", suggestion="40%?"
    )


def test_github_gets_one_line_a_finding_with_its_place() -> None:
    """Characters that would end a property or the line are written as codes."""
    text = as_github.render(Report.of([one()]))

    assert text == (
        "::error file=entries/a b%2Cc%3A1.yaml,line=4,endLine=4,title=some-fault,col=7,endColumn=10"
        "::50%25 is%0Awrong: a, b%0A40%?%0Ahelp: mend it\n".replace("40%?", "40%25?")
    )


def test_github_refuses_columns_of_different_lines() -> None:
    """A span of several lines names its lines only."""
    text = as_github.render(Report.of([one(end=6)]))

    assert "line=4,endLine=6" in text
    assert "col=" not in text


@given(st.lists(FINDINGS, max_size=4))
def test_github_never_gets_a_second_command_out_of_one_finding(found: list[Diagnostic]) -> None:
    """Whatever an entry holds, it forges no annotation."""
    report = Report.of(found)
    lines = as_github.render(report).split("\n")[:-1]

    assert len(lines) == len(report.diagnostics)
    assert all(re.match(r"::(error|warning) file=", line) for line in lines)


@given(st.lists(FINDINGS, max_size=4))
def test_sarif_is_read_by_another_reader(found: list[Diagnostic]) -> None:
    """Every finding with its rule, level and place."""
    report = Report.of(found)

    read = Sarif.model_validate(json.loads(as_sarif.render(report)))

    (run,) = read.runs
    results = run.results or []
    assert len(results) == len(report.diagnostics)
    rules = run.tool.driver.rules or []
    for result, diagnostic in zip(results, report.diagnostics, strict=True):
        assert result.rule_index is not None
        assert rules[result.rule_index].id == result.rule_id == diagnostic.code
        place = (result.locations or [])[0].physical_location
        assert place is not None
        assert place.artifact_location is not None
        assert unquote(place.artifact_location.uri or "") == diagnostic.span.path
        assert place.region is not None
        assert place.region.start_line == diagnostic.span.line
        assert place.region.start_column == diagnostic.span.column


def test_sarif_names_the_second_place_a_finding_points_at() -> None:
    """Where a name was first used."""
    finding = one().see("first used here", Span("b.yaml", 2, 3, 2, 5))

    (result,) = json.loads(as_sarif.render(Report.of([finding])))["runs"][0]["results"]

    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "first used here"
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "b.yaml"


@given(st.lists(FINDINGS, max_size=4))
def test_junit_is_xml_with_one_case_a_file(found: list[Diagnostic]) -> None:
    """Whatever stands in a message, also what XML cannot hold."""
    report = Report.of(found, files=7)

    suites = etree.fromstring(as_junit.render(report).encode())

    cases = suites.findall(".//testcase")
    assert len(cases) == len({d.span.path for d in report.diagnostics})
    failed = {d.span.path for d in report.diagnostics if d.severity is Severity.ERROR}
    assert len(suites.findall(".//failure")) == len(failed) == int(suites.get("failures") or 0)
    assert suites.get("tests") == "7"
