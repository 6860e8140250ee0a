"""Tables of entries that several pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import cast

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.views.composer import Composer, worded_value
from agi_review.views.links import link_to
from agi_review.views.parts import Cell, Column, Row, Table, Value

LONGEST_SHORT = 5
"""Letters of an abbreviation that may stand for a term in a table."""

MOST_MODALITIES = 4
"""Modalities named in a cell before `+n`."""


def count_cell(count: int) -> Cell:
    """Return a cell with a count, set like the numbers above and below it."""
    return Cell(Value(f"{count:,}"), number=True)


def by_release(model: ModelEntry) -> tuple[str, str]:
    """Return what models are sorted by: their date, the undated last, then their name."""
    return (model.released or "9", model.name.casefold())


def by_year(papers: Iterable[PaperEntry]) -> list[PaperEntry]:
    """Return papers newest first, those of a year by title."""
    return sorted(papers, key=lambda paper: (-paper.year, paper.title.casefold(), paper.id))


def years_of(papers: Iterable[PaperEntry]) -> str:
    """Return the years some papers span, `2023` or `2019–2025`."""
    years = {paper.year for paper in papers}
    return f"{min(years)}–{max(years)}" if len(years) > 1 else str(min(years))


def models_table(
    composer: Composer, models: Iterable[ModelEntry], caption: str, *, family: bool = False
) -> Table:
    """Return models as rows: how they derive, when they came, what can be had.

    Args:
        composer: Makes the links.
        models: The rows, in any order; they are sorted by date, then name.
        caption: The table's caption.
        family: Whether to show each model's family instead of how it derives.
    """
    columns = tuple(column for column, _ in model_columns(family=family))
    row = row_with_family if family else row_with_origin
    ask = composer.graph.ask
    rows = tuple(ask(row, model.key) for model in sorted(models, key=by_release))
    return Table(caption, columns, rows)


def row_with_family(graph: KnowledgeGraph, key: EntryKey) -> Row:
    """Return the row of a model where families are mixed; it is the same in many tables."""
    return _row(graph, key, family=True)


def row_with_origin(graph: KnowledgeGraph, key: EntryKey) -> Row:
    """Return the row of a model that says how it derives."""
    return _row(graph, key, family=False)


def _row(graph: KnowledgeGraph, key: EntryKey, *, family: bool) -> Row:
    model = cast("ModelEntry", graph.entries[key])
    composer = Composer(graph, "")  # cells hold links alone, which say nothing of where they stand
    return Row(tuple(cell(composer, model) for _, cell in model_columns(family=family)))


@cache
def model_columns(
    *, family: bool
) -> tuple[tuple[Column, Callable[[Composer, ModelEntry], Cell]], ...]:
    """Return the columns of a table of models, each with how its cell is made."""
    return (
        (Column("Model", width=16), lambda c, m: Cell(links=(link_to(c.graph, m.key),))),
        (Column("Family", width=17), lambda c, m: Cell(links=c.links(FamilyEntry, [m.family])))
        if family
        else (Column("How it derives", width=17), _derivation),
        (Column("First public", width=9, whole=True), lambda _, m: _or_not_looked_at(m.released)),
        (Column("Modalities", width=15), _modalities),
        (Column("Weights", width=12), _weights),
        (Column("Licence", width=13), _licence),
        (Column("External validation", width=12), _validated),
        (Column("Claims", number=True, width=6), _claims),
    )


def _weights(_composer: Composer, model: ModelEntry) -> Cell:
    return Cell(worded_value(model.availability.weights if model.availability else None))


def _licence(_composer: Composer, model: ModelEntry) -> Cell:
    return _or_not_looked_at(model.availability.licence if model.availability else None)


def _validated(_composer: Composer, model: ModelEntry) -> Cell:
    return Cell(worded_value(model.validation.external if model.validation else None))


def _claims(_composer: Composer, model: ModelEntry) -> Cell:
    return Cell(Value(str(len(model.claims))), number=True)


def _or_not_looked_at(text: str | None) -> Cell:
    return Cell(Value(text) if text else worded_value(None))


def short_label(term: TermEntry | None, id_: str) -> str:
    """Return the abbreviation of a term if it has a short one, such as `CT`, else its name."""
    if term is None:
        return id_
    short = [label for label in term.alt_labels if label.isupper() and len(label) <= LONGEST_SHORT]
    return min(short, key=len) if short else term.name


def _derivation(composer: Composer, model: ModelEntry) -> Cell:
    if model.derives_from:
        return Cell(
            links=tuple(
                composer.link(ModelEntry, each.model, each.how) for each in model.derives_from
            )
        )
    if model.lineage == "from-scratch":
        return Cell(Value("from scratch"))
    return Cell(worded_value(model.lineage))


def _modalities(composer: Composer, model: ModelEntry) -> Cell:
    if not model.modalities:
        return Cell(worded_value(None))
    names = [short_label(composer.graph.get(TermEntry, id_), id_) for id_ in model.modalities]
    shown = ", ".join(names[:MOST_MODALITIES])
    rest = len(names) - MOST_MODALITIES
    return Cell(Value(f"{shown}, +{rest}" if rest > 0 else shown))
