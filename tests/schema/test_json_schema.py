"""The JSON Schemas editors use: made from the classes, in agreement with them."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from jsonschema import Draft7Validator

from agi_review.schema import Entry
from agi_review.schema.json_schema import dump, fields_schema, schema_for
from agi_review.schema.kinds import KINDS
from agi_review.schema.skeleton import modeline
from tests.conftest import FIXTURES, PROJECT


class Editor(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: dates are texts, and so are yes and no."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if tag.rpartition(":")[2] in {"int", "float"}]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

TINY = FIXTURES / "tiny_kb" / "entries"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_the_complete_example_of_a_kind_fits_its_schema(kind: type[Entry]) -> None:
    """An editor must not mark what `check` accepts."""
    schema = schema_for(kind, {})
    Draft7Validator.check_schema(schema)
    for path in (TINY / kind.folder).glob("*.yaml"):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        if "year" in data:
            data["year"] = int(data["year"])
        assert [error.message for error in Draft7Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_field_is_described(kind: type[Entry]) -> None:
    """The line under a field shows when the pointer rests on it."""
    schema = schema_for(kind, {})
    records = [schema, *schema["definitions"].values()]

    undescribed = [
        name
        for record in records
        for name, field in record.get("properties", {}).items()
        if "description" not in field
    ]

    assert undescribed == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_patterns_are_read_alike_in_editors_and_browsers(kind: type[Entry]) -> None:
    """There a letter may be escaped only if that means something."""
    patterns = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', dump(fields_schema(kind)))
    escaped = {char for each in patterns for char in re.findall(r"\\(.)", json.loads(each))}

    assert patterns
    assert escaped <= set("dDsSwW^$\\.*+?()[]{}|/")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_the_entries_of_the_base_fit_their_schema(kind: type[Entry]) -> None:
    """As an editor reads them, where a number is one; and each names the schema."""
    validator = Draft7Validator(schema_for(kind, {}))
    for path in sorted((PROJECT / "entries" / kind.folder).glob("*.yaml"))[::7]:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"{modeline(kind)}\n"), path
        data = yaml.load(text, Loader=Editor)  # noqa: S506 - a safe loader without dates
        assert [error.message for error in validator.iter_errors(data)] == [], path


def test_ids_are_offered_where_a_field_refers_to_them() -> None:
    """Completion offers what there is; a new id is accepted all the same."""
    model = next(kind for kind in KINDS if kind.kind == "model")
    schema = schema_for(model, {"family": ["sam", "dino"], "model": ["medsam"]})
    family = schema["properties"]["family"]

    assert {"enum": ["sam", "dino"]} in family["anyOf"]
    assert Draft7Validator(family).is_valid("new-family")
    assert not Draft7Validator(family).is_valid("New family")
    assert "id" not in schema["properties"]


def test_absence_is_not_null() -> None:
    """A field that nobody has looked at is left out; null is refused."""
    model = next(kind for kind in KINDS if kind.kind == "model")

    assert "null" not in str(schema_for(model, {}))
