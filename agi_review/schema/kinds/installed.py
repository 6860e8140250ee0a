"""Kinds by name: those of the engine, and those that installed packages declare.

A base names its kinds; where their classes come from is the installation's affair. A file of the
base can choose among what is installed, and never have code of its own run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from agi_review.diagnostics import did_you_mean
from agi_review.errors import UsageError
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import KINDS
from agi_review.sources.ids import well_formed

_NAME = re.compile("[a-z]+")

GROUP = "agi_review.kinds"
"""The entry points under which a package declares the kinds it brings."""


def kinds_named(names: Iterable[str]) -> tuple[type[Entry], ...]:
    """Return kinds by their names, in that order.

    Raises:
        UsageError: No kind is called so, two are the same, or what was installed is none.
    """
    own = {kind.kind: kind for kind in KINDS}
    declared = {point.name: point for point in entry_points(group=GROUP)}
    found: list[type[Entry]] = []
    for name in names:
        if name not in own and name not in declared:
            hint = did_you_mean(name, [*own, *declared])
            message = f"no installed kind is called '{name}'"
            raise UsageError(f"{message}; {hint}" if hint else f"{message}; install its package")
        kind = own[name] if name in own else _loaded(declared[name])
        if kind.folder in {each.folder for each in found}:
            raise UsageError(f"the folder '{kind.folder}' would hold two kinds, '{name}' for one")
        found.append(kind)
    return tuple(found)


def _loaded(point: EntryPoint) -> type[Entry]:
    try:
        kind = point.load()
    except Exception as error:
        raise UsageError(f"the kind '{point.name}' cannot be loaded: {error}") from error
    if not isinstance(kind, type) or not issubclass(kind, Entry):
        raise UsageError(f"'{point.value}' is no kind of entry")
    if kind.kind != point.name or not _NAME.fullmatch(kind.kind) or not well_formed(kind.folder):
        raise UsageError(
            f"'{point.value}' is declared as '{point.name}', and calls itself '{kind.kind}' in the "
            f"folder '{kind.folder}'; a name is lower-case letters, the same in both places"
        )
    return kind
