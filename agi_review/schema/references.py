"""References between entries: how a field says which kind it refers to, and how they are found.

A field is annotated once, `Annotated[EntryRef, RefersTo("family", inverse="Members")]`; resolving,
inverting, completion in editors and the schema reference all follow from that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern
from types import UnionType
from typing import Annotated, Any, NamedTuple, NewType, Union, get_args, get_origin

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from agi_review.schema.prose import (
    CitationGroup,
    EntryLink,
    ProseText,
    find_references,
    has_references,
)
from agi_review.schema.vocabulary import INVERSE_WORDS
from agi_review.sources.ids import SLUG, well_formed

EntryRef = NewType("EntryRef", str)
"""The id of another entry; its kind comes from the field's `RefersTo`."""

Path = tuple[str | int, ...]
"""The way from the top of a document to a value: field names and list positions."""

SAME_KIND = "same"
"""In `RefersTo`: the kind of the entry that refers."""


class Qualifies:
    """Marks the field that says how a reference beside it is meant, such as a role."""


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Says which kind of entry an id belongs to and how the relation reads from there."""

    kind: str
    inverse: str
    scheme: str | None = None
    """For terms: the scheme the term must be in."""
    acyclic: bool = False
    """Whether following the relation may never lead back, as in derivation."""
    mirror: str | None = None
    """The field of the target that says the same from there; a role counts if it introduces."""

    def __get_pydantic_core_schema__(
        self, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Accept text in the form of an id; whether it exists is the graph's question."""
        return core_schema.no_info_after_validator_function(_check_id, core_schema.str_schema())

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Name the kind, so that ids can be offered for completion."""
        return {"type": "string", "pattern": f"^{SLUG.pattern}$", "x-refers-to": self.kind}


def _check_id(value: str) -> str:
    if not well_formed(value):
        raise PydanticCustomError(
            "bad-format",
            "{what}",
            {"what": "expected an id such as medsam or kirillov2023segment", "is_id": True},
        )
    return intern(value)


class Reference(NamedTuple):
    """One mention of another entry, as written; small, since a base has many for each entry."""

    id: str
    path: Path
    """Where in the document it stands; for prose, the text it stands in."""
    refers: RefersTo
    """What the field says of it, or the form it has in prose."""
    qualifier: str | None = None
    """The role or manner, such as `introduces` or `fine-tuned`."""
    locator: str | None = None
    in_prose: bool = False
    """Whether it was written inside a text rather than as a value."""

    @property
    def inverse(self) -> str:
        """How the relation reads from the target."""
        return INVERSE_WORDS[self.qualifier] if self.qualifier else self.refers.inverse

    @property
    def written(self) -> str:
        """The id as it stands in the document."""
        if not self.in_prose:
            return self.id
        return f"@{self.id}" if self.refers is _CITED else f"{self.refers.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Slot:
    """What one field of a record can hold that refers to other entries."""

    name: str
    many: bool
    refers: RefersTo | None
    prose: bool
    record: type[BaseModel] | None


@cache
def slots_of(record: type[BaseModel]) -> tuple[tuple[Slot, ...], str | None]:
    """Return the fields of `record` that can refer, and the name of its qualifying field."""
    slots, qualifier = [], None
    for name, info in record.model_fields.items():
        if any(isinstance(mark, Qualifies) for mark in info.metadata):
            qualifier = name
        slot = _slot(
            name, Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        )
        if slot.refers or slot.prose or slot.record:
            slots.append(slot)
    return tuple(slots), qualifier


def _slot(name: str, annotation: Any) -> Slot:
    many, refers, prose, record = False, None, False, None
    pending = [annotation]
    while pending:
        current = pending.pop()
        origin = get_origin(current)
        if origin is Annotated:
            inner, *marks = get_args(current)
            refers = next((mark for mark in marks if isinstance(mark, RefersTo)), refers)
            prose = prose or any(isinstance(mark, ProseText) for mark in marks)
            pending.append(inner)
        elif origin in (Union, UnionType):
            pending.extend(get_args(current))
        elif origin is tuple:
            many = True
            pending.extend(arg for arg in get_args(current) if arg is not Ellipsis)
        elif isinstance(current, type) and issubclass(current, BaseModel):
            record = current
    return Slot(name, many, refers, prose, record)


def placed_values(record: BaseModel, path: Path) -> Iterator[tuple[Slot, Any, Path]]:
    """Yield each value of a record that can refer, with its slot and its place."""
    for slot in slots_of(type(record))[0]:
        value = getattr(record, slot.name)
        here = (*path, slot.name)
        if value is None:
            continue
        if not slot.many:
            yield slot, value, here
        else:
            yield from ((slot, item, (*here, number)) for number, item in enumerate(value))


def references_of(record: BaseModel) -> list[Reference]:
    """Return every reference in a record and the records inside it, fields and prose alike."""
    found: list[Reference] = []
    _gather(record, (), found)
    return found


@lru_cache(maxsize=65_536)
def _step(path: Path, step: str | int) -> Path:
    """Return the way one step further; entries share it, or ways were a fifth of all relations."""
    return (*path, step)


def _gather(record: BaseModel, path: Path, found: list[Reference]) -> None:
    slots, qualifier_field = slots_of(type(record))
    qualifier = getattr(record, qualifier_field) if qualifier_field else None
    for slot in slots:
        value = getattr(record, slot.name)
        if not value:
            continue
        here = _step(path, slot.name)
        if not slot.many:
            _gather_value(slot, value, here, qualifier, found)
        else:
            for number, item in enumerate(value):
                _gather_value(slot, item, _step(here, number), qualifier, found)


def _gather_value(
    slot: Slot, value: Any, at: Path, qualifier: str | None, found: list[Reference]
) -> None:
    if slot.record is not None:
        _gather(value, at, found)
    elif slot.refers is not None:
        found.append(Reference(value, at, slot.refers, qualifier))
    elif slot.prose and has_references(value):
        found += _prose_references(value, at)


_CITED = RefersTo("paper", inverse="Cited in")


@cache
def _mentioned(kind: str) -> RefersTo:
    return RefersTo(kind, inverse="Mentioned in")


def _prose_references(text: str, path: Path) -> Iterator[Reference]:
    for found in find_references(text):
        if isinstance(found, CitationGroup):
            for citation in found.citations:
                id_, locator = intern(citation.paper), citation.locator
                yield Reference(id_, path, _CITED, locator=locator, in_prose=True)
        elif isinstance(found, EntryLink):
            yield Reference(intern(found.id), path, _mentioned(found.kind), in_prose=True)
