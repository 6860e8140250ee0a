"""Entries that are the same under another file name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry, EntryKey
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.changes.pairing import pairs_of


def renames_between(old: KnowledgeGraph, new: KnowledgeGraph) -> dict[EntryKey, EntryKey]:
    """Return old and new key of each entry that only its file's name tells apart."""
    gone = [old.entries[key] for key in sorted(old.entries.keys() - new.entries.keys())]
    came = [new.entries[key] for key in sorted(new.entries.keys() - old.entries.keys())]
    pairs = pairs_of(gone, came)
    for name in ("doi", "arxiv", "pmid", "openreview"):
        pairs.by(lambda entry, name=name: _identifier(entry, name))  # type: ignore[misc]
    pairs.by(lambda entry: (entry.key.kind, " ".join(entry.label.casefold().split())))
    return {one.key: other.key for one, other in pairs.pairs}


def _identifier(entry: Entry, name: str) -> str | None:
    if not isinstance(entry, PaperEntry) or entry.ids is None:
        return None
    found: str | None = getattr(entry.ids, name)
    return found.casefold() if found else None


def with_new_names(text: str, renames: Mapping[EntryKey, EntryKey]) -> str:
    """Return prose with the ids of renamed entries as they are now."""
    for one, other in renames.items():
        sign = "@" if one.kind == "paper" else f"{one.kind}:"
        text = re.sub(rf"{re.escape(sign + one.id)}(?![a-z0-9-])", sign + other.id, text)
    return text
