"""A card says nothing that the page it announces does not say."""

from __future__ import annotations

import json
import re

import pytest

from agi_review.exports import card_files, cards, cards_document
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


def test_the_cards_of_a_large_kind_stand_in_files_of_their_own(
    tiny_kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same cards, each in the file whose first id is the last before its own."""
    monkeypatch.setattr(cards, "CARDS_IN_ONE", 1)
    monkeypatch.setattr(cards, "CARDS_A_FILE", 2)
    graph = tiny_kb.graph
    for kind in graph.kinds:
        whole = cards_document(graph, kind)["cards"]
        files = {name: json.loads(text) for name, text in card_files(graph, kind)}
        head = files.pop(f"cards/{kind.folder}.json")
        if len(whole) < 2:
            assert head["cards"] == whole
            continue
        for id_, card in whole.items():
            number = sum(first <= id_ for first in head["firsts"]) - 1
            assert files[f"cards/{kind.folder}-{number}.json"]["cards"][id_] == card
        assert sum(len(file["cards"]) for file in files.values()) == len(whole)


def test_a_card_holds_what_its_page_holds() -> None:
    """Title, sentence, claims and the parts of the by-line stand on the page too."""
    graph = load(PROJECT / "entries").graph
    renderer = Renderer()
    for kind in graph.kinds:
        held = cards_document(graph, kind)["cards"]
        for entry in graph.of(kind)[::30]:
            text = shown(renderer.entry(entry_page(graph, entry)).body)
            card = held[entry.id]
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
