"""All benchmarks over time as a page."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.benchmark import BenchmarkEntry
from agi_review.views.composer import plural
from agi_review.views.hub_page import HubPage
from agi_review.views.links import link_to
from agi_review.views.parts import Action, Cell, Column, Row, Section, Table, Value
from agi_review.views.pictures.multiples import benchmarks_chart, benchmarks_drawn
from agi_review.views.results import dated, settings_of

BENCHMARKS = "maps/benchmarks/"


def benchmarks_page(graph: KnowledgeGraph) -> HubPage:
    """Return the benchmarks of the base side by side."""
    entries = [b for b in graph.of(BenchmarkEntry) if b.deprecated is None]
    drawn = benchmarks_drawn(graph)
    left_out = len(entries) - len(drawn)
    note = (
        "Years run alike in every picture; values do not: each has its own axis, which need not "
        "begin at zero. The best result of each setting at each date has a mark and, where there "
        "is room, its name; marks that would touch stand side by side. A short line stands for "
        "each result below it. A line through time is drawn where a setting has results of two "
        "dates or more, which is rare: most sources measure many systems on one day."
    )
    if left_out:
        note += (
            f" {plural(left_out, 'benchmark')} with fewer dated results "
            f"{'stands' if left_out == 1 else 'stand'} in the table only."
        )
    table = benchmarks_table(graph, entries)
    picture = benchmarks_chart(graph, table)
    return HubPage(
        path=BENCHMARKS,
        title="Benchmarks over time",
        description="Published results of the benchmarks of this base by date, with the best so "
        "far of each setting.",
        lede="Results as their sources print them. Settings differ, so that two marks in one "
        "picture are comparable only where they share a line. Open a picture for all its results.",
        sections=(
            Section(
                "over-time",
                "Results by date",
                note=note,
                picture=picture,
                table=None if picture else table,
            ),
        ),
        actions=(Action("All benchmarks", "../../benchmarks/"),),
    )


def benchmarks_table(graph: KnowledgeGraph, entries: list[BenchmarkEntry]) -> Table:
    """Return benchmarks with how many results they have and between which values and dates."""
    rows = tuple(
        _row(graph, benchmark)
        for benchmark in sorted(entries, key=lambda b: (b.name.casefold(), b.id))
    )
    columns = (
        Column("Benchmark", width=24),
        Column("Metric", width=18),
        Column("Better", width=8),
        Column("Settings", number=True, width=8),
        Column("Results with a date", number=True, width=8),
        Column("Without", number=True, width=8),
        Column("Lowest", number=True, width=8),
        Column("Highest", number=True, width=8),
        Column("From", width=10, whole=True),
        Column("To", width=10, whole=True),
    )
    return Table("Benchmarks with the span of their dated results", columns, rows)


def _row(graph: KnowledgeGraph, benchmark: BenchmarkEntry) -> Row:
    points = dated(benchmark)
    ordered = sorted(points, key=lambda point: point.value)
    low, high = (ordered[0].result.value, ordered[-1].result.value) if ordered else (None, None)
    first, last = (points[0].date, points[-1].date) if points else (None, None)
    return Row(
        (
            Cell(links=(link_to(graph, benchmark.key),)),
            Cell(Value(benchmark.metric)),
            Cell(Value(benchmark.better)),
            _number(str(len(settings_of(benchmark)))),
            _number(str(len(points))),
            _number(str(len(benchmark.results) - len(points))),
            _number(low),
            _number(high),
            _text(first),
            _text(last),
        )
    )


def _number(text: str | None) -> Cell:
    return Cell(Value(text), number=True) if text is not None else Cell(number=True)


def _text(text: str | None) -> Cell:
    return Cell(Value(text)) if text is not None else Cell()
