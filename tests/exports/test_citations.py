"""Citations in machine formats: read back by parsers others wrote, nothing lost or made up."""

from __future__ import annotations

import bibtexparser
from pybtex.database import parse_string

from agi_review.exports import bibtex, csl_item, ris
from agi_review.exports.csl_json import FIELDS
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.kinds import PaperEntry
from tests.conftest import PROJECT
from tests.exports.conftest import AWKWARD


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
        r"{The R\&D \textbraceleft{}Group\textbraceright{} and Others}",
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
