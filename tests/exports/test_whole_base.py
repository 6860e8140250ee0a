"""Every paper of the base, in every form machines read, read back by tools others wrote."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

import feedparser
import pytest
import rispy
from lxml import html as lxml_html
from rdflib import RDF, Graph, Namespace

from agi_review.exports import coins, csl_item, ris
from agi_review.exports.feeds import atom, json_feed
from agi_review.exports.head import entry_head
from agi_review.exports.turtle import turtle
from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import load
from agi_review.schema.kinds import PaperEntry, TermEntry
from tests.conftest import PROJECT
from tests.exports.conftest import SITE

# The library's reader of JSON-LD uses a class of its own that it advises against.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

SCHEMA = Namespace("https://schema.org/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")

CSL_OF_TAGS = {
    "citation_title": "title",
    "citation_journal_title": "container-title",
    "citation_conference_title": "container-title",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_publisher": "publisher",
    "citation_doi": "DOI",
    "citation_pmid": "PMID",
    "citation_isbn": "ISBN",
}
"""What a reference manager takes each tag for."""


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """The base itself."""
    return load(PROJECT / "entries").graph


@pytest.fixture(scope="module")
def papers(graph: KnowledgeGraph) -> Sequence[PaperEntry]:
    """All its papers."""
    return graph.of(PaperEntry)


@pytest.fixture(scope="module")
def heads(papers: Sequence[PaperEntry]) -> dict[str, Any]:
    """The head of each paper's page as a tree."""
    return {
        paper.id: lxml_html.fragment_fromstring(entry_head(paper, SITE), create_parent="head")
        for paper in papers
    }


def people(authors: Sequence[dict[str, str]]) -> list[tuple[str, str]]:
    """Authors of a CSL item as tags hold them: what is before the comma, and what is behind it."""
    return [
        (
            each.get("literal") or each.get("family") or each["given"],
            " ".join(
                each[part] for part in ("given", "suffix") if "family" in each and part in each
            ),
        )
        for each in authors
    ]


def linked(head: Any) -> list[dict[str, Any]]:
    """The things a page's JSON-LD is about."""
    (script,) = head.iter("script")
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    things: list[dict[str, Any]] = data["@graph"]
    return things


def read_tags(head: Any) -> dict[str, Any]:
    """Return what the tags of a page say of a work, in the words of CSL."""
    tags = [(meta.get("name"), meta.get("content")) for meta in head.iter("meta")]
    item: dict[str, Any] = {CSL_OF_TAGS[name]: text for name, text in tags if name in CSL_OF_TAGS}
    said = dict(tags)
    item["author"] = [
        tuple(text.partition(", ")[::2]) for name, text in tags if name == "citation_author"
    ]
    day = said["citation_publication_date"].split("/")
    item["issued"] = {"date-parts": [[int(part) for part in day]]}
    (work,) = (each for each in linked(head) if each["@type"] == "ScholarlyArticle")
    if "sameAs" in work:
        item["URL"] = work["sameAs"]
    ends = (said.get("citation_firstpage"), said.get("citation_lastpage"))
    if ends[0]:
        item["page"] = "–".join(end for end in ends if end)
    return item


def test_a_page_says_of_its_paper_what_the_record_says(
    papers: Sequence[PaperEntry], heads: dict[str, Any]
) -> None:
    """Tags to CSL is entry to CSL, for every paper; its address is in its JSON-LD."""
    differing = {}
    for paper in papers:
        item = csl_item(paper)
        expected = {key: item[key] for key in item if key not in {"id", "type"}}
        expected["author"] = people(item["author"])
        if (found := read_tags(heads[paper.id])) != expected:
            differing[paper.id] = (found, expected)

    assert papers
    assert differing == {}


def test_one_reader_of_ris_reads_every_record(papers: Sequence[PaperEntry]) -> None:
    """With its names, its year, where it appeared and its identifiers."""
    records = rispy.loads("\n".join(ris(paper) for paper in papers))

    assert [record["id"] for record in records] == [paper.id for paper in papers]
    for paper, record in zip(papers, records, strict=True):
        ids = paper.ids
        assert record["title"] == paper.title
        assert len(record["authors"]) == len(paper.authors)
        for author, name in zip(paper.authors, record["authors"], strict=True):
            assert name.startswith(author.short)
        assert record["year"] == str(paper.year)
        assert record.get("secondary_title") == paper.venue
        assert record.get("volume") == paper.volume
        assert record.get("number") == paper.issue
        assert record.get("doi") == (ids.doi if ids else None)
        assert "unknown_tag" not in record


def test_json_ld_of_every_page_is_read(papers: Sequence[PaperEntry], heads: dict[str, Any]) -> None:
    """A work with its title, and a person or a group for every author."""
    things = [thing for paper in papers for thing in linked(heads[paper.id])]
    # The context is what it says of the words used here, so that nothing is fetched.
    addresses = {name: {"@type": "@id"} for name in ("sameAs", "mainEntityOfPage", "item")}
    text = json.dumps({"@context": {"@vocab": str(SCHEMA), **addresses}, "@graph": things})
    read = Graph().parse(data=text, format="json-ld", publicID=SITE.address or "")

    works = list(read.subjects(RDF.type, SCHEMA.ScholarlyArticle))
    assert sorted(str(read.value(work, SCHEMA.headline)) for work in works) == sorted(
        paper.title for paper in papers
    )
    assert len(list(read.triples((None, SCHEMA.author, None)))) == sum(
        len(paper.authors) for paper in papers
    )
    places = {str(read.value(work, SCHEMA.mainEntityOfPage)) for work in works}
    assert places == {f"{SITE.address}papers/{paper.id}/" for paper in papers}


def test_the_list_of_papers_can_be_taken_over(papers: Sequence[PaperEntry]) -> None:
    """Each ContextObject names its work and all who wrote it."""
    for paper in papers:
        fields = parse_qs(coins(paper), strict_parsing=True)
        titles = {*fields.get("rft.atitle", ()), *fields.get("rft.btitle", ())}
        titles |= {*fields.get("rft.title", ())}
        assert paper.title in titles
        names = [*fields.get("rft.au", ()), *fields.get("rft.aucorp", ())]
        assert len([*names, *fields.get("rft.creator", ())]) == len(paper.authors)
        if paper.ids and paper.ids.doi:
            assert f"info:doi/{paper.ids.doi}" in fields["rft_id"]


def test_the_feeds_of_the_base_are_read(graph: KnowledgeGraph) -> None:
    """No fault in the form, and both say the same."""
    feed = feedparser.parse(atom(graph, SITE))
    items = json.loads(json_feed(graph, SITE))["items"]

    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [item["id"] for item in items]
    assert items


def test_turtle_of_the_base_is_read(graph: KnowledgeGraph, papers: Sequence[PaperEntry]) -> None:
    """A concept a term, and each paper once."""
    read = Graph().parse(data=turtle(graph, SITE), format="turtle")

    assert len(set(read.subjects(RDF.type, SKOS.Concept))) == len(graph.of(TermEntry))
    assert {str(subject) for subject in read.subjects()} >= {
        f"{SITE.address}papers/{paper.id}/" for paper in papers
    }
