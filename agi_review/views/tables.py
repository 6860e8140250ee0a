"""Tables of entries that several pages share."""

from __future__ import annotations

from collections.abc import Iterable

from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.views.composer import Composer
from agi_review.views.links import link_to
from agi_review.views.parts import NOT_LOOKED_AT, Cell, Column, Row, Table, Value

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
        Column("Model"),
        *([Column("Family")] if family else [Column("How it derives")]),
        Column("First public"),
        Column("Modalities"),
        Column("Weights"),
        Column("Licence"),
        Column("External validation"),
        Column("Claims", number=True),
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
    names = [composer.link(TermEntry, id_).label for id_ in model.modalities]
    shown = ", ".join(names[:MOST_MODALITIES])
    rest = len(names) - MOST_MODALITIES
    return Cell(Value(f"{shown}, +{rest}" if rest > 0 else shown))
