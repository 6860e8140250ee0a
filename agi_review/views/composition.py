"""What the base is made of, counted: papers, models and what can be had of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.views.composer import plural
from agi_review.views.facets import values_of
from agi_review.views.links import Link
from agi_review.views.parts import NOT_LOOKED_AT, Cell, Column, Row, Table, Value
from agi_review.views.pictures.bars import Bar, Part
from agi_review.views.pictures.picture import CATEGORY_SHAPES
from agi_review.views.subjects import NONE, SEVERAL, SUBJECTS, subject_of

DOMAINS = ("medical", "general")

WEIGHTS = ("yes", "restricted", "no", "not-reported", NOT_LOOKED_AT)

_IN_FULL = {SEVERAL: "several categories", NONE: "no model named"}


@dataclass(frozen=True, slots=True)
class Group:
    """One row of a count: what it counts, by value."""

    key: str
    """The value of the filter that shows it."""
    label: str
    counts: Counter[str]
    total: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Entries counted by two of their facets."""

    folder: str
    noun: str
    down: str
    """The facet of the rows."""
    across: str
    """The facet of the parts."""
    values: tuple[str, ...]
    groups: tuple[Group, ...]

    def path(self, group: Group, value: str | None = None) -> str:
        """Return the filtered list of what a row counts, or a part of it."""
        part = f"&{self.across}={value}" if value else ""
        return f"{self.folder}/?{self.down}={group.key}{part}"

    def bars(self) -> tuple[Bar, ...]:
        """Return the rows as bars."""
        return tuple(
            Bar(
                group.label,
                tuple(
                    Part(
                        value,
                        group.counts[value],
                        f"{group.label}, {worded(value)}: {plural(group.counts[value], self.noun)}",
                        value,
                        self.path(group, value),
                        CATEGORY_SHAPES.get(value, "none"),
                    )
                    for value in self.values
                ),
                f"{group.total:,}",
            )
            for group in self.groups
        )

    def table(self, caption: str, corner: str) -> Table:
        """Return the rows as a table whose numbers lead to what they count."""
        rows = tuple(
            Row(
                (
                    Cell(Value(group.label)),
                    *(self._cell(group, value) for value in self.values),
                    _number(group.total, self.path(group)),
                )
            )
            for group in self.groups
        )
        heads = [worded(value).capitalize() for value in self.values]
        columns = (
            Column(corner),
            *(Column(head, number=True) for head in heads),
            Column("All", number=True),
        )
        return Table(caption, columns, rows)

    def _cell(self, group: Group, value: str) -> Cell:
        return _number(group.counts[value], self.path(group, value))


def worded(value: str) -> str:
    """Return a value as readers see it."""
    return _IN_FULL.get(value, value.replace("-", " "))


def papers_by_year(graph: KnowledgeGraph) -> Counted:
    """Return papers by year and by the category of the models they are about, newest last."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for paper in graph.of(PaperEntry):
        if paper.deprecated is None:
            counts[str(paper.year)][subject_of(graph, paper)] += 1
    groups = tuple(_group(year, year, counts[year]) for year in sorted(counts))
    return Counted("papers", "paper", "year", "subject", SUBJECTS, groups)


def weights_by_year(graph: KnowledgeGraph) -> Counted:
    """Return models by year and by whether their weights can be had; the undated last."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for model in _models(graph):
        found = model.availability.weights if model.availability else None
        year = model.released[:4] if model.released else NOT_LOOKED_AT
        counts[year][found or NOT_LOOKED_AT] += 1
    years = sorted(counts, key=lambda year: (year == NOT_LOOKED_AT, year))
    groups = tuple(
        _group(year, "no date" if year == NOT_LOOKED_AT else year, counts[year]) for year in years
    )
    return Counted("models", "model", "released", "weights", WEIGHTS, groups)


def models_by_modality(graph: KnowledgeGraph) -> Counted:
    """Return models by what they take, most first."""
    return _by_term(graph, "modality")


def models_by_task(graph: KnowledgeGraph) -> Counted:
    """Return models by what they do, most first."""
    return _by_term(graph, "task")


def _by_term(graph: KnowledgeGraph, facet: str) -> Counted:
    """Count models as the list they lead to does: under broader terms, too."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for model in _models(graph):
        for id_ in values_of(graph, model, facet):
            counts[id_][model.domain] += 1
    ranked = sorted(counts, key=lambda id_: (id_ == NOT_LOOKED_AT, -counts[id_].total(), id_))
    groups = []
    for id_ in ranked:
        term = graph.get(TermEntry, id_)
        groups.append(_group(id_, term.name if term else worded(id_), counts[id_]))
    return Counted("models", "model", facet, "domain", DOMAINS, tuple(groups))


def _models(graph: KnowledgeGraph) -> Sequence[ModelEntry]:
    return [model for model in graph.of(ModelEntry) if model.deprecated is None]


def _group(key: str, label: str, counts: Counter[str]) -> Group:
    return Group(key, label, counts, counts.total())


def _number(count: int, path: str) -> Cell:
    """A count that leads to what it counts; nothing has no list."""
    text = f"{count:,}"
    return Cell(Value(text, Link(text, path, "list") if count else None), number=True)
