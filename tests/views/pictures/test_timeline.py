"""The timeline shows every dated model once, in its place, and its table names all of them."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.kinds.model import ModelEntry
from agi_review.views.links import mark_of
from agi_review.views.pictures import Picture
from agi_review.views.pictures.timeline import LANES, PITCH, place_of, timeline
from agi_review.views.timeline_page import timeline_page
from tests.conftest import MakeBase

FAMILY = "name: {0}\nsummary: F.\ncategory: {0}\ndomain: general\n"
MODEL = "name: {0}\nfamily: {1}\ndomain: {2}\n{3}"

Models = list[tuple[str, str, str | None]]
"""Category, domain and date of each model."""


def files(models: Models) -> dict[str, str]:
    """The entries of some models."""
    entries = {f"families/{lane}.yaml": FAMILY.format(lane) for lane in LANES}
    for number, (lane, domain, released) in enumerate(models):
        date = f"released: {released}\n" if released else ""
        text = MODEL.format(f"M{number}", lane, domain, date)
        entries[f"models/m{number}.yaml"] = text
    return entries


def check(graph: KnowledgeGraph) -> Picture:
    """Picture, table and graph name the same models in the same years and categories."""
    picture = timeline(graph)
    models = [model for model in graph.of(ModelEntry) if model.deprecated is None]
    stated = {
        (model.id, mark.category, model.released[:4] if model.released else "No date")
        for model in models
        if (mark := mark_of(graph, model))
    }
    assert picture.twin is not None
    tabled = [
        (link.path.split("/")[1], lane, row.cells[0].value.text)
        for row in picture.twin.rows
        for lane, cell in zip(LANES, row.cells[1:], strict=True)
        for link in cell.links
        if row.cells[0].value
    ]
    drawn = {(n.key, dict(n.values)["category"], n.name.split(", ")[2][:4]) for n in picture.nodes}
    assert sorted(tabled) == sorted(stated)
    assert drawn == {each for each in stated if each[2] != "No date"}
    assert len(picture.nodes) == len(drawn)
    links = [link for row in picture.twin.rows for cell in row.cells for link in cell.links]
    assert {link.path for link in links if not link.strong} == {
        f"models/{model.id}/" for model in models if model.domain == "general"
    }
    return picture


def test_the_timeline_of_a_base_holds_its_models(tiny_kb: KnowledgeBase) -> None:
    """As the entries say."""
    check(tiny_kb.graph)


def test_a_long_timeline_counts_what_its_years_name(
    tiny_kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bars and table say the same numbers; no page names more models than can be read."""
    named = timeline(tiny_kb.graph).twin
    monkeypatch.setattr("agi_review.views.pictures.timeline.MOST_MARKS", 1)
    counted = timeline(tiny_kb.graph).twin

    assert named
    assert counted
    shown = [
        [int(cell.links[0].label if cell.links else cell.value.text) for cell in row.cells[1:]]  # type: ignore[union-attr]
        for row in counted.rows
    ]
    assert shown == [[len(cell.links) for cell in row.cells[1:]] for row in named.rows]
    years = [row.cells[0].links[0].path for row in counted.rows if row.cells[0].links]
    assert years == sorted(years)
    assert all(path.startswith("years/") for path in years)


RELEASED = st.one_of(
    st.none(),
    st.integers(2015, 2027).map(str),
    st.tuples(st.integers(2015, 2027), st.integers(1, 12)).map(lambda d: f"{d[0]}-{d[1]:02}"),
)

MADE = st.lists(
    st.tuples(st.sampled_from(LANES), st.sampled_from(["medical", "general"]), RELEASED),
    max_size=25,
)


@given(MADE)
def test_picture_table_and_graph_are_equal(models: Models) -> None:
    """Whatever the base; marks keep apart, stay inside, and stand in the order of time."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files(models).items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        graph = load(root).graph

    picture = check(graph)

    stand_apart(picture)
    for lane in LANES:
        mine = [node for node in picture.nodes if dict(node.values)["category"] == lane]
        dates = {model.id: model.released or "" for model in graph.of(ModelEntry)}
        places = [(node.x, place_of(dates[node.key])) for node in mine]
        for (x1, first), (x2, second) in combinations(places, 2):
            assert (x1 < x2) == (first < second) or first == second
    assert timeline(graph) == picture


def stand_apart(picture: Picture) -> None:
    """No two marks are nearer than a finger needs, and none is cut off."""
    for one, other in combinations(picture.nodes, 2):
        assert max(abs(one.x - other.x), abs(one.y - other.y)) >= PITCH
    for node in picture.nodes:
        assert node.size < node.x < picture.width - node.size
        assert node.size < node.y < picture.height - node.size


def test_a_hundred_models_of_one_quarter_wrap_into_columns(make_base: MakeBase) -> None:
    """The stack grows sideways once it is high enough; nobody is left out."""
    graph = make_base(files([("vision", "medical", "2023-05")] * 100)).graph

    picture = check(graph)

    assert len(picture.nodes) == 100
    assert max(Counter(node.x for node in picture.nodes).values()) == 8
    stand_apart(picture)


def test_a_mark_names_model_category_and_quarter(make_base: MakeBase) -> None:
    """Filled where medical, in the shape of its category."""
    graph = make_base(files([("vision", "medical", "2023-06"), ("language", "general", "2022")]))

    general, medical = timeline(graph.graph).nodes

    assert medical.name == "M0, vision, 2023 Q2"
    assert (medical.shape, medical.style, medical.path) == ("square", "vision", "models/m0/")
    assert general.name == "M1, language, 2022, quarter not known"
    assert (general.shape, general.style) == ("circle", "language hollow")


def test_a_model_of_a_bare_year_stands_framed_before_its_quarters(make_base: MakeBase) -> None:
    """So that nobody takes it for one of January."""
    models: Models = [("vision", "medical", "2022"), ("vision", "medical", "2022-01")]
    base = make_base(files(models))

    picture = timeline(base.graph)
    bare, dated = picture.nodes

    assert bare.key == "m0"
    assert bare.x < dated.x
    (frame,) = picture.bands
    assert frame.x < bare.x < frame.x + frame.width
    assert frame.y < bare.y < frame.y + frame.height
    note = timeline_page(base.graph).sections[0].note
    assert note is not None
    assert "Of 1 model only the year is known" in note


@pytest.mark.parametrize("models", [[], [("vision", "medical", None)]])
def test_a_base_without_dates_has_an_empty_timeline(make_base: MakeBase, models: Models) -> None:
    """The lanes stand; who has no date stands in the table."""
    base = make_base(files(models))

    picture = check(base.graph)

    assert picture.nodes == ()
    assert len(picture.letters) == len(LANES)
    note = timeline_page(base.graph).sections[0].note or ""
    assert ("1 model without a date stands in the last row" in note) == bool(models)
