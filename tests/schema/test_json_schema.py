"""The JSON Schemas editors use: made from the classes, in agreement with them."""

from __future__ import annotations

import pytest
import yaml
from jsonschema import Draft7Validator

from agi_review.schema import Entry
from agi_review.schema.json_schema import schema_for
from agi_review.schema.kinds import KINDS
from tests.conftest import FIXTURES

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
