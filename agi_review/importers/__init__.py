"""Foreign records to draft entries, never stopping at the first bad one."""

from __future__ import annotations

from agi_review.importers.bibtex import read_bibtex
from agi_review.importers.csl_json import read_csl_json
from agi_review.importers.drafting import Draft, draft
from agi_review.importers.duplicates import DuplicateIndex, Match, find_duplicate
from agi_review.importers.importing import READERS, Duplicate, ImportResult, draft_all
from agi_review.importers.records import BibFile, BibRecord, Failure, ImportNote
from agi_review.importers.ris import read_ris
from agi_review.importers.writing import render_draft, write_drafts, write_files

__all__ = [
    "READERS",
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
    "draft_all",
    "find_duplicate",
    "read_bibtex",
    "read_csl_json",
    "read_ris",
    "render_draft",
    "write_drafts",
    "write_files",
]
