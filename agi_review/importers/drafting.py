"""One foreign record to a draft of a paper entry.

A draft is data in the shape of `PaperEntry`, in its order and already checked by it. What a record
says that the schema cannot hold is left out and noted; a record that cannot be cited is a failure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from agi_review.importers.citekeys import make_id
from agi_review.importers.dates import read_date
from agi_review.importers.identifiers import find_ids, find_page
from agi_review.importers.names import Names, put_right, read_names
from agi_review.importers.publication import Publication, classify
from agi_review.importers.records import BibRecord, Failure
from agi_review.schema.fields import EARLIEST_YEAR
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.messages import message_for
from agi_review.sources.words import NULLS, PLACEHOLDERS

_ESSENTIAL = frozenset({"id", "title", "authors", "year", "type"})
_LONGEST_KEY = 200
_RANGE = re.compile(r"(?<=[0-9A-Za-z])\s*(?:[–—−‐‑]+|(?<=[0-9])-(?=[0-9])|\s-\s)\s*(?=[0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper entry to be looked at before it joins the base."""

    id: str
    key: str
    """The key of the record it came from."""
    line: int
    """Where the record starts in its file, from 1."""
    data: Mapping[str, Any]
    """The entry's fields in the order they are written; every scalar is text."""
    entry: PaperEntry
    """The same, as the schema reads it."""
    notes: tuple[str, ...] = ()


def draft(record: BibRecord, taken: Collection[str], added: str | None = None) -> Draft | Failure:
    """Return the draft of a record, or why it can have none.

    Args:
        record: The record.
        taken: The ids that papers have already; a set, if there are many.
        added: The day the entry comes into the base, if that is to be written.
    """
    names, when = record.names or read_names(record.source.get("author", "")), read_date(record)
    title = _title(record)
    if reason := _lacking(record, title, names, when.year):
        return _failure(record, reason)
    right = put_right(names)
    if isinstance(right, str):
        return _failure(record, right)
    shape = classify(record)
    notes = [*right.notes, *when.notes, *shape.notes]
    first = right.authors[0]
    family = first.get("family") or first.get("group") or first.get("given", "")
    ids = find_ids(record, is_whole=shape.is_whole)
    page = find_page(record, ids)
    data: dict[str, Any] = {
        "title": title,
        "authors": [dict(author) for author in right.authors],
        "author_list": "partial" if right.partial else "",
        "year": when.year,
        "date": when.date,
        "type": shape.type,
        **_publication(record, shape),
        "ids": ids,
        "links": {"page": page} if page else {},
        "curation": _curation(record, added),
    }
    present = {name: value for name, value in data.items() if value}
    entry_id = make_id(record.key, family, when.year, title, taken)
    return _checked(record, entry_id, present, notes)


def _title(record: BibRecord) -> str:
    title, subtitle = record.get("title"), record.get("subtitle")
    # Programs write the subtitle into the title too.
    apart = title and subtitle and not title.casefold().endswith(subtitle.casefold())
    return f"{title}: {subtitle}" if apart else title


def _lacking(record: BibRecord, title: str, names: Names, year: str) -> str:
    """Say what a record would need to be cited."""
    missing = [
        what
        for what, there in (("title", title), ("author", names.authors), ("year", year))
        if not there
    ]
    if not missing:
        return ""
    reason = f"the record has no {' and no '.join(missing)}"
    if "author" in missing and record.get("editor"):
        reason += "; it has editors, who are not its authors"
    elif "author" in missing and (body := record.get("organization", "institution", "key")):
        reason += f"; if '{body[:60]}' is the author, say so"
    if "year" in missing and (written := record.get("year", "date")):
        known = written.isdecimal() and int(written[:9]) < EARLIEST_YEAR
        why = f"is before {EARLIEST_YEAR}" if known else "is none"
        reason += f" ('{written[:40]}' {why})"
    return reason


def _publication(record: BibRecord, shape: Publication) -> dict[str, str]:
    if shape.is_preprint:
        return {"venue": shape.venue}
    pages = record.get("pages") or record.get("eid", "articleno", "article-number")
    fields = {
        "venue": shape.venue,
        "volume": record.get("volume"),
        "issue": record.get("number", "issue") if shape.has_issue else "",
        "pages": _RANGE.sub("–", pages),
        "publisher": record.get(*shape.publishers),
    }
    return {
        name: value
        for name, value in fields.items()
        if value not in NULLS and value.casefold() not in PLACEHOLDERS
    }


def _curation(record: BibRecord, added: str | None) -> dict[str, Any]:
    key = record.key if len(record.key) <= _LONGEST_KEY else record.key[:_LONGEST_KEY] + "…"
    where = f"{key} in {record.file}" if record.file else key
    return {**({"added": added} if added else {}), "records": [where, *record.also]}


def _checked(
    record: BibRecord, entry_id: str, data: dict[str, Any], notes: list[str]
) -> Draft | Failure:
    """Leave out what the schema refuses, each with a note, until the rest is an entry."""
    while True:
        try:
            entry = PaperEntry.model_validate({"id": entry_id, **data})
        except ValidationError as error:
            faults = error.errors(include_url=False)
        else:
            return Draft(entry_id, record.key, record.line, data, entry, tuple(notes))
        removed = len(notes)
        for fault in faults:
            route = fault["loc"]
            if route and route[0] not in _ESSENTIAL and _remove(data, route):
                notes.append(f"'{_named(route)}' is left out: {message_for(fault)}")
        if len(notes) == removed:
            return _failure(record, f"'{_named(faults[0]['loc'])}': {message_for(faults[0])}")


def _remove(data: dict[str, Any], route: tuple[int | str, ...]) -> bool:
    """Take one value out, and the group around it if it is then empty; say whether it was there."""
    top = str(route[0])
    group = data.get(top)
    if isinstance(group, dict) and len(route) > 1 and len(group) > 1:
        return group.pop(str(route[1]), None) is not None
    return data.pop(top, None) is not None


def _named(route: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in route) or "the entry"


def _failure(record: BibRecord, reason: str) -> Failure:
    return Failure(record.line, reason, record.raw, record.key)
