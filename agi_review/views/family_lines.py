"""Which families grew from which, and how many models each has."""

from __future__ import annotations

from dataclasses import dataclass

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.views.lineage import Descent, members_of
from agi_review.views.links import Link, link_to
from agi_review.views.parts import Cell, Column, Row, Table, Value
from agi_review.views.tables import count_cell


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A family with what a picture of all of them says of it."""

    family: FamilyEntry
    models: int
    medical: int
    """How many of its models are medical."""
    public: str | None
    """The month its first work became public, else that of its oldest model here."""
    parents: tuple[Descent, ...]
    """What it grew from, once a family."""


def family_lines(graph: KnowledgeGraph) -> tuple[FamilyLine, ...]:
    """Return all families, by id."""
    members = graph.derived(members_of)
    return tuple(
        _line(graph, family, members.get(family.id, []))
        for family in graph.of(FamilyEntry)
        if family.deprecated is None
    )


def _line(graph: KnowledgeGraph, family: FamilyEntry, models: list[ModelEntry]) -> FamilyLine:
    dates = sorted(model.released for model in models if model.released)
    parents: dict[str, Descent] = {}
    for each in family.parents:
        parent = graph.get(FamilyEntry, each.family)
        if parent is not None and parent.deprecated is None:
            parents.setdefault(parent.id, Descent(parent.id, family.id, each.how))
    return FamilyLine(
        family,
        len(models),
        sum(model.domain == "medical" for model in models),
        family.first_public or (dates[0] if dates else None),
        tuple(parents.values()),
    )


def grown_from(graph: KnowledgeGraph, line: FamilyLine) -> tuple[Link, ...]:
    """Return links to the families one grew from, each with how."""
    return tuple(link_to(graph, EntryKey("family", d.parent), d.how) for d in line.parents)


def families_table(graph: KnowledgeGraph, lines: tuple[FamilyLine, ...]) -> Table:
    """Return one row a family, the oldest first."""
    ordered = sorted(lines, key=lambda line: (line.public or "9999", line.family.id))
    columns = (
        Column("Family", width=24),
        Column("First public", width=14, whole=True),
        Column("Models here", number=True, width=10),
        Column("Medical", number=True, width=10),
        Column("Grew from"),
    )
    return Table(
        "Families with what each grew from",
        columns,
        tuple(_row(graph, line) for line in ordered),
    )


def _row(graph: KnowledgeGraph, line: FamilyLine) -> Row:
    return Row(
        (
            Cell(links=(link_to(graph, line.family.key),)),
            Cell(Value(line.public or "not recorded")),
            count_cell(line.models),
            count_cell(line.medical),
            Cell(links=grown_from(graph, line)),
        ),
        facets=(("child", (line.family.id,)), ("parent", ())),
    )
