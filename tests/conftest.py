"""Shared fixtures: a small base with every field, and bases made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from agi_review.knowledge_base import KnowledgeBase, load

FIXTURES = Path(__file__).parent / "fixtures"
PROJECT = Path(__file__).parent.parent

# Slow machines are no fault of the code, and every run tries the same examples.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

MakeBase = Callable[[Mapping[str, str]], KnowledgeBase]


@pytest.fixture
def tiny_kb() -> KnowledgeBase:
    """A base with two entries a kind, one of them with every field; it has no findings."""
    base = load(FIXTURES / "tiny_kb" / "entries")
    assert base.report.diagnostics == ()
    return base


@pytest.fixture
def make_base(tmp_path: Path) -> MakeBase:
    """Make a base from paths and texts and load it."""

    def make(files: Mapping[str, str]) -> KnowledgeBase:
        root = tmp_path / "entries"
        root.mkdir(exist_ok=True)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load(root)

    return make
