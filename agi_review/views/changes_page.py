"""What came into the base, day by day, and what changed since a revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry, EntryKey
from agi_review.views.changes import Change
from agi_review.views.changes.change import SORTS
from agi_review.views.composer import by_label, in_words
from agi_review.views.hub_page import HubPage
from agi_review.views.links import link_to
from agi_review.views.parts import Cell, Column, LinkGroup, Row, Section, Table, Value

CHANGES = "changes/"


def changes_page(graph: KnowledgeGraph, changes: Sequence[Change] = ()) -> HubPage:
    """Return the page of changes: those that were handed in by sort, then additions by day."""
    sections = (*_changed(graph, changes), *_by_day(graph))
    return HubPage(
        path=CHANGES,
        title="Changes",
        description="What came into this base by day, and what changed in it.",
        lede="What came into this base, the latest day first."
        if sections
        else "No entry says on what day it came into this base.",
        sections=sections,
    )


def _by_day(graph: KnowledgeGraph) -> list[Section]:
    days: dict[str, list[Entry]] = defaultdict(list)
    for entry in graph:
        if entry.curation and entry.curation.added:
            days[entry.curation.added].append(entry)
    return [
        Section(
            f"added-{day}",
            f"Added on {in_words(day)}",
            len(days[day]),
            wide=True,
            links=_by_kind(graph, days[day]),
        )
        for day in sorted(days, reverse=True)
    ]


def _by_kind(graph: KnowledgeGraph, entries: Sequence[Entry]) -> tuple[LinkGroup, ...]:
    groups = (
        (kind.plural, [link_to(graph, entry.key) for entry in entries if isinstance(entry, kind)])
        for kind in graph.kinds
    )
    return tuple(
        LinkGroup(plural, by_label(links), dense=True) for plural, links in groups if links
    )


def _changed(graph: KnowledgeGraph, changes: Sequence[Change]) -> list[Section]:
    found = {sort: [change for change in changes if change.sort == sort] for sort in SORTS}
    return [
        Section(
            f"changed-{sort}", SORTS[sort], len(rows), wide=True, table=_table(graph, sort, rows)
        )
        for sort, rows in found.items()
        if rows
    ]


def _table(graph: KnowledgeGraph, sort: str, changes: Sequence[Change]) -> Table:
    dated = any(change.day for change in changes)
    columns = [Column("Entry", width=40), Column("What changed")]
    columns += [Column("Committed")] if dated else []
    rows = []
    for change in changes:
        cells = [_entry(graph, change), Cell(Value(change.text))]
        cells += [Cell(Value(in_words(change.day) or "not yet"))] if dated else []
        rows.append(Row(tuple(cells)))
    return Table(SORTS[sort], tuple(columns), tuple(rows))


def _entry(graph: KnowledgeGraph, change: Change) -> Cell:
    """A link to the entry, or its name if it has no page any more."""
    key = EntryKey(change.kind, change.id)
    if key in graph.entries:
        return Cell(links=(link_to(graph, key),))
    return Cell(Value(change.label))
