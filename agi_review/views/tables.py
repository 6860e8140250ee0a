"""Tables of entries that several pages share."""

from __future__ import annotations

from collections.abc import Iterable

from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.views.composer import Composer
from agi_review.views.links import link_to
from agi_review.views.parts import NOT_LOOKED_AT, Cell, Column, Row, Table, Value

LONGEST_SHORT = 5
"""Letters of an abbreviation that may stand for a term in a table."""

MOST_MODALITIES = 4
"""Modalities named in a cell before `+n`."""


def models_table(
    composer: Composer, models: Iterable[ModelEntry], caption: str, *, family: bool = False
) -> Table:
    """Return models as rows: how they derive, when they came, what can be had.

    Args:
        composer: Makes the links.
        models: The rows, in any order; they are sorted by date, then name.
        caption: The table's caption.
        family: Whether to show each model's family.
    """
    columns = [
        Column("Model", width=16),
        Column("Family", width=16) if family else Column("How it derives", width=18),
        Column("First public", width=10),
        Column("Modalities", width=18),
        Column("Weights", width=11),
        Column("Licence", width=12),
        Column("External validation", width=12),
        Column("Claims", number=True, width=6),
    ]
    ordered = sorted(models, key=lambda model: (model.released or "9", model.name.casefold()))
    rows = tuple(Row(tuple(_model_cells(composer, model, family=family))) for model in ordered)
    return Table(caption, tuple(columns), rows)


def _model_cells(composer: Composer, model: ModelEntry, *, family: bool) -> Iterable[Cell]:
    availability, validation = model.availability, model.validation
    yield Cell(links=(link_to(composer.graph, model.key),))
    if family:
        yield Cell(links=composer.links(FamilyEntry, [model.family]))
    else:
        yield _derivation(composer, model)
    yield Cell(Value(model.released) if model.released else worded_value(None))
    yield _modalities(composer, model)
    yield Cell(worded_value(availability.weights if availability else None))
    licence = availability.licence if availability else None
    yield Cell(Value(licence) if licence else worded_value(None))
    yield Cell(worded_value(validation.external if validation else None))
    yield Cell(Value(str(len(model.claims))), number=True)


def short_label(term: TermEntry | None, id_: str) -> str:
    """Return the abbreviation of a term if it has a short one, such as `CT`, else its name."""
    if term is None:
        return id_
    short = [label for label in term.alt_labels if label.isupper() and len(label) <= LONGEST_SHORT]
    return min(short, key=len) if short else term.name


def worded_value(word: str | None) -> Value:
    """Return a word with its glyph; nothing becomes `not looked at`."""
    shown = word or NOT_LOOKED_AT
    return Value(shown.replace("-", " "), glyph=shown)


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
