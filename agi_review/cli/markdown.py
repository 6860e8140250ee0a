"""Text of others inside Markdown of ours."""

from __future__ import annotations

import re


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is: entries come from anyone."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+-!|@~&:" else sign for sign in text)


def fenced(text: str, language: str) -> str:
    """Return text as a block of code that nothing in it can end."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"
