"""The text of a new entry's file, made from its data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agi_review.schema.entry import Entry
from agi_review.schema.key_order import shape_of
from agi_review.schema.skeleton import modeline
from agi_review.sources.emission import emit


def entry_text(kind: type[Entry], data: Mapping[str, Any]) -> str:
    """Return the text of an entry in the form `fmt` gives it, with the line for editors.

    Args:
        kind: The class of the kind.
        data: The entry's fields; every scalar is text, nothing is empty.
    """
    return f"{modeline(kind)}\n{emit(data, shape_of(kind))}"
