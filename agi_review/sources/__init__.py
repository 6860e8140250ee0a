"""Bytes on disk to a tree that remembers positions."""

from __future__ import annotations

from agi_review.sources.data import Data, Route
from agi_review.sources.discovery import discover
from agi_review.sources.document import Document, Parsed, SourceFile
from agi_review.sources.reading import read_documents

__all__ = ["Data", "Document", "Parsed", "Route", "SourceFile", "discover", "read_documents"]
