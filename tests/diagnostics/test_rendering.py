"""One record, two renderings."""

from __future__ import annotations

import json

from agi_review.diagnostics import Report, Rule, Severity, Span, as_json, as_text

RULE = Rule("some-fault", Severity.ERROR, "mend it")
LOOK = Rule("some-doubt", Severity.WARNING, "look at it")


def test_text_points_at_the_value() -> None:
    """Path, line, column, the line, a caret under the value, the suggestion, the advice."""
    span = Span("a.yaml", 4, 7, 4, 10)
    finding = RULE.at(
        span, "'sma' is wrong", source="name: sma x", suggestion="did you mean 'sam'?"
    )
    finding = finding.see("first used here", Span("b.yaml", 1, 2, 1, 3))

    assert as_text.render(Report.of([finding], files=2)) == (
        "a.yaml:4:7: error[some-fault]: 'sma' is wrong\n"
        "  4 | name: sma x\n"
        "    |       ^^^ did you mean 'sam'?\n"
        "  note: first used here: b.yaml:1:2\n"
        "  help: mend it · agi-review explain some-fault\n"
        "2 files checked: 1 error\n"
    )


def test_the_caret_stands_under_wide_and_combining_characters() -> None:
    """A terminal gives an ideograph two cells and an accent none."""
    span = Span("a.yaml", 1, 9, 1, 11)
    text = as_text.render(Report.of([RULE.at(span, "x", source="t: 医学e\u0301 ab")]))

    assert "\n    |          ^^\n" in text


def test_invisible_characters_are_spelled() -> None:
    """Also in a path or a message, so that no entry can forge a line of output."""
    text = as_text.render(Report.of([RULE.at(Span("a\x1b[31m.yaml"), "one\nerror: \u202etwo")]))

    assert "\x1b" not in text
    assert "a<U+001B>[31m.yaml:1:1" in text
    assert "one<U+000A>error: <U+202E>two" in text


def test_findings_come_by_path_and_position_and_once() -> None:
    """Whatever order the stages found them in."""
    one = RULE.at(Span("b.yaml", 1), "x")
    two = LOOK.at(Span("a.yaml", 9), "y")
    three = RULE.at(Span("a.yaml", 2), "z")

    report = Report.of([one, two], [three, one])

    assert report.diagnostics == (three, two, one)
    assert (report.errors, report.warnings) == (2, 1)


def test_json_is_the_contract() -> None:
    """The keys that other tools rely on, lines and columns from 1."""
    finding = LOOK.at(Span("a.yaml", 2, 3, 2, 5), "x").see("there", Span("b.yaml", 1, 1, 1, 2))

    assert json.loads(as_json.render(Report.of([finding], files=1))) == {
        "diagnostics": [
            {
                "code": "some-doubt",
                "severity": "warning",
                "path": "a.yaml",
                "line": 2,
                "column": 3,
                "end_line": 2,
                "end_column": 5,
                "message": "x",
                "suggestion": None,
                "help": "look at it",
                "notes": [{"message": "there", "path": "b.yaml", "line": 1, "column": 1}],
                "fix": None,
            }
        ],
        "summary": {"files": 1, "errors": 0, "warnings": 1},
    }
