"""Terms and the broader ones they stand under."""

from __future__ import annotations

from collections.abc import Iterable

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.term import TermEntry


def with_broader(graph: KnowledgeGraph, ids: Iterable[str]) -> tuple[TermEntry, ...]:
    """Return terms and all that are broader than they, each once, nearest first."""
    found: dict[str, TermEntry] = {}
    waiting = list(ids)
    while waiting:
        term = graph.get(TermEntry, waiting.pop(0))
        if term is not None and term.id not in found:
            found[term.id] = term
            waiting.extend(term.broader)
    return tuple(found.values())
