"""Read the links of a finished page: which lead to a file of the same site, and to which one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape, unescape
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

_ATTRIBUTES = r"""[^>"']*+(?:"[^"]*"[^>"']*+|'[^']*'[^>"']*+)*+>"""
_TAG = re.compile(
    rf"<(?:((?i:script)\b{_ATTRIBUTES}).*?</(?i:script)>|!--.*?-->|([a-zA-Z]{_ATTRIBUTES}))",
    re.DOTALL,
)
"""A tag, which may hold links; what stands in a script or a comment is taken whole."""

_ATTRIBUTE = re.compile(r"""(\s([^\s"'<>/=]+)=)(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
"""An attribute, whatever it holds, so that nothing inside a value passes for another one."""

_LINKS = frozenset({"href", "src"})
_ELSEWHERE = ("https://", "http://", "mailto:", "data:")


class Address(NamedTuple):
    """A link within the site, cut into its parts."""

    path: str
    """As written, relative to the page; empty for a place on the same page."""
    query: str
    fragment: str

    def __str__(self) -> str:
        """Return the link with its parts put together again."""
        query = f"?{self.query}" if self.query else ""
        return self.path + query + (f"#{self.fragment}" if self.fragment else "")

    def on(self, page: str) -> str:
        """Return what the link names, from the site's root, when it stands on `page`."""
        return _resolved(dirname(page), self.path) if self.path else page


Place = tuple[str, str]
"""Where a link leads: what it names, from the site's root, and the fragment behind it.

A site has millions, which travel between processes; a class of their own makes that slow.
"""


def written_place(place: Place) -> str:
    """Return a place as it would be written from the root."""
    target, fragment = place
    return f"{target}#{fragment}" if fragment else target


def _resolved(folder: str, path: str) -> str:
    """Return what a path names when it is read in a folder.

    The pages of a site name the same few thousand places from folders that differ in their last
    part alone, so the steps up are taken first and what remains is looked up.
    """
    while folder and path.startswith("../"):
        folder, path = folder.rpartition("/")[0], path[3:]
    return _normal(folder, path)


@lru_cache(maxsize=65_536)
def _normal(folder: str, path: str) -> str:
    return normpath(join(folder, unquote(path)))


def attributes(html: str) -> set[tuple[str, str]]:
    """Return every attribute of a page with its unescaped value, once each.

    Text that looks like an attribute is none, be it between tags or in the value of another.
    """
    found: set[tuple[str, str]] = set()
    for script, tag in set(_TAG.findall(html)):  # a page repeats most of its tags
        found.update(_attributes_of(script or tag))
    return found


@lru_cache(maxsize=131_072)
def _attributes_of(tag: str) -> tuple[tuple[str, str], ...]:
    # Pages have head, foot and the links to what they share from each other's tags.
    found = _ATTRIBUTE.findall(tag)
    return tuple((name, unescape(one or two or three)) for _, name, one, two, three in found)


def with_links(html: str, change: Callable[[str], str | None]) -> str:
    """Return a page with other links.

    Args:
        html: The page.
        change: Gives the link to write for an unescaped one, or nothing to leave it as it stands.
    """

    def changed(found: re.Match[str]) -> str:
        if found[2] not in _LINKS:
            return found[0]
        new = change(unescape(found[3] or found[4] or found[5] or ""))
        return found[0] if new is None else f'{found[1]}"{escape(new)}"'

    def in_tag(found: re.Match[str]) -> str:
        head, after = found[1] or found[2] or "", max(found.end(1), found.end(2))
        return (
            f"<{_ATTRIBUTE.sub(changed, head)}{found.string[after : found.end()]}"
            if head
            else found[0]
        )

    return _TAG.sub(in_tag, html)


def places_of(page: str, links: Iterable[str]) -> dict[Place, str]:
    """Return where the links on a page lead within its site, each with one link that does."""
    folder = dirname(page)
    climb = "../" * (folder.count("/") + 1) if folder else ""
    found: dict[Place, str] = {}
    for link in sorted(links):
        if link[:1] in ("#", "?", ""):
            where = address(link)
            fragment = unquote(where.fragment) if where else ""
            place = (page, fragment) if fragment else None
        # What climbs to the root leads to the same place from every page as deep.
        elif climb and link.startswith(climb):
            rest = link[len(climb) :]
            place = _place("", f".{rest}" if rest[:1] in ("#", "?", "") else rest)
        else:
            place = _place(folder, link)
        if place is not None:
            found.setdefault(place, link)
    return found


@lru_cache(maxsize=131_072)
def _place(folder: str, link: str) -> Place | None:
    where = address(link)
    return where and (_resolved(folder, where.path), unquote(where.fragment))


def links_of(found: Iterable[tuple[str, str]]) -> set[str]:
    """Return the links among attributes."""
    return {value for name, value in found if name in _LINKS}


@lru_cache(maxsize=65_536)
def address(link: str) -> Address | None:
    """Return the parts of an unescaped link, or nothing if it leads out of the site."""
    if link.startswith(_ELSEWHERE):
        return None
    before, _, fragment = link.partition("#")
    path, _, query = before.partition("?")
    return Address(path, query, fragment)


def index_of(folder: str) -> str:
    """Return the file a server shows for a folder."""
    return normpath(join(folder, "index.html"))
