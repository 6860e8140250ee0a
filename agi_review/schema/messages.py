"""Pydantic's findings in YAML's words.

Translated by the type of the error, never by replacing words in a message: the library rewords, the
types stay.
"""

from __future__ import annotations

from typing import Any

from agi_review.diagnostics import Rule
from agi_review.diagnostics.codes import (
    BAD_FORMAT,
    FORBIDDEN_MARKUP,
    MALFORMED_REFERENCE,
    MISSING_FIELD,
    NOT_IN_VOCABULARY,
    OUT_OF_RANGE,
    TOO_LARGE,
    UNKNOWN_FIELD,
    WRONG_TYPE,
)

_RULES: dict[str, Rule] = {
    "extra_forbidden": UNKNOWN_FIELD,
    "missing": MISSING_FIELD,
    "literal_error": NOT_IN_VOCABULARY,
    "bad-format": BAD_FORMAT,
    "forbidden-markup": FORBIDDEN_MARKUP,
    "malformed-reference": MALFORMED_REFERENCE,
    "string_too_long": TOO_LARGE,
    "greater_than_equal": OUT_OF_RANGE,
    "less_than_equal": OUT_OF_RANGE,
    "too_short": OUT_OF_RANGE,
    "too_long": OUT_OF_RANGE,
}

_EXPECTED = {
    "string_type": "a text",
    "tuple_type": "a list",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "dict_type": "a mapping of fields",
    "string_too_short": "a text that is not empty",
}


_SENTENCES = {
    "extra_forbidden": "'{field}' is not a field here",
    "missing": "the field '{field}' is missing",
    "bad-format": "{said}, found {found}",
    "forbidden-markup": "{said}",
    "malformed-reference": "{said}",
    "literal_error": "{found} is none of {expected}",
    "string_too_long": "the text has more than {max_length} characters",
    "greater_than_equal": "{found} is less than {ge}",
    "less_than_equal": "{found} is more than {le}",
    "too_short": "the list is empty",
}

LONGEST_SHOWN = 60
"""Characters of a value that a message shows."""


def rule_for(error_type: str) -> Rule:
    """Return the rule a pydantic error belongs to."""
    return _RULES.get(error_type, WRONG_TYPE)


def message_for(error: Any) -> str:
    """Return what is wrong, in one sentence with the offending value in it."""
    kind, context, found = error["type"], error.get("ctx") or {}, in_words(error["input"])
    if kind in _EXPECTED:
        return f"expected {_EXPECTED[kind]}, found {found}"
    if kind not in _SENTENCES:
        return f"{found} does not fit: {error['msg']}"
    return _SENTENCES[kind].format(
        found=found,
        field=error["loc"][-1] if error["loc"] else "the entry",
        said=error["msg"],
        **context,
    )


def in_words(value: Any) -> str:
    """Return a piece of YAML data in words."""
    if isinstance(value, str):
        return f"'{value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + '…'}'"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, dict):
        return "a mapping of fields"
    return repr(value)
