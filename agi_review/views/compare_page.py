"""Models side by side: everything known of every model in one table, from which readers choose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.dataset import DatasetEntry
from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.schema.vocabulary import Category
from agi_review.views import model_facts, paging
from agi_review.views.composer import Composer, plural, worded
from agi_review.views.facets import Facet, FacetValues, facet_values, facets_of
from agi_review.views.index_page import THREE_VALUED
from agi_review.views.links import INDEX_ROOT, Link, link_to, mark_of
from agi_review.views.paging import Pager, numbered, pager, spans
from agi_review.views.parts import FactLine, Value
from agi_review.views.tables import by_release

COMPARE = "compare/"
"""Where models are compared, from the site's root; the chosen ones stand in its query."""

MOST_COMPARED = 6
"""Columns a comparison may have."""


@dataclass(frozen=True, slots=True)
class Property:
    """Something that is known, or not, of every model: a column, or a row when comparing."""

    group: str
    label: str
    looked_at: str
    """How many models somebody looked at for it."""
    found: str | None
    """How many of them say yes, where the answer is yes or no."""
    number: bool
    counted: bool
    """Whether its cells say how many values they hold before the values."""
    width: int
    """Per cent of the table's width."""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model with what is known of it, in the order of the properties."""

    id: str
    link: Link
    paper: Link | None
    """The paper that first describes it."""
    cells: tuple[tuple[FactLine, ...], ...]
    facets: FacetValues


@dataclass(frozen=True, slots=True)
class ModelGroup:
    """The models of one category."""

    name: str
    rows: tuple[ModelRow, ...]
    size: int
    """Models of the category on all pages together."""


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Everything the page says: the whole matrix; a script takes columns out of it."""

    root: str
    title: str
    description: str
    lede: str
    kind: str
    noun: str
    count: str
    most: int
    """Models that can be compared at once."""
    facets: tuple[Facet, ...]
    columns: tuple[str, ...]
    """The heads of the columns, for sorting."""
    heads: tuple[tuple[str, int], ...]
    """The groups of properties and how many each has."""
    properties: tuple[Property, ...]
    groups: tuple[ModelGroup, ...]
    note: str
    empty: bool
    pager: Pager | None = None
    """Where this page stands, if the models are too many for one."""

    @property
    def size(self) -> int:
        """Models on all pages together."""
        return self.pager.rows if self.pager else sum(group.size for group in self.groups)

    @property
    def folder(self) -> str:
        """The address of its first page from the site's root."""
        return COMPARE


Read = Callable[[Composer, ModelEntry], Iterable[FactLine | None]]


@dataclass(frozen=True, slots=True)
class _PropertyOf:
    group: str
    label: str
    read: Read
    width: int
    number: bool = False
    counted: bool = False


def compare_page(graph: KnowledgeGraph) -> ComparePage:
    """Return every model with every property; models that were given up are left out."""
    composer = Composer(graph, INDEX_ROOT)
    models = [model for model in graph.of(ModelEntry) if model.deprecated is None]
    rows = {model.id: _row(composer, model) for model in sorted(models, key=by_release)}
    properties = tuple(_property(place, rows.values()) for place in range(len(_PROPERTIES)))
    groups = dict.fromkeys(each.group for each in _PROPERTIES)
    return ComparePage(
        root=INDEX_ROOT,
        title="Models side by side",
        description="Every model of this base with what is known of it, to compare up to six.",
        lede="What is known of every model, property by property, and what nobody has looked at.",
        kind="model",
        noun="models",
        count=plural(len(models), "model"),
        most=MOST_COMPARED,
        facets=facets_of(graph, ModelEntry, (row.facets for row in rows.values())),
        columns=("Model", *(each.label for each in _PROPERTIES)),
        heads=tuple((name, sum(p.group == name for p in _PROPERTIES)) for name in groups),
        properties=properties,
        groups=tuple(_groups(graph, models, rows)),
        note=THREE_VALUED,
        empty=not models,
    )


def compare_part(page: ComparePage, number: int) -> ComparePage:
    """Return a numbered page of the table of all models, or the page itself if they are few."""
    place = pager(COMPARE, number, page.size, paging.MODELS_A_PAGE)
    if place is None:
        return page
    return numbered(compare_stretch(page, place.first - 1, place.last), place)


def compare_stretch(page: ComparePage, first: int, stop: int) -> ComparePage:
    """Return the page with the rows from one to another alone, under their categories."""
    found = spans([len(group.rows) for group in page.groups], first, stop)
    return replace(
        page,
        groups=tuple(
            replace(page.groups[group], rows=page.groups[group].rows[start:end])
            for group, start, end in found
        ),
    )


def comparison_of(models: Iterable[ModelEntry]) -> str | None:
    """Return the address that compares some models, at most the newest six; nothing for one."""
    dated = sorted(models, key=lambda model: (model.released or "", model.id), reverse=True)
    newest = sorted(dated[:MOST_COMPARED], key=by_release)
    chosen = ",".join(model.id for model in newest)
    return f"{COMPARE}?models={chosen}" if len(newest) > 1 else None


def _groups(
    graph: KnowledgeGraph, models: Sequence[ModelEntry], rows: dict[str, ModelRow]
) -> Iterable[ModelGroup]:
    for category in get_args(Category):
        members = {
            m.id for m in models if (mark := mark_of(graph, m)) and mark.category == category
        }
        found = tuple(row for row in rows.values() if row.id in members)
        if found:
            yield ModelGroup(category.capitalize(), found, len(found))


def _row(composer: Composer, model: ModelEntry) -> ModelRow:
    return ModelRow(
        model.id,
        link_to(composer.graph, model.key),
        composer.cite(model.introduced_in) if model.introduced_in else None,
        tuple(_cell(composer, model, each) for each in _PROPERTIES),
        facet_values(composer.graph, model),
    )


def _cell(composer: Composer, model: ModelEntry, column: _PropertyOf) -> tuple[FactLine, ...]:
    """Return what is known; nothing known becomes `not looked at`."""
    known = tuple(line for line in column.read(composer, model) if line and line.values)
    return known or (worded(column.label, None),)


def _property(place: int, rows: Iterable[ModelRow]) -> Property:
    column = _PROPERTIES[place]
    cells = [row.cells[place] for row in rows]
    known = sum(any(line.looked_at for line in cell) for cell in cells)
    glyphs = [value.glyph for cell in cells for line in cell for value in line.values]
    yes = glyphs.count("yes")
    return Property(
        column.group,
        column.label,
        f"{known:,} of {len(cells):,} looked at",
        f"{yes:,} yes" if yes else None,
        column.number,
        column.counted,
        column.width,
    )


def _access(label: str) -> _PropertyOf:
    """Return one of the facts of availability."""
    return _PropertyOf(
        "Availability", label, lambda c, m: (model_facts.access(c, m, label),), width=6
    )


def _month(_composer: Composer, model: ModelEntry) -> tuple[FactLine, ...]:
    return (FactLine("", (Value(model.released),)),) if model.released else ()


def _linked(kind: type[DatasetEntry | FamilyEntry], field: str) -> Read:
    """Return a reader of links to entries of a kind."""

    def read(composer: Composer, model: ModelEntry) -> tuple[FactLine, ...]:
        ids = getattr(model, field)
        ids = (ids,) if isinstance(ids, str) else ids
        return (FactLine("", composer.values(kind, ids)),)

    return read


def _named(field: str) -> Read:
    """Return a reader of terms by name; a link each would be a hundred to a row."""

    def read(composer: Composer, model: ModelEntry) -> tuple[FactLine, ...]:
        labels = (composer.link(TermEntry, id_).label for id_ in getattr(model, field))
        return (FactLine("", tuple(Value(label) for label in labels)),)

    return read


def _claims(_composer: Composer, model: ModelEntry) -> tuple[FactLine, ...]:
    return (FactLine("", (Value(str(len(model.claims))),)),)


def _checked(_composer: Composer, model: ModelEntry) -> tuple[FactLine, ...]:
    checked = sum(claim.checked is not None for claim in model.claims)
    return (FactLine("", (Value(str(checked)),)),)


_PROPERTIES: tuple[_PropertyOf, ...] = (
    _PropertyOf("Lineage", "Family", _linked(FamilyEntry, "family"), 7),
    _PropertyOf("Lineage", "Derives from", lambda c, m: (model_facts.derivation(c, m),), 7),
    _PropertyOf("Lineage", "First public", _month, 5),
    _PropertyOf("Training", "Parameters", model_facts.parameters, 7),
    _PropertyOf("Training", "Trained on", _linked(DatasetEntry, "training_data"), 7),
    _PropertyOf("Scope", "Modalities", _named("modalities"), 7, counted=True),
    _PropertyOf("Scope", "Tasks", _named("tasks"), 7, counted=True),
    _access("Weights"),
    _access("Code"),
    _access("Training data"),
    _access("Licence"),
    _PropertyOf("Evidence", "External validation", lambda c, m: (model_facts.external(c, m),), 6),
    _PropertyOf("Evidence", "Centres", lambda c, m: (model_facts.centres(c, m),), 6),
    _PropertyOf("Evidence", "Claims", _claims, 4, number=True),
    _PropertyOf("Evidence", "Checked", _checked, 4, number=True),
)
"""What models are compared by, in the order of columns; widths leave the rest to the name."""
