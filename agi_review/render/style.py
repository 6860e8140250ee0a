"""The site's style for what leaves it: a sheet with its tokens resolved."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from agi_review.bundled import bundled

_TOKEN = re.compile(r"(--ar-[\w-]+):\s*([^;]+);")
_USE = re.compile(r"var\((--ar-[\w-]+)\)")


@cache
def light_style(sheet: str) -> str:
    """Return one of the site's sheets with every token replaced by its light value."""
    folder = bundled("templates") / "theme" / "assets" / "agi-review"
    tokens = _light_tokens(folder / "tokens.css")

    def resolved(text: str) -> str:
        found = _USE.sub(lambda use: tokens[use[1]], text)
        return found if found == text else resolved(found)

    return resolved((folder / sheet).read_text(encoding="utf-8"))


def _light_tokens(sheet: Path) -> dict[str, str]:
    """The first value of each token: the light scheme stands before the dark one."""
    tokens: dict[str, str] = {}
    for name, value in _TOKEN.findall(sheet.read_text(encoding="utf-8")):
        tokens.setdefault(name, " ".join(value.split()))
    return tokens
