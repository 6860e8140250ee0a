"""Citations in machine formats: read back by parsers others wrote, nothing lost or made up."""

from __future__ import annotations

import json
from typing import Any

import bibtexparser
import pytest
from lxml import html as lxml_html
from pybtex.database import parse_string

from agi_review.exports import bibtex, csl_item, head_of, ris
from agi_review.exports.csl_json import FIELDS
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.kinds import DatasetEntry, PaperEntry, TermEntry
from tests.conftest import PROJECT

AWKWARD = {
    "id": "awkward2024x",
    "title": 'nnU-Net & "SAM" {A} 50% of C# $x_1$ </script><b>',
    "authors": [
        {"family": "van der Maaten", "given": "Laurens", "suffix": "Jr."},
        {"group": "The R&D {Group} and Others"},
        {"family": "Ångström", "given": "Åsa"},
    ],
    "year": "2024",
    "type": "article-journal",
    "venue": "Journal of A & B",
    "pages": "1–9",
    "ids": {"doi": "10.5555/a_b", "arxiv": "2304.99991"},
}


@pytest.fixture
def awkward() -> PaperEntry:
    """A paper whose every text means something else to LaTeX, HTML or a list of names."""
    return PaperEntry.model_validate(AWKWARD)


def test_two_bibtex_parsers_read_every_record_of_the_base() -> None:
    """No failed block, no key twice, as many records as papers."""
    papers = load(PROJECT / "entries").graph.of(PaperEntry)
    text = "\n".join(bibtex(paper) for paper in papers)

    library = bibtexparser.parse_string(text)
    second = parse_string(text, "bibtex")

    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [paper.id for paper in papers]
    assert len(second.entries) == len(papers)


def test_names_come_back_as_they_went(awkward: PaperEntry) -> None:
    """Particles stay with the family name, a group stays one name."""
    people = parse_string(bibtex(awkward), "bibtex").entries["awkward2024x"].persons["author"]

    assert [" ".join(person.prelast_names + person.last_names) for person in people] == [
        "van der Maaten",
        r"{The R\&D \{Group\} and Others}",
        "Ångström",
    ]
    assert people[0].lineage_names == ["Jr."]
    assert people[0].first_names == ["Laurens"]


def test_what_means_something_to_latex_is_escaped(awkward: PaperEntry) -> None:
    """And capitals that styles would lower are kept in braces."""
    text = bibtex(awkward)

    assert r"title = {{nnU-Net} \& {\"SAM\"}" in text.replace('"', '\\"')
    assert r"50\% of C\# \$x\_1\$" in text
    assert "pages = {1--9}" in text


def test_an_incomplete_list_of_authors_says_so(tiny_kb: KnowledgeBase) -> None:
    """Two names of many are not two authors."""
    paper = tiny_kb.graph.of(PaperEntry)[1]

    assert "and others}" in bibtex(paper)


def test_ris_has_a_line_a_fact(awkward: PaperEntry) -> None:
    """Begins with its type, ends with its end, pages apart."""
    lines = ris(awkward).split("\r\n")

    assert lines[0] == "TY  - JOUR"
    assert lines[-2:] == ["ER  - ", ""]
    assert "AU  - van der Maaten, Laurens, Jr." in lines
    assert "AU  - The R&D {Group} and Others" in lines
    assert {"SP  - 1", "EP  - 9", "DO  - 10.5555/a_b"} <= set(lines)


def test_csl_keeps_structure(awkward: PaperEntry) -> None:
    """Names in parts, groups as literals, dates in parts."""
    item = csl_item(awkward)

    assert item["author"][0] == {"family": "van der Maaten", "given": "Laurens", "suffix": "Jr."}
    assert item["author"][1] == {"literal": "The R&D {Group} and Others"}
    assert item["issued"] == {"date-parts": [[2024]]}
    assert item["title"] == AWKWARD["title"]


def test_the_fields_of_an_item_are_all_listed(tiny_kb: KnowledgeBase) -> None:
    """A paper with every field has every one of them, and no other."""
    assert csl_item(tiny_kb.graph.of(PaperEntry)[0]).keys() == {"id", "type", *FIELDS}


def test_a_date_of_another_year_is_the_preprints(tiny_kb: KnowledgeBase) -> None:
    """The year cited wins."""
    paper = tiny_kb.graph.of(PaperEntry)[0]

    assert (paper.date, csl_item(paper)["issued"]) == ("2023-04-24", {"date-parts": [[2024]]})


def head(entry: Any) -> Any:
    """The head of an entry's page as a tree."""
    return lxml_html.fragment_fromstring(head_of(entry), create_parent="head")


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
    (script,) = tree.iter("script")

    assert {element.tag for element in tree.iter()} == {"head", "meta", "script"}
    data = json.loads(script.text)
    assert (data["@type"], data["headline"]) == ("ScholarlyArticle", AWKWARD["title"])
    assert data["author"][1]["@type"] == "Organization"


def test_data_sets_and_terms_are_described_too(tiny_kb: KnowledgeBase) -> None:
    """And kinds without a vocabulary say nothing."""
    dataset = json.loads(next(head(tiny_kb.graph.of(DatasetEntry)[0]).iter("script")).text)
    term = json.loads(next(head(tiny_kb.graph.of(TermEntry)[2]).iter("script")).text)

    assert (dataset["@type"], dataset["license"]) == (
        "Dataset",
        "https://spdx.org/licenses/CC-BY-NC-4.0",
    )
    assert (term["@type"], term["alternateName"]) == (
        "DefinedTerm",
        ["CPT", "term with every field"],
    )
    assert head_of(tiny_kb.graph.entry("model", "complete-model")) == ""
