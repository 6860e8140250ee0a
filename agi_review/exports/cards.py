"""The cards over links, one file a kind: a page asks for it when the first card is due."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.views.cards import Card, card


def cards_document(graph: KnowledgeGraph, kind: type[Entry]) -> dict[str, Any]:
    """Return what `cards/<folder>.json` holds: the word for the kind, and each card by id."""
    return {
        "kind": kind.noun,
        "cards": {entry.id: _bare(card(graph, entry)) for entry in graph.of(kind)},
    }


def _bare(view: Card) -> dict[str, Any]:
    """What there is to show, without the names of what is not there."""
    found = {name: value for name, value in asdict(view).items() if value is not None}
    if view.mark:
        found["mark"] = view.mark.category + ("" if view.mark.medical else " hollow")
    return found
