"""Entries with other texts in the place of their own, wherever the schema takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError

from agi_review.schema.entry import Entry

Leaf = tuple[str | int, ...]
"""The way to one text in the data of an entry."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The data of an entry after its texts were replaced."""

    data: dict[str, Any]
    taken: int
    """How many texts the schema accepted."""
    refused: int
    """How many it refused; they are as they were."""


def filled(kind: type[Entry], text: str, replacement: Callable[[int, str], str | None]) -> Filled:
    """Replace the texts of an entry, and take back what the schema refuses.

    Args:
        kind: The kind of the entry.
        text: The YAML of a valid entry.
        replacement: Gives the text for the n-th one, which it is told, or nothing to leave that.
    """
    data, whole = (yaml.load(text, yaml.BaseLoader) for _ in range(2))  # noqa: S506 - texts only
    tried = [
        (leaf, new)
        for n, leaf in enumerate(leaves(whole))
        if (new := replacement(n, get(whole, leaf))) is not None
    ]
    for leaf, new in tried:
        _put(data, leaf, new)
    refused: set[Leaf] = set()
    while True:
        try:
            kind.model_validate({**data, "id": "hostile"})
        except ValidationError as error:
            at = [each["loc"] for each in error.errors()]
            found = {
                leaf
                for leaf, _ in tried
                if leaf not in refused and any(_under(leaf, place) for place in at)
            }
            if not found:
                raise
            for leaf in found:
                _put(data, leaf, get(whole, leaf))
            refused |= found
        else:
            return Filled(data, len(tried) - len(refused), len(refused))


def leaves(value: Any, at: Leaf = ()) -> Iterator[Leaf]:
    """Yield the way to every text in the data of an entry."""
    if isinstance(value, str):
        yield at
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in pairs if isinstance(value, dict | list) else ():
        yield from leaves(each, (*at, key))


def _put(value: Any, at: Leaf, text: str) -> None:
    for key in at[:-1]:
        value = value[key]
    value[at[-1]] = text


def get(value: Any, at: Leaf) -> str:
    """Return the text a way leads to."""
    for key in at:
        value = value[key]
    return str(value)


def _under(leaf: Leaf, place: tuple[Any, ...]) -> bool:
    """Whether an error at a place may come from a leaf: tagged parts of the place are skipped."""
    rest = iter(place)
    shared = [part for part in leaf if any(part == each for each in rest)]
    return len(shared) == len(leaf) or leaf[: len(place)] == place or not place
