"""What machines read in the head of a page, taken out again by parsers others wrote."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html as lxml_html
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from agi_review.exports import entry_head, home_head
from agi_review.exports.licences import licence_address
from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import DatasetEntry, PaperEntry, TermEntry
from agi_review.views.downloads_page import downloads_of
from agi_review.views.links import entry_path
from agi_review.views.publication import Publication
from tests.exports.conftest import AWKWARD, HOSTILE, SITE, UNPUBLISHED

# The library's reader of JSON-LD uses a class of its own that it advises against.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

SCHEMA = Namespace("https://schema.org/")


def head(entry: Entry, publication: Publication = SITE) -> Any:
    """The head of an entry's page as a tree."""
    return lxml_html.fragment_fromstring(entry_head(entry, publication), create_parent="head")


def script(tree: Any) -> dict[str, Any]:
    """What the one script in a head holds."""
    (found,) = tree.iter("script")
    assert found.get("type") == "application/ld+json"
    data: dict[str, Any] = json.loads(found.text)
    return data


def linked_data(tree: Any, address: str) -> Graph:
    """The statements of a head, as they are read on the page at an address.

    The context is replaced by what it says of every word here, so that nothing is fetched.
    """
    data = script(tree)
    assert data.pop("@context") == "https://schema.org"
    addresses = ("url", "license", "sameAs", "mainEntityOfPage", "item", "contentUrl")
    data["@context"] = {
        "@vocab": str(SCHEMA),
        **{name: {"@type": "@id"} for name in addresses},
    }
    return Graph().parse(data=json.dumps(data), format="json-ld", publicID=address)


def rels(tree: Any) -> dict[str, set[str]]:
    """The targets of a head's links by relation."""
    found: dict[str, set[str]] = {}
    for link in tree.iter("link"):
        found.setdefault(link.get("rel"), set()).add(link.get("href"))
    return found


def test_highwire_tags_name_every_author_and_identifier(awkward: PaperEntry) -> None:
    """As reference managers read them, exactly as written."""
    tags = [(meta.get("name"), meta.get("content")) for meta in head(awkward).iter("meta")]

    assert ("citation_title", AWKWARD["title"]) in tags
    assert [value for name, value in tags if name == "citation_author"] == [
        "van der Maaten, Laurens Jr.",
        "The R&D {Group} and Others",
        "Ångström, Åsa",
    ]
    assert ("citation_journal_title", "Journal of A & B") in tags
    assert ("citation_firstpage", "1") in tags
    assert ("citation_doi", "10.5555/a_b") in tags


def test_json_ld_cannot_be_broken_out_of(awkward: PaperEntry) -> None:
    """A title may hold `</script>`; the tree still holds one script."""
    tree = head(awkward)
    article = script(tree)["@graph"][0]

    assert {element.tag for element in tree.iter()} == {"head", "meta", "link", "script"}
    assert (article["@type"], article["headline"]) == ("ScholarlyArticle", AWKWARD["title"])
    assert article["author"][1]["@type"] == "Organization"


@pytest.mark.parametrize("publication", [SITE, UNPUBLISHED], ids=["published", "unpublished"])
def test_a_page_says_what_it_is_about_and_where_it_stands(
    hostile: KnowledgeGraph, publication: Publication
) -> None:
    """Names come back as they went; addresses are complete, or lead there from the page."""
    for entry in hostile:
        address = SITE.address + entry_path(entry)
        read = linked_data(head(entry, publication), address)
        (crumbs,) = read.subjects(RDF.type, SCHEMA.BreadcrumbList)
        places = {
            read.value(item, SCHEMA.position): (
                str(read.value(item, SCHEMA.name)),
                str(read.value(item, SCHEMA.item)),
            )
            for item in read.objects(crumbs, SCHEMA.itemListElement)
        }
        assert [places[position] for position in sorted(places)] == [
            (publication.name, SITE.address),
            (type(entry).plural, f"{SITE.address}{type(entry).folder}/"),
            (HOSTILE, address),
        ]
        about = set(read.subjects(SCHEMA.mainEntityOfPage, URIRef(address)))
        assert len(about) == (1 if isinstance(entry, PaperEntry | TermEntry) else 0)


def test_data_sets_and_terms_are_described_too(tiny_kb: KnowledgeBase) -> None:
    """A data set with its licence, a term with its other names and its vocabulary."""
    dataset = script(head(tiny_kb.graph.of(DatasetEntry)[0]))["@graph"][0]
    term = script(head(tiny_kb.graph.of(TermEntry)[2]))["@graph"][0]

    assert (dataset["@type"], dataset["license"]) == (
        "Dataset",
        "https://spdx.org/licenses/CC-BY-NC-4.0",
    )
    assert (term["@type"], term["alternateName"]) == (
        "DefinedTerm",
        ["CPT", "term with every field"],
    )
    assert term["inDefinedTermSet"]["name"] == "modality"


def test_the_home_page_is_a_site_and_a_data_set_with_its_files(tiny_kb: KnowledgeBase) -> None:
    """Every download is named with its type and its address."""
    graph = tiny_kb.graph
    tree = lxml_html.fragment_fromstring(home_head(graph, SITE), create_parent="head")
    read = linked_data(tree, SITE.address)

    (site,) = read.subjects(RDF.type, SCHEMA.WebSite)
    (dataset,) = read.subjects(RDF.type, SCHEMA.Dataset)
    assert read.value(site, SCHEMA.name) == Literal(SITE.name)
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert read.value(dataset, SCHEMA.license) == licence
    files = set(read.objects(dataset, SCHEMA.distribution / SCHEMA.contentUrl))
    assert files == {URIRef(SITE.address + each.path) for each in downloads_of(graph)}


def test_a_paper_is_signposted(tiny_kb: KnowledgeBase, awkward: PaperEntry) -> None:
    """What to cite, who wrote it, the open PDF, and every file that describes it."""
    paper = tiny_kb.graph.of(PaperEntry)[0]
    found = rels(head(paper))

    assert found["cite-as"] == {"https://doi.org/10.5555/12345678"}
    assert found["author"] == {
        f"https://orcid.org/{author.orcid}" for author in paper.authors if author.orcid
    }
    assert found["item"] == {paper.links and paper.links.pdf}
    assert found["describedby"] == {
        f"../{paper.id}{ending}" for ending in (".bib", ".ris", ".csl.json")
    }
    assert "https://schema.org/ScholarlyArticle" in found["type"]
    assert "author" not in rels(head(awkward))


def test_a_licence_is_the_works_own(tiny_kb: KnowledgeBase) -> None:
    """Known for data sets, where it is a single one that SPDX lists; never guessed for papers."""
    dataset = tiny_kb.graph.of(DatasetEntry)[0]

    assert rels(head(dataset))["license"] == {"https://spdx.org/licenses/CC-BY-NC-4.0"}
    assert "license" not in rels(head(tiny_kb.graph.of(PaperEntry)[0]))
    assert rels(head(tiny_kb.graph.entry("model", "complete-model"))) == {}
    assert licence_address("MIT OR Apache-2.0") is None
    assert licence_address("LicenseRef-own") is None
    assert licence_address(None) is None


def test_twins_resolve_from_the_page(tiny_kb: KnowledgeBase) -> None:
    """An address in the head leads from the page to the file beside it."""
    paper = tiny_kb.graph.of(PaperEntry)[0]
    page = SITE.address + entry_path(paper)

    files = {urljoin(page, target) for target in rels(head(paper))["describedby"]}

    assert f"{SITE.address}papers/{paper.id}.bib" in files
