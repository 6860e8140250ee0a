"""The glossary holds every name of every term once, and leads on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import load
from agi_review.schema.kinds import TermEntry
from agi_review.views import glossary_page as module
from agi_review.views.glossary_page import glossary_page, headwords, letter_pages
from agi_review.views.hub_page import HubPage
from agi_review.views.lists import LISTS
from agi_review.views.people_pages import people_page
from agi_review.views.venue_pages import venues_page
from agi_review.views.year_pages import years_page
from tests.conftest import PROJECT, MakeBase


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    """The graph of the project's own entries."""
    return load(PROJECT / "entries").graph


def term(name: str, *others: str, broader: str = "") -> str:
    """The file of a term."""
    labels = "".join(f"  - {other}\n" for other in others)
    text = f"name: {name}\nscheme: concept\ndefinition: What {name} means.\n"
    text += f"alt_labels:\n{labels}" if labels else ""
    return text + (f"broader: [{broader}]\n" if broader else "")


def named(*pages: HubPage) -> Iterator[tuple[str, str]]:
    """Every name on some pages with the address it leads to."""
    for page in pages:
        for section in page.sections:
            if section.anchor == "schemes":
                continue
            for row in section.table.rows if section.table else ():
                yield row.cells[0].links[0].label, row.cells[0].links[0].path
            for group in section.links:
                yield from ((link.label, link.path) for link in group.links)


def test_every_name_of_the_real_base_stands_once(real: KnowledgeGraph) -> None:
    """Preferred names in the tables, the others below them, each leading to its term."""
    found = sorted(named(glossary_page(real)))

    assert found == sorted((word.name, f"terms/{word.term}/") for word in headwords(real))
    labels = {label for each in real.of(TermEntry) for label in (each.name, *each.alt_labels)}
    assert set(map(letters_of, labels)) == {letters_of(name) for name, _ in found}


def letters_of(name: str) -> str:
    """A name without what makes two spellings of one, such as PET/CT and PET-CT."""
    return re.sub(r"\W+", " ", name.casefold()).strip()


def test_a_term_says_what_stands_above_and_below_it(make_base: MakeBase) -> None:
    """Definition, other names, broader and narrower terms, scheme."""
    graph = make_base(
        {
            "terms/heart.yaml": term("heart", "cardiac", broader="chest"),
            "terms/chest.yaml": term("chest"),
        }
    ).graph
    under_c, under_h, schemes = glossary_page(graph).sections
    assert under_h.table is not None
    assert under_c.table is not None
    name, meaning, also, broader, narrower = under_h.table.rows[0].cells
    assert (name.links[0].label, name.links[0].detail) == ("heart", "concept")
    assert meaning.value is not None
    assert meaning.value.prose is not None
    assert meaning.value.prose.text == "What heart means."
    assert also.value is not None
    assert also.value.text == "cardiac"
    assert [link.path for link in broader.links] == ["terms/chest/"]
    assert narrower.links == ()
    assert [link.path for link in under_c.table.rows[0].cells[4].links] == ["terms/heart/"]
    (other,) = under_c.links[0].links
    assert (other.label, other.note, other.path) == ("cardiac", "see heart", "terms/heart/")
    assert [link.path for link in schemes.links[0].links] == [
        "terms/?scheme=concept",
        "terms/chest/",
    ]


def test_letters_are_in_order_and_signs_come_last(make_base: MakeBase) -> None:
    """Accents, case and hyphens do not matter to the order."""
    names = {"a": "Éclair method", "b": "echo", "c": "β-model", "d": "3-D view", "e": "zoom"}
    graph = make_base({f"terms/{id_}.yaml": term(name) for id_, name in names.items()}).graph

    sections = glossary_page(graph).sections
    assert [section.title for section in sections] == ["E", "Z", "#", "By scheme"]
    assert [name for name, _ in named(glossary_page(graph))] == [
        "echo",
        "Éclair method",
        "zoom",
        "3-D view",
        "β-model",
    ]


def test_a_base_without_terms_has_an_empty_glossary(make_base: MakeBase) -> None:
    """And it still leads to the other lists."""
    page = glossary_page(make_base({}).graph)

    assert page.sections == ()
    assert page.actions


@settings(max_examples=5)
@given(st.integers(min_value=0, max_value=3))
def test_many_terms_are_split_by_letter_and_none_is_lost(most: int) -> None:
    """A page a letter; the glossary itself then names the terms alone."""
    graph = load(PROJECT / "tests" / "fixtures" / "tiny_kb" / "entries").graph
    words = headwords(graph)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_ON_ONE_PAGE", most)
        below = letter_pages(graph)
        whole = glossary_page(graph)
    if sum(word.preferred for word in words) <= most:
        assert below == []
        return
    assert sorted(named(*below)) == sorted((w.name, f"terms/{w.term}/") for w in words)
    assert all(section.table is None for section in whole.sections)
    led = {path for _, path in named(whole)}
    assert {page.path for page in below} <= led
    assert {f"terms/{word.term}/" for word in words if word.preferred} <= led


def test_each_list_leads_to_the_others(real: KnowledgeGraph) -> None:
    """Terms, people, venues and years."""
    for page in (glossary_page(real), people_page(real), venues_page(real), years_page(real)):
        offered = {action.url for action in page.actions}
        assert {f"../{path}" for _, path in LISTS if path != page.path} <= offered
