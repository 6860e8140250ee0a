"""Read the links of a finished page: which lead to a file of the same site, and to which one."""

from __future__ import annotations

import re
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
        return normpath(join(dirname(page), unquote(self.path))) if self.path else page


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
