"""Read the links of a finished page: which lead to a file of the same site, and to which one."""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

LINK = re.compile(r"""\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
"""An attribute that holds a link; the value is in one of three groups, still escaped."""

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


class Place(NamedTuple):
    """Where a link leads, from the site's root."""

    target: str
    fragment: str

    def __str__(self) -> str:
        """Return it as it would be written from the root."""
        return f"{self.target}#{self.fragment}" if self.fragment else self.target


def _resolved(folder: str, path: str) -> str:
    """Return what a path names when it is read in a folder.

    The pages of a site name the same few thousand places from folders that differ in their last
    part alone, so the steps up are taken first and what remains is looked up.
    """
    while folder and path.startswith("../"):
        folder, path = dirname(folder), path.removeprefix("../")
    return _normal(folder, path)


@lru_cache(maxsize=65_536)
def _normal(folder: str, path: str) -> str:
    return normpath(join(folder, unquote(path)))


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
