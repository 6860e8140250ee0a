"""Levels are computed from what an entry holds."""

from __future__ import annotations

import pytest

from agi_review.graph import level_of
from agi_review.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("kind", "id_", "level"),
    [
        ("paper", "complete2024paper", "reviewed"),
        ("paper", "small2023paper", "described"),
        ("family", "complete-family", "reviewed"),
        ("family", "small-family", "described"),
        ("model", "complete-model", "linked"),
        ("term", "task-term", "linked"),
        ("benchmark", "complete-benchmark", "linked"),
    ],
)
def test_a_level_says_how_far_an_entry_is(
    tiny_kb: KnowledgeBase, kind: str, id_: str, level: str
) -> None:
    """Reviewed needs something checked against its source."""
    graph = tiny_kb.graph

    assert level_of(graph.entry(kind, id_), graph).word == level
