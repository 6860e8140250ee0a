"""Every number on the composition page is a count of entries, in its picture and in its table."""

from __future__ import annotations

from collections import Counter

import pytest

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import ModelEntry, PaperEntry
from agi_review.views.composition import (
    Counted,
    models_by_modality,
    models_by_task,
    papers_by_year,
    weights_by_year,
)
from agi_review.views.composition_page import MOST_ROWS, composition_page
from agi_review.views.facets import facet_values
from agi_review.views.parts import NOT_LOOKED_AT
from agi_review.views.subjects import subject_of
from tests.conftest import PROJECT, MakeBase

KINDS: dict[str, type[Entry]] = {"papers": PaperEntry, "models": ModelEntry}

FAMILY = "name: {0}\nsummary: F.\ncategory: {0}\ndomain: general\n{1}"
MODEL = "name: {0}\nfamily: {1}\ndomain: medical\n{2}"
PAPER = "title: Paper {0}\nauthors:\n  - family: A{0}\nyear: 2024\ntype: article\n{1}"


@pytest.fixture(scope="module")
def real() -> KnowledgeGraph:
    """The entries of this base."""
    return load(PROJECT / "entries").graph


def listed(graph: KnowledgeGraph, path: str) -> int:
    """How many entries the filtered list at an address shows."""
    folder, _, query = path.partition("/?")
    wanted = dict(part.split("=") for part in query.split("&"))
    found = 0
    for entry in graph.of(KINDS[folder]):
        values = dict(facet_values(graph, entry))
        shown = (values.get(name, (NOT_LOOKED_AT,)) for name in wanted)
        found += all(value in each for value, each in zip(wanted.values(), shown, strict=True))
    return found


@pytest.mark.parametrize(
    "count", [papers_by_year, weights_by_year, models_by_modality, models_by_task]
)
def test_a_number_is_what_its_link_lists(real: KnowledgeGraph, count: object) -> None:
    """In the table and in the bars; nothing that counts is missing from either."""
    assert callable(count)
    counted: Counted = count(real)
    table = counted.table("Counts", "Row")
    numbers = 0
    for row in table.rows:
        for cell in row.cells[1:]:
            assert cell.value is not None
            assert bool(cell.value.link) == (cell.value.text != "0")
            if cell.value.link:
                assert listed(real, cell.value.link.path) == int(cell.value.text)
                numbers += 1
    parts = [part for bar in counted.bars() for part in bar.parts if part.count]
    assert len(parts) + len(table.rows) == numbers
    for part in parts:
        assert part.path is not None
        assert listed(real, part.path) == part.count
        assert f": {part.count} " in part.name


def test_papers_and_models_of_years_count_once(real: KnowledgeGraph) -> None:
    """So that the rows add up to the base."""
    papers = sum(group.total for group in papers_by_year(real).groups)
    models = sum(group.total for group in weights_by_year(real).groups)

    assert papers == len(real.of(PaperEntry))
    assert models == len(real.of(ModelEntry))


def test_the_page_draws_what_it_tables(real: KnowledgeGraph) -> None:
    """What does not fit folds away below, and the table has all."""
    for section in composition_page(real).sections:
        picture = section.picture
        assert picture is not None
        assert picture.twin is not None
        nodes = [*picture.nodes, *(n for fold in picture.folds for n in fold.picture.nodes)]
        drawn = Counter(node.key.split("/")[0] for node in nodes)
        tabled = [row.cells[0].value.text for row in picture.twin.rows if row.cells[0].value]
        assert list(drawn) == tabled
        for row in picture.twin.rows:
            head, *numbers = [cell.value.text for cell in row.cells if cell.value]
            assert drawn[head] == sum(number != "0" for number in numbers[:-1])
        shown = len({node.key.split("/")[0] for node in picture.nodes})
        assert bool(picture.folds) == (len(tabled) > shown)
        assert shown <= MOST_ROWS or not picture.folds


def test_the_subject_of_a_paper_is_the_category_of_its_models(make_base: MakeBase) -> None:
    """Introduced, key to a family, or borne on; of several it says so, of none too."""
    graph = make_base(
        {
            "families/vision.yaml": FAMILY.format("vision", "key_papers: [key]\n"),
            "families/language.yaml": FAMILY.format("language", ""),
            "models/m.yaml": MODEL.format("M", "language", "introduced_in: first\n"),
            "papers/first.yaml": PAPER.format("first", ""),
            "papers/key.yaml": PAPER.format("key", ""),
            "papers/alone.yaml": PAPER.format("alone", ""),
            "papers/uses.yaml": PAPER.format("uses", "models:\n  - model: m\n    role: uses\n"),
            "papers/both.yaml": PAPER.format(
                "both",
                "families:\n  - family: vision\n    role: uses\n"
                "  - family: language\n    role: uses\n",
            ),
        }
    ).graph

    subjects = {paper.id: subject_of(graph, paper) for paper in graph.of(PaperEntry)}

    assert subjects == {
        "first": "language",
        "key": "vision",
        "alone": "none",
        "uses": "language",
        "both": "several",
    }


def test_a_base_of_nothing_has_a_page(make_base: MakeBase) -> None:
    """With empty pictures and tables."""
    page = composition_page(make_base({}).graph)

    assert [s.picture.nodes for s in page.sections if s.picture] == [(), (), (), ()]


def test_pages_are_the_same_twice(tiny_kb: KnowledgeBase) -> None:
    """No set decides an order."""
    assert composition_page(tiny_kb.graph) == composition_page(tiny_kb.graph)
