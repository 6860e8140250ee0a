"""What is known of a model, fact by fact: its own page and the comparison say it the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from agi_review.schema.kinds.model import ModelAvailability, ModelEntry
from agi_review.views.composer import Composer, worded
from agi_review.views.parts import FactLine, Value


def availability(composer: Composer, model: ModelEntry) -> tuple[FactLine, ...]:
    """Return weights, code, training data and licence, each with the source that says so."""
    return tuple(access(composer, model, label) for label in _ACCESS)


def access(composer: Composer, model: ModelEntry, label: str) -> FactLine:
    """Return one of the facts of availability."""
    found = model.availability
    said = _ACCESS[label](found) if found else None
    if not found or not said:
        return worded(label, None)
    source = composer.cite(found.source) if found.source else None
    if label == "Licence":  # a name, not a word of ours
        return FactLine(label, (Value(said),), source, found.where)
    return worded(label, said, source, found.where)


_ACCESS: Mapping[str, Callable[[ModelAvailability], str | None]] = {
    "Weights": lambda found: found.weights,
    "Code": lambda found: found.code,
    "Training data": lambda found: found.data,
    "Licence": lambda found: found.licence,
}


def external(composer: Composer, model: ModelEntry) -> FactLine:
    """Return whether the model was tested on data of another origin."""
    found = model.validation
    source = composer.cite(found.source) if found and found.source else None
    where = found.where if found else None
    return worded("External validation", found.external if found else None, source, where)


def centres(composer: Composer, model: ModelEntry) -> FactLine | None:
    """Return how many centres the test data came from, if anybody has looked."""
    found = model.validation
    return composer.fact("Centres", found.centres) if found and found.centres else None


def parameters(composer: Composer, model: ModelEntry) -> tuple[FactLine, ...]:
    """Return how many parameters the model has, each count with its source."""
    return tuple(composer.fact("Parameters", fact) for fact in model.parameters)


def derivation(composer: Composer, model: ModelEntry) -> FactLine:
    """Return the models it was made from and how, or what is known of its having none."""
    links = [composer.link(ModelEntry, each.model, each.how) for each in model.derives_from]
    if links:
        return FactLine("Derives from", tuple(Value(link.label, link) for link in links))
    if model.lineage == "from-scratch":
        return FactLine("Derives from", (Value("from scratch"),))
    return worded("Derives from", model.lineage)


def said_once(lines: tuple[FactLine, ...]) -> list[FactLine]:
    """Return facts of one source with that source under the first of them only."""
    shown: list[FactLine] = []
    for line in lines:
        again = any((line.source, line.where) == (each.source, each.where) for each in shown)
        shown.append(replace(line, source=None, where=None) if again else line)
    return shown
