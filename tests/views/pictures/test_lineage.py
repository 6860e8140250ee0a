"""The lineage shows the descents of the graph, all of them, and nothing lies on anything else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.kinds import FamilyEntry, ModelEntry
from agi_review.schema.kinds.model import Derivation
from agi_review.views.lineage import HOWS, ancestors, descendants, lineage_of
from agi_review.views.lineage_page import lineage_page
from agi_review.views.pictures import Picture
from agi_review.views.pictures.lineage_map import lineage_map
from agi_review.views.pictures.lineage_near import MOST_A_SIDE, lineage_around, lineage_within
from tests.conftest import PROJECT, MakeBase
from tests.views.pictures.bases import graph_of
from tests.views.pictures.geometry import faults

CATEGORIES = ("language", "multimodal", "vision")
FAMILY = "name: {0}\nsummary: F.\ncategory: {0}\ndomain: general\n"
UNREPORTED = "unreported"

Made = dict[str, tuple[list[str], str, str | None]]
"""Models by what each is made from, its category and its month."""


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    """The graph of the project's own entries."""
    return load(PROJECT / "entries").graph


def entries(models: Made) -> dict[str, str]:
    """Entries of models and of a family for each category."""
    files = {f"families/{each}.yaml": FAMILY.format(each) for each in CATEGORIES}
    for number, (id_, (parents, category, released)) in enumerate(models.items()):
        text = (
            f"name: Model {id_}\nfamily: {category}\ndomain: {('medical', 'general')[number % 2]}\n"
        )
        text += f"released: {released}\n" if released else ""
        if parents:
            text += "derives_from:\n"
        for parent in parents:
            how = HOWS[(number + len(parent)) % len(HOWS)]
            text += f"  - model: {parent}\n    how: {how}\n"
        files[f"models/{id_}.yaml"] = text
    return files


@st.composite
def made(draw: st.DrawFn) -> Made:
    """Models that each come from some of those before them; dates as they may come."""
    models: Made = {}
    for number in range(draw(st.integers(min_value=0, max_value=24))):
        earlier = sorted(models)
        parents = (
            draw(st.lists(st.sampled_from(earlier), max_size=3, unique=True)) if earlier else []
        )
        month = st.sampled_from([f"20{y}-{m:02}" for y in range(17, 27) for m in (1, 4, 6, 12)])
        released = draw(st.none() | month | st.sampled_from(["2019", "2023"]))
        models[f"m{number}"] = (parents, draw(st.sampled_from(CATEGORIES)), released)
    return models


def stated(graph: KnowledgeGraph) -> set[tuple[str, str, str]]:
    """Parent, child and manner of every descent, as the entries state them."""
    return {
        (each.model, model.id, each.how)
        for model in graph.of(ModelEntry)
        for each in model.derives_from
    }


def lines(*pictures: Picture) -> set[tuple[str, str, str]]:
    """The same, as pictures draw them."""
    return {
        (*stroke.ends, stroke.style)
        for picture in pictures
        for stroke in picture.strokes
        if stroke.ends and stroke.style != UNREPORTED
    }


def tabled(picture: Picture) -> set[tuple[str, str, str]]:
    """The same, as the table of a picture lists them."""
    assert picture.twin is not None
    found = set()
    for row in picture.twin.rows:
        child, how, parent, _ = row.cells
        assert how.value is not None
        if parent.links:
            ends = [cell.links[0].path.split("/")[1] for cell in (parent, child)]
            found.add((ends[0], ends[1], how.value.text.replace(" ", "-")))
    return found


def whole(picture: Picture) -> list[Picture]:
    """A picture and what it folds away."""
    return [picture, *(fold.picture for fold in picture.folds)]


def near(graph: KnowledgeGraph) -> Iterator[Picture]:
    """The pictures of all models and families."""
    yield from filter(None, (lineage_around(graph, model) for model in graph.of(ModelEntry)))
    yield from filter(None, (lineage_within(graph, each) for each in graph.of(FamilyEntry)))


def agrees(graph: KnowledgeGraph) -> None:
    """Picture, table and graph have the same models and the same descents, and nothing overlaps."""
    picture = lineage_map(graph, lineage_of(graph))
    edges = stated(graph)
    in_edges = {id_ for parent, child, _ in edges for id_ in (parent, child)}
    asked = {
        model.id
        for model in graph.of(ModelEntry)
        if model.lineage == "not-reported" and not model.derives_from
    }
    assert lines(picture) == tabled(picture) == edges
    assert {node.key for node in picture.nodes} == in_edges | asked
    assert {s.ends[0] for s in picture.strokes if s.style == UNREPORTED and s.ends} == asked
    assert faults(picture) == []


def test_the_map_holds_the_descents_of_the_tiny_base(tiny_kb: KnowledgeBase) -> None:
    """No more and no less, in picture and table."""
    agrees(tiny_kb.graph)


def test_the_map_holds_the_descents_of_the_real_base(real: KnowledgeGraph) -> None:
    """No more and no less; no box lies on a box, no line under one, no name is cut off."""
    agrees(real)
    assert len(stated(real)) > 100


@settings(max_examples=60)
@given(made())
def test_any_lineage_is_drawn_whole_and_clear(models: Made) -> None:
    """Without dates, with one model, across all lanes, and with dates that contradict descent."""
    graph = graph_of(entries(models))

    agrees(graph)
    for picture in near(graph):
        assert [fault for each in whole(picture) for fault in faults(each)] == []


def test_hundreds_of_models_are_drawn() -> None:
    """A long chain, a wide fan and a mesh in one base."""
    models: Made = {"c0": ([], "language", "2018-01")}
    for number in range(1, 60):
        models[f"c{number}"] = ([f"c{number - 1}"], CATEGORIES[number % 3], None)
    for number in range(150):
        models[f"f{number}"] = (["c3"], CATEGORIES[number % 3], f"20{20 + number % 6}-05")
    for number in range(100):
        models[f"g{number}"] = ([f"f{number}", f"f{number + 30}"], "vision", "2026-04")
    graph = graph_of(entries(models))

    agrees(graph)


def test_pictures_of_models_and_families_are_clear(real: KnowledgeGraph) -> None:
    """On every page of the real base that has one, in what it shows and what it folds away."""
    pictures = [each for picture in near(real) for each in whole(picture)]

    assert len(pictures) > 100
    assert [fault for picture in pictures for fault in faults(picture)] == []


def test_a_model_is_drawn_with_all_it_comes_from_and_leads_to(real: KnowledgeGraph) -> None:
    """Its ancestors and descendants, the lines among them, and the same in the table."""
    edges = stated(real)
    for model in real.of(ModelEntry):
        picture = lineage_around(real, model)
        kin = {*ancestors(real, model), *descendants(real, model)}
        if picture is None:
            assert not kin
            continue
        parts = whole(picture)
        inside = {e for e in edges if {e[0], e[1]} <= kin | {model.id}}
        assert {node.key for part in parts for node in part.nodes} == kin | {model.id}
        assert lines(*parts) == tabled(picture) == inside
        listed = {link.path for group in picture.lists for link in group.links}
        assert listed == {f"models/{id_}/" for id_ in kin}


def test_a_family_is_drawn_with_what_its_members_come_from(real: KnowledgeGraph) -> None:
    """Every descent of a member, whether its parent is a member or not."""
    for family in real.of(FamilyEntry):
        members = {model.id for model in real.of(ModelEntry) if model.family == family.id}
        expected = {edge for edge in stated(real) if edge[1] in members}
        picture = lineage_within(real, family)
        if picture is None:
            assert not expected
        else:
            assert lines(picture) == tabled(picture) == expected


@pytest.mark.parametrize("count", [1, MOST_A_SIDE, MOST_A_SIDE + 1, 60])
def test_a_side_folds_and_loses_nobody(make_base: MakeBase, count: int) -> None:
    """At most so many at once; the fold says how many more, and draws them with their lines."""
    fan: Made = {f"f{number}": (["root"], "vision", "2024-01") for number in range(count)}
    graph = make_base(entries({"root": ([], "vision", "2020-01"), **fan})).graph
    root = graph.get(ModelEntry, "root")
    assert root is not None

    picture = lineage_around(graph, root)

    assert picture is not None
    assert len(picture.nodes) == 1 + min(count, MOST_A_SIDE)
    assert lines(*whole(picture)) == stated(graph)
    words = [fold.summary for fold in picture.folds]
    assert words == ([f"and {count - MOST_A_SIDE} more"] if count > MOST_A_SIDE else [])


def test_time_runs_to_the_right(real: KnowledgeGraph) -> None:
    """A model of a later quarter never begins before one of an earlier quarter."""
    picture = lineage_map(real, lineage_of(real))
    dated = [n for n in picture.nodes if " Q" in n.name]
    begins: dict[str, list[int]] = {}
    for node in dated:
        assert node.box is not None
        begins.setdefault(node.name.rpartition(", ")[2], []).append(node.box.x)
    quarters = sorted(begins)

    for earlier, later in pairwise(quarters):
        assert max(begins[earlier]) < min(begins[later])


def test_keys_walk_from_parents_to_children_then_down(real: KnowledgeGraph) -> None:
    """From left to right, and from the top within one place of time."""
    picture = lineage_map(real, lineage_of(real))
    places = [(node.box.x, node.box.y) for node in picture.nodes if node.box]
    order = {node.key: at for at, node in enumerate(picture.nodes)}

    assert places == sorted(places)
    assert all(order[parent] < order[child] for parent, child, _ in stated(real))


def test_names_say_category_and_quarter(make_base: MakeBase) -> None:
    """Or the bare year, or that there is no date."""
    models: Made = {
        "a": ([], "language", "2019"),
        "b": (["a"], "vision", "2023-04"),
        "c": (["b"], "multimodal", None),
    }
    graph = make_base(entries(models)).graph

    assert [node.name for node in lineage_map(graph, lineage_of(graph)).nodes] == [
        "Model a, language, 2019",
        "Model b, vision, 2023 Q2",
        "Model c, multimodal, no date",
    ]


def test_another_leaf_leaves_the_others_in_their_rows(real: KnowledgeGraph) -> None:
    """Whatever it is made from, nearly every box keeps its row, counted from its lane's top."""
    before = _rows(real)
    kept = total = 0
    parents = sorted(before)[::9]
    for parent in parents:
        model = real.get(ModelEntry, parent)
        assert model is not None
        leaf = model.model_copy(
            update={
                "id": "zz-leaf",
                "name": "One more leaf",
                "released": "2026-05",
                "derives_from": (Derivation(model=parent, how="fine-tuned"),),
            }
        )
        after = _rows(replace(real, entries={**real.entries, leaf.key: leaf}))
        kept += sum(after[key] == row for key, row in before.items())
        total += len(before)

    assert kept / total > 0.85


def _rows(graph: KnowledgeGraph) -> dict[str, int]:
    """How far each box stands below the top of its lane."""
    picture = lineage_map(graph, lineage_of(graph))
    tops = [band.y for band in picture.bands]
    return {
        node.key: node.box.y - max(top for top in tops if top <= node.box.y)
        for node in picture.nodes
        if node.box
    }


def test_two_runs_draw_the_same(tmp_path: Path) -> None:
    """Whatever order a run gives to what has none."""
    models: Made = {f"r{n}": ([], CATEGORIES[n % 3], "2019-02") for n in range(6)}
    for number in range(30):
        parents = [f"r{number % 6}", f"r{(number + 1) % 6}"]
        models[f"m{number}"] = (parents, CATEGORIES[number % 2], f"202{number % 4}-07")
    for name, text in entries(models).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from agi_review.knowledge_base import load;"
        "from agi_review.views.lineage_page import lineage_page;"
        "print(lineage_page(load(Path(sys.argv[1])).graph))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1]
    assert "Model m29" in runs[0]


def test_the_page_names_every_model_once(real: KnowledgeGraph) -> None:
    """In the picture, or in the list of those without a recorded origin."""
    _, picture, rest = (section for section in lineage_page(real).sections)
    assert picture.picture is not None
    drawn = [f"models/{node.key}/" for node in picture.picture.nodes]
    listed = [link.path for group in rest.links for link in group.links]

    assert sorted([*drawn, *listed]) == sorted(
        f"models/{model.id}/" for model in real.of(ModelEntry)
    )


def test_a_base_without_models_says_so(make_base: MakeBase) -> None:
    """The page stands, without a picture."""
    page = lineage_page(make_base({}).graph)

    assert page.sections[0].picture is None
    assert page.sections[0].note == "No model of this base has a recorded origin yet."
