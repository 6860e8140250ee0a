"""Rules over the whole base: one pure generator each, its docstring is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from agi_review.diagnostics import Diagnostic
from agi_review.graph.checks.bibliographic import missing_identifier, preprint_since_published
from agi_review.graph.checks.connections import (
    deprecated_target,
    orphan_entry,
    redundant_link,
    repeated_reference,
    self_reference,
)
from agi_review.graph.checks.identity import (
    duplicate_identifier,
    duplicate_name,
    near_duplicate_title,
)
from agi_review.graph.checks.lineage import cyclic_derivation, impossible_date
from agi_review.graph.checks.names import malformed_name, name_case
from agi_review.graph.checks.sourcing import uncited_paragraph, unsourced_fact
from agi_review.graph.checks.upkeep import long_unchecked, overdue_review
from agi_review.graph.knowledge_graph import KnowledgeGraph

CHECKS: tuple[Callable[[KnowledgeGraph], Iterator[Diagnostic]], ...] = (
    self_reference,
    repeated_reference,
    redundant_link,
    orphan_entry,
    deprecated_target,
    cyclic_derivation,
    impossible_date,
    duplicate_identifier,
    duplicate_name,
    near_duplicate_title,
    preprint_since_published,
    missing_identifier,
    malformed_name,
    name_case,
    unsourced_fact,
    uncited_paragraph,
)


DATED_CHECKS: tuple[Callable[[KnowledgeGraph, str], Iterator[Diagnostic]], ...] = (
    overdue_review,
    long_unchecked,
)


def run_checks(graph: KnowledgeGraph, today: str | None = None) -> Iterator[Diagnostic]:
    """Yield the findings of every rule.

    Args:
        graph: The base.
        today: The day it is, as in 2026-01-31; without it no rule asks for one.
    """
    for check in CHECKS:
        yield from check(graph)
    if today is not None:
        for dated in DATED_CHECKS:
            yield from dated(graph, today)


__all__ = ["CHECKS", "DATED_CHECKS", "run_checks"]
