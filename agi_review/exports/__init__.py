"""Machine formats, from the same graph as the pages."""

from __future__ import annotations

from agi_review.exports.entry_json import entry_document

__all__ = ["entry_document"]
