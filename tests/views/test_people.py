"""People are told apart the way the pages say, and their pages count what the base holds."""

from __future__ import annotations

from collections import Counter
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.kinds import PaperEntry
from agi_review.schema.kinds.paper import Author
from agi_review.views.composer import Composer
from agi_review.views.hub_page import HubPage
from agi_review.views.links import ENTRY_ROOT
from agi_review.views.paper_page import paper_page
from agi_review.views.parts import Section
from agi_review.views.people import OTHER_LETTERS, identity, link_to_person, people, with_page
from agi_review.views.people_pages import people_page, person_pages
from tests.conftest import PROJECT, MakeBase

ORCID = "0000-0002-1825-0097"


def paper(title: str, *authors: str, year: int = 2024) -> str:
    """A paper's file; an author is `family, given`, a group `{name}`, an ORCID behind `;`."""
    lines = []
    for author in authors:
        name, _, orcid = author.partition(";")
        family, _, given = name.partition(", ")
        lines.append(f"group: {name[1:-1]}" if name.startswith("{") else f"family: {family}")
        lines[-1] += (f"\n    given: {given}" if given else "") + (
            f"\n    orcid: {orcid}" if orcid else ""
        )
    listed = "".join(f"  - {line}\n" for line in lines)
    return f"title: {title}\nauthors:\n{listed}year: {year}\ntype: article\n"


def section(page: HubPage, anchor: str) -> Section:
    """One section of a page."""
    return next(each for each in page.sections if each.anchor == anchor)


def test_a_name_is_a_person_unless_an_orcid_says_more(make_base: MakeBase) -> None:
    """Two spellings under one ORCID are one person; the same name without it is another."""
    graph = make_base(
        {
            "papers/a.yaml": paper("A", f"Ma, Jun;{ORCID}", "Li, Wei"),
            "papers/b.yaml": paper("BB", f"Ma, J.;{ORCID}", "Li, Wei"),
            "papers/c.yaml": paper("CCC", "Ma, Jun", "Li, W."),
        }
    ).graph

    found = {person.name: len(person.papers) for person in with_page(graph)}

    assert found == {"J. Ma": 2, "Wei Li": 2}
    assert len(people(graph)) == 4
    (page,) = (each.make(graph) for each in person_pages(graph) if each.title == "J. Ma")
    assert "Also printed as Jun Ma" in (section(page, "papers").note or "")
    assert page.actions[0].url == f"https://orcid.org/{ORCID}"


def test_a_group_counts_as_a_person(make_base: MakeBase) -> None:
    """Under its own name."""
    graph = make_base(
        {"papers/a.yaml": paper("A", "{DeepTeam}"), "papers/b.yaml": paper("BB", "{DeepTeam}")}
    ).graph

    assert [person.link.path for person in with_page(graph)] == ["people/deepteam/"]


def test_one_paper_counts_once_and_gives_no_page(make_base: MakeBase) -> None:
    """Not even if the name is printed on it twice."""
    graph = make_base({"papers/a.yaml": paper("A", "Li, Wei", "Li, Wei")}).graph

    assert with_page(graph) == []
    assert person_pages(graph) == []
    assert "1 more has one paper here" in people_page(graph).lede


def test_an_empty_base_has_an_empty_list(make_base: MakeBase) -> None:
    """A page without sections, and no traceback."""
    graph = make_base({}).graph

    assert people_page(graph).sections == ()
    assert person_pages(graph) == []


def test_the_list_goes_by_family_name(make_base: MakeBase) -> None:
    """Accents do not matter, and names without a Latin letter come last."""
    names = ("Ögren, Åsa", "Zhang, Al", "Oakes, Bo", "王, 伟")
    graph = make_base(
        {"papers/a.yaml": paper("A", *names), "papers/b.yaml": paper("BB", *names)}
    ).graph

    page = people_page(graph)

    assert [each.title for each in page.sections] == ["O", "Z", OTHER_LETTERS]
    listed = [row.cells[0].links[0].label for s in page.sections if s.table for row in s.table.rows]
    assert listed == ["Bo Oakes", "Åsa Ögren", "Al Zhang", "伟 王"]


def test_the_list_names_topics_only_where_papers_have_them(make_base: MakeBase) -> None:
    """A column without a single value says nothing; nor does a person without models have any."""
    files = {f"papers/{id_}.yaml": paper(id_, "Ma, Jun") for id_ in ("a", "b")}
    bare = make_base(files).graph
    files["terms/ct.yaml"] = "name: CT\nscheme: modality\ndefinition: A scan.\n"
    files["papers/a.yaml"] += "terms: [ct]\n"
    with_terms = make_base(files).graph

    heads = [
        [column.label for column in people_page(graph).sections[0].table.columns]  # type: ignore[union-attr]
        for graph in (bare, with_terms)
    ]

    assert heads == [["Name", "Papers", "Years"], ["Name", "Papers", "Years", "Topics"]]
    (person,) = person_pages(bare)
    assert (
        person.description
        == person.make(bare).description
        == "2 papers by Jun Ma in this base, 2024."
    )


def test_co_authors_are_counted_by_the_papers_both_wrote(make_base: MakeBase) -> None:
    """Those with a page are named, the others counted."""
    graph = make_base(
        {
            "papers/a.yaml": paper("A", "Li, Wei", "Ma, Jun", "One, Only"),
            "papers/b.yaml": paper("BB", "Li, Wei", "Ma, Jun"),
            "papers/c.yaml": paper("CCC", "Li, Wei", "Xu, Bo"),
            "papers/d.yaml": paper("DDDD", "Xu, Bo"),
        }
    ).graph

    page = next(each for each in person_pages(graph) if each.title == "Wei Li").make(graph)
    met = section(page, "co-authors")

    assert [(link.label, link.note) for link in met.links[0].links] == [
        ("Jun Ma", "2 papers"),
        ("Bo Xu", "1 paper"),
    ]
    assert "1 person with one paper here is not listed" in (met.note or "")


def test_the_models_of_a_person_are_those_the_papers_introduce(tiny_kb: KnowledgeBase) -> None:
    """Every paper a model names as its first is the papers' of its authors."""
    graph = tiny_kb.graph
    for page in (each.make(graph) for each in person_pages(graph)):
        for each in page.sections:
            assert each.table is None or each.count == len(each.table.rows)


def test_every_page_of_the_base_counts_what_the_entries_say() -> None:
    """Addresses are unique; papers, by-lines and the list agree with the records."""
    graph = load(PROJECT / "entries").graph
    papers = graph.current(PaperEntry)
    counts = Counter(key for each in papers for key in {identity(a) for a in each.authors})

    everybody = people(graph)
    pages = person_pages(graph)

    assert {key: len(person.papers) for key, person in everybody.items()} == counts
    assert len({person.slug for person in everybody.values()}) == len(everybody)
    assert len(pages) == sum(count > 1 for count in counts.values())
    paths = {page.path for page in pages}
    listed = [s.table.rows for s in people_page(graph).sections if s.table]
    assert {row.cells[0].links[0].path for rows in listed for row in rows} == paths
    for each in papers[:40]:
        view = paper_page(Composer(graph, ENTRY_ROOT), each)
        for author, value in zip(each.authors, view.byline, strict=True):
            assert value.text == author.full
            assert bool(value.link) == (counts[identity(author)] > 1)
            assert value.link is None or value.link.path in paths


WORD = st.text(st.characters(categories=["L", "M"]), min_size=1, max_size=6)


@given(WORD, WORD)
def test_two_names_are_two_people_unless_they_are_written_alike(one: str, other: str) -> None:
    """But for the way an accent is stored."""
    same = identity(Author(family=one)) == identity(Author(family=other))

    assert same == (normalize("NFC", one) == normalize("NFC", other))
    assert identity(Author(family="Mu\u0308ller")) == identity(Author(family="M\u00fcller"))


def test_a_retired_paper_counts_for_nobody(make_base: MakeBase) -> None:
    """Its replacement does."""
    old = paper("A", "Li, Wei") + "deprecated:\n  since: 2026-01-01\n  reason: Twice.\n"
    graph = make_base({"papers/a.yaml": old, "papers/b.yaml": paper("BB", "Li, Wei")}).graph

    assert link_to_person(graph, Author(family="Li", given="Wei")) is None
