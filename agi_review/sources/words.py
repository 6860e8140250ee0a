"""Words that say nothing, or that not every reader of YAML takes for words."""

from __future__ import annotations

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
PLACEHOLDERS = frozenset(
    {"none", "n/a", "na", "unknown", "tbd", "todo", "to-do", "?", "-", "nil", "nan"}
)

MISREAD = frozenset(
    {*PLACEHOLDERS, *(word.casefold() for word in NULLS)}
    | {"true", "false", "yes", "no", "on", "off", "y", "n"}
)
"""Words that one YAML reader or another takes for something else than text, in lower case."""

_LONGEST_ABSENCE = max(map(len, NULLS | PLACEHOLDERS))


def says_nothing(text: str) -> bool:
    """Whether an unquoted value stands for one that is not there."""
    return len(text) <= _LONGEST_ABSENCE and (text in NULLS or text.casefold() in PLACEHOLDERS)
