"""Look up what a command was asked for by name, or say what was probably meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from agi_review.diagnostics import did_you_mean
from agi_review.errors import UsageError
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import KINDS

T = TypeVar("T")


def choose(name: str, among: Mapping[str, T], noun: str) -> T:
    """Return what is called `name`.

    Raises:
        UsageError: Nothing is; the message says so with `noun` and the nearest name.
    """
    if name in among:
        return among[name]
    hint = did_you_mean(name, among)
    raise UsageError(f"no {noun} is called '{name}'" + (f"; {hint}" if hint else ""))


def kind_called(name: str) -> type[Entry]:
    """Return a kind of entry by its name.

    Raises:
        UsageError: There is no such kind.
    """
    return choose(name, {each.kind: each for each in KINDS}, "kind")
