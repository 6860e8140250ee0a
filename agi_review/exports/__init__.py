"""Machine formats, from the same graph as the pages."""

from __future__ import annotations

from agi_review.exports.api import api
from agi_review.exports.bibtex import bibtex
from agi_review.exports.cards import card_files, cards_document
from agi_review.exports.coins import coins
from agi_review.exports.csl_json import csl_item, csl_text
from agi_review.exports.downloads import download_parts, downloads
from agi_review.exports.entry_json import compact_json, entry_document
from agi_review.exports.feeds import feeds
from agi_review.exports.head import entry_head, home_head
from agi_review.exports.llms_txt import llms_txt
from agi_review.exports.markdown import entry_markdown, hub_markdown, index_markdown
from agi_review.exports.ris import ris
from agi_review.exports.table_csv import table_csv

__all__ = [
    "api",
    "bibtex",
    "card_files",
    "cards_document",
    "coins",
    "compact_json",
    "csl_item",
    "csl_text",
    "download_parts",
    "downloads",
    "entry_document",
    "entry_head",
    "entry_markdown",
    "feeds",
    "home_head",
    "hub_markdown",
    "index_markdown",
    "llms_txt",
    "ris",
    "table_csv",
]
