"""An entry as JSON: its fields, its relations from both ends, and its computed level."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from agi_review.graph import KnowledgeGraph, Relation, level_of
from agi_review.schema.entry import Entry, EntryKey


def entry_document(graph: KnowledgeGraph, entry: Entry) -> dict[str, Any]:
    """Return what `<folder>/<id>.json` holds.

    Args:
        graph: The graph the entry is in.
        entry: The entry.
    """
    return {
        "kind": entry.key.kind,
        "id": entry.id,
        "label": entry.label,
        "level": level_of(entry, graph).word,
        "fields": entry.model_dump(mode="json", exclude_none=True, exclude_defaults=True),
        "relations": [_edge(relation, relation.target) for relation in graph.relations(entry)],
        "backlinks": [
            {**_edge(relation, relation.source), "reads": relation.inverse}
            for relation in graph.backlinks(entry)
        ],
    }


def compact_json(data: object) -> str:
    """Return data as JSON on one line: without indentation the fast encoder does it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def json_pieces(items: Iterable[object]) -> Iterator[str]:
    """Yield what `compact_json` returns of a list, an item at a time: the base has long ones."""
    before = "["
    for item in items:
        yield before + json.dumps(item, ensure_ascii=False, separators=(",", ":"))
        before = ","
    yield "[]\n" if before == "[" else "]\n"


def _edge(relation: Relation, end: EntryKey) -> dict[str, str]:
    edge = {"field": ".".join(map(str, relation.path)), "kind": end.kind, "id": end.id}
    if relation.qualifier:
        edge["as"] = relation.qualifier
    if relation.reference.locator:
        edge["where"] = relation.reference.locator
    return edge
