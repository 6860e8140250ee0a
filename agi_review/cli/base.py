"""The base a command works on: the kinds it may hold are named in the `mkdocs.yml` around it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agi_review.errors import UsageError

if TYPE_CHECKING:
    from agi_review.knowledge_base import KnowledgeBase
    from agi_review.schema.entry import Entry

# What reads entries is imported where entries are read: a check of a base that is known to be clean
# reads none.

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
    from agi_review.knowledge_base import load  # noqa: PLC0415 - see above

    return load(entries, kinds_of(entries), today)


def kinds_of(entries: Path) -> tuple[type[Entry], ...]:
    """Return the kinds that the nearest configuration above a folder of entries names.

    Raises:
        UsageError: It names a kind that is not there, or cannot be read.
    """
    return _kinds(entries.resolve())


def configuration_of(entries: Path) -> Path | None:
    """Return the nearest configuration above a folder of entries, if there is one."""
    candidates = (folder / _CONFIGURATION for folder in entries.resolve().parents)
    return next((file for file in candidates if file.is_file()), None)


@cache
def _kinds(entries: Path) -> tuple[type[Entry], ...]:
    from agi_review.schema.kinds import KINDS  # noqa: PLC0415 - see above

    file = configuration_of(entries)
    names = _named(file) if file else []
    if not names:
        return KINDS
    from agi_review.schema.kinds.installed import kinds_named  # noqa: PLC0415 - few bases have any

    return kinds_named(names)


def _named(file: Path) -> list[str]:
    """Return the names under `kinds` of the plugin, without making anything of the rest."""
    import yaml  # noqa: PLC0415 - see above

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
    elif getattr(node, "id", "") == "sequence":
        for item in node.value:
            yield from _under(item, *keys)
    elif getattr(node, "id", "") == "mapping":
        for key, value in node.value:
            if key.value == keys[0]:
                yield from _under(value, *keys[1:])
