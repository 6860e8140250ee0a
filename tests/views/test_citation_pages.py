"""The citation network of the whole base loses no paper and no citation."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.citation_pages import CITATIONS, citations_page, community_pages
from agi_review.views.communities import FEWEST, communities
from agi_review.views.pictures.citation_map import MOST_PAPERS, citation_flows, community_map
from tests.conftest import PROJECT, MakeBase

PAPER = "title: Paper {0}\nauthors:\n  - family: A\nyear: {1}\ntype: article\n"


def paper(id_: str, year: int, cites: list[str]) -> tuple[str, str]:
    """A paper as a file."""
    listed = f"cites: [{', '.join(cites)}]\n" if cites else ""
    return f"papers/{id_}.yaml", PAPER.format(id_, year) + listed


def ring(letter: str, size: int = FEWEST) -> dict[str, str]:
    """A group of papers of which each cites all before it."""
    names = [f"{letter}{number:03}" for number in range(size)]
    return dict(
        paper(name, 2018 + number % 6, names[max(0, number - 6) : number])
        for number, name in enumerate(names)
    )


def test_groups_that_do_not_cite_each_other_are_two_communities(make_base: MakeBase) -> None:
    """And a paper that cites nobody stands apart."""
    alone = dict([paper("alone", 2020, [])])
    found = communities(make_base({**ring("a", 6), **ring("b", 5), **alone}).graph)

    groups = [{p.id[0] for p in community.papers} for community in found.named]
    assert groups == [{"a"}, {"b"}]
    assert [p.id for p in found.apart] == ["alone"]


def test_a_community_is_named_by_the_terms_it_uses_more_than_others(make_base: MakeBase) -> None:
    """A term that all papers have tells nothing."""
    files = {**ring("a"), **ring("b")}
    for name in files:
        own = "alpha" if name.startswith("papers/a") else "beta"
        files[name] += f"terms: [common, {own}]\n"
    for term in ("alpha", "beta", "common"):
        files[f"terms/{term}.yaml"] = f"name: {term}\nscheme: concept\ndefinition: D.\n"

    found = communities(make_base(files).graph)

    assert [community.terms[0] for community in found.named] == ["alpha", "beta"]


@given(st.lists(st.lists(st.integers(0, 11), max_size=4), min_size=1, max_size=12))
def test_every_paper_stands_in_one_place(cites: list[list[int]]) -> None:
    """In one community or apart, whatever cites whatever."""
    files = dict(
        paper(f"p{n}", 2015 + n, sorted({f"p{c}" for c in cited if c < n}))
        for n, cited in enumerate(cites)
    )
    with TemporaryDirectory() as folder:
        (Path(folder) / "papers").mkdir()
        for name, text in files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        graph = load(Path(folder)).graph

    found = communities(graph)

    placed = [p.id for community in found.named for p in community.papers]
    placed += [p.id for p in found.apart]
    assert sorted(placed) == sorted(f"p{n}" for n in range(len(cites)))
    assert _everything_is_linked(graph)


def _everything_is_linked(graph: KnowledgeGraph) -> bool:
    """Every dot of the map leads to a page, and every page has its papers in picture and table."""
    pages = {page.path: page for page in community_pages(graph)}
    for community in communities(graph).named:
        picture = pages[f"{CITATIONS}{community.id}/"].sections[0].picture
        assert picture is not None
        assert picture.twin is not None
        drawn = sorted(node.key for node in picture.nodes)
        assert drawn == sorted(p.id for p in community.papers)
        assert len(picture.twin.rows) == len(community.papers)
        later = {
            (p.id, cited.id)
            for p in community.papers
            for cited in community.papers
            if cited.id in p.cites and cited.year < p.year
        }
        assert {stroke.ends for stroke in picture.strokes} == later
    whole = citations_page(graph).sections[0].picture
    paths = {node.path for node in whole.nodes} if whole else set()
    return paths == set(pages)


def test_dots_count_the_papers_of_a_community_by_year() -> None:
    """On the real base: the numbers in the dots add up to the papers of the communities."""
    graph = load(PROJECT / "entries").graph
    named = communities(graph).named
    picture = community_map(named, CITATIONS)

    assert picture is not None
    counted = Counter({node.key: int(node.letters[0].text) for node in picture.nodes})
    papers = Counter(f"{each.id}-{p.year}" for each in named for p in each.papers)
    assert counted == papers


def test_the_table_holds_every_citation_between_communities(tiny_kb: KnowledgeBase) -> None:
    """Counted against the entries themselves, over the real base."""
    graph = load(PROJECT / "entries").graph
    found = communities(graph)
    flows = citation_flows(found.named)
    apart = {p.id for p in found.apart}

    inside = sum(
        cited not in apart for p in graph.of(PaperEntry) if p.id not in apart for cited in p.cites
    )

    assert flows.total() == inside
    assert citations_page(tiny_kb.graph).title


def test_a_community_too_large_for_a_picture_says_so(make_base: MakeBase) -> None:
    """The picture keeps the papers cited most; the table has all."""
    graph = make_base(ring("a", MOST_PAPERS + 20)).graph
    pages = community_pages(graph)
    shown = {page.path: page.sections[0] for page in pages}

    for community in communities(graph).named:
        section = shown[f"{CITATIONS}{community.id}/"]
        count = len(community.papers)
        assert section.picture is not None
        assert section.picture.twin is not None
        assert len(section.picture.nodes) == min(count, MOST_PAPERS)
        assert len(section.picture.twin.rows) == count
        assert ("of" in (section.note or "").split(".")[0]) == (count > MOST_PAPERS)


def test_two_looks_find_the_same_communities() -> None:
    """The search starts from the same random numbers every time."""
    graph = load(PROJECT / "entries").graph

    assert communities(graph) == communities(graph)


def test_a_base_without_papers_has_a_page_that_says_so(make_base: MakeBase) -> None:
    """No picture, no traceback."""
    graph = make_base({"terms/t.yaml": "name: T\nscheme: concept\ndefinition: D.\n"}).graph

    page = citations_page(graph)

    assert page.sections[0].picture is None
    assert community_pages(graph) == []
