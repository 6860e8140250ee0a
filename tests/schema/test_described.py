"""Fields say what they mean when somebody asks, and only then."""

from __future__ import annotations

from agi_review.schema.described import described
from agi_review.schema.entry import Record
from agi_review.schema.fields import Text


class Inner(Record):
    """A part."""

    name: Text
    """What the part is called,
    at length."""


class Between(Record):
    """A part with a part."""

    inner: Inner
    """The part."""


class Outer(Between):
    """What has parts."""

    several: tuple[Between, ...] = ()

    first: Inner | None = None
    """Another part."""


def test_a_class_that_was_used_before_says_all_it_means() -> None:
    """Its own fields, those it inherits, and those of the records in it however they are built."""
    data = {"inner": {"name": "a"}, "several": [{"inner": {"name": "b"}}]}
    before = Outer.model_validate(data)

    schema = described(Outer).model_json_schema()

    assert Outer.model_validate(data) == before
    parts = schema["$defs"]
    assert parts["Inner"]["properties"]["name"]["description"] == (
        "What the part is called,\nat length."
    )
    assert parts["Between"]["properties"]["inner"]["description"] == "The part."
    assert schema["properties"]["inner"]["description"] == "The part."
    assert schema["properties"]["first"]["description"] == "Another part."
    assert "description" not in schema["properties"]["several"]
