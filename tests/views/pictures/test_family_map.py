"""The families' map shows the parents the entries state, and fits a laptop."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import load
from agi_review.schema.kinds import FamilyEntry, ModelEntry
from agi_review.views import lineage_page as page_module
from agi_review.views.family_lines import family_lines
from agi_review.views.lineage import HOWS
from agi_review.views.lineage_page import lineage_page
from agi_review.views.pictures import Picture
from agi_review.views.pictures import family_map as module
from agi_review.views.pictures.family_map import family_map
from tests.conftest import PROJECT, MakeBase
from tests.views.pictures.bases import graph_of
from tests.views.pictures.geometry import faults

LAPTOP = 1216
"""What a window of 1280 px with a scroll bar leaves to a picture."""

CATEGORIES = ("language", "multimodal", "vision")


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    """The graph of the project's own entries."""
    return load(PROJECT / "entries").graph


@st.composite
def files(draw: st.DrawFn) -> dict[str, str]:
    """Families that each grew from some of those before them; dates as they may come."""
    made: dict[str, str] = {}
    for number in range(draw(st.integers(min_value=0, max_value=16))):
        parents = draw(
            st.lists(st.integers(0, max(0, number - 1)), max_size=3 if number else 0, unique=True)
        )
        date = draw(st.none() | st.sampled_from(["2017", "2019-04", "2023-02", "2023-11"]))
        text = f"name: Family {number}\ncategory: {draw(st.sampled_from(CATEGORIES))}\n"
        text += "domain: general\nsummary: S.\n"
        text += f"first_public: {date}\n" if date else ""
        text += "parents:\n" if parents else ""
        for each in parents:
            text += f"  - family: f{each}\n    how: {HOWS[each % len(HOWS)]}\n"
        made[f"families/f{number}.yaml"] = text
    return made


def stated(graph: KnowledgeGraph) -> set[tuple[str, str, str]]:
    """Parent, child and manner, as the entries state them."""
    return {
        (each.family, family.id, each.how)
        for family in graph.of(FamilyEntry)
        for each in family.parents
    }


def lines(picture: Picture) -> set[tuple[str, str, str]]:
    """The same, as the picture draws them."""
    return {(*stroke.ends, stroke.style) for stroke in picture.strokes if stroke.ends}


def tabled(picture: Picture) -> set[tuple[str, str, str]]:
    """The same, as its table lists them."""
    assert picture.twin is not None
    return {
        (link.path.split("/")[1], row.cells[0].links[0].path.split("/")[1], str(link.note))
        for row in picture.twin.rows
        for link in row.cells[4].links
    }


def agrees(graph: KnowledgeGraph) -> Picture:
    """Picture, table, list and graph have the same families and parents; nothing overlaps."""
    picture = family_map(graph, family_lines(graph))
    edges = stated(graph)
    families = {family.id for family in graph.of(FamilyEntry)}
    assert lines(picture) == edges
    assert tabled(picture) == {(a, b, how.replace("-", " ")) for a, b, how in edges}
    assert {node.key for node in picture.nodes} == families
    listed = {link.path for group in picture.lists for link in group.links}
    assert listed == {f"families/{id_}/" for id_ in families}
    assert faults(picture) == []
    return picture


def test_the_real_families_fit_a_laptop_without_scrolling(real: KnowledgeGraph) -> None:
    """All of them, with every parent, in the room a window of 1280 px leaves."""
    picture = agrees(real)

    assert picture.width <= LAPTOP
    assert len(picture.nodes) == len(real.of(FamilyEntry))


@settings(max_examples=40)
@given(files())
def test_any_families_are_drawn_whole_and_clear(made: dict[str, str]) -> None:
    """None, one, and as many as come, with dates that contradict descent."""
    agrees(graph_of(made))


def test_its_numbers_are_those_of_the_base(real: KnowledgeGraph) -> None:
    """Models of each family, and the medical ones among them."""
    picture = family_map(real, family_lines(real))
    assert picture.twin is not None
    counted = {
        row.cells[0].links[0].path: tuple(
            int(cell.value.text) for cell in row.cells[2:4] if cell.value
        )
        for row in picture.twin.rows
    }
    for family in real.of(FamilyEntry):
        own = [model for model in real.of(ModelEntry) if model.family == family.id]
        medical = sum(model.domain == "medical" for model in own)
        assert counted[f"families/{family.id}/"] == (len(own), medical)


def test_too_many_families_are_cut_by_size_and_the_page_says_so(
    real: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those with the most models are drawn; the table keeps all."""
    monkeypatch.setattr(module, "MOST_FAMILIES", 5)
    section = lineage_page(real).sections[0]

    assert section.picture is not None
    assert section.picture.twin is not None
    assert len(section.picture.nodes) == 5
    assert len(section.picture.twin.rows) == len(real.of(FamilyEntry))
    assert f"{len(real.of(FamilyEntry)) - 5} with the fewest models" in str(section.note)


def test_too_many_models_leave_the_families(
    real: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No picture of single models then; the page says where they are drawn."""
    monkeypatch.setattr(page_module, "MOST_MODELS", 10)
    families, models = lineage_page(real).sections

    assert families.picture is not None
    assert models.picture is None
    assert "the page of each family draws its members" in str(models.note)


def test_a_family_stands_in_its_year(make_base: MakeBase) -> None:
    """That of its first work, else of its oldest model; the name says both."""
    graph = make_base(
        {
            "families/a.yaml": "name: A\ncategory: vision\ndomain: general\nsummary: S.\n",
            "models/m.yaml": "name: M\nfamily: a\ndomain: medical\nreleased: 2021-05\n",
        }
    ).graph
    (node,) = family_map(graph, family_lines(graph)).nodes

    assert node.name == "A, vision, 1 model, 2021 Q2"
