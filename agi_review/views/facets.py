"""What an index can be filtered by: facets with their values and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from agi_review.graph import KnowledgeGraph, level_of
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import (
    BenchmarkEntry,
    ChallengeEntry,
    DatasetEntry,
    FamilyEntry,
    ModelEntry,
    PaperEntry,
    TermEntry,
    ThemeEntry,
)
from agi_review.views.composer import work_type
from agi_review.views.links import mark_of
from agi_review.views.parts import NOT_LOOKED_AT
from agi_review.views.subjects import subject_of
from agi_review.views.terms import with_broader

Read = Callable[[KnowledgeGraph, Any], Iterable[str]]

FacetValues = tuple[tuple[str, tuple[str, ...]], ...]
"""The values of an entry by facet, where somebody has looked."""


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One value of a facet and how many entries have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Something an index can be filtered by."""

    name: str
    label: str
    many: bool
    """Whether an entry can have several values: chosen ones must then all hold, else any may."""
    options: tuple[FacetOption, ...]


@dataclass(frozen=True, slots=True)
class _FacetOf:
    name: str
    label: str
    read: Read
    many: bool = False
    names: type[Entry] | None = None
    """The kind whose entries the values are ids of."""
    by_value: bool = False
    """Whether the values are ordered by themselves, latest first, rather than by count."""


def facet_values(graph: KnowledgeGraph, entry: Entry) -> FacetValues:
    """Return the values of an entry in each facet of its kind that somebody has looked at."""
    found = ((facet.name, _values(graph, facet, entry)) for facet in _FACETS.get(type(entry), ()))
    return tuple((name, values) for name, values in found if values != (NOT_LOOKED_AT,))


def values_of(graph: KnowledgeGraph, entry: Entry, name: str) -> tuple[str, ...]:
    """Return the values of an entry in one facet; if nobody has looked, that is its value."""
    facet = next(each for each in _FACETS[type(entry)] if each.name == name)
    return _values(graph, facet, entry)


def facets_of(
    graph: KnowledgeGraph, kind: type[Entry], listed: Iterable[FacetValues]
) -> tuple[Facet, ...]:
    """Return the facets of a kind that tell some of its entries from others.

    Args:
        graph: The graph.
        kind: The kind.
        listed: The values of each entry, as `facet_values` returns them.
    """
    found = []
    looked_at = list(map(dict, listed))
    for facet in _FACETS.get(kind, ()):
        values = (each.get(facet.name, (NOT_LOOKED_AT,)) for each in looked_at)
        counts = Counter(chain.from_iterable(values))
        if len(counts) > 1:
            found.append(Facet(facet.name, facet.label, facet.many, _options(graph, facet, counts)))
    return tuple(found)


def matching(graph: KnowledgeGraph, kind: type[Entry], chosen: Mapping[str, str]) -> int:
    """Return how many entries the index of a kind shows for one value of each of some facets."""
    return sum(
        all(value in values_of(graph, entry, name) for name, value in chosen.items())
        for entry in graph.current(kind)
    )


def _values(graph: KnowledgeGraph, facet: _FacetOf, entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(facet.read(graph, entry))) or (NOT_LOOKED_AT,)


def _options(
    graph: KnowledgeGraph, facet: _FacetOf, counts: Counter[str]
) -> tuple[FacetOption, ...]:
    def order(value: str) -> tuple[object, ...]:
        last = value == NOT_LOOKED_AT
        return (last, -int(value)) if facet.by_value and not last else (last, -counts[value], value)

    return tuple(
        FacetOption(value, _label(graph, facet, value), counts[value])
        for value in sorted(counts, key=order)
    )


def _label(graph: KnowledgeGraph, facet: _FacetOf, value: str) -> str:
    entry = graph.get(facet.names, value) if facet.names else None
    if entry is not None:
        return entry.label
    if facet.name == "licence" and value != NOT_LOOKED_AT:
        return value
    return work_type(value)


def _maybe(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _category(graph: KnowledgeGraph, entry: Entry) -> tuple[str, ...]:
    mark = mark_of(graph, entry)
    return _maybe(mark.category if mark else None)


def _level(graph: KnowledgeGraph, entry: Entry) -> tuple[str, ...]:
    return (level_of(entry, graph).word,)


def _weights(_graph: KnowledgeGraph, model: ModelEntry) -> tuple[str, ...]:
    return _maybe(model.availability.weights if model.availability else None)


def _licence(_graph: KnowledgeGraph, model: ModelEntry) -> tuple[str, ...]:
    return _maybe(model.availability.licence if model.availability else None)


def _external(_graph: KnowledgeGraph, model: ModelEntry) -> tuple[str, ...]:
    return _maybe(model.validation.external if model.validation else None)


def _released(_graph: KnowledgeGraph, model: ModelEntry) -> tuple[str, ...]:
    return _maybe(model.released[:4] if model.released else None)


def _subject(graph: KnowledgeGraph, paper: PaperEntry) -> tuple[str, ...]:
    return (subject_of(graph, paper),)


def _field(name: str) -> Read:
    """Return a reader of a field that holds one word or a list of ids."""

    def read(_graph: KnowledgeGraph, entry: Any) -> tuple[str, ...]:
        value = getattr(entry, name)
        return value if isinstance(value, tuple) else _maybe(str(value) if value else None)

    return read


def _under(name: str) -> Read:
    """Return a reader of terms and of all broader ones: what segments on a prompt segments."""

    def read(graph: KnowledgeGraph, entry: Any) -> tuple[str, ...]:
        return tuple(term.id for term in with_broader(graph, getattr(entry, name)))

    return read


_MODALITY = _FacetOf("modality", "Modality", _under("modalities"), many=True, names=TermEntry)
_TASK = _FacetOf("task", "Task", _under("tasks"), many=True, names=TermEntry)
_DOMAIN = _FacetOf("domain", "Domain", _field("domain"))
_CATEGORY = _FacetOf("category", "Category", _category)
_ORIGIN = _FacetOf("origin", "Named by the review", _field("origin"))
_LEVEL = _FacetOf("level", "Level", _level)

_FACETS: dict[type[Entry], tuple[_FacetOf, ...]] = {
    ModelEntry: (
        _CATEGORY,
        _DOMAIN,
        _FacetOf("weights", "Weights", _weights),
        _FacetOf("validation", "External validation", _external),
        _MODALITY,
        _TASK,
        _FacetOf("released", "First public", _released, by_value=True),
        _FacetOf("licence", "Licence", _licence),
    ),
    FamilyEntry: (_CATEGORY, _DOMAIN, _ORIGIN),
    PaperEntry: (
        _FacetOf("year", "Year", _field("year"), by_value=True),
        _FacetOf("type", "Kind of work", _field("type")),
        _FacetOf("subject", "Models it is about", _subject),
        _FacetOf(
            "theme",
            "Theme",
            lambda _, paper: (each.theme for each in paper.themes),
            many=True,
            names=ThemeEntry,
        ),
        _FacetOf(
            "challenge",
            "Challenge",
            lambda _, paper: (each.challenge for each in paper.challenges),
            many=True,
            names=ChallengeEntry,
        ),
        _LEVEL,
    ),
    ThemeEntry: (_FacetOf("stage", "Stage", _field("stage")), _ORIGIN),
    ChallengeEntry: (
        _FacetOf("area", "Area", _field("area")),
        _FacetOf("severity", "Severity", _field("severity")),
        _ORIGIN,
    ),
    DatasetEntry: (
        _DOMAIN,
        _MODALITY,
        _TASK,
        _FacetOf("access", "Access", _field("access")),
        _FacetOf("licence", "Licence", _field("licence")),
    ),
    BenchmarkEntry: (_FacetOf("task", "Task", _field("task"), names=TermEntry),),
    TermEntry: (_FacetOf("scheme", "Scheme", _field("scheme")),),
}
"""A kind that is not here has no facets; its list can still be searched and sorted."""
