"""Bases made on the spot, in folders of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import load


def graph_of(files: Mapping[str, str]) -> KnowledgeGraph:
    """Return the graph of entries by path and text."""
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load(Path(folder)).graph
