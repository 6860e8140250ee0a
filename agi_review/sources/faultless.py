"""The data of a file with which nothing is wrong, as fast as its events can be had.

Most files are such. This walk knows no places and makes no findings; at the first thing that is not
as in most files it gives up, and the walk that knows them reads the file from its beginning.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from agi_review.sources.characters import FORBIDDEN
from agi_review.sources.data import Data
from agi_review.sources.limits import DEEPEST_NESTING, LONGEST_SCALAR, MOST_NODES
from agi_review.sources.words import says_nothing

# The C parser where the wheel has it (as on every platform we know), else the same events slower.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LONGEST_TEXT = min(LONGEST_SCALAR, 2 * MOST_NODES)
"""Characters that cannot hold too long a value or too many: each takes two."""

_LINE_ENDS = re.compile(r"\n+")


def unfolded(text: str) -> str:
    """Return folded text with its paragraphs apart.

    Folding turns one blank line into a line end, which Markdown takes for a space; whoever leaves a
    blank line means a new paragraph.
    """
    return _LINE_ENDS.sub("\n\n", text.strip("\n"))


def faultless(text: str) -> dict[str, Data] | None:
    """Return the data of a file, or nothing if it may hold something that is to be reported."""
    if len(text) > _LONGEST_TEXT:
        return None
    try:
        return _read(LOADER(text).get_event)
    except yaml.YAMLError:
        return None


def _read(next_event: Any) -> dict[str, Data] | None:  # noqa: C901, PLR0911, PLR0912 - see below
    # One function, since a call for each event would take as long as all that is done here.
    around: list[tuple[Any, str | None]] = []
    root: Any = None
    data: Any = None
    key: str | None = None
    while (event := next_event()) is not None:
        made = event.__class__
        if made is ScalarEvent:
            value = event.value
            if event.anchor is not None or event.tag is not None or data is None:
                return None
            if event.style == '"' and FORBIDDEN.search(value):
                return None
            if key is None and data.__class__ is dict:
                if value in data or value == "<<":
                    return None
                key = value
                continue
            if (event.implicit[0] or not value) and says_nothing(value):
                return None
            if event.style == ">":
                value = unfolded(value)
        elif made is MappingStartEvent or made is SequenceStartEvent:
            is_key = key is None and data.__class__ is dict
            if event.anchor is not None or event.tag is not None or is_key:
                return None
            around.append((data, key))
            if len(around) > DEEPEST_NESTING:
                return None
            data, key = {} if made is MappingStartEvent else [], None
            continue
        elif made is MappingEndEvent or made is SequenceEndEvent:
            value = data
            data, key = around.pop()
            if data is None:
                root = value
                continue
        elif made is AliasEvent or (
            made is DocumentStartEvent and (root is not None or event.version or event.tags)
        ):
            return None
        else:
            continue
        if key is None:
            data.append(value)
        else:
            data[key] = value
            key = None
    return root if root.__class__ is dict else None
