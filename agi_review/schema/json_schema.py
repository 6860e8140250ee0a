"""JSON Schemas of the kinds, made from the same classes that validate.

Draft 7, which editors' YAML support understands; every field's description shows on hover.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from agi_review.schema.described import described
from agi_review.schema.entry import Entry
from agi_review.schema.fields import LONGEST_LINE
from agi_review.schema.references import SAME_KIND

DRAFT = "http://json-schema.org/draft-07/schema#"


def schema_for(kind: type[Entry], ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the JSON Schema of one kind as its files are written.

    Args:
        kind: The class of the kind.
        ids: For each kind the ids of its entries, offered where a field refers to that kind.
    """
    return _schema(kind, _Written(kind.kind, ids))


def fields_schema(kind: type[Entry]) -> dict[str, Any]:
    """Return the JSON Schema of the fields of one kind as its documents hold them.

    A number that is text stays text, defaults are said, and `x-refers-to` names the kind of entry
    an id belongs to.
    """
    return _schema(kind, _Published(kind.kind))


def dump(schema: object) -> str:
    """Return a schema as text, in one fixed form."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class _Written:
    """An entry as it is written in YAML."""

    kind: str
    ids: Mapping[str, Sequence[str]]

    def field(self, node: dict[str, Any]) -> dict[str, Any]:
        """Take a number for text, offer the ids there are, and say no defaults."""
        node.pop("default", None)
        if node.get("type") == "string" and node.get("maxLength") == LONGEST_LINE:
            # Entries keep the text of a scalar; an editor's YAML reads 2306.05480 as a number.
            node["type"] = ["string", "number"]
        refers = node.pop("x-refers-to", None)
        known = self.ids.get(self.kind if refers == SAME_KIND else str(refers), ())
        if known:
            form = {"type": node.pop("type"), "pattern": node.pop("pattern")}
            node["anyOf"] = [{"enum": list(known)}, form]
        return node


@dataclass(frozen=True, slots=True)
class _Published:
    """An entry as its document holds it."""

    kind: str

    def field(self, node: dict[str, Any]) -> dict[str, Any]:
        """Say which kind an id belongs to, and the default where it is a word."""
        if not isinstance(node.get("default", ""), str):
            node.pop("default")
        if node.get("x-refers-to") == SAME_KIND:
            node["x-refers-to"] = self.kind
        return node


def _schema(kind: type[Entry], form: _Written | _Published) -> dict[str, Any]:
    schema = described(kind).model_json_schema(
        schema_generator=GenerateJsonSchema, ref_template="#/definitions/{model}"
    )
    schema["definitions"] = schema.pop("$defs", {})
    schema["properties"].pop("id")
    schema["required"] = [name for name in schema.get("required", ()) if name != "id"]
    return {"$schema": DRAFT, "title": f"agi_review {kind.kind}", **_tidied(schema, form)}


def _tidied(node: Any, form: _Written | _Published) -> Any:
    """Drop nulls and made-up titles, and give every field the form it is read in."""
    if isinstance(node, list):
        return [_tidied(item, form) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: value for key, value in node.items() if key != "title" or _is_field(value)}
    options = node.get("anyOf")
    if isinstance(options, list):
        options = [option for option in options if option != {"type": "null"}]
        if len(options) == 1:
            node.pop("anyOf")
            node = {**options[0], **node}
        else:
            node["anyOf"] = options
    if not _is_field(node.get("default")):
        node = form.field(node)
    return {key: _tidied(value, form) for key, value in node.items()}


def _is_field(value: object) -> bool:
    """Whether the value of a key `title` or `default` is the schema of a field of that name."""
    return isinstance(value, dict)
