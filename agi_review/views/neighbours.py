"""What comes before and after an entry: papers within their themes, models within their family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry, EntryKey
from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.kinds.theme import ThemeEntry
from agi_review.views.links import Link, link_to
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


class Beside(NamedTuple):
    """What stands before and after an entry in one order, by key."""

    whole: EntryKey
    earlier: EntryKey | None
    later: EntryKey | None


_ORDERS = {PaperEntry: "year", ModelEntry: "date of release"}
"""By what each kind stands in its orders."""


def neighbours(graph: KnowledgeGraph, entry: Entry) -> tuple[Neighbours, ...]:
    """Return what stands before and after an entry, a line for each order it stands in."""
    order = _ORDERS.get(type(entry))
    if order is None:
        return ()

    def link(key: EntryKey | None) -> Link | None:
        return link_to(graph, key) if key else None

    return tuple(
        Neighbours(link_to(graph, beside.whole), order, link(beside.earlier), link(beside.later))
        for beside in graph.ask(places_of, entry.key)
    )


def places_of(graph: KnowledgeGraph, key: EntryKey) -> tuple[Beside, ...]:
    """Return where a paper or model stands in each order, unless it is there alone."""
    entry = graph.entries[key]
    if isinstance(entry, PaperEntry):
        wholes: Sequence[EntryKey] = _themes(entry)[:MOST_LINES]
        orders = graph.derived(_papers_by_theme)
    elif isinstance(entry, ModelEntry):
        wholes, orders = _family(entry), graph.derived(_models_by_family)
    else:
        return ()
    found = (_beside(orders, whole, key) for whole in wholes)
    return tuple(beside for beside in found if beside)


def _beside(orders: Orders, whole: EntryKey, key: EntryKey) -> Beside | None:
    place = orders.places.get((whole, key))
    members = orders.members.get(whole, [])
    if place is None or len(members) == 1:
        return None
    earlier = members[place - 1] if place else None
    return Beside(whole, earlier, members[place + 1] if place + 1 < len(members) else None)


def _papers_by_theme(graph: KnowledgeGraph) -> Orders:
    papers = sorted(graph.of(PaperEntry), key=lambda p: (p.year, p.title.casefold(), p.id))
    return _orders(papers, _themes)


def _models_by_family(graph: KnowledgeGraph) -> Orders:
    models = sorted(graph.of(ModelEntry), key=lambda model: (*by_release(model), model.id))
    return _orders(models, _family)


def _themes(paper: PaperEntry) -> list[EntryKey]:
    """A paper's themes, once each, in the order of its file."""
    return [EntryKey(ThemeEntry.kind, id_) for id_ in dict.fromkeys(t.theme for t in paper.themes)]


def _family(model: ModelEntry) -> list[EntryKey]:
    return [EntryKey(FamilyEntry.kind, model.family)]


def _orders(entries: Iterable[Member], wholes: Callable[[Member], Sequence[EntryKey]]) -> Orders:
    members: dict[EntryKey, list[EntryKey]] = defaultdict(list)
    places = {}
    for entry in entries:
        if entry.deprecated is None:
            for whole in wholes(entry):
                places[whole, entry.key] = len(members[whole])
                members[whole].append(entry.key)
    return Orders(dict(members), places)
