"""The text of a new entry: required fields to fill in, the others named in comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from agi_review.schema.described import described
from agi_review.schema.entry import Entry

LINE_WIDTH = 100


def modeline(kind: type[Entry]) -> str:
    """Return the comment that tells editors which schema a file follows."""
    return f"# yaml-language-server: $schema=../../schemas/{kind.kind}.schema.json"


def skeleton(kind: type[Entry], id_: str) -> str:
    """Return the text of a new entry that is valid YAML and says what is still to be written."""
    return "\n".join([modeline(kind), *_lines(kind, id_)]) + "\n"


def _lines(kind: type[Entry], id_: str) -> Iterator[str]:
    kind = described(kind)
    for name, info in kind.model_fields.items():
        if name == "id":
            continue
        note = " ".join((info.description or "").split())
        if info.is_required():
            yield f"# {note}"
            yield from _required(name, info.annotation, id_)
    yield ""
    yield "# Add what you know and leave out the rest; not-reported is for what the source omits."
    for name, info in kind.model_fields.items():
        if name != "id" and not info.is_required():
            note = " ".join((info.description or "").split())
            line = f"# {name}: {note}"
            yield line if len(line) <= LINE_WIDTH else line[: LINE_WIDTH - 1] + "…"


def _required(name: str, annotation: Any, id_: str) -> Iterator[str]:
    record = next((arg for arg in _flat(annotation) if _is_record(arg)), None)
    if record is not None:
        yield f"{name}:"
        fields = [f for f, info in record.model_fields.items() if info.is_required()]
        fields = fields or list(record.model_fields)[:2]
        for number, field in enumerate(fields):
            yield f"  {'- ' if number == 0 else '  '}{field}: TO-DO"
        return
    choices = [
        value for arg in _flat(annotation) if get_origin(arg) is Literal for value in get_args(arg)
    ]
    if choices:
        yield f"{name}: {choices[0]} # or {', '.join(map(str, choices[1:]))}"
    elif name in {"name", "title"}:
        yield f"{name}: {id_.replace('-', ' ')}"
    elif annotation is int:
        yield f"{name}: 0000"
    else:
        yield f"{name}: to-do"


def _flat(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Literal:
        return [annotation]
    return [annotation, *(found for arg in get_args(annotation) for found in _flat(arg))]


def _is_record(arg: Any) -> bool:
    return isinstance(arg, type) and issubclass(arg, BaseModel)
