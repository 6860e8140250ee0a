"""The static JSON API: what there is, the list of each kind, and the schemas of all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agi_review.exports.entry_json import compact_json
from agi_review.graph import KnowledgeGraph, level_of
from agi_review.schema.entry import Entry
from agi_review.schema.json_schema import dump, fields_schema
from agi_review.schema.prose import as_plain
from agi_review.views.downloads_page import downloads_of, services_of
from agi_review.views.links import entry_path
from agi_review.views.publication import Publication
from agi_review.views.quality_page import latest_day

API = "api/"
"""The folder of the API; addresses in its files are relative to it."""

ROOT = "../"

DRAFT = "http://json-schema.org/draft-07/schema#"


def api(graph: KnowledgeGraph, publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield address and text of every file of the API."""
    yield f"{API}index.json", compact_json(_index(graph, publication))
    for kind in graph.kinds:
        listed = [_item(graph, entry) for entry in graph.of(kind)]
        yield f"{API}{kind.folder}.json", compact_json(listed)
        yield f"{API}schema/{kind.kind}.schema.json", dump(fields_schema(kind))
    yield f"{API}schema/document.schema.json", dump(_document_schema(graph))
    yield f"{API}schema/list.schema.json", dump(_list_schema())


def _index(graph: KnowledgeGraph, publication: Publication) -> dict[str, Any]:
    return {
        "name": publication.name,
        "description": publication.description,
        "home": publication.url("", ROOT),
        "licence": publication.licence.name if publication.licence else None,
        "as_of": latest_day(graph),
        "kinds": [
            {
                "kind": kind.kind,
                "label": kind.plural,
                "entries": len(graph.of(kind)),
                "list": f"{kind.folder}.json",
                "documents": f"{ROOT}{kind.folder}/{{id}}.json",
                "schema": f"schema/{kind.kind}.schema.json",
            }
            for kind in graph.kinds
        ],
        "schemas": {
            "document": "schema/document.schema.json",
            "list": "schema/list.schema.json",
        },
        "files": [
            {"url": f"{ROOT}{each.path}", "type": each.media_type, "holds": each.holds}
            for each in (*downloads_of(graph), *services_of(graph))
        ],
    }


def _item(graph: KnowledgeGraph, entry: Entry) -> dict[str, Any]:
    twin = f"{ROOT}{entry_path(entry)[:-1]}"
    item = {
        "id": entry.id,
        "label": entry.label,
        "level": level_of(entry, graph).word,
        "url": f"{ROOT}{entry_path(entry)}",
        "json": f"{twin}.json",
        "markdown": f"{twin}.md",
        "summary": as_plain(entry.summary) if entry.summary else None,
        "added": entry.curation.added if entry.curation else None,
        "deprecated": entry.deprecated.since if entry.deprecated else None,
    }
    return {key: value for key, value in item.items() if value is not None}


_TEXT = {"type": "string", "minLength": 1}
_LEVEL = {
    "enum": ["stub", "described", "linked", "reviewed"],
    "description": "How far the entry has been worked out; computed.",
}


def _record(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """The schema of an object; more may be added to it in time."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {})},
    }


def _document_schema(graph: KnowledgeGraph) -> dict[str, Any]:
    end = {
        "field": {**_TEXT, "description": "The way from the top of the entry to the reference."},
        "kind": {"enum": [kind.kind for kind in graph.kinds]},
        "id": {**_TEXT, "description": "The entry at the other end."},
    }
    said = {
        "as": {**_TEXT, "description": "How it is meant, such as `fine-tuned`."},
        "where": {**_TEXT, "description": "The place in the paper, where a text names it."},
    }
    reads = {"reads": {**_TEXT, "description": "How the relation reads from this entry."}}
    required = {
        "kind": {"enum": [kind.kind for kind in graph.kinds]},
        "id": {**_TEXT, "description": "Unique within the kind; never changes."},
        "label": {**_TEXT, "description": "The name or title."},
        "level": _LEVEL,
        "fields": {"type": "object", "description": "What the entry says, by its kind's schema."},
        "relations": {"type": "array", "items": _record(end, said)},
        "backlinks": {"type": "array", "items": _record({**end, **reads}, said)},
    }
    return {
        "$schema": DRAFT,
        "title": "An entry",
        "description": "What stands beside an entry's page as JSON.",
        **_record(required),
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind.kind}}},
                "then": {"properties": {"fields": {"$ref": f"{kind.kind}.schema.json"}}},
            }
            for kind in graph.kinds
        ],
    }


def _list_schema() -> dict[str, Any]:
    address = {"type": "string", "format": "uri-reference"}
    required = {
        "id": _TEXT,
        "label": _TEXT,
        "level": _LEVEL,
        "url": {**address, "description": "The page."},
        "json": {**address, "description": "The document."},
        "markdown": {**address, "description": "The page as Markdown."},
    }
    optional = {
        "summary": {**_TEXT, "description": "The entry in short, as plain text."},
        "added": {"type": "string", "format": "date"},
        "deprecated": {
            "type": "string",
            "format": "date",
            "description": "The day it was given up.",
        },
    }
    return {
        "$schema": DRAFT,
        "title": "All entries of a kind",
        "type": "array",
        "items": _record(required, optional),
    }
