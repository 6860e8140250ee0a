"""The cards over links, one file a kind: a page asks for it when the first card is due.

Those of a large kind stand in several files, of which the first names the id each begins with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from agi_review.exports.entry_json import compact_json
from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.views.cards import Card, card

CARDS_IN_ONE = 1000
"""Cards up to which a kind has one file, some 100 KB compressed."""

CARDS_A_FILE = 100


def card_files(graph: KnowledgeGraph, kind: type[Entry]) -> Iterator[tuple[str, str]]:
    """Yield address and text of the files that hold the cards of a kind."""
    path = f"cards/{kind.folder}"
    document = cards_document(graph, kind)
    cards: dict[str, Any] = document["cards"]
    if len(cards) > CARDS_IN_ONE:
        ids = sorted(cards)
        firsts = ids[::CARDS_A_FILE]
        document = {"kind": document["kind"], "firsts": firsts}
        for number in range(len(firsts)):
            held = ids[number * CARDS_A_FILE : (number + 1) * CARDS_A_FILE]
            part = {"cards": {id_: cards[id_] for id_ in held}}
            yield f"{path}-{number}.json", compact_json(part)
    yield f"{path}.json", compact_json(document)


def cards_document(graph: KnowledgeGraph, kind: type[Entry]) -> dict[str, Any]:
    """Return the word for a kind, and each card of it by id."""
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
