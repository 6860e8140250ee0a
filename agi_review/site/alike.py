"""Read finished pages: what those of a folder have in common is read once.

Two pages of a folder tell what that is: long runs of lines, in which every tag ends that begins. On
a page that has them too, only what stands between is read, and the page reads as it would from end
to end, unless a tag, a comment or a script goes on where one of them begins: then all is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from agi_review.site.hyperlinks import Place, climb_from, place_of, said_by, tags_of

FEWEST_ALIKE = 4
"""Pages of a folder from which on it is worth looking for what they have in common."""

SHORTEST = 400
"""Characters of a part that is looked for."""

_SERVED_ANYWHERE = "404.html"
"""The links of the error page start at the root of wherever it is served."""


class Looked(NamedTuple):
    """What a page was looked at for."""

    ids: frozenset[str]
    places: tuple[Place, ...]
    """Where its links within the site lead, once each."""


class _Found(NamedTuple):
    """What some tags say on a page."""

    ids: tuple[str, ...]
    places: tuple[Place, ...]
    """Where those links lead that climb to the root: to the same place from each page as deep."""
    links: tuple[str, ...]
    """The others."""


_Alike = tuple[str, int]
"""What pages are alike in: the folder in which each has one of its own, and how deep they stand."""

_NOTHING = _Found((), (), ())


class _Part(NamedTuple):
    """What the pages of a folder have in common."""

    text: bytes
    """With the line end before it."""
    found: _Found


class Pages:
    """Pages of a site, read from disk."""

    def __init__(self, site: Path, names: Iterable[str]) -> None:
        """Find out what those pages have in common that are to be read."""
        self._site = site
        alike: defaultdict[_Alike, list[str]] = defaultdict(list)
        for name in names:
            alike[_alike(name)].append(name)
        self._parts: Mapping[_Alike, tuple[_Part, ...]] = {
            what: tuple(_parts(climb_from(pages[0]), *map(self._text, pages[:2])))
            for what, pages in alike.items()
            if len(pages) >= FEWEST_ALIKE
        }

    def look(self, name: str) -> Looked:
        """Return what is found on a page; all of its file is read."""
        page, climb = self._read(name), climb_from(name)
        found: list[_Found] = []
        at = 0
        for part in self._parts.get(_alike(name), ()):
            # The line end before it may be that of the part before.
            start = page.find(part.text, max(at - 1, 0))
            if start < 0:
                continue
            tags, ended = tags_of(page[at:start].decode("utf-8"))
            if not ended:
                found, at = [], 0
                break
            found += [_found(tag, climb) for tag in tags]
            found.append(part.found)
            at = start + len(part.text)
        found += [_found(tag, climb) for tag in tags_of(page[at:].decode("utf-8"))[0]]
        ids, places, links = _together(found)
        if name == _SERVED_ANYWHERE:
            return Looked(frozenset(ids), ())
        others = filter(None, (place_of(name, link) for link in links))
        return Looked(frozenset(ids), tuple(dict.fromkeys((*places, *others))))

    def links(self, name: str) -> dict[Place, str]:
        """Return where the links of a page lead within its site, each with one that does."""
        tags, _ = tags_of(self._text(name))
        links = sorted({link for tag in tags for link in said_by(tag).links}, reverse=True)
        return {place: link for link in links if (place := place_of(name, link))}

    def _read(self, name: str) -> bytes:
        with open(f"{self._site}/{name}", "rb") as file:  # noqa: PTH123 - a site has many
            return file.read()

    def _text(self, name: str) -> str:
        return self._read(name).decode("utf-8")


@lru_cache(maxsize=8_192)
def _found(tag: str, climb: str) -> _Found:
    """Return what a tag says: pages have most links and ids from each other.

    The latest are kept: what many pages say comes again soon, and the rest would fill the memory.
    """
    said = said_by(tag)
    if not (said.ids or said.links):
        return _NOTHING
    places, others = [], []
    for link in said.links:
        rest = link.removeprefix(climb)
        if rest == link:
            others.append(link)
        elif place := place_of("", f".{rest}" if rest[:1] in ("#", "?", "") else rest):
            places.append(place)
    return _Found(said.ids, tuple(places), tuple(others))


def _together(found: Iterable[_Found]) -> _Found:
    ids: list[str] = []
    places: list[Place] = []
    links: list[str] = []
    for each in found:
        if each is not _NOTHING:
            ids += each.ids
            places += each.places
            links += each.links
    return _Found(tuple(ids), tuple(places), tuple(links))


def _alike(name: str) -> _Alike:
    return name.removesuffix("/index.html").rpartition("/")[0], name.count("/")


def _parts(climb: str, one: str, other: str) -> Iterator[_Part]:
    """Yield the long parts two pages have in common, in their order."""
    for text in _runs(list(_blocks(one)), list(_blocks(other))):
        found = _together(_found(tag, climb) for tag in tags_of(text)[0])
        yield _Part(f"\n{text}".encode(), found)


def _blocks(html: str) -> Iterator[str]:
    """Yield the lines of a page; those that a tag, a comment or a script spans, together.

    A last line without an end is in none.
    """
    block = ""
    for line in html.split("\n")[:-1]:
        block += f"{line}\n"
        if tags_of(block)[1]:
            yield block
            block = ""


def _runs(one: list[str], other: list[str]) -> Iterator[str]:
    """Yield the long runs of blocks two pages have in common, from a block on both have once.

    The first block of a page is never among them, so that a line ends before each.
    """
    mine, its = Counter(one), Counter(other)
    places = {block: at for at, block in enumerate(other) if mine[block] == its[block] == 1}
    at, least = 1, 1
    while at < len(one):
        there = places.get(one[at], 0)
        length = 0
        if there >= least:
            pairs = zip(one[at:], other[there:], strict=False)
            alike = (number for number, pair in enumerate(pairs) if pair[0] != pair[1])
            length = next(alike, min(len(one) - at, len(other) - there))
            text = "".join(one[at : at + length])
            if len(text) >= SHORTEST:
                yield text
                least = there + length
        at += max(length, 1)
