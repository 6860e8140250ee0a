"""What a card over a link says of the page it leads to: nothing that page does not say itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import (
    BenchmarkEntry,
    ChallengeEntry,
    DatasetEntry,
    FamilyEntry,
    ModelEntry,
    PaperEntry,
    TermEntry,
    ThemeEntry,
)
from agi_review.schema.prose import as_plain
from agi_review.views.composer import month_in_words, quantity, shortened, work_type
from agi_review.views.entry_page import claims_badge, level_badge
from agi_review.views.links import Mark, mark_of, short_citation
from agi_review.views.venue_names import series_of

LONGEST_TEXT = 220

_SENTENCE = re.compile(r".{30,}?[.!?](?=\s+[A-Z0-9“(])", re.DOTALL)
"""A first sentence; a dot within the first words ends an abbreviation."""


@dataclass(frozen=True, slots=True)
class Card:
    """The card of one entry."""

    title: str
    byline: str | None
    text: str | None
    """The first sentence of what the page says."""
    mark: Mark | None
    alert: str | None
    """`retracted`, where a reader must know."""
    level: str
    claims: str | None


def card(graph: KnowledgeGraph, entry: Entry) -> Card:
    """Return the card of an entry."""
    by = _BYLINES.get(type(entry))
    parts = [part for part in by(graph, entry) if part] if by else []
    claims = claims_badge(entry)
    return Card(
        title=entry.label,
        byline=" · ".join(parts) or None,
        text=_first_sentence(entry),
        mark=mark_of(graph, entry),
        alert=_alert(entry),
        level=level_badge(graph, entry).text,
        claims=claims[0].text if claims else None,
    )


def _alert(entry: Entry) -> str | None:
    status = entry.status if isinstance(entry, PaperEntry) else None
    return "retracted" if status and status.state == "retracted" else None


def _first_sentence(entry: Entry) -> str | None:
    text = entry.summary or getattr(entry, "definition", None) or entry.description
    if not text:
        return None
    plain = as_plain(text)
    sentence = _SENTENCE.match(plain)
    return shortened(sentence[0] if sentence else plain, LONGEST_TEXT)


def _paper(_graph: KnowledgeGraph, paper: PaperEntry) -> list[str | None]:
    return [
        short_citation(paper),
        series_of(paper.venue).name if paper.venue else work_type(paper.type),
    ]


def _model(graph: KnowledgeGraph, model: ModelEntry) -> list[str | None]:
    family = graph.get(FamilyEntry, model.family)
    public = f"first public {month_in_words(model.released)}" if model.released else None
    return [family.name if family else None, public]


def _dataset(_graph: KnowledgeGraph, dataset: DatasetEntry) -> list[str | None]:
    size = quantity(dataset.size[0].value, dataset.size[0].unit) if dataset.size else None
    return [size, dataset.access.replace("-", " ") if dataset.access else None]


# The value's second parameter is the key's class, which a mapping cannot say.
_BYLINES: dict[type[Entry], Callable[[KnowledgeGraph, Any], list[str | None]]] = {
    PaperEntry: _paper,
    ModelEntry: _model,
    DatasetEntry: _dataset,
    FamilyEntry: lambda _, family: [family.category, family.domain],
    ThemeEntry: lambda _, theme: [theme.stage],
    ChallengeEntry: lambda _, challenge: [challenge.area],
    BenchmarkEntry: lambda _, benchmark: [benchmark.metric],
    TermEntry: lambda _, term: [term.scheme],
}
"""The second line of a card; a kind that is not here has none."""
