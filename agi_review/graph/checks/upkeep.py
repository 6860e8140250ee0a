"""Rules that need to know what day it is; run only where somebody names the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from agi_review.diagnostics import Diagnostic
from agi_review.diagnostics.codes import LONG_UNCHECKED, OVERDUE_REVIEW
from agi_review.graph.completeness import findings_of
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.references import Path

DAYS_UNCHECKED = 180
"""How long a statement may stand before somebody compares it with its source."""


def overdue_review(graph: KnowledgeGraph, today: str) -> Iterator[Diagnostic]:
    """An entry is looked at again by the day it names."""
    for entry in graph:
        due = entry.curation.review_by if entry.curation else None
        if due is None or due >= today or entry.deprecated:
            continue
        span = graph.span(entry, ("curation", "review_by"))
        message = f"'{entry.id}' should have been looked at again by {due}"
        yield graph.finding(OVERDUE_REVIEW, entry, span, message)


def long_unchecked(graph: KnowledgeGraph, today: str) -> Iterator[Diagnostic]:
    """A statement is compared with its source within half a year of its entry's coming."""
    limit = (date.fromisoformat(today) - timedelta(days=DAYS_UNCHECKED)).isoformat()
    for entry in graph:
        added = entry.curation.added if entry.curation else None
        if added is None or added > limit or entry.deprecated:
            continue
        for route in _unchecked(entry):
            span = graph.span(entry, route)
            message = f"nobody has checked this statement since it came on {added}"
            yield graph.finding(LONG_UNCHECKED, entry, span, message)


def _unchecked(entry: Entry) -> Iterator[Path]:
    """Yield where statements stand that nobody has compared with their sources."""
    for number, claim in enumerate(entry.claims):
        if claim.checked is None:
            yield ("claims", number, "text")
    if isinstance(entry, PaperEntry) and entry.findings is not None:
        places: dict[str, int] = {}
        for name, finding in findings_of(entry.findings):
            number = places[name] = places.get(name, -1) + 1
            if finding.checked is None:
                many = isinstance(getattr(entry.findings, name), tuple)
                yield ("findings", name, *((number,) if many else ()), "text")
