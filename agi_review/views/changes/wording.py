"""How values of two bases are called in a line about a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry, EntryKey, Fact
from agi_review.schema.kinds.paper import Author, PaperEntry
from agi_review.schema.prose import as_plain
from agi_review.views.changes.renames import with_new_names
from agi_review.views.composer import quantity, shortened
from agi_review.views.links import short_citation

LONGEST_QUOTE = 120
NOTHING = "none"


class Words:
    """Names what stands in an old and a new base."""

    def __init__(
        self, old: KnowledgeGraph, new: KnowledgeGraph, renames: Mapping[EntryKey, EntryKey]
    ) -> None:
        """Take both bases and the keys that changed from one to the other."""
        self.old, self.new, self.renames = old, new, renames

    def target(self, key: EntryKey, *, old: bool = False) -> EntryKey:
        """Return the key an entry has now."""
        return self.renames.get(key, key) if old else key

    def name(self, key: EntryKey) -> str:
        """Return what an entry is called, papers by author and year."""
        entry: Entry | None = self.new.entries.get(key) or self.old.entries.get(key)
        if isinstance(entry, PaperEntry):
            return short_citation(entry)
        return entry.label if entry else key.id

    def prose(self, text: str, *, old: bool) -> str:
        """Return a text without its line breaks, ids as they are now."""
        flat = " ".join(text.split())
        return with_new_names(flat, self.renames) if old else flat

    def place(self, record: Any, *, old: bool = False) -> str | None:
        """Return where a record says its value was read: paper, place, or both."""
        paper = getattr(record, "source", None)
        parts = [self.name(self.target(EntryKey("paper", paper), old=old))] if paper else []
        parts += [record.where] if getattr(record, "where", None) else []
        return ", ".join(parts) or None

    def value(self, value: Any) -> str:
        """Return a value as readers see it."""
        if value is None or value == ():
            return NOTHING
        if isinstance(value, Fact):
            return quantity(value.value) + (f" {value.of}" if value.of else "")
        if isinstance(value, Author):
            return value.full
        if isinstance(value, tuple):
            return shortened(", ".join(self.value(each) for each in value), LONGEST_QUOTE)
        if isinstance(value, BaseModel):
            shown = (getattr(value, name) for name in type(value).model_fields)
            return shortened(
                ", ".join(self.value(each) for each in shown if each not in (None, ())),
                LONGEST_QUOTE,
            )
        return shortened(as_plain(str(value)), LONGEST_QUOTE)


def quoted(text: str) -> str:
    """Return prose as a quotation of bounded length."""
    return f"“{shortened(' '.join(as_plain(text).split()), LONGEST_QUOTE)}”"


def spoken(path: tuple[str, ...]) -> str:
    """Return the way to a field as words."""
    shown = path[1:] if path[0] in {"availability", "ids"} and len(path) > 1 else path
    return " ".join(shown).replace("_", " ")
