"""The form in which a host asks for an entry, made from the class of the kind.

The answers come back as Markdown, one heading a question; `importers/issue_form.py` reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any

from agi_review.schema.entry import Entry
from agi_review.schema.fields import LONGEST_LINE
from agi_review.schema.json_schema import fields_schema
from agi_review.schema.key_order import shape_of

LABEL = "new entry"
"""What the host marks an issue with that was made with such a form."""

OWN_WORDS = "Before you send it"
_PROMISE = "The sentences are my own, and may be used under the licence of the entries."
_LEDE = (
    "Fill in what you know and leave out the rest. You will be told what is wrong, and can "
    "edit this text until nothing is."
)
_ID_HELP = (
    "The name of the file and the end of the page's address. It never changes. Left out, it is "
    "made from the rest."
)


class Answer(Enum):
    """In which form a question is answered."""

    CHOICE = auto()
    VALUE = auto()
    PARAGRAPH = auto()
    PROSE = auto()
    VALUES = auto()
    """Several values, one a line."""
    NAMES = auto()
    """People, one a line, or records."""
    RECORDS = auto()
    """One group of fields or several, written as in an entry."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and the field its answer goes to."""

    field: str
    """Empty for the entry's id."""
    label: str
    answer: Answer
    needed: bool = False
    help: str = ""
    options: tuple[str, ...] = ()
    example: str = ""


@cache
def questions(kind: type[Entry]) -> tuple[Question, ...]:
    """Return what the form of a kind asks, in order; the first label tells the kind."""
    schema = fields_schema(kind)
    first = Question("", f"Id of the {kind.noun}", Answer.VALUE, help=_ID_HELP)
    asked = (_question(kind, schema, name) for name in kind.form)
    return (first, *asked)


def issue_form(kind: type[Entry]) -> dict[str, Any]:
    """Return the form as the host wants it described."""
    body = [{"type": "markdown", "attributes": {"value": _LEDE}}]
    body += [_element(question) for question in questions(kind)]
    promise = {"label": _PROMISE, "required": True}
    attributes = {"label": OWN_WORDS, "options": [promise]}
    body.append({"type": "checkboxes", "id": "own-words", "attributes": attributes})
    return {
        "name": f"Add a {kind.noun}",
        "description": "Answer questions; the file is made for you.",
        "title": f"New {kind.noun}: ",
        "labels": [LABEL],
        "body": body,
    }


def _question(kind: type[Entry], schema: Mapping[str, Any], name: str) -> Question:
    node = schema["properties"][name]
    form = _form(kind, name, node, schema)
    several = {
        Answer.VALUES: " One a line.",
        Answer.NAMES: " One a line, as `Family, Given`.",
        Answer.RECORDS: " Written as in the example.",
    }
    example = ""
    if form is Answer.RECORDS:
        example = "\n".join(_example(node, schema))
    elif form is Answer.NAMES:
        example = "Family, Given\nFamily, Given"
    elif refers := (node.get("items") or node).get("x-refers-to"):
        example = f"id of a {refers}"
    return Question(
        name,
        (name[0].upper() + name[1:]).replace("_", " "),
        form,
        needed=name in schema["required"],
        help=" ".join(node.get("description", "").split()) + several.get(form, ""),
        options=tuple(node.get("enum", ())),
        example=example,
    )


def _form(
    kind: type[Entry], name: str, node: Mapping[str, Any], schema: Mapping[str, Any]
) -> Answer:
    inner = _resolved(node.get("items", node), schema)
    if {"family", "given"} <= set(inner.get("properties", ())):
        return Answer.NAMES
    if "properties" in inner:
        return Answer.RECORDS
    if "items" in node:
        return Answer.VALUES
    if "enum" in node:
        return Answer.CHOICE
    if name not in shape_of(kind).prose:
        return Answer.VALUE
    return Answer.PROSE if node["maxLength"] > LONGEST_LINE else Answer.PARAGRAPH


def _resolved(node: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = node
    if "$ref" in node:
        found = schema["definitions"][node["$ref"].rpartition("/")[2]]
    return found


def _example(node: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a record, or of a list of one, with its fields in the order of its class.

    All single values are shown; of groups those that are needed, or the first if none is.
    """
    if "items" in node:
        first, *rest = _example(node["items"], schema)
        yield f"- {first}"
        yield from (f"  {line}" for line in rest)
        return
    record = _resolved(node, schema)
    groups = [name for name, each in record["properties"].items() if _is_group(each, schema)]
    shown = [name for name in groups if name in record.get("required", ())]
    if len(groups) == len(record["properties"]):
        shown = shown or groups[:1]
    for name, each in record["properties"].items():
        if name in groups and name in shown:
            yield f"{name}:"
            yield from (f"  {line}" for line in _example(each, schema))
        elif name not in groups:
            yield f"{name}: {_sample(each)}"


def _is_group(node: Mapping[str, Any], schema: Mapping[str, Any]) -> bool:
    return "items" in node or "properties" in _resolved(node, schema)


def _sample(node: Mapping[str, Any]) -> str:
    if "enum" in node:
        return str(node["enum"][0])
    return f"id of a {node['x-refers-to']}" if "x-refers-to" in node else "…"


def _element(question: Question) -> dict[str, Any]:
    types = {Answer.CHOICE: "dropdown", Answer.VALUE: "input"}
    attributes: dict[str, Any] = {"label": question.label, "description": question.help}
    if question.options:
        attributes["options"] = list(question.options)
    if question.example:
        attributes["placeholder"] = question.example
    return {
        "type": types.get(question.answer, "textarea"),
        "id": question.field.replace("_", "-") or "id",
        "attributes": attributes,
        "validations": {"required": question.needed},
    }
