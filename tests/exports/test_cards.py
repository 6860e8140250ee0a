"""A card says nothing that the page it announces does not say."""

from __future__ import annotations

import json
import re

from agi_review.exports import cards_document
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.render import Renderer
from agi_review.schema.kinds import PaperEntry, TermEntry
from agi_review.views import entry_page
from tests.conftest import PROJECT, MakeBase

PAPER = "title: {0}\nauthors:\n  - family: A\nyear: 2024\ntype: article\n"


def shown(html: str) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split()).casefold()


def test_every_entry_has_a_card(tiny_kb: KnowledgeBase) -> None:
    """With a title and a level, and no name for what is not there."""
    graph = tiny_kb.graph
    for kind in graph.kinds:
        document = cards_document(graph, kind)
        assert document["cards"].keys() == {entry.id for entry in graph.of(kind)}
        for card in document["cards"].values():
            assert {"title", "level"} <= card.keys()
            assert None not in card.values()


def test_a_card_holds_what_its_page_holds() -> None:
    """Title, sentence, claims and the parts of the by-line stand on the page too."""
    graph = load(PROJECT / "entries").graph
    renderer = Renderer()
    for kind in graph.kinds:
        cards = cards_document(graph, kind)["cards"]
        for entry in graph.of(kind)[::30]:
            text = shown(renderer.entry(entry_page(graph, entry)).body)
            card = cards[entry.id]
            words = [card["title"], card["level"], card.get("claims", "")]
            words += [] if kind is PaperEntry else card.get("byline", "").split(" · ")
            for word in (*words, *re.findall(r"\w+", card.get("text", ""))):
                escaped = word.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&#34;")
                assert shown(escaped) in text, f"{kind.kind} {entry.id}: {word}"


def test_only_the_first_sentence_is_told(make_base: MakeBase) -> None:
    """An abbreviation does not end it, nor a number."""
    summary = "Shows, e.g. for CT, that 3.5 is better than nothing at all. Then says more."
    graph = make_base({"papers/p.yaml": PAPER.format("P") + f"summary: {summary}\n"}).graph

    card = cards_document(graph, PaperEntry)["cards"]["p"]

    assert card["text"] == "Shows, e.g. for CT, that 3.5 is better than nothing at all."


def test_a_retracted_paper_is_marked(make_base: MakeBase) -> None:
    """Before anybody opens it."""
    status = "status:\n  state: retracted\n  as_of: 2026-01-01\n"
    graph = make_base({"papers/p.yaml": PAPER.format("P") + status}).graph

    assert cards_document(graph, PaperEntry)["cards"]["p"]["alert"] == "retracted"


def test_a_kind_without_entries_has_an_empty_file(make_base: MakeBase) -> None:
    """So that asking for it is no error."""
    document = cards_document(make_base({}).graph, TermEntry)

    assert json.loads(json.dumps(document)) == {"kind": "term", "cards": {}}
