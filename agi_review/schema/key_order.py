"""In which order the fields of an entry are written: name first, curation last."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel

from agi_review.schema.entry import Entry, TopicEntry
from agi_review.schema.references import slots_of
from agi_review.sources.layout import Shape

_NAMES = ("name", "title", "short", "also_known_as")
_LAST = ("claims", "terms", "curation", "deprecated")

_PLACED: dict[str, tuple[tuple[str, str], ...]] = {
    "model": (("summary", "introduced_in"), ("description", "summary")),
    "family": (
        ("summary", "also_known_as"),
        ("origin", "first_public"),
        ("themes", "claims"),
        ("challenges", "themes"),
    ),
    "paper": (("summary", "links"), ("description", "summary"), ("terms", "findings")),
    "challenge": (
        ("origin", "categories"),
        ("affects", "why_it_matters"),
        ("related", "affects"),
        ("mitigations", "related"),
        ("searches", "contested"),
    ),
    "theme": (("origin", "categories"),),
    "dataset": (("summary", "released"), ("description", "summary")),
    "benchmark": (("summary", "better"), ("description", "summary")),
}
"""Fields that are read better after another one than where their class puts them."""


def written_order(kind: type[Entry]) -> tuple[str, ...]:
    """Return the fields of a kind in the order they are written."""
    fields = list(kind.model_fields)
    shared = {
        *Entry.model_fields,
        *(TopicEntry.model_fields if issubclass(kind, TopicEntry) else ()),
    }
    order = [name for name in _NAMES if name in fields]
    order += [name for name in fields if name not in {*shared, *order}]
    order += [name for name in fields if name not in {*order, *_LAST, "id"}]
    order += [name for name in _LAST if name in fields]
    for name, before in _PLACED.get(kind.kind, ()):
        order.remove(name)
        order.insert(order.index(before) + 1, name)
    return tuple(order)


@cache
def shape_of(kind: type[Entry]) -> Shape:
    """Return how the files of a kind are laid out."""
    return _shape(kind, written_order(kind))


def _shape(record: type[BaseModel], order: tuple[str, ...]) -> Shape:
    slots = slots_of(record)[0]
    return Shape(
        order,
        frozenset(slot.name for slot in slots if slot.prose),
        {
            slot.name: _shape(slot.record, _record_order(slot.record))
            for slot in slots
            if slot.record is not None
        },
    )


def _record_order(record: type[BaseModel]) -> tuple[str, ...]:
    """A number is followed by its unit; all else is written as it is declared."""
    fields = [name for name in record.model_fields if name != "unit"]
    if "unit" in record.model_fields:
        fields.insert(fields.index("value") + 1, "unit")
    return tuple(fields)
