"""The page of what came into the base and what changed."""

from __future__ import annotations

from agi_review.knowledge_base import KnowledgeBase
from agi_review.views.changes import Change
from agi_review.views.changes_page import changes_page
from tests.conftest import MakeBase


def test_additions_are_listed_by_day_and_kind(tiny_kb: KnowledgeBase) -> None:
    """Entries without a day of addition are not listed."""
    sections = changes_page(tiny_kb.graph).sections
    dated = [each for each in tiny_kb.graph if each.curation and each.curation.added]

    assert sum(section.count or 0 for section in sections) == len(dated)
    assert sections[0].title == "Added on 23 Nov 2026"
    assert all(group.links for section in sections for group in section.links)


def test_a_page_without_days_says_so(make_base: MakeBase) -> None:
    """Drafts need no day; a heading over nothing would look broken."""
    page = changes_page(make_base({"terms/t.yaml": "name: T\nscheme: task\n"}).graph)

    assert (page.lede, page.sections) == ("No entry says on what day it came into this base.", ())


def test_changes_come_first_by_sort_and_lead_to_entries_that_are_there(
    tiny_kb: KnowledgeBase,
) -> None:
    """What was removed has no page to lead to."""
    changes = (
        Change("removed", "model", "gone", "Gone", "model removed"),
        Change("fact", "model", "small-model", "Small model", "released, 2023 → 2024"),
    )
    first, second = changes_page(tiny_kb.graph, changes).sections[:2]

    assert (first.title, second.title) == ("Entries removed", "Facts")
    assert first.table is not None
    assert first.table.rows[0].cells[0].links == ()
    assert second.table is not None
    assert second.table.rows[0].cells[0].links[0].path == "models/small-model/"


def test_days_are_shown_where_they_are_known(tiny_kb: KnowledgeBase) -> None:
    """A column of nothing says nothing."""
    one = Change("fact", "model", "small-model", "Small model", "released, 2023 → 2024")
    two = Change("fact", "model", "small-model", "Small model", "weights, no → yes", "2026-11-24")
    tables = [
        changes_page(tiny_kb.graph, given).sections[0].table for given in ((one,), (one, two))
    ]

    assert [len(table.columns) for table in tables if table] == [2, 3]
    shown = [row.cells[-1].value.text for row in tables[1].rows if row.cells[-1].value]  # type: ignore[union-attr]
    assert shown == ["not yet", "24 Nov 2026"]
