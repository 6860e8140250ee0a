"""The quality page counts what the entries say."""

from __future__ import annotations

import json

from click.testing import CliRunner

from agi_review.cli.main import cli
from agi_review.knowledge_base import KnowledgeBase
from agi_review.views.quality_page import latest_day, quality_page
from tests.conftest import FIXTURES, MakeBase

TINY = str(FIXTURES / "tiny_kb" / "entries")


def tables(graph_json: str) -> dict[str, list[dict[str, str]]]:
    """The tables of a page by anchor."""
    parsed: dict[str, list[dict[str, str]]] = json.loads(graph_json)
    return parsed


def test_every_entry_is_counted_once_a_kind() -> None:
    """Levels add up to all."""
    found = tables(
        CliRunner().invoke(cli, ["quality", "--entries", TINY, "--format", "json"]).stdout
    )

    for row in found["levels"]:
        levels = sum(int(row[word]) for word in ("stub", "described", "linked", "reviewed"))
        assert levels == int(row["all"])
    assert sum(int(row["all"]) for row in found["levels"]) == 19


def test_unchecked_statements_show() -> None:
    """Six claims of which two were checked; seven findings of eight."""
    found = tables(
        CliRunner().invoke(cli, ["quality", "--entries", TINY, "--format", "json"]).stdout
    )
    rows = {row["Where"]: row for row in found["statements"]}

    assert (
        rows["Claims on challenges"]["Statements"],
        rows["Claims on challenges"]["Checked"],
    ) == ("1", "1")
    assert (rows["Claims on models"]["Checked"], rows["Claims on models"]["Share"]) == ("0", "0 %")
    assert (rows["Findings of papers"]["Statements"], rows["Findings of papers"]["Checked"]) == (
        "8",
        "7",
    )


def test_the_page_and_the_command_say_the_same(tiny_kb: KnowledgeBase) -> None:
    """One computation, two faces."""
    text = CliRunner().invoke(cli, ["quality", "--entries", TINY]).stdout

    for part in quality_page(tiny_kb.graph).sections:
        assert part.title in text
        assert part.note in text


def test_the_base_is_its_own_clock(make_base: MakeBase) -> None:
    """A review is overdue against the latest day noted, so that two builds agree."""
    term = "name: {0}\nscheme: concept\ndefinition: T.\ncuration:\n  added: {1}\n  review_by: {2}\n"
    graph = make_base(
        {
            "terms/a.yaml": term.format("a", "2026-01-01", "2026-02-01"),
            "terms/b.yaml": term.format("b", "2026-06-01", "2026-12-01"),
        }
    ).graph
    weak = next(part for part in quality_page(graph).sections if part.anchor == "weak")
    counts = {row.cells[0].value.text: row.cells[1].value.text for row in weak.table.rows}  # type: ignore[union-attr]

    assert latest_day(graph) == "2026-06-01"
    assert counts["Entries whose review is overdue"] == "1"
