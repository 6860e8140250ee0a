"""Machine formats, from the same graph as the pages."""

from __future__ import annotations

from agi_review.exports.bibtex import bibtex
from agi_review.exports.csl_json import csl_item
from agi_review.exports.entry_json import entry_document
from agi_review.exports.head import head_of
from agi_review.exports.ris import ris
from agi_review.exports.table_csv import table_csv

__all__ = ["bibtex", "csl_item", "entry_document", "head_of", "ris", "table_csv"]
