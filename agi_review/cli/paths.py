"""Which files a command was asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from agi_review.errors import UsageError


def within(paths: Sequence[Path], entries: Path) -> Callable[[str], bool]:
    """Return whether a path, as messages show it, is or lies under one of some paths.

    Raises:
        UsageError: One of them does not lie under the folder of entries.
    """
    root = entries.resolve()
    wanted = [path.resolve() for path in paths]
    for path, resolved in zip(paths, wanted, strict=True):
        if resolved != root and root not in resolved.parents:
            raise UsageError(f"'{path}' is not under '{entries}'")

    def keep(shown: str) -> bool:
        found = Path(shown).resolve()
        return not wanted or any(found == path or path in found.parents for path in wanted)

    return keep
