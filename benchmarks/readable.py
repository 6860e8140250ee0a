"""What is to be read on a page of this project, as Markdown."""

from __future__ import annotations

import html
import re

_SILENT = re.compile(r"<(svg|script|style|template|button|select)\b.*?</\1>", re.DOTALL)
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)")
_HREF = re.compile(r'href="([^"]*)"')
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")
MARKS = dict.fromkeys(("li", "dd", "td"), "- ") | {f"h{n}": f"{'#' * n} " for n in range(1, 7)}
"""How blocks begin that are no paragraphs."""
_BLOCKS = MARKS.keys() | {"p", "dt", "th", "figcaption", "summary", "pre", "div", "caption"}

PARAGRAPH_TAGS, ITEM_TAGS, LINK_TAGS = 6, 16, 11
"""Bytes a block or a link gains when it becomes HTML."""


def markdown(article: str) -> tuple[str, int]:
    """Return the headings, paragraphs, items, cells and links of a page, pictures left out.

    The number is how many bytes longer it will be as HTML, about.
    """
    blocks: list[str] = []
    words: list[str] = []
    mark, link, gain = "", "", 0
    for closing, tag, attributes, text in _TOKEN.findall(_SILENT.sub("", article)):
        if text:
            plain = html.unescape(text) if "&" in text else text
            words.append(_SPECIAL.sub(r"\\\1", plain))
        elif tag in _BLOCKS:
            if block := " ".join("".join(words).split()):
                blocks.append(mark + block)
                gain += ITEM_TAGS if mark == "- " else PARAGRAPH_TAGS
            words, link, mark = [], "", "" if closing else MARKS.get(tag, "")
        elif tag == "a" and not closing:
            found = _HREF.search(attributes)
            link = found[1] if found else ""
            words.append("[" if link else "")
        elif tag == "a" and link:
            words.append(f"]({link})")
            link = ""
            gain += LINK_TAGS
    if block := " ".join("".join(words).split()):
        blocks.append(mark + block)
    return "\n\n".join(blocks) + "\n", gain
