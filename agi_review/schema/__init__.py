"""One document to one frozen, typed entry."""

from __future__ import annotations

from agi_review.schema.entry import Entry, EntryKey
from agi_review.schema.references import EntryRef, Reference, RefersTo, references_of
from agi_review.schema.validation import Kinds, validate

__all__ = [
    "Entry",
    "EntryKey",
    "EntryRef",
    "Kinds",
    "Reference",
    "RefersTo",
    "references_of",
    "validate",
]
