"""Results over time: every dated result once, where its value and date put it, settings apart."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.kinds.benchmark import BenchmarkEntry
from agi_review.views import entry_page
from agi_review.views.benchmark_page import how_to_read
from agi_review.views.benchmarks_page import benchmarks_page
from agi_review.views.entry_page import EntryPage
from agi_review.views.pictures import Picture
from agi_review.views.pictures.axis import axis_of
from agi_review.views.pictures.lettering import width_of
from agi_review.views.pictures.multiples import HEIGHT as PANEL_HEIGHT
from agi_review.views.pictures.multiples import WIDTH as PANEL_WIDTH
from agi_review.views.pictures.multiples import best_of_each
from agi_review.views.pictures.results import HEIGHT, PITCH, SHAPES, TOP, results_chart
from agi_review.views.results import best_so_far, dated
from tests.conftest import PROJECT, MakeBase

BENCHMARK = (
    "name: Test accuracy\ntask: t\ndataset: d\nmetric: accuracy, %\nbetter: {0}\nresults:\n{1}"
)
RESULT = (
    "  - system: {0}\n    value: {1}\n    setting: {2}\n    source: p\n    reported_by: {3}\n{4}"
)
BESIDE = {
    "terms/t.yaml": "name: t\nscheme: task\ndefinition: T.\n",
    "datasets/d.yaml": "name: D\nsummary: D.\ndomain: medical\n",
    "papers/p.yaml": "title: P\nauthors:\n  - family: Doe\nyear: 2024\ntype: article\n",
}

Results = list[tuple[str, str, str, str | None]]
"""Value, setting, reporter and date of each result."""


def files(results: Results, better: str = "higher") -> dict[str, str]:
    """The entries of one benchmark."""
    rows = "".join(
        RESULT.format(
            f"System {n}", value, setting, reporter, f"    date: {date}\n" if date else ""
        )
        for n, (value, setting, reporter, date) in enumerate(results)
    )
    return {**BESIDE, "benchmarks/b.yaml": BENCHMARK.format(better, rows or "  []\n")}


def only(graph: KnowledgeGraph) -> BenchmarkEntry:
    """The one benchmark of a base."""
    (benchmark,) = graph.of(BenchmarkEntry)
    return benchmark


def drawn(graph: KnowledgeGraph) -> Picture:
    """The picture of the one benchmark of a base."""
    picture = results_chart(graph, only(graph))
    assert picture is not None
    return picture


def lines(picture: Picture) -> list[str]:
    """The lines of the best so far."""
    return [stroke.path for stroke in picture.strokes if stroke.style == "best"]


RESULTS = st.lists(
    st.tuples(
        st.decimals(-50, 150, places=1).map(lambda value: f"{value.normalize():f}"),
        st.sampled_from(["zero-shot", "few-shot", "fine-tuned"]),
        st.sampled_from(["self", "independent"]),
        st.one_of(st.none(), st.sampled_from(["2022", "2022-01", "2022-02", "2023-11"])),
    ),
    min_size=1,
    max_size=20,
).map(lambda rows: [(value.replace("-0", "0", value == "-0"), *rest) for value, *rest in rows])


@given(RESULTS, st.sampled_from(["higher", "lower"]))
def test_picture_and_entry_are_equal(results: Results, better: str) -> None:
    """Each dated result is a mark at the height of its value, right of all earlier ones."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files(results, better).items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        graph = load(root).graph
    expected = {n: each for n, each in enumerate(results) if each[3]}
    picture = results_chart(graph, only(graph))
    if picture is None:
        assert not expected
        return

    by_number = {int(node.key.removeprefix("result-")) - 1: node for node in picture.nodes}
    assert by_number.keys() == expected.keys()
    assert len(picture.nodes) == len(expected)
    for number, node in by_number.items():
        value, setting, reporter, _ = expected[number]
        assert node.name.startswith(f"System {number}, Test accuracy {value}, ")
        assert f"setting: {setting}, source Doe 2024" in node.name
        assert node.shape == SHAPES[reporter]
    for one, other in combinations(expected, 2):
        a, b = by_number[one], by_number[other]
        value, _, _, date = expected[one]
        other_value, _, _, other_date = expected[other]
        if Decimal(value) < Decimal(other_value):
            assert a.y >= b.y
        if str(date) < str(other_date):
            assert a.x < b.x
    keep_apart(picture)
    assert results_chart(graph, only(graph)) == picture


def keep_apart(picture: Picture) -> None:
    """Marks keep a finger's width apart, labels meet no mark, nothing is cut off."""
    for one, other in combinations(picture.nodes, 2):
        assert max(abs(one.x - other.x), abs(one.y - other.y)) >= PITCH
    for node in picture.nodes:
        assert node.size < node.x < picture.width - node.size
        assert node.size < node.y < picture.height - node.size
        for line in node.letters:
            end = line.x + width_of(line.text, 12)
            assert end <= picture.width
            for other in picture.nodes:
                near = abs(other.y - node.y) < PITCH and other.x > node.x
                assert not near or end <= other.x - other.size
    for line in picture.letters:
        wide = width_of(line.text, 12)
        assert (line.x >= wide) if line.anchor == "end" else (line.x + wide <= picture.width)
    dates = [line for line in picture.letters if line.y > TOP + HEIGHT + 4]
    for this, following in pairwise(sorted(dates, key=lambda line: line.x)):
        assert this.x + width_of(this.text, 12) <= following.x


def test_a_hundred_results_of_one_month_keep_apart(make_base: MakeBase) -> None:
    """All of one value: the picture grows sideways."""
    picture = drawn(make_base(files([("50.0", "zero-shot", "self", "2024-04")] * 100)).graph)

    assert len(picture.nodes) == 100
    keep_apart(picture)


def test_the_best_so_far_rises_and_a_tie_is_no_new_best(make_base: MakeBase) -> None:
    """Of several on one date the best counts."""
    results: Results = [
        ("60.0", "s", "self", "2022-01"),
        ("70.0", "s", "self", "2022-05"),
        ("65.0", "s", "self", "2022-05"),
        ("70", "s", "self", "2022-09"),
        ("50.0", "s", "self", "2023-01"),
    ]
    graph = make_base(files(results)).graph

    best = best_so_far(dated(only(graph)), "higher")
    picture = drawn(graph)
    (line,) = lines(picture)

    assert [point.result.value for point in best] == ["60.0", "70.0"]
    places = {node.key: (node.x, node.y) for node in picture.nodes}
    first, second, last = places["result-1"], places["result-2"], places["result-5"]
    assert line == f"M{first[0]} {first[1]}H{second[0]}V{second[1]}H{last[0]}"


def test_lower_is_better_falls(make_base: MakeBase) -> None:
    """The line follows the metric's direction, and the picture says which it is."""
    results: Results = [
        ("9.5", "s", "self", "2022-01"),
        ("12.0", "s", "independent", "2022-05"),
        ("8.0", "s", "self", "2023"),
    ]
    graph = make_base(files(results, "lower")).graph

    best = best_so_far(dated(only(graph)), "lower")

    assert [point.result.value for point in best] == ["9.5", "8.0"]
    assert "accuracy, % · lower is better" in [line.text for line in drawn(graph).letters]


def test_settings_share_no_line(make_base: MakeBase) -> None:
    """One of two dates has a line, one of one date has none; numbers say which is which."""
    results: Results = [
        ("60.0", "a", "self", "2022-01"),
        ("70.0", "b", "self", "2022-05"),
        ("80.0", "a", "self", "2023-05"),
    ]
    graph = make_base(files(results)).graph
    picture = drawn(graph)

    assert len(lines(picture)) == 1
    labels = [node.letters[0].text for node in picture.nodes]
    assert labels == ["1 · System 0", "2 · System 1", "1 · System 2"]
    assert [item.text for item in picture.legend][-2:] == ["1: a", "2: b"]
    assert "1 of 2 settings has results of two dates" in how_to_read(only(graph))


def test_undated_results_stand_in_the_table_and_are_counted(make_base: MakeBase) -> None:
    """Nothing is left out silently."""
    results: Results = [("60.0", "a", "self", None), ("70.0", "a", "self", "2022-01")]
    base = make_base(files(results))
    page = entry_page(base.graph, only(base.graph))
    assert isinstance(page, EntryPage)

    section = next(s for s in page.sections if s.anchor == "results")

    assert section.table is not None
    assert [row.cells[1].value.text for row in section.table.rows if row.cells[1].value] == [
        "70.0",
        "60.0",
    ]
    assert section.picture is not None
    assert len(section.picture.nodes) == 1
    assert "1 result without a date stands last in the table" in (section.note or "")


@pytest.mark.parametrize("results", [[], [("60.0", "a", "self", None)]])
def test_a_benchmark_without_dated_results_has_no_picture(
    make_base: MakeBase, results: Results
) -> None:
    """Its page stands all the same."""
    graph = make_base(files(results)).graph

    assert results_chart(graph, only(graph)) is None
    assert entry_page(graph, only(graph))
    assert benchmarks_page(graph).sections[0].picture is None


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=3), min_size=1))
def test_an_axis_reaches_around_its_values(values: list[Decimal]) -> None:
    """With few round marks, each of which reads back as what it is."""
    axis = axis_of(values, 6)

    assert axis.ticks[0] <= min(values)
    assert max(values) <= axis.ticks[-1]
    assert 2 <= len(axis.ticks) <= 7
    assert [Decimal(axis.label(tick)) for tick in axis.ticks] == list(axis.ticks)
    assert all(0 <= axis.place(value, 0, 300) <= 300 for value in values)


def test_the_overview_has_a_panel_for_each_benchmark_with_two_dated_results(
    tiny_kb: KnowledgeBase,
) -> None:
    """In the base of this project as in a small one; the table has all of them."""
    for graph in (tiny_kb.graph, load(PROJECT / "entries").graph):
        (section,) = benchmarks_page(graph).sections
        enough = {b.id for b in graph.of(BenchmarkEntry) if len(dated(b)) > 1}
        picture = section.picture
        table = picture.twin if picture else section.table
        assert table is not None
        assert len(table.rows) == len(graph.of(BenchmarkEntry))
        assert {node.key for node in picture.nodes} == enough if picture else not enough
        if picture:
            in_panels(graph, picture)


def in_panels(graph: KnowledgeGraph, picture: Picture) -> None:
    """Each panel leads to its benchmark and has the best of each setting at each date."""
    marks = [s for s in picture.strokes if s.style in SHAPES]
    expected = 0
    for node in picture.nodes:
        benchmark = graph.get(BenchmarkEntry, node.key)
        assert benchmark is not None
        assert node.path == f"benchmarks/{node.key}/"
        assert node.name.startswith(f"{benchmark.name}: {len(dated(benchmark))} dated results")
        assert node.box is not None
        assert (node.box.width, node.box.height) == (PANEL_WIDTH, PANEL_HEIGHT)
        assert node.box.x + node.box.width < picture.width
        assert node.box.y + node.box.height < picture.height
        expected += len(best_of_each(benchmark))
    assert len(marks) == expected


def test_a_panel_without_room_says_how_many_it_leaves_out(make_base: MakeBase) -> None:
    """Marks never overlap, and none is dropped in silence."""
    results: Results = [("50", f"setting {n}", "self", "2024-04") for n in range(100)]
    graph = make_base(files(results)).graph

    picture = benchmarks_page(graph).sections[0].picture

    assert picture is not None
    marks = [s for s in picture.strokes if s.style == "self"]
    assert 0 < len(marks) < 100
    said = " ".join(line.text for line in picture.letters)
    assert f"{100 - len(marks)} more in the table" in said
