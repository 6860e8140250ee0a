"""The page of a benchmark."""

from __future__ import annotations

from agi_review.schema.kinds.benchmark import BenchmarkEntry, Result
from agi_review.schema.kinds.dataset import DatasetEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.views.composer import Composer, group_of, plural, text_fact
from agi_review.views.entry_page import EntryPage, Parts, assemble, in_short, key_terms
from agi_review.views.parts import Badge, Cell, Column, FactLine, Row, Section, Table, Value
from agi_review.views.pictures.results import results_chart
from agi_review.views.results import Point, by_setting, dated, has_line, in_order, settings_of


def benchmark_page(composer: Composer, benchmark: BenchmarkEntry) -> EntryPage:
    """Return the page of a benchmark: its results in order of time."""
    sections = [
        *in_short(composer, benchmark),
        *_results(composer, benchmark),
        *composer.claims(benchmark),
        *key_terms(composer, benchmark),
        *composer.backlinks(benchmark),
    ]
    facts = group_of(
        "Details",
        [
            FactLine("Task", composer.values(TermEntry, [benchmark.task])),
            FactLine("Data set", composer.values(DatasetEntry, [benchmark.dataset])),
            text_fact("Metric", benchmark.metric),
            text_fact("Better", benchmark.better),
        ],
    )
    return assemble(
        composer, benchmark, Parts(tuple(sections), tuple(facts), (Badge("benchmark", "neutral"),))
    )


def how_to_read(benchmark: BenchmarkEntry) -> str:
    """Return what a reader must know before comparing results."""
    points = dated(benchmark)
    first = (
        f"{benchmark.metric[0].upper()}{benchmark.metric[1:]}; {benchmark.better} is better. "
        "Results of different settings cannot be compared as they stand; “self” means that the "
        "system’s own authors measured it."
    )
    parts = [first]
    settings = len(settings_of(benchmark))
    if settings > 1:
        parts.append("The number beside a mark is that of its setting.")
    if points:
        parts.append(_about_lines(settings, points))
        parts.append("The axis of values need not begin at zero.")
    if any("-" not in point.date for point in points):
        parts.append("A result dated to a year only stands at its start.")
    if undated := len(benchmark.results) - len(points):
        parts.append(
            f"{plural(undated, 'result')} without a date {'stands' if undated == 1 else 'stand'} "
            "last in the table and not in the picture."
        )
    return " ".join(parts)


def _about_lines(settings: int, points: tuple[Point, ...]) -> str:
    """How many settings have the line of the best so far."""
    lines = sum(has_line(each) for each in by_setting(points).values())
    if not lines:
        return "No setting has results of two dates, so no line of the best so far is drawn."
    shown = "The line joins" if lines == 1 else "Each line joins"
    return (
        f"{shown} the best so far of one setting; {lines} of {plural(settings, 'setting')} "
        f"{'has' if lines == 1 else 'have'} results of two dates or more."
    )


def _results(composer: Composer, benchmark: BenchmarkEntry) -> list[Section]:
    """The results in order of time as a picture with its table, or nothing."""
    if not benchmark.results:
        return []
    columns = (
        Column("System", width=24),
        Column("Result", number=True, width=8),
        Column("Setting", width=22),
        Column("Public", width=10, whole=True),
        Column("Reported by", width=12),
        Column("Source", width=14),
        Column("Checked", width=10),
    )
    rows = tuple(Row(tuple(_result_cells(composer, each))) for _, each in in_order(benchmark))
    table = Table(f"{benchmark.name}: results by date", columns, rows)
    picture = results_chart(composer.graph, benchmark)
    note = how_to_read(benchmark)
    return [
        Section("results", "Results", len(rows), wide=True, table=table, note=note, picture=picture)
    ]


def _result_cells(composer: Composer, result: Result) -> list[Cell]:
    model = (composer.link(ModelEntry, result.model),) if result.model else ()
    system = Value(result.system) if result.system else None
    return [
        Cell(system, model),
        Cell(Value(result.value), number=True),
        Cell(Value(result.setting)),
        Cell(Value(result.date or "not looked at", glyph=None if result.date else "not-looked-at")),
        Cell(Value(result.reported_by)),
        Cell(links=(composer.cite(result.source),), where=result.where),
        Cell(Value("checked" if result.checked else "unchecked")),
    ]
