"""Foreign records to draft entries, never stopping at the first bad one."""

from __future__ import annotations

from agi_review.importers.bibtex import read_bibtex
from agi_review.importers.drafting import Draft, draft
from agi_review.importers.duplicates import DuplicateIndex, Match, find_duplicate
from agi_review.importers.importing import Duplicate, ImportResult, import_bibtex
from agi_review.importers.records import BibFile, BibRecord, Failure, ImportNote
from agi_review.importers.writing import render_draft, write_drafts

__all__ = [
    "BibFile",
    "BibRecord",
    "Draft",
    "Duplicate",
    "DuplicateIndex",
    "Failure",
    "ImportNote",
    "ImportResult",
    "Match",
    "draft",
    "find_duplicate",
    "import_bibtex",
    "read_bibtex",
    "render_draft",
    "write_drafts",
]
