"""The base a command works on: the kinds it may hold are named in the `mkdocs.yml` around it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from agi_review.errors import UsageError
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import KINDS
from agi_review.schema.kinds.installed import kinds_named

_CONFIGURATION = "mkdocs.yml"
_PLUGIN = "agi-review"
_LARGEST = 200_000


def load_base(entries: Path, today: str | None = None) -> KnowledgeBase:
    """Read the base with the kinds it names.

    Args:
        entries: The folder of entries.
        today: The day it is, for the rules about what is overdue.

    Raises:
        EntriesNotFound: `entries` is not a folder.
        UsageError: It names a kind that is not there.
    """
    return load(entries, kinds_of(entries), today)


def kinds_of(entries: Path) -> tuple[type[Entry], ...]:
    """Return the kinds that the nearest configuration above a folder of entries names.

    Raises:
        UsageError: It names a kind that is not there, or cannot be read.
    """
    return _kinds(entries.resolve())


@cache
def _kinds(entries: Path) -> tuple[type[Entry], ...]:
    for folder in entries.parents:
        file = folder / _CONFIGURATION
        if file.is_file():
            return kinds_named(_named(file)) or KINDS
    return KINDS


def _named(file: Path) -> list[str]:
    """Return the names under `kinds` of the plugin, without making anything of the rest."""
    try:
        text = file.read_bytes()[:_LARGEST].decode("utf-8")
        # In Python and not in C: what is nested without end raises here, and crashes there.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise UsageError(f"'{file}' cannot be read: {type(error).__name__}") from error
    found = list(_under(root, "plugins", _PLUGIN, "kinds"))
    return [name.value for each in found for name in each.value if isinstance(each.value, list)]


def _under(node: Any, *keys: str) -> Iterator[Any]:
    """Yield what stands under keys, one within the other; lists on the way are looked through."""
    if not keys:
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _under(item, *keys)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == keys[0]:
                yield from _under(value, *keys[1:])
