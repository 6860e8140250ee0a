"""What comes before and after an entry: papers within their themes, models within their family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry, EntryKey
from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.kinds.theme import ThemeEntry
from agi_review.views.links import link_to
from agi_review.views.parts import Neighbours
from agi_review.views.tables import by_release

Member = TypeVar("Member", bound=Entry)

MOST_LINES = 3
"""Themes of a paper whose order is shown."""


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of a base: keys of members by key of the whole, and the place of each member."""

    members: dict[EntryKey, list[EntryKey]]
    places: dict[tuple[EntryKey, EntryKey], int]


def neighbours(graph: KnowledgeGraph, entry: Entry) -> tuple[Neighbours, ...]:
    """Return what stands before and after an entry, a line for each order it stands in."""
    if isinstance(entry, PaperEntry):
        wholes: Sequence[EntryKey] = _themes(entry)[:MOST_LINES]
        order, orders = "year", graph.derived(_papers_by_theme)
    elif isinstance(entry, ModelEntry):
        wholes = [EntryKey(FamilyEntry.kind, entry.family)]
        order, orders = "date of release", graph.derived(_models_by_family)
    else:
        return ()
    lines = (_line(graph, orders, order, whole, entry.key) for whole in wholes)
    return tuple(line for line in lines if line)


def _line(
    graph: KnowledgeGraph, orders: Orders, order: str, whole: EntryKey, key: EntryKey
) -> Neighbours | None:
    place = orders.places.get((whole, key))
    members = orders.members.get(whole, [])
    if place is None or len(members) == 1:
        return None
    earlier = link_to(graph, members[place - 1]) if place else None
    later = link_to(graph, members[place + 1]) if place + 1 < len(members) else None
    return Neighbours(link_to(graph, whole), order, earlier, later)


def _papers_by_theme(graph: KnowledgeGraph) -> Orders:
    papers = sorted(graph.of(PaperEntry), key=lambda p: (p.year, p.title.casefold(), p.id))
    return _orders(papers, _themes)


def _models_by_family(graph: KnowledgeGraph) -> Orders:
    models = sorted(graph.of(ModelEntry), key=lambda model: (*by_release(model), model.id))
    return _orders(models, lambda model: [EntryKey(FamilyEntry.kind, model.family)])


def _themes(paper: PaperEntry) -> list[EntryKey]:
    """A paper's themes, once each, in the order of its file."""
    return [EntryKey(ThemeEntry.kind, id_) for id_ in dict.fromkeys(t.theme for t in paper.themes)]


def _orders(entries: Iterable[Member], wholes: Callable[[Member], Sequence[EntryKey]]) -> Orders:
    members: dict[EntryKey, list[EntryKey]] = defaultdict(list)
    places = {}
    for entry in entries:
        if entry.deprecated is None:
            for whole in wholes(entry):
                places[whole, entry.key] = len(members[whole])
                members[whole].append(entry.key)
    return Orders(dict(members), places)
