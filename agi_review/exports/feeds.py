"""Feeds of what came into the base: Atom, and JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import KINDS as ENGINE_KINDS
from agi_review.schema.kinds import DatasetEntry, FamilyEntry, ModelEntry, PaperEntry
from agi_review.views.entry_page import plain_description
from agi_review.views.links import entry_path
from agi_review.views.publication import Publication
from agi_review.views.quality_page import latest_day

KINDS = (ModelEntry, PaperEntry, DatasetEntry, FamilyEntry)
"""What readers follow, before the kinds a base declares itself; on the same day in this order."""

MOST_ITEMS = 100

ATOM = "feed.xml"
JSON_FEED = "feed.json"

_MIDNIGHT = "T00:00:00Z"

_NEVER = "1970-01-01"
"""The date of a feed without any dated entry: Atom wants one."""


def feeds(graph: KnowledgeGraph, publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield address and text of each feed."""
    yield ATOM, atom(graph, publication)
    yield JSON_FEED, json_feed(graph, publication)


def latest(graph: KnowledgeGraph) -> list[tuple[str, Entry]]:
    """Return the latest additions with their days, the newest first."""
    followed: tuple[type[Entry], ...] = (
        *KINDS,
        *(kind for kind in graph.kinds if kind not in ENGINE_KINDS),
    )
    dated = [
        (entry.curation.added, entry)
        for kind in followed
        for entry in graph.of(kind)
        if entry.curation and entry.curation.added and entry.deprecated is None
    ]
    # Sorting keeps the order of kinds and ids within a day.
    return sorted(dated, key=lambda pair: pair[0], reverse=True)[:MOST_ITEMS]


def atom(graph: KnowledgeGraph, publication: Publication) -> str:
    """Return the latest additions as an Atom feed.

    Source:
        RFC 4287. Without an address, links are relative to the feed, which it allows.
    """
    items = latest(graph)
    updated = items[0][0] if items else latest_day(graph) or _NEVER
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<title>{_text(_title(publication))}</title>",
        f"<id>{_text(_id(publication, ''))}</id>",
        f"<updated>{updated}{_MIDNIGHT}</updated>",
        f"<author><name>{_text(publication.name)}</name></author>",
        f'<link rel="alternate" type="text/html" href="{escape(publication.url("", "./"))}"/>',
    ]
    if publication.licence:
        lines.append(f"<rights>{_text(publication.licence.name)}</rights>")
    if publication.address:
        lines.append(f'<link rel="self" href="{escape(publication.url(ATOM))}"/>')
    for day, entry in items:
        lines += _atom_entry(day, entry, publication)
    return "\n".join([*lines, "</feed>", ""])


def json_feed(graph: KnowledgeGraph, publication: Publication) -> str:
    """Return the latest additions as a JSON Feed.

    Source:
        JSON Feed 1.1.
    """
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(publication),
        "description": publication.description,
        "language": "en",
        "authors": [{"name": publication.name}],
    }
    if publication.address:
        feed |= {"home_page_url": publication.url(""), "feed_url": publication.url(JSON_FEED)}
    feed["items"] = [
        {
            "id": _id(publication, entry_path(entry)),
            "url": publication.url(entry_path(entry)),
            "title": entry.label,
            "content_text": plain_description(entry),
            "date_published": f"{day}{_MIDNIGHT}",
            "tags": [entry.key.kind],
        }
        for day, entry in latest(graph)
    ]
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _atom_entry(day: str, entry: Entry, publication: Publication) -> Iterator[str]:
    path = entry_path(entry)
    yield "<entry>"
    yield f"<title>{_text(entry.label)}</title>"
    yield f"<id>{_text(_id(publication, path))}</id>"
    yield f'<link rel="alternate" type="text/html" href="{escape(publication.url(path))}"/>'
    yield f"<published>{day}{_MIDNIGHT}</published>"
    yield f"<updated>{day}{_MIDNIGHT}</updated>"
    yield f'<category term="{entry.key.kind}"/>'
    yield f"<summary>{_text(plain_description(entry))}</summary>"
    yield "</entry>"


def _title(publication: Publication) -> str:
    return f"{publication.name}: new entries"


def _id(publication: Publication, path: str) -> str:
    """The page's address, which is permanent; without one, a name made from it, the same always."""
    if publication.address:
        return publication.url(path)
    return uuid5(NAMESPACE_URL, f"{publication.name}/{path}").urn


def _text(text: str) -> str:
    return escape(text, quote=False)
