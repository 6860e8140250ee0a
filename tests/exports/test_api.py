"""The static API: every document fits the schema that is published with it."""

from __future__ import annotations

import json
from posixpath import join, normpath
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from agi_review.exports.api import api
from agi_review.exports.entry_json import entry_document
from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.json_schema import fields_schema
from agi_review.schema.kinds import KINDS
from agi_review.views.links import entry_path
from tests.conftest import PROJECT
from tests.exports.conftest import SITE


def files(graph: KnowledgeGraph) -> dict[str, Any]:
    """The files of the API by address."""
    return {path: json.loads(text) for path, text in api(graph, SITE)}


def validator(published: dict[str, Any], name: str) -> Draft7Validator:
    """A validator that finds the other schemas where they are published."""
    schemas = [
        (path.rpartition("/")[2], Resource.from_contents(schema))
        for path, schema in published.items()
        if path.startswith("api/schema/")
    ]
    schema = published[f"api/schema/{name}.schema.json"]
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, registry=Registry().with_resources(schemas))


def faults(check: Draft7Validator, document: Any) -> list[str]:
    """What is wrong with a document, in words."""
    return [f"{error.json_path}: {error.message}" for error in check.iter_errors(document)]


@pytest.mark.parametrize("name", ["tiny", "real"])
def test_every_document_fits_its_schema(name: str, tiny_kb: KnowledgeBase) -> None:
    """Envelope and fields, of the complete examples and of the whole real base."""
    graph = tiny_kb.graph if name == "tiny" else load(PROJECT / "entries").graph
    check = validator(files(graph), "document")

    for entry in graph:
        document = json.loads(json.dumps(entry_document(graph, entry)))
        assert faults(check, document) == []


def test_the_schema_refuses_what_is_no_document(tiny_kb: KnowledgeBase) -> None:
    """Fields of another kind, a level nobody computes, a number for a text."""
    graph = tiny_kb.graph
    check = validator(files(graph), "document")
    document = entry_document(graph, graph.entry("term", "complete-term"))

    for change in (
        {"kind": "model"},
        {"level": "perfect"},
        {"fields": {**document["fields"], "name": 5}},
        {"fields": {**document["fields"], "unheard": "x"}},
        {"relations": [{"field": "x"}]},
    ):
        assert faults(check, {**document, **change})


def test_a_list_names_every_entry_and_its_files(tiny_kb: KnowledgeBase) -> None:
    """In the form its schema says, with addresses that lead to the page and its twins."""
    graph = tiny_kb.graph
    published = files(graph)
    check = validator(published, "list")

    for kind in KINDS:
        listed = published[f"api/{kind.folder}.json"]
        assert faults(check, listed) == []
        assert [item["id"] for item in listed] == [entry.id for entry in graph.of(kind)]
        for item, entry in zip(listed, graph.of(kind), strict=True):
            path = entry_path(entry)
            assert normpath(join("api", item["url"])) == path.rstrip("/")
            assert normpath(join("api", item["json"])) == f"{path.rstrip('/')}.json"
    (gone,) = (item for item in published["api/models.json"] if "deprecated" in item)
    assert gone["id"] == "old-model"


def test_the_index_leads_to_everything(tiny_kb: KnowledgeBase) -> None:
    """Lists and schemas that are there, counts that are so."""
    graph = tiny_kb.graph
    published = files(graph)
    index = published["api/index.json"]

    assert sum(kind["entries"] for kind in index["kinds"]) == len(graph)
    named = {kind["list"] for kind in index["kinds"]} | {kind["schema"] for kind in index["kinds"]}
    named |= set(index["schemas"].values())
    assert {f"api/{name}" for name in named} == set(published) - {"api/index.json"}
    assert (index["licence"], index["home"]) == ("CC-BY-4.0", SITE.address)


def test_a_schema_says_defaults_and_where_ids_lead() -> None:
    """A document leaves out what has its default, so the schema must say what that is."""
    paper = next(kind for kind in KINDS if kind.kind == "paper")
    schema = fields_schema(paper)

    assert schema["properties"]["author_list"]["default"] == "complete"
    assert schema["definitions"]["Claim"]["properties"]["stance"]["default"] == "reports"
    assert schema["properties"]["cites"]["items"]["x-refers-to"] == "paper"
    replaced = schema["definitions"]["Deprecated"]["properties"]["replaced_by"]
    assert replaced["x-refers-to"] == "paper"
    assert schema["properties"]["title"]["type"] == "string"
