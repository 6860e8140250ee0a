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
_SCRIPT = rf"<(?i:script)\b{_ATTRIBUTES}"
_COMMENT = "<!--"
_TAG = re.compile(
    rf"{_SCRIPT}(?:.*?</(?i:script)>)?+"
    rf"|{_COMMENT}(?:.*?-->)?+"
    rf"|<[a-zA-Z][^\s>\"']*+(?!>)(?:{_ATTRIBUTES})?+",
    re.DOTALL,
)
"""A tag that may have attributes; what stands in a script or a comment is taken whole.

Of what does not end a script is cut after its tag, a comment after its mark, a tag after its name.
"""

_SCRIPT_TAG = re.compile(_SCRIPT)

_ATTRIBUTE = re.compile(r"""(\s([^\s"'<>/=]+)=)(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
"""An attribute, whatever it holds, so that nothing inside a value passes for another one."""

_LINKS = frozenset({"href", "src"})
_IDS = frozenset({"id", "name"})
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


@lru_cache(maxsize=8_192)
def _normal(folder: str, path: str) -> str:
    return normpath(join(folder, unquote(path)))


def tags_of(html: str) -> tuple[Iterable[str], bool]:
    """Return each tag of a page, or of a part of it, that may have attributes.

    A page repeats most of its tags: they come once each. With them comes whether every tag, comment
    and script ends that begins: only then what follows a part reads as if it stood alone.
    """
    found = dict.fromkeys(_TAG.findall(html))
    ended = True
    for tag in [tag for tag in found if tag[1] in "sS!" or tag[-1] != ">"]:
        script = _SCRIPT_TAG.match(tag)
        ended = ended and tag.endswith("</script>" if script else ">")
        if script or tag.startswith(_COMMENT):
            del found[tag]
        if script:
            found[script[0]] = None
    return found, ended


class Said(NamedTuple):
    """What a tag says of places, unescaped."""

    ids: tuple[str, ...]
    """What it can be found under."""
    links: tuple[str, ...]


_NOTHING = Said((), ())


def said_by(tag: str) -> Said:
    """Return what a tag says of places.

    Text that looks like an attribute is none when it stands in the value of another one.
    """
    found = [
        (name, unescape(one or two or three))
        for _, name, one, two, three in _ATTRIBUTE.findall(tag)
        if name in _LINKS or name in _IDS
    ]
    if not found:
        return _NOTHING
    ids = tuple(value for name, value in found if name in _IDS)
    return Said(ids, tuple(value for name, value in found if name in _LINKS))


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
        script = _SCRIPT_TAG.match(found[0])
        head = script[0] if script else "" if found[0].startswith(_COMMENT) else found[0]
        return _ATTRIBUTE.sub(changed, head) + found[0][len(head) :]

    return _TAG.sub(in_tag, html)


def climb_from(page: str) -> str:
    """Return the way up from a page to the root."""
    return "../" * page.count("/")


def place_of(page: str, link: str) -> Place | None:
    """Return where a link on a page leads, if that is a place within its site."""
    where = address(link)
    if where is None:
        return None
    if not where.path:
        return (page, unquote(where.fragment)) if where.fragment else None
    return _resolved(dirname(page), where.path), unquote(where.fragment)


@lru_cache(maxsize=8_192)
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
