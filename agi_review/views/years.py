"""What a base holds of each year."""

from __future__ import annotations

from dataclasses import dataclass, field

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.benchmark import BenchmarkEntry, Result
from agi_review.schema.kinds.dataset import DatasetEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.links import Link

YEARS = "years/"
"""Where the list of years stands."""


@dataclass(slots=True)
class Year:
    """The entries and results dated in one year."""

    papers: list[PaperEntry] = field(default_factory=list)
    models: list[ModelEntry] = field(default_factory=list)
    datasets: list[DatasetEntry] = field(default_factory=list)
    results: list[tuple[BenchmarkEntry, Result]] = field(default_factory=list)


def years(graph: KnowledgeGraph) -> dict[int, Year]:
    """Return the years anything is dated in, latest first; what was given up is left out."""
    found: dict[int, Year] = {}

    def at(year: int | str) -> Year:
        return found.setdefault(int(str(year)[:4]), Year())

    for paper in graph.current(PaperEntry):
        at(paper.year).papers.append(paper)
    for model in graph.current(ModelEntry):
        if model.released:
            at(model.released).models.append(model)
    for dataset in graph.current(DatasetEntry):
        if dataset.released:
            at(dataset.released).datasets.append(dataset)
    for benchmark in graph.current(BenchmarkEntry):
        for result in benchmark.results:
            if result.date:
                at(result.date).results.append((benchmark, result))
    return dict(sorted(found.items(), reverse=True))


def year_link(year: int) -> Link:
    """Return a link to the page of a year in which there is an entry."""
    return Link(str(year), f"{YEARS}{year}/", "year")


def year_of(graph: KnowledgeGraph, paper: PaperEntry) -> Link | None:
    """Return a link to the year of a paper, unless it was given up and the year has no page."""
    return graph.ask(page_of_year, str(paper.year))


def page_of_year(graph: KnowledgeGraph, year: str) -> Link | None:
    """Return the link to a year that has a page."""
    return year_link(int(year)) if int(year) in graph.derived(years) else None
