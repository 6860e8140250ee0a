"""One document to one frozen, typed entry, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from agi_review.diagnostics import Diagnostic, Span, did_you_mean
from agi_review.diagnostics.codes import MISSING_FIELD, UNKNOWN_FIELD
from agi_review.schema.entry import Entry
from agi_review.schema.messages import message_for, rule_for
from agi_review.schema.respelling import respelled
from agi_review.sources import Document, Parsed, Route
from agi_review.sources.scalars import scalar
from agi_review.sources.words import NULLS, PLACEHOLDERS

Kinds = Mapping[str, type[Entry]]
"""Folder to class."""


def validate(
    documents: Iterable[Parsed], kinds: Kinds
) -> tuple[list[tuple[Entry, Document]], list[Diagnostic]]:
    """Return the entries that fit their kind, each with its document, and the faults of the rest.

    Args:
        documents: The files, of whose data nothing is kept.
        kinds: The class for each folder.
    """
    entries: list[tuple[Entry, Document]] = []
    findings: list[Diagnostic] = []
    for document, data in documents:
        entry_class = kinds[document.file.folder]
        faults = [_id_in_file(document)] if "id" in data else []
        try:
            entry = entry_class.model_validate({**data, "id": document.file.id})
        except ValidationError as error:
            faults.extend(_findings(error, document, entry_class))
        else:
            if not faults:
                entries.append((entry, document))
        findings.extend(faults)
    return entries, findings


def _renames(fault: Any, better: str) -> bool:
    """Whether a better id changes more than the case: which entry was meant is then a guess."""
    is_id = (fault.get("ctx") or {}).get("is_id", False)
    return bool(is_id) and better != str(fault["input"]).casefold()


def _id_in_file(document: Document) -> Diagnostic:
    span = document.locate_key(("id",))
    return UNKNOWN_FIELD.at(
        span,
        "'id' is not a field here",
        source=document.line_at(span),
        help="remove it: the id is the file's name without .yaml",
    )


def _findings(
    error: ValidationError, document: Document, entry_class: type[Entry]
) -> Iterator[Diagnostic]:
    for fault in error.errors(include_url=False):
        if not _already_reported(fault, document):
            yield _finding(fault, document, entry_class)


def _already_reported(fault: Any, document: Document) -> bool:
    """Whether the reader has said that this value stands for nothing; a quoted word is a word."""
    value = fault["input"]
    if not isinstance(value, str) or (value not in NULLS and value.casefold() not in PLACEHOLDERS):
        return False
    span = document.locate(fault["loc"])
    return not value or document.line_at(span)[span.column - 1 : span.column] not in {"'", '"'}


def _finding(fault: Any, document: Document, entry_class: type[Entry]) -> Diagnostic:
    route: Route = fault["loc"]
    rule = rule_for(fault["type"])
    offending = (fault.get("ctx") or {}).get("written")
    if offending:
        span = document.locate_text(route, str(offending).split()[0])
    else:
        span = _span(rule.code, route, document)
    better = respelled(fault, document, entry_class)
    suggestion = _suggestion(fault, route, entry_class)
    finding = rule.at(
        span,
        message_for(fault),
        source=document.line_at(span),
        suggestion=suggestion or (f"did you mean '{better}'?" if better else None),
        help=_help(fault, route),
    )
    if better and span.line == span.end_line and not _renames(fault, better):
        return finding.mend(span, scalar(better))
    return finding


def _span(code: str, route: Route, document: Document) -> Span:
    """The value, or the key of an unknown field, or the parent of a missing one."""
    if code == UNKNOWN_FIELD.code:
        return document.locate_key(route)
    if code == MISSING_FIELD.code:
        parent = document.locate_key(route[:-1]) if len(route) > 1 else Span(document.file.path)
        return Span(parent.path, parent.line, parent.column, parent.line, parent.column + 1)
    return document.locate(route)


def _suggestion(fault: Any, route: Route, entry_class: type[Entry]) -> str | None:
    if fault["type"] == "extra_forbidden":
        return did_you_mean(str(route[-1]), _fields_at(route[:-1], entry_class))
    if fault["type"] == "literal_error" and isinstance(fault["input"], str):
        words = str(fault["ctx"]["expected"]).replace(" or ", ", ").split(", ")
        return did_you_mean(fault["input"], [word.strip("'") for word in words])
    return None


def _help(fault: Any, route: Route) -> str | None:
    if fault["type"] == "missing":
        return f"add '{route[-1]}:'"
    if fault["type"] == "tuple_type" and isinstance(fault["input"], str):
        return f"write it as a list: [{fault['input'][:40]}]"
    return None


def _fields_at(route: Route, entry_class: type[BaseModel]) -> list[str]:
    """The field names of the record a route leads to."""
    current: type[BaseModel] = entry_class
    for step in route:
        if isinstance(step, str) and step in current.model_fields:
            inner = _record_in(current.model_fields[step].annotation)
            if inner is None:
                return []
            current = inner
    return [name for name in current.model_fields if name != "id"]


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation if issubclass(annotation, BaseModel) else None
    return next((found for arg in get_args(annotation) if (found := _record_in(arg))), None)
