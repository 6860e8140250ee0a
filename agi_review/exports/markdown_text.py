"""Text, links and prose as Markdown: what a writer of Markdown files needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from agi_review.schema.entry import EntryKey
from agi_review.schema.prose import CitationGroup, EntryLink, Malformed, find_references
from agi_review.views.links import Link
from agi_review.views.prose import Prose

_ALWAYS = r"[\\`*\[\]<>|]"
_SOMETIMES = r"(?<!\w)_|_(?!\w)|~~|&(?=#?\w+;)|!(?=\[)|(?<!\S)#|:(?=//)|@"
_MARKS = re.compile(f"{_ALWAYS}|{_SOMETIMES}")

_UNSAFE = re.compile(r"[\s<>\\]")

_PAGE = re.compile(r"([a-z-]+)/([a-z0-9-]+)/(?:#.*)?")


# The same names stand on many pages.
@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Return text that shows in Markdown exactly as written, on one line."""
    return _MARKS.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Markdown file stands, for the links in it."""

    root: str
    """The way up to the site's root."""
    folders: frozenset[str]
    """The folders of kinds, whose pages have twins in Markdown."""
    own: str = ""
    """The folder of the page itself, which the file stands beside."""

    def beside(self, address: str) -> str:
        """Return an address that is written from the page, which is one level deeper."""
        if "://" in address:
            return address
        return address.removeprefix("../") if address.startswith("../") else self.own + address

    def link(self, link: Link, text: str | None = None) -> str:
        """Return a link to a page under its name or another text; to its Markdown, if any."""
        return _link(text or link.label, link.path, self.root, self.folders)

    def block(self, prose: Prose) -> str:
        """Return prose of several paragraphs; it is Markdown but for its references."""
        pieces, at = [], 0
        for reference in find_references(prose.text):
            if not isinstance(reference, Malformed):
                pieces += [prose.text[at : reference.start], self._reference(reference, prose)]
                at = reference.end
        return "".join([*pieces, prose.text[at:]]).strip()

    def line(self, prose: Prose) -> str:
        """Return prose of one paragraph on one line."""
        return " ".join(self.block(prose).split())

    def _reference(self, reference: CitationGroup | EntryLink, prose: Prose) -> str:
        if isinstance(reference, EntryLink):
            link = prose.links.get(EntryKey(reference.kind, reference.id))
            if link is None:
                return plain(reference.text or reference.id)
            return self.link(link, reference.text)
        cited = []
        for citation in reference.citations:
            link = prose.links.get(EntryKey("paper", citation.paper))
            name = self.link(link) if link else plain(citation.paper)
            cited.append(f"{name}, {plain(citation.locator)}" if citation.locator else name)
        return f"({'; '.join(cited)})"


# The same pages are named from many.
@lru_cache(maxsize=20_000)
def _link(label: str, path: str, root: str, folders: frozenset[str]) -> str:
    page = _PAGE.fullmatch(path)
    twin = f"{page[1]}/{page[2]}.md" if page and page[1] in folders else path
    return linked(plain(label), f"{root}{twin}")


def linked(text: str, address: str) -> str:
    """Return a link; its address is in angle brackets where it could end too early."""
    closed = _UNSAFE.sub("", address)
    return f"[{text}](<{closed}>)" if "(" in closed or ")" in closed else f"[{text}]({closed})"


def code(text: str) -> str:
    """Return text as a block of code, fenced by more marks than it holds."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text.rstrip()}\n{fence}"
