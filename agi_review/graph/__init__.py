"""Resolve references, invert them, check the whole."""

from __future__ import annotations

from agi_review.graph.checks import run_checks
from agi_review.graph.completeness import Level, level_of
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.graph.linking import link
from agi_review.graph.relation import Relation

__all__ = ["KnowledgeGraph", "Level", "Relation", "level_of", "link", "run_checks"]
