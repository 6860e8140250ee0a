"""Feeds of what came into the base and what changed in it: Atom, and JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry, EntryKey
from agi_review.schema.kinds import KINDS as ENGINE_KINDS
from agi_review.schema.kinds import DatasetEntry, FamilyEntry, ModelEntry, PaperEntry
from agi_review.views.changes import Change
from agi_review.views.changes_page import CHANGES
from agi_review.views.composer import plural
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


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news."""

    day: str
    name: str
    """What is permanent about it and no other item's: the page's address, and what happened."""
    path: str
    """The page that says more."""
    title: str
    text: str
    kind: str
    changed: bool = False


def feeds(
    graph: KnowledgeGraph, publication: Publication, changes: Sequence[Change] = ()
) -> Iterator[tuple[str, str]]:
    """Yield address and text of each feed."""
    yield ATOM, atom(graph, publication, changes)
    yield JSON_FEED, json_feed(graph, publication, changes)


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


def news(graph: KnowledgeGraph, changes: Sequence[Change] = ()) -> list[Item]:
    """Return additions and changes, the newest first and additions first within a day."""
    items = [*map(_added, latest(graph)), *_changed(graph, changes)]
    return sorted(items, key=lambda item: item.day, reverse=True)[:MOST_ITEMS]


def _added(dated: tuple[str, Entry]) -> Item:
    day, entry = dated
    page = entry_path(entry)
    return Item(day, page, page, entry.label, plain_description(entry), entry.key.kind)


def _changed(graph: KnowledgeGraph, changes: Iterable[Change]) -> Iterator[Item]:
    """Yield an item for each entry that changed and for the day it did; an addition is none."""
    entries: dict[tuple[str, EntryKey], list[Change]] = {}
    for change in changes:
        if change.day and change.sort != "added":
            entries.setdefault((change.day, EntryKey(change.kind, change.id)), []).append(change)
    folders = {kind.kind: kind.folder for kind in graph.kinds}
    for (day, key), told in entries.items():
        page = f"{folders[key.kind]}/{key.id}/"
        first = told[0]
        what = first.text if len(told) == 1 else plural(len(told), "change")
        yield Item(
            day,
            f"{page}#changed-{day}",
            page if key in graph.entries else CHANGES,
            f"{first.label}: {what}",
            "\n".join(change.text for change in told),
            key.kind,
            changed=True,
        )


def atom(graph: KnowledgeGraph, publication: Publication, changes: Sequence[Change] = ()) -> str:
    """Return the latest additions and changes as an Atom feed.

    Source:
        RFC 4287. Without an address, links are relative to the feed, which it allows.
    """
    items = news(graph, changes)
    updated = items[0].day if items else latest_day(graph) or _NEVER
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<title>{_text(_title(publication, items))}</title>",
        f"<id>{_text(_id(publication, ''))}</id>",
        f"<updated>{updated}{_MIDNIGHT}</updated>",
        f"<author><name>{_text(publication.name)}</name></author>",
        f'<link rel="alternate" type="text/html" href="{escape(publication.url("", "./"))}"/>',
    ]
    if publication.licence:
        lines.append(f"<rights>{_text(publication.licence.name)}</rights>")
    if publication.address:
        lines.append(f'<link rel="self" href="{escape(publication.url(ATOM))}"/>')
    for item in items:
        lines += _atom_entry(item, publication)
    return "\n".join([*lines, "</feed>", ""])


def json_feed(
    graph: KnowledgeGraph, publication: Publication, changes: Sequence[Change] = ()
) -> str:
    """Return the latest additions and changes as a JSON Feed.

    Source:
        JSON Feed 1.1.
    """
    items = news(graph, changes)
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(publication, items),
        "description": publication.description,
        "language": "en",
        "authors": [{"name": publication.name}],
    }
    if publication.address:
        feed |= {"home_page_url": publication.url(""), "feed_url": publication.url(JSON_FEED)}
    feed["items"] = [
        {
            "id": _id(publication, item.name),
            "url": publication.url(item.path),
            "title": item.title,
            "content_text": item.text,
            "date_published": f"{item.day}{_MIDNIGHT}",
            "tags": list(_tags(item)),
        }
        for item in items
    ]
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _atom_entry(item: Item, publication: Publication) -> Iterator[str]:
    yield "<entry>"
    yield f"<title>{_text(item.title)}</title>"
    yield f"<id>{_text(_id(publication, item.name))}</id>"
    yield f'<link rel="alternate" type="text/html" href="{escape(publication.url(item.path))}"/>'
    yield f"<published>{item.day}{_MIDNIGHT}</published>"
    yield f"<updated>{item.day}{_MIDNIGHT}</updated>"
    yield from (f'<category term="{tag}"/>' for tag in _tags(item))
    yield f"<summary>{_text(item.text)}</summary>"
    yield "</entry>"


def _tags(item: Item) -> Iterator[str]:
    yield item.kind
    if item.changed:
        yield "changed"


def _title(publication: Publication, items: Iterable[Item]) -> str:
    what = "new and changed" if any(item.changed for item in items) else "new"
    return f"{publication.name}: {what} entries"


def _id(publication: Publication, name: str) -> str:
    """The page's address, which is permanent; without one, a name made from it, the same always."""
    if publication.address:
        return publication.url(name)
    return uuid5(NAMESPACE_URL, f"{publication.name}/{name}").urn


def _text(text: str) -> str:
    return escape(text, quote=False)
