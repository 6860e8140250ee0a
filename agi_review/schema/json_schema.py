"""JSON Schemas of the kinds, made from the same classes that validate.

Draft 7, which editors' YAML support understands; every field's description shows on hover.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from agi_review.schema.entry import Entry
from agi_review.schema.fields import LONGEST_LINE
from agi_review.schema.references import SAME_KIND

DRAFT = "http://json-schema.org/draft-07/schema#"


def schema_for(kind: type[Entry], ids: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the JSON Schema of one kind.

    Args:
        kind: The class of the kind.
        ids: For each kind the ids of its entries, offered where a field refers to that kind.
    """
    schema = kind.model_json_schema(
        schema_generator=GenerateJsonSchema, ref_template="#/definitions/{model}"
    )
    schema["definitions"] = schema.pop("$defs", {})
    schema["properties"].pop("id")
    schema["required"] = [name for name in schema.get("required", ()) if name != "id"]
    schema = _tidied(schema, kind.kind, ids)
    return {"$schema": DRAFT, "title": f"agi_review {kind.kind}", **schema}


def dump(schema: object) -> str:
    """Return a schema as text, in one fixed form."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _tidied(node: Any, kind: str, ids: Mapping[str, Sequence[str]]) -> Any:
    """Drop nulls, defaults and made-up titles; offer ids where a field refers to entries."""
    if isinstance(node, list):
        return [_tidied(item, kind, ids) for item in node]
    if not isinstance(node, dict):
        return node
    node = {
        key: value
        for key, value in node.items()
        if key not in {"default", "title"} or _is_field(value)
    }
    options = node.get("anyOf")
    if isinstance(options, list):
        options = [option for option in options if option != {"type": "null"}]
        if len(options) == 1:
            node.pop("anyOf")
            node = {**options[0], **node}
        else:
            node["anyOf"] = options
    if node.get("type") == "string" and node.get("maxLength") == LONGEST_LINE:
        # Entries keep the text of a scalar; an editor's YAML reads 2306.05480 as a number.
        node["type"] = ["string", "number"]
    refers = node.pop("x-refers-to", None)
    tidy = {key: _tidied(value, kind, ids) for key, value in node.items()}
    if isinstance(refers, str):
        known = ids.get(kind if refers == SAME_KIND else refers, ())
        if known:
            form = {"type": tidy.pop("type"), "pattern": tidy.pop("pattern")}
            tidy["anyOf"] = [{"enum": list(known)}, form]
    return tidy


def _is_field(value: object) -> bool:
    """Whether the value of a key `title` or `default` is the schema of a field of that name."""
    return isinstance(value, dict)
