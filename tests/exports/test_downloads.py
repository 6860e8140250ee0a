"""The whole base in one file a format: read by parsers others wrote, and the same as the graph."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import networkx as nx
import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS

from agi_review.exports.database import database
from agi_review.exports.downloads import downloads
from agi_review.exports.graphml import graphml
from agi_review.exports.sheets import sheets
from agi_review.exports.turtle import turtle
from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase
from agi_review.schema.kinds import PaperEntry, TermEntry
from agi_review.schema.prose import as_plain
from agi_review.views.downloads_page import downloads_of, downloads_page
from agi_review.views.links import entry_path
from agi_review.views.publication import Publication
from tests.conftest import PROJECT
from tests.exports.conftest import HOSTILE, SITE, UNPUBLISHED

BASE = SITE.address


@pytest.fixture(params=["tiny", "hostile"])
def graph(request: pytest.FixtureRequest) -> KnowledgeGraph:
    """A base with every field, and one with every trap."""
    if request.param == "tiny":
        base: KnowledgeBase = request.getfixturevalue("tiny_kb")
        return base.graph
    hostile: KnowledgeGraph = request.getfixturevalue("hostile")
    return hostile


def contents(graph: KnowledgeGraph, publication: Publication = SITE) -> dict[str, str | bytes]:
    """Every file under `downloads/` by name."""
    return {
        path.removeprefix("downloads/"): "".join(content)
        if isinstance(content, Iterator)
        else content
        for path, content in downloads(graph, publication)
    }


def rows(text: str | bytes) -> list[dict[str, str]]:
    """The rows of a CSV file as the standard library reads them."""
    assert isinstance(text, str)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def undone(cell: str) -> str:
    """A cell without the apostrophe that kept it from being a formula."""
    return cell[1:] if cell.startswith(("'=", "'+", "'-", "'@")) else cell


def test_the_page_lists_exactly_the_files_there_are(graph: KnowledgeGraph) -> None:
    """None is missing, none is unlisted, and each row says how much is in it."""
    page = downloads_page(graph)
    cells = [row.cells for section in page.sections for row in section.table.rows]  # type: ignore[union-attr]
    shown = [row[0].value.url for row in cells if row[0].value]

    assert [each.name for each in downloads_of(graph)] == shown[: len(downloads_of(graph))]
    assert {each.path for each in downloads_of(graph)} == {
        path for path, _ in downloads(graph, SITE)
    }
    assert all(row[2].value and row[2].value.text for row in cells)


def test_a_csv_has_a_row_an_entry(graph: KnowledgeGraph) -> None:
    """Named and addressed, with its fields as they were written."""
    found = contents(graph)

    for kind in graph.kinds:
        table = rows(found[f"{kind.folder}.csv"])
        entries = graph.of(kind)
        assert [row["id"] for row in table] == [entry.id for entry in entries]
        label = kind.label_field()
        assert all(list(row)[:4] == ["id", label, "page", "level"] for row in table)
        assert [undone(row[label]) for row in table] == [entry.label for entry in entries]
        assert [row["page"] for row in table] == [BASE + entry_path(entry) for entry in entries]


def test_no_cell_is_a_formula(hostile: KnowledgeGraph) -> None:
    """A spreadsheet shows what the entry says and computes nothing."""
    cells = [
        cell
        for name, text in contents(hostile).items()
        if name.endswith(".csv") and isinstance(text, str)
        for row in csv.reader(io.StringIO(text, newline=""), strict=True)
        for cell in row
    ]

    assert f"'{HOSTILE}" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_lists_become_one_cell_and_records_keep_their_order(tiny_kb: KnowledgeBase) -> None:
    """The second item of one cell belongs to the second of the next."""
    paper = tiny_kb.graph.of(PaperEntry)[0]
    row = rows(contents(tiny_kb.graph)["papers.csv"])[0]

    families = row["authors.family"].split("; ")
    assert families == [author.family or "" for author in paper.authors]
    assert row["authors.given"].split("; ") == [author.given or "" for author in paper.authors]
    assert row["ids.doi"] == (paper.ids and paper.ids.doi)


def test_csv_follows_the_rfc(graph: KnowledgeGraph) -> None:
    """Every line ends with CR LF, every row is as long as its head."""
    for name, text in contents(graph).items():
        if name.endswith(".csv") and isinstance(text, str):
            assert text.endswith("\r\n")
            lengths = {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)}
            assert len(lengths) == 1


def edges(graph: KnowledgeGraph) -> Counter[tuple[Any, ...]]:
    """The relations of a graph, each as often as it is stated."""
    return Counter(
        (
            ":".join(relation.source),
            ":".join(relation.target),
            relation.field_path,
            relation.qualifier,
            relation.reference.locator,
        )
        for entry in graph
        for relation in graph.relations(entry)
    )


def test_graphml_is_the_typed_graph(graph: KnowledgeGraph) -> None:
    """The same nodes and the same edges, with what is said of each."""
    read = nx.parse_graphml("".join(graphml(graph, SITE)), force_multigraph=True)

    assert read.is_directed()
    assert dict(read.nodes(data="label")) == {":".join(e.key): e.label for e in graph}
    assert dict(read.nodes(data="page")) == {":".join(e.key): BASE + entry_path(e) for e in graph}
    assert edges(graph) == Counter(
        (source, target, data["field"], data.get("qualifier"), data.get("place"))
        for source, target, data in read.edges(data=True)
    )


def read_turtle(graph: KnowledgeGraph, publication: Publication) -> Graph:
    """The Turtle file as it is read at its address."""
    where = f"{publication.address or 'https://elsewhere.example/'}downloads/agi-review.ttl"
    return Graph().parse(data=turtle(graph, publication), format="turtle", publicID=where)


def test_terms_are_skos_concepts(graph: KnowledgeGraph) -> None:
    """Each in its scheme, with all its labels, its definition and what is broader."""
    read = read_turtle(graph, SITE)
    terms = {URIRef(BASE + entry_path(term)): term for term in graph.of(TermEntry)}

    assert set(read.subjects(RDF.type, SKOS.Concept)) == set(terms)
    for uri, term in terms.items():
        assert list(read.objects(uri, SKOS.prefLabel)) == [Literal(term.name, "en")]
        labels = {Literal(label, "en") for label in term.alt_labels}
        assert set(read.objects(uri, SKOS.altLabel)) == labels
        assert read.value(uri, SKOS.definition) == Literal(as_plain(term.definition), "en")
        broader = {URIRef(f"{BASE}terms/{id_}/") for id_ in term.broader}
        assert set(read.objects(uri, SKOS.broader)) == broader
        scheme = read.value(uri, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in read
        assert read.value(scheme, SKOS.prefLabel) == Literal(term.scheme, "en")


def test_other_vocabularies_are_named_by_what_resolves(tiny_kb: KnowledgeBase) -> None:
    """A DICOM code has no address of its own: it is a notation."""
    read = read_turtle(tiny_kb.graph, SITE)
    term = URIRef(f"{BASE}terms/complete-term/")

    assert {str(match) for match in read.objects(term, SKOS.exactMatch)} == {
        "http://id.nlm.nih.gov/mesh/D014057",
        "http://radlex.org/RID/RID10321",
        "http://www.wikidata.org/entity/Q32566",
    }
    assert read.value(term, SKOS.notation) == Literal("CT")


def test_papers_are_there_with_what_they_cite(graph: KnowledgeGraph) -> None:
    """Titles and names exactly as written; a DOI becomes an address an IRI can be."""
    read = read_turtle(graph, SITE)

    for paper in graph.of(PaperEntry):
        uri = URIRef(BASE + entry_path(paper))
        assert read.value(uri, DCTERMS.title) == Literal(paper.title)
        names = {Literal(author.full) for author in paper.authors}
        assert set(read.objects(uri, DCTERMS.creator)) == names
        cited = {URIRef(f"{BASE}papers/{id_}/") for id_ in paper.cites}
        assert set(read.objects(uri, DCTERMS.references)) == cited


def test_turtle_needs_no_address(graph: KnowledgeGraph) -> None:
    """An unpublished base says the same relative to wherever its file is read."""
    here = {
        tuple(str(part).replace(BASE, "https://elsewhere.example/") for part in triple)
        for triple in read_turtle(graph, SITE)
    }

    assert here == {tuple(map(str, triple)) for triple in read_turtle(graph, UNPUBLISHED)}


@pytest.fixture
def read_database(graph: KnowledgeGraph) -> Any:
    """The SQLite file, opened."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(graph, SITE, sheets(graph, SITE)))
        yield connection


def test_the_database_holds_every_entry_and_relation(
    graph: KnowledgeGraph, read_database: sqlite3.Connection
) -> None:
    """As the graph has them, kind by kind."""
    ask = read_database.execute
    assert ask("PRAGMA integrity_check").fetchall() == [("ok",)]
    for kind in graph.kinds:
        found = ask(f'SELECT id, "{kind.label_field()}" FROM "{kind.folder}"')  # noqa: S608
        assert dict(found.fetchall()) == {entry.id: entry.label for entry in graph.of(kind)}
    columns = "source_kind || ':' || source, target_kind || ':' || target, field, qualifier, place"
    assert Counter(ask(f"SELECT {columns} FROM relations").fetchall()) == edges(graph)  # noqa: S608
    claims = {
        (*entry.key, number, claim.text)
        for entry in graph
        for number, claim in enumerate(entry.claims, 1)
    }
    assert set(ask("SELECT kind, id, number, text FROM claims").fetchall()) == claims


def test_the_database_can_be_searched(read_database: sqlite3.Connection) -> None:
    """By the words of names, definitions and claims."""
    search = "SELECT kind, id FROM search WHERE search MATCH ? ORDER BY kind, id"

    found = read_database.execute(search, ("lines OR slices",)).fetchall()

    assert found
    assert {kind for kind, _ in found} == {"term"}


def test_the_questions_of_the_data_page_can_be_asked(tiny_kb: KnowledgeBase) -> None:
    """What the documentation shows is a query that runs, and finds something where it can."""
    page = (PROJECT / "docs" / "data.md").read_text(encoding="utf-8")
    questions = re.findall(r"^ {4}SELECT .*?;$", page, re.DOTALL | re.MULTILINE)
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database(tiny_kb.graph, SITE, sheets(tiny_kb.graph, SITE)))

    with closing(connection):
        answers = [connection.execute(question).fetchall() for question in questions]

    assert answers[0] == [("Complete model", "2023-04", "Apache-2.0")]
    assert len(answers) == 3


def test_two_makings_are_the_same_bytes(graph: KnowledgeGraph) -> None:
    """The database too: nothing of the machine or the hour is in it."""
    assert contents(graph) == contents(graph)
