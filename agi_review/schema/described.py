"""What fields mean: the text below each in its class, read when somebody wants to show it.

Pydantic can read it when a class is made, which takes as long as making the class; most commands
show none of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from inspect import cleandoc, getsource
from itertools import pairwise
from textwrap import dedent
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

AnyRecord = TypeVar("AnyRecord", bound=BaseModel)


@cache
def described(kind: type[AnyRecord]) -> type[AnyRecord]:
    """Return a kind whose fields, and those of the records in it, say what they mean."""
    records: dict[type[BaseModel], None] = {}
    _gather(kind, records, set())
    for record in records:
        owners = [base for base in record.__mro__ if issubclass(base, BaseModel)]
        for name, info in record.model_fields.items():
            texts = (_texts_below(owner).get(name) for owner in owners)
            info.description = info.description or next(filter(None, texts), None)
    for record in records:  # what was built before, to read entries, says none of it
        record.model_rebuild(force=True)
    return kind


def _gather(
    record: type[BaseModel], found: dict[type[BaseModel], None], entered: set[type[BaseModel]]
) -> None:
    """Find a class and those of the records in it, each after all that is built into it."""
    if record in entered:
        return
    entered.add(record)
    for info in record.model_fields.values():
        for inner in _records_in(info.annotation):
            _gather(inner, found, entered)
    found[record] = None


@cache
def _texts_below(owner: type[Any]) -> dict[str, str]:
    """Return the text that stands below each field in the class that declares it."""
    try:
        body = ast.parse(dedent(getsource(owner))).body[0].body  # type: ignore[attr-defined]
    except (OSError, SyntaxError):
        return {}  # a kind that somebody made without a file
    return {
        field.target.id: cleandoc(text.value.value)
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def _records_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _records_in(part)
