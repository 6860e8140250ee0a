"""The comments of a YAML text: what stands between its tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"#.*")


@dataclass(slots=True)
class Comments:
    """Comments by their line, counted from 0."""

    own: dict[int, str] = field(default_factory=dict)
    """Those that have a line to themselves."""
    trailing: dict[int, str] = field(default_factory=dict)
    """Those that stand after something."""

    @property
    def texts(self) -> list[str]:
        """All of them, sorted."""
        return sorted([*self.own.values(), *self.trailing.values()])


def comments_of(text: str) -> Comments:
    """Return the comments of a text that parses."""
    lines = text.split("\n")
    found = Comments()
    at = (0, 0)
    for token in yaml.scan(text, Loader=_LOADER):
        start = (token.start_mark.line, token.start_mark.column)
        end = (token.end_mark.line, token.end_mark.column)
        _between(lines, at, start, found)
        if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}:
            # The line that opens a block of text may end in a comment; the text itself has none.
            _between(lines, start, (start[0], len(lines[start[0]])), found)
        at = max(at, end)
    _between(lines, at, (len(lines), 0), found)
    return found


def _between(
    lines: list[str], start: tuple[int, int], end: tuple[int, int], found: Comments
) -> None:
    for number in range(start[0], min(end[0] + 1, len(lines))):
        line = lines[number]
        first = start[1] if number == start[0] else 0
        last = end[1] if number == end[0] else len(line)
        if match := _COMMENT.search(line[first:last]):
            alone = not line[: first + match.start()].strip()
            (found.own if alone else found.trailing)[number] = match[0].rstrip()
