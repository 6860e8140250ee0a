"""The base as flat tables: what a CSV file holds, and a table of the database.

A field inside a field is named with a dot. A list becomes one cell, its items joined with `; `; a
list of records becomes one such cell for each of their fields, in the same order, so that the
second item of one cell belongs to the second of the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from agi_review.graph import KnowledgeGraph, level_of
from agi_review.schema.entry import Entry
from agi_review.schema.references import slots_of
from agi_review.views.links import entry_path
from agi_review.views.publication import Publication

Value = str | int | None
"""One cell; nothing where nobody has looked."""

JOIN = "; "
INNER_JOIN = ", "
"""Between the items of a list inside a list."""

_ELSEWHERE = frozenset({"id", "claims"})
"""Not a column of its kind: the id comes first, claims have sheets of their own."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a head; each row is as long as the head."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...]
    """The columns that identify a row."""


def sheets(graph: KnowledgeGraph, publication: Publication) -> Iterator[Sheet]:
    """Yield a sheet a kind, then entries, claims, their sources, and relations."""
    for kind in graph.kinds:
        yield _kind_sheet(graph, kind, publication)
    yield _entries(graph, publication)
    yield _claims(graph)
    yield _claim_sources(graph)
    yield _relations(graph)


def _kind_sheet(graph: KnowledgeGraph, kind: type[Entry], publication: Publication) -> Sheet:
    """A row an entry: its name, where it stands, its kind's fields, and those all kinds share."""
    label = kind.label_field()
    fields = [path for path in _paths(kind) if path[0] not in {*_ELSEWHERE, label}]
    fields.sort(key=lambda path: path[0] in Entry.model_fields)
    names = [".".join(path) for path in fields]
    # A kind may have a field called like one of the computed columns; the field wins.
    computed = [name for name in ("page", "level") if name not in names]
    rows = []
    for entry in graph.of(kind):
        known = {"page": _page(entry, publication), "level": level_of(entry, graph).word}
        ahead = (entry.id, entry.label, *(known[name] for name in computed))
        rows.append((*ahead, *(_cell(entry, path) for path in fields)))
    return Sheet(kind.folder, ("id", label, *computed, *names), tuple(rows), ("id",))


def _paths(record: type[BaseModel], before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The way to every single value of a record and the records inside it."""
    inside = {slot.name: slot.record for slot in slots_of(record)[0] if slot.record}
    for name in record.model_fields:
        if name in inside:
            yield from _paths(inside[name], (*before, name))
        else:
            yield (*before, name)


def _cell(value: Any, path: tuple[str, ...], join: str = JOIN) -> Value:
    if isinstance(value, tuple):
        items = [_cell(item, path, INNER_JOIN) for item in value]
        if all(item is None for item in items):
            return None
        return join.join("" if item is None else str(item) for item in items)
    if value is None or not path:
        return value  # type: ignore[no-any-return]
    return _cell(getattr(value, path[0]), path[1:], join)


def _page(entry: Entry, publication: Publication) -> str:
    return publication.url(entry_path(entry), "../")


def _entries(graph: KnowledgeGraph, publication: Publication) -> Sheet:
    rows = tuple(
        (*entry.key, entry.label, level_of(entry, graph).word, _page(entry, publication))
        for entry in graph
    )
    return Sheet("entries", ("kind", "id", "label", "level", "page"), rows, ("kind", "id"))


def _claims(graph: KnowledgeGraph) -> Sheet:
    fields = ("text", "stance", "checked", "heading", "themes", "challenges")
    rows = tuple(
        (*entry.key, number, *(_cell(claim, (field,)) for field in fields))
        for entry in graph
        for number, claim in enumerate(entry.claims, 1)
    )
    key = ("kind", "id", "number")
    return Sheet("claims", (*key, *fields), rows, key)


def _claim_sources(graph: KnowledgeGraph) -> Sheet:
    rows = tuple(
        (*entry.key, number, position, source.paper, source.where)
        for entry in graph
        for number, claim in enumerate(entry.claims, 1)
        for position, source in enumerate(claim.sources, 1)
    )
    key = ("kind", "id", "number", "position")
    return Sheet("claim_sources", (*key, "paper", "place"), rows, key)


def _relations(graph: KnowledgeGraph) -> Sheet:
    columns = (
        *("source_kind", "source", "number", "field"),
        *("target_kind", "target", "qualifier", "place", "inverse"),
    )
    rows = tuple(
        (
            *relation.source,
            number,
            relation.field_path,
            *relation.target,
            relation.qualifier,
            relation.reference.locator,
            relation.inverse,
        )
        for entry in graph
        for number, relation in enumerate(graph.relations(entry), 1)
    )
    return Sheet("relations", columns, rows, ("source_kind", "source", "number"))
