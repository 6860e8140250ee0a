"""Rules over the whole base: one pure generator each, its docstring is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from agi_review.diagnostics import Diagnostic
from agi_review.graph.checks.connections import (
    deprecated_target,
    orphan_entry,
    repeated_reference,
    self_reference,
)
from agi_review.graph.checks.identity import (
    duplicate_identifier,
    duplicate_name,
    near_duplicate_title,
)
from agi_review.graph.checks.lineage import cyclic_derivation, impossible_date
from agi_review.graph.checks.sourcing import uncited_paragraph, unsourced_fact
from agi_review.graph.knowledge_graph import KnowledgeGraph

CHECKS: tuple[Callable[[KnowledgeGraph], Iterator[Diagnostic]], ...] = (
    self_reference,
    repeated_reference,
    orphan_entry,
    deprecated_target,
    cyclic_derivation,
    impossible_date,
    duplicate_identifier,
    duplicate_name,
    near_duplicate_title,
    unsourced_fact,
    uncited_paragraph,
)


def run_checks(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Yield the findings of every rule."""
    for check in CHECKS:
        yield from check(graph)


__all__ = ["CHECKS", "run_checks"]
