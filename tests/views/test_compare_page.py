"""The table of all models says what the entries say, and counts what nobody has looked at."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase
from agi_review.schema.kinds import ModelEntry
from agi_review.views import entry_page
from agi_review.views.compare_page import ComparePage, ModelRow, compare_page, comparison_of
from agi_review.views.parts import FactLine
from tests.conftest import MakeBase

FAMILY = "name: {0}\nsummary: F.\ncategory: {1}\ndomain: medical\n"
MODEL = "name: {0}\nfamily: {1}\ndomain: medical\n{2}"
PAPER = "title: P\nauthors:\n  - family: Ma\nyear: 2024\ntype: article\n"


def row_of(page: ComparePage, id_: str) -> ModelRow:
    """The row of a model."""
    return next(row for group in page.groups for row in group.rows if row.id == id_)


def cell_of(page: ComparePage, id_: str, label: str) -> tuple[FactLine, ...]:
    """What one column says of a model."""
    place = page.columns.index(label) - 1
    return row_of(page, id_).cells[place]


def words(lines: tuple[FactLine, ...]) -> list[str]:
    """The values of a cell."""
    return [value.text for line in lines for value in line.values]


def base(make_base: MakeBase) -> KnowledgeGraph:
    """Three models of two categories, one of them hardly looked at."""
    known = (
        "introduced_in: p\nreleased: 2023-04\navailability:\n  weights: restricted\n"
        "  code: not-reported\n  source: p\n  where: Sec. 2\n"
    )
    return make_base(
        {
            "papers/p.yaml": PAPER,
            "families/f.yaml": FAMILY.format("F", "vision"),
            "families/g.yaml": FAMILY.format("G", "language"),
            "models/a.yaml": MODEL.format("A", "f", known),
            "models/b.yaml": MODEL.format("B", "f", "lineage: from-scratch\n"),
            "models/c.yaml": MODEL.format("C", "g", "availability:\n  weights: yes\n"),
        }
    ).graph


def test_every_model_stands_once_under_its_category(tiny_kb: KnowledgeBase) -> None:
    """Unless it was given up; with a cell for every property."""
    page = compare_page(tiny_kb.graph)

    rows = [row for group in page.groups for row in group.rows]
    kept = [model.id for model in tiny_kb.graph.of(ModelEntry) if model.deprecated is None]
    assert sorted(row.id for row in rows) == sorted(kept)
    assert {len(row.cells) for row in rows} == {len(page.properties)} == {len(page.columns) - 1}
    assert sum(span for _, span in page.heads) == len(page.properties)


def test_absence_has_three_words(make_base: MakeBase) -> None:
    """`no`, `not reported` and `not looked at` are never the same."""
    page = compare_page(base(make_base))

    assert words(cell_of(page, "a", "Weights")) == ["restricted"]
    assert words(cell_of(page, "a", "Code")) == ["not reported"]
    assert words(cell_of(page, "b", "Weights")) == ["not looked at"]
    assert words(cell_of(page, "b", "Derives from")) == ["from scratch"]
    assert words(cell_of(page, "c", "Derives from")) == ["not looked at"]


def test_what_was_looked_at_names_its_source(make_base: MakeBase) -> None:
    """Each value for itself; a value nobody looked for has no source."""
    page = compare_page(base(make_base))

    for label in ("Weights", "Code"):
        (line,) = cell_of(page, "a", label)
        assert line.source is not None
        assert (line.source.label, line.where) == ("Ma 2024", "Sec. 2")
    (licence,) = cell_of(page, "a", "Licence")
    assert (licence.source, licence.where) == (None, None)


def test_totals_count_models_looked_at(make_base: MakeBase) -> None:
    """`Not reported` was looked for; how many say yes is counted where one does."""
    page = compare_page(base(make_base))
    totals = {each.label: (each.looked_at, each.found) for each in page.properties}

    assert totals["Weights"] == ("2 of 3 looked at", "1 yes")
    assert totals["Code"] == ("1 of 3 looked at", None)
    assert totals["Licence"] == ("0 of 3 looked at", None)
    assert totals["Claims"] == ("3 of 3 looked at", None)


def test_a_family_compares_its_newest_six(make_base: MakeBase) -> None:
    """Oldest of them first; the undated count as the oldest; one model is no comparison."""
    files = {"families/f.yaml": FAMILY.format("F", "vision")}
    for number in range(1, 8):
        released = f"released: 2023-0{number}\n"
        files[f"models/m{number}.yaml"] = MODEL.format(f"M{number}", "f", released)
    files["models/undated.yaml"] = MODEL.format("Undated", "f", "")
    graph = make_base(files).graph
    models = graph.of(ModelEntry)

    assert comparison_of(models) == "compare/?models=m2,m3,m4,m5,m6,m7"
    assert comparison_of(models[:1]) is None
    (family,) = [entry for entry in graph if entry.kind == "family"]
    (action,) = [each for each in entry_page(graph, family).actions if each.primary]
    assert action.label == "Compare members"
    assert action.url == "../../compare/?models=m2,m3,m4,m5,m6,m7"


def test_a_source_of_several_facts_is_said_once_on_the_model_page(make_base: MakeBase) -> None:
    """The margin has room for one line of it."""
    graph = base(make_base)
    (model,) = [entry for entry in graph if entry.id == "a"]

    groups = {group.title: group.facts for group in entry_page(graph, model).facts}
    sources = [fact.source.label for fact in groups["What can be had"] if fact.source]
    assert sources == ["Ma 2024"]


def test_a_base_without_models_has_an_empty_page(make_base: MakeBase) -> None:
    """And says so."""
    page = compare_page(make_base({}).graph)

    assert page.empty
    assert page.groups == ()
