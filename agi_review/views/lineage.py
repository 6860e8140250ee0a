"""Which models come from which: the derivations of the base, and how they read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.model import ModelEntry
from agi_review.views.links import link_to
from agi_review.views.parts import Cell, Column, Row, Table, Value

HOWS = ("builds-on", "fine-tuned", "initialised", "adapted", "distilled")
"""Every way a model comes from another, in the order legends name them."""

NOT_REPORTED = "not reported"


@dataclass(frozen=True, slots=True, order=True)
class Descent:
    """One model made from another."""

    parent: str
    child: str
    how: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Models and the descents among them."""

    models: tuple[ModelEntry, ...]
    """Only those with a descent or with an origin their source keeps to itself; by id."""
    descents: tuple[Descent, ...]

    def only(self, ids: Iterable[str]) -> Lineage:
        """Return the part that some of the models make up."""
        kept = set(ids)
        return Lineage(
            tuple(model for model in self.models if model.id in kept),
            tuple(each for each in self.descents if {each.parent, each.child} <= kept),
        )

    @property
    def unreported(self) -> tuple[ModelEntry, ...]:
        """Models whose source does not say where they come from."""
        return tuple(model for model in self.models if is_unreported(model))


def is_unreported(model: ModelEntry) -> bool:
    """Whether somebody looked for a model's origin and its source does not tell."""
    return model.lineage == "not-reported" and not model.derives_from


def lineage_of(graph: KnowledgeGraph) -> Lineage:
    """Return the lineage of the whole base."""
    models = graph.of(ModelEntry)
    descents = {each for model in models for each in _made_from(graph, model)}
    shown = {id_ for each in descents for id_ in (each.parent, each.child)}
    kept = tuple(model for model in models if model.id in shown or is_unreported(model))
    return Lineage(kept, tuple(sorted(descents)))


def ancestors(graph: KnowledgeGraph, model: ModelEntry) -> dict[str, int]:
    """Return what a model comes from, nearest first, with the number of steps."""
    return _reached(graph, model, up=True)


def descendants(graph: KnowledgeGraph, model: ModelEntry) -> dict[str, int]:
    """Return what comes from a model, nearest first, with the number of steps."""
    return _reached(graph, model, up=False)


def members_of(graph: KnowledgeGraph) -> dict[str, list[ModelEntry]]:
    """Return the models of each family, by id."""
    found: dict[str, list[ModelEntry]] = defaultdict(list)
    for model in graph.of(ModelEntry):
        found[model.family].append(model)
    return found


def lineage_into(graph: KnowledgeGraph, models: Iterable[ModelEntry]) -> Lineage:
    """Return some models with their direct parents, and the descents of the former."""
    descents = sorted({each for model in models for each in _made_from(graph, model)})
    shown = sorted({id_ for each in descents for id_ in (each.parent, each.child)})
    found = (graph.get(ModelEntry, id_) for id_ in shown)
    return Lineage(tuple(model for model in found if model is not None), tuple(descents))


def lineage_among(graph: KnowledgeGraph, ids: Iterable[str]) -> Lineage:
    """Return some models with the descents among them."""
    kept = set(ids)
    models = [graph.get(ModelEntry, id_) for id_ in sorted(kept)]
    found = tuple(model for model in models if model is not None)
    descents = {each for model in found for each in _made_from(graph, model)}
    return Lineage(found, tuple(sorted(each for each in descents if each.parent in kept)))


def lineage_table(graph: KnowledgeGraph, lineage: Lineage, caption: str) -> Table:
    """Return one row for each descent, newest models last, then the unreported origins."""
    by_id = {model.id: model for model in lineage.models}
    ordered = sorted(
        lineage.descents,
        key=lambda each: (by_id[each.child].released or "9999", each.child, each.parent),
    )
    rows = [_row(graph, by_id[each.child], each.how, each.parent) for each in ordered]
    rows += [_row(graph, model, NOT_REPORTED, None) for model in lineage.unreported]
    columns = (
        Column("Model"),
        Column("How it was made", width=18),
        Column("From"),
        Column("First public", width=14, whole=True),
    )
    return Table(caption, columns, tuple(rows))


def _row(graph: KnowledgeGraph, model: ModelEntry, how: str, parent: str | None) -> Row:
    origin = (
        Cell(links=(link_to(graph, EntryKey("model", parent)),))
        if parent
        else Cell(Value(NOT_REPORTED, glyph="not-reported"))
    )
    return Row(
        (
            Cell(links=(link_to(graph, model.key),)),
            Cell(Value(how.replace("-", " "))),
            origin,
            Cell(Value(model.released or "not recorded")),
        ),
        facets=(("child", (model.id,)), ("parent", (parent,) if parent else ())),
    )


def _made_from(graph: KnowledgeGraph, model: ModelEntry) -> list[Descent]:
    """The descents of one model, once a parent."""
    found: dict[str, Descent] = {}
    for each in model.derives_from:
        if graph.get(ModelEntry, each.model) is not None:
            found.setdefault(each.model, Descent(each.model, model.id, each.how))
    return list(found.values())


def _reached(graph: KnowledgeGraph, model: ModelEntry, *, up: bool) -> dict[str, int]:
    steps: dict[str, int] = {}
    ring = [model.id]
    while ring:
        reached = sorted({id_ for at in ring for id_ in _next(graph, at, up=up)})
        ring = [id_ for id_ in reached if id_ not in steps and id_ != model.id]
        distance = max(steps.values(), default=0) + 1
        steps |= dict.fromkeys(ring, distance)
    return steps


def _next(graph: KnowledgeGraph, id_: str, *, up: bool) -> list[str]:
    model = graph.get(ModelEntry, id_)
    if model is None:
        return []
    if up:
        return [each.parent for each in _made_from(graph, model)]
    return [
        relation.source.id
        for relation in graph.backlinks(model)
        if relation.field == "derives_from" and not relation.in_prose
    ]
