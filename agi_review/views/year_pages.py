"""The list of years, and a page for each: what came out in it, as far as this base holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds.benchmark import BenchmarkEntry, Result
from agi_review.schema.kinds.dataset import DatasetEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.views.composer import Composer, plural, worded_value
from agi_review.views.hub_page import HubPage
from agi_review.views.links import link_to, mark_of
from agi_review.views.lists import other_lists
from agi_review.views.offered import says_something
from agi_review.views.paper_tables import papers_table
from agi_review.views.parts import Action, Cell, Column, Row, Section, Table, Value
from agi_review.views.tables import count_cell, models_table
from agi_review.views.years import YEARS, Year, year_link, years

_BELOW = "../" * (YEARS.count("/") + 1)

_CATEGORIES = ("language", "multimodal", "vision")

_DATED: tuple[tuple[type[Entry], str], ...] = (
    (PaperEntry, "papers count in the year of the version cited"),
    (ModelEntry, "models in the year they first became public"),
    (DatasetEntry, "data sets in the year they first became public"),
    (BenchmarkEntry, "results in the year they became public"),
)
"""What the year of an entry is, by kind."""


def years_page(graph: KnowledgeGraph) -> HubPage:
    """Return the list of years with their counts."""
    found = graph.derived(years)
    return HubPage(
        path=YEARS,
        title="Years",
        description="Papers, models, data sets and benchmark results of this base by year.",
        lede=f"What this base holds of each year. {_dated(graph)}",
        sections=(
            Section("years", "By year", len(found), note=_undated(graph), table=_list(graph)),
        ),
        actions=(*_composition(graph), *other_lists(graph, YEARS)),
    )


def _dated(graph: KnowledgeGraph) -> str:
    """Say which year counts, of the kinds there are entries of."""
    said = ", ".join(text for kind, text in _DATED if graph.of(kind))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _composition(graph: KnowledgeGraph) -> list[Action]:
    path = "maps/composition/"
    return [Action("What the base is made of", f"../{path}")] if says_something(graph, path) else []


def year_pages(graph: KnowledgeGraph) -> list[HubPage]:
    """Return a page for each year, with its neighbours."""
    found = graph.derived(years)
    composer = Composer(graph, _BELOW)
    later: dict[int, int] = {}
    earlier: dict[int, int] = {}
    for after, before in pairwise(found):
        later[before], earlier[after] = after, before
    return [
        _page(composer, year, content, earlier.get(year), later.get(year))
        for year, content in found.items()
    ]


def _undated(graph: KnowledgeGraph) -> str | None:
    """What the table leaves out."""
    models = sum(model.released is None for model in graph.current(ModelEntry))
    datasets = sum(dataset.released is None for dataset in graph.current(DatasetEntry))
    counts = ((models, "model"), (datasets, "data set"))
    undated = " and ".join(plural(number, noun) for number, noun in counts if number)
    return f"Without a date here, and so in no year: {undated}." if undated else None


def _list(graph: KnowledgeGraph) -> Table:
    """A column for each kind there are entries of, and for each category of models."""
    heads: tuple[tuple[type[Entry], tuple[str, ...]], ...] = (
        (PaperEntry, ("Papers",)),
        (ModelEntry, ("Models", *(f"{category.capitalize()} models" for category in _CATEGORIES))),
        (DatasetEntry, ("Data sets",)),
        (BenchmarkEntry, ("Results",)),
    )
    shown = [(kind, names) for kind, names in heads if graph.of(kind)]
    rows = []
    for year, content in graph.derived(years).items():
        kinds = categories(graph, content.models)
        counts: dict[type[Entry], tuple[int, ...]] = {
            PaperEntry: (len(content.papers),),
            ModelEntry: (len(content.models), *(kinds[category] for category in _CATEGORIES)),
            DatasetEntry: (len(content.datasets),),
            BenchmarkEntry: (len(content.results),),
        }
        numbers = (count_cell(count) for kind, _ in shown for count in counts[kind])
        rows.append(Row((Cell(links=(year_link(year),)), *numbers)))
    columns = (Column(name, number=True) for _, names in shown for name in names)
    return Table("What the base holds by year", (Column("Year"), *columns), tuple(rows))


def categories(graph: KnowledgeGraph, models: Iterable[ModelEntry]) -> Counter[str]:
    """Return how many models there are of each category."""
    return Counter(mark.category for model in models if (mark := mark_of(graph, model)))


def _page(
    composer: Composer, year: int, content: Year, before: int | None, after: int | None
) -> HubPage:
    near = (("Previous year", before), ("Next year", after))
    return HubPage(
        path=year_link(year).path,
        title=str(year),
        description=f"Papers, models, data sets and benchmark results of {year} in this base.",
        lede=f"{_held(content)} in this base.",
        sections=tuple(_sections(composer, year, content)),
        actions=(
            *(Action(f"{word}, {each}", f"../{each}/") for word, each in near if each),
            Action("All years", "../"),
        ),
    )


def _held(content: Year) -> str:
    """Count what a year holds, in words."""
    counts = (
        (len(content.papers), "paper"),
        (len(content.models), "model"),
        (len(content.datasets), "data set"),
        (len(content.results), "benchmark result"),
    )
    *others, last = (plural(count, noun) for count, noun in counts if count)
    return f"{', '.join(others)} and {last}" if others else last


def _sections(composer: Composer, year: int, content: Year) -> list[Section]:
    tables = (
        (
            "models",
            "Models first public",
            _by_category(composer.graph, content.models),
            models_table(composer, content.models, f"Models of {year}", family=True),
        ),
        (
            "data-sets",
            "Data sets first public",
            None,
            _datasets(composer, content.datasets, f"Data sets of {year}"),
        ),
        (
            "results",
            "Benchmark results",
            "Results of different settings cannot be compared as they stand.",
            _results(composer, content.results, f"Benchmark results of {year}"),
        ),
        (
            "papers",
            "Papers",
            "By the year of the version cited, which may be later than the first one.",
            papers_table(composer, content.papers, f"Papers of {year}", year=False),
        ),
    )
    return [
        Section(anchor, title, len(table.rows), note=note, table=table)
        for anchor, title, note, table in tables
        if table.rows
    ]


def _by_category(graph: KnowledgeGraph, models: Iterable[ModelEntry]) -> str:
    kinds = categories(graph, models)
    return ", ".join(f"{kinds[word]} {word}" for word in _CATEGORIES if kinds[word]) + "."


def _datasets(composer: Composer, datasets: Iterable[DatasetEntry], caption: str) -> Table:
    columns = (
        Column("Data set", width=26),
        Column("Modalities"),
        Column("First public", width=12, whole=True),
        Column("Access", width=14),
    )
    rows = []
    for dataset in sorted(datasets, key=lambda each: (each.released or "", each.name.casefold())):
        modalities = composer.links(TermEntry, dataset.modalities)
        cells = (
            Cell(links=(link_to(composer.graph, dataset.key),)),
            Cell(links=modalities) if modalities else Cell(worded_value(None)),
            Cell(Value(dataset.released or "")),
            Cell(Value(dataset.access.replace("-", " ")) if dataset.access else worded_value(None)),
        )
        rows.append(Row(cells))
    return Table(caption, columns, tuple(rows))


def _results(
    composer: Composer, results: Iterable[tuple[BenchmarkEntry, Result]], caption: str
) -> Table:
    columns = (
        Column("Benchmark", width=24),
        Column("System", width=24),
        Column("Result", number=True, width=10),
        Column("Setting"),
        Column("Source", width=16),
    )
    rows = []
    for benchmark, result in results:
        model = (composer.link(ModelEntry, result.model),) if result.model else ()
        cells = (
            Cell(links=(link_to(composer.graph, benchmark.key),)),
            Cell(Value(result.system) if result.system else None, model),
            Cell(Value(result.value), number=True),
            Cell(Value(result.setting)),
            Cell(links=(composer.cite(result.source),), where=result.where),
        )
        rows.append(Row(cells))
    return Table(caption, columns, tuple(rows))
