"""What prose may not hold: raw HTML, images, headings, addresses that are not web addresses."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_FORBIDDEN = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "image": "an image",
    "heading_open": "a heading",
    "code_block": "an indented block",
    "hr": "a horizontal rule",
}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True})


def forbidden_markup(text: str) -> str | None:
    """Return the first forbidden thing in `text`, in words, or nothing."""
    for token in _flat(_parser().parse(text)):
        if token.type in _FORBIDDEN:
            return _FORBIDDEN[token.type]
        if token.type == "link_open":
            address = str(token.attrGet("href") or "")
            if not address.startswith(("https://", "http://")):
                return f"a link to '{address}'; only web addresses (https:// or http://) are links"
    return None


def _flat(tokens: list[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *(token.children or []))]
