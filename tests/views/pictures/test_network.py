"""The citation network shows the citations of the graph, all of them, in its picture and table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.pictures import Picture
from agi_review.views.pictures.lettering import fitted, width_of
from agi_review.views.pictures.network import MOST_A_SIDE, citation_network
from tests.conftest import MakeBase

PAPER = "title: Paper {id}\nauthors:\n  - family: A{id}\nyear: {year}\ntype: article\n"


def papers(cites: dict[str, list[str]], year: int = 2024) -> dict[str, str]:
    """Entries of papers by what each cites."""
    return {
        f"papers/{id_}.yaml": PAPER.format(id=id_, year=year)
        + (f"cites: [{', '.join(cited)}]\n" if cited else "")
        for id_, cited in cites.items()
    }


def drawn(graph: KnowledgeGraph, id_: str) -> Picture:
    """The network of a paper that has one."""
    paper = graph.get(PaperEntry, id_)
    assert paper is not None
    picture = citation_network(graph, paper)
    assert picture is not None
    return picture


def keys(picture: Picture) -> list[str]:
    """The nodes of a picture and of what it folds away, but for the paper itself."""
    folded = [node for fold in picture.folds for node in fold.picture.nodes]
    return [node.key for node in (*picture.nodes, *folded) if node.path is not None]


def test_picture_and_table_hold_the_citations_of_the_graph(tiny_kb: KnowledgeBase) -> None:
    """Over every paper: what it cites and what cites it, no more and no less."""
    graph = tiny_kb.graph
    networks = 0
    for paper in graph.of(PaperEntry):
        citing = [r.source.id for r in graph.backlinks(paper) if r.field == "cites"]
        picture = citation_network(graph, paper)
        if picture is None:
            assert not paper.cites
            assert not citing
            continue
        networks += 1
        assert picture.twin is not None
        tabled = [row.cells[0].links[0].path for row in picture.twin.rows]
        assert sorted(keys(picture)) == sorted([*paper.cites, *citing])
        assert sorted(tabled) == sorted(f"papers/{id_}/" for id_ in [*paper.cites, *citing])
    assert networks


@pytest.mark.parametrize("count", [1, MOST_A_SIDE, MOST_A_SIDE + 1, 60])
def test_a_side_folds_and_loses_nobody(make_base: MakeBase, count: int) -> None:
    """At most so many at once; the fold says how many more, and holds them."""
    citing = {f"c{number:02}": ["seminal"] for number in range(count)}
    graph = make_base(papers({"seminal": [], **citing})).graph

    picture = drawn(graph, "seminal")

    assert sorted(keys(picture)) == sorted(citing)
    assert len(picture.nodes) - 1 == min(count, MOST_A_SIDE)
    words = [fold.summary for fold in picture.folds]
    assert words == ([f"and {count - MOST_A_SIDE} more"] if count > MOST_A_SIDE else [])


def test_the_papers_the_base_cites_most_are_not_folded(make_base: MakeBase) -> None:
    """Whoever opens no fold has seen the most telling ones."""
    citing = {f"c{number:02}": ["seminal"] for number in range(30)}
    later = {"later": ["c29"], "last": ["c29"]}
    graph = make_base(papers({"seminal": [], **citing, **later})).graph

    shown = [node.key for node in drawn(graph, "seminal").nodes]

    assert "c29" in shown


def test_keys_walk_cited_papers_then_this_one_then_the_citing(make_base: MakeBase) -> None:
    """And on each side from the oldest to the newest."""
    files = papers({"old": [], "older": [], "this": ["old", "older"], "new": ["this"]})
    files["papers/older.yaml"] = PAPER.format(id="older", year=2001)
    graph = make_base(files).graph

    assert [node.key for node in drawn(graph, "this").nodes] == ["older", "old", "this", "new"]


def test_every_edge_joins_two_nodes_of_the_picture(make_base: MakeBase) -> None:
    """From the citing paper to the cited one."""
    graph = make_base(papers({"a": [], "b": ["a"], "c": ["b"]})).graph

    picture = drawn(graph, "b")

    assert {stroke.ends for stroke in picture.strokes} == {("b", "a"), ("c", "b")}


@given(st.text(max_size=200), st.integers(min_value=40, max_value=400))
def test_a_fitted_text_is_no_wider_than_its_room(text: str, room: int) -> None:
    """Whatever the letters; a text that fits stays as it is."""
    cut = fitted(text, room)

    assert width_of(cut) <= room
    assert cut == text or cut.endswith("…")
