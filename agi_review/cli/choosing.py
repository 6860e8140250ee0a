"""Look up what a command was asked for by name, or say what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from agi_review.cli.base import kinds_of
from agi_review.cli.paths import within
from agi_review.diagnostics import did_you_mean
from agi_review.errors import UsageError
from agi_review.schema.entry import Entry
from agi_review.sources import SourceFile

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


def kind_called(name: str, entries: Path) -> type[Entry]:
    """Return a kind of the base by its name.

    Raises:
        UsageError: There is no such kind.
    """
    return choose(name, {each.kind: each for each in kinds_of(entries)}, "kind")


def files_within(
    files: Iterable[SourceFile], paths: Sequence[Path], entries: Path
) -> list[SourceFile]:
    """Return the files that are, or lie under, one of the paths; all of them without a path.

    Raises:
        UsageError: A path does not lie under the folder of entries.
    """
    wanted = within(paths, entries)
    return [file for file in files if wanted(file.path)]
