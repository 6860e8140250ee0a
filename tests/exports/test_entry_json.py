"""The JSON twin of an entry."""

from __future__ import annotations

import json

from agi_review.exports import entry_document
from agi_review.knowledge_base import KnowledgeBase


def test_it_holds_the_fields_as_they_were_written(tiny_kb: KnowledgeBase) -> None:
    """A trailing zero stays; what was left out is left out."""
    graph = tiny_kb.graph
    document = entry_document(graph, graph.entry("benchmark", "complete-benchmark"))

    assert document["fields"]["results"][0]["value"] == "67.50"
    assert "system" not in document["fields"]["results"][1]
    assert "id" not in document["fields"]
    json.dumps(document)


def test_relations_are_said_from_both_ends(tiny_kb: KnowledgeBase) -> None:
    """A backlink names its source and how it reads from here."""
    graph = tiny_kb.graph
    document = entry_document(graph, graph.entry("paper", "small2023paper"))

    assert {
        "field": "cites.0",
        "kind": "paper",
        "id": "complete2024paper",
        "reads": "Cited by",
    } in document["backlinks"]
