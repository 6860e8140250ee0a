"""What is to be read on a page, as Markdown."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class Reader(HTMLParser):
    """Turns the readable part of a page into Markdown."""

    SILENT = frozenset({"svg", "script", "style", "template", "button", "select"})
    BLOCKS = frozenset(
        {"p", "li", "dt", "dd", "td", "th", "figcaption", "summary", "pre", "div", "caption"}
    )
    HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[str] = []
        self._mark = ""
        self._words: list[str] = []
        self._silent = 0
        self._link: str | None = None
        self.tags = 0
        """About how many bytes more the Markdown has once it is HTML."""

    def text(self) -> str:
        """Return the Markdown of what was read."""
        self._end_block()
        return "\n\n".join(self._blocks) + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a link, or a part that is not read."""
        if tag in self.SILENT:
            self._silent += 1
        elif tag in self.HEADINGS:
            self._end_block("#" * int(tag[1]) + " ")
        elif tag in self.BLOCKS:
            self._end_block("- " if tag in {"li", "dd", "td"} else "")
        elif tag == "a" and not self._silent:
            self._link = dict(attrs).get("href")
            self._words.append("[" if self._link else "")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag in self.SILENT:
            self._silent -= 1
        elif tag in self.BLOCKS or tag in self.HEADINGS:
            self._end_block()
        elif tag == "a" and self._link and not self._silent:
            self._words.append(f"]({self._link})")
            self.tags += len('<a href="">')
            self._link = None

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        if not self._silent:
            self._words.append(re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", data))

    def _end_block(self, mark: str = "") -> None:
        text = " ".join("".join(self._words).split())
        if text:
            self._blocks.append(self._mark + text)
            self.tags += 16 if self._mark == "- " else 6
        self._mark, self._words, self._link = mark, [], None
