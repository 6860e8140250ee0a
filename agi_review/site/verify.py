"""Check a finished site before it is published: nothing missing, no link that leads nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from agi_review.errors import PublishError
from agi_review.graph import KnowledgeGraph
from agi_review.site.hyperlinks import LINK, address, index_of
from agi_review.site.shell import SLOTS, sentinel
from agi_review.site.workers import shared_out
from agi_review.views.links import entry_path

_ID = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_MOST_SHOWN = 20


def verify(site: Path, graph: KnowledgeGraph, *, offline: bool = False, processes: int = 1) -> None:
    """Check that every entry has its pages and that every internal link resolves.

    Args:
        site: The finished site.
        graph: The base it was made from.
        offline: Whether it is read from disk, where a link must name a file.
        processes: How many may look at a time.

    Raises:
        PublishError: Something is wrong; the message lists it.
    """
    faults = [*_missing(site, graph), *_broken(site, offline=offline, processes=processes)]
    if faults:
        shown = "\n".join(f"  {fault}" for fault in faults[:_MOST_SHOWN])
        more = f"\n  and {len(faults) - _MOST_SHOWN} more" if len(faults) > _MOST_SHOWN else ""
        raise PublishError(f"the new site is not fit to be published:\n{shown}{more}")


def _missing(site: Path, graph: KnowledgeGraph) -> Iterator[str]:
    for entry in graph:
        path = entry_path(entry)
        for file in (f"{path}index.html", f"{path.rstrip('/')}.json"):
            if not (site / file).is_file():
                yield f"{file} is missing"
    for kind in graph.kinds:
        if not (site / kind.folder / "index.html").is_file():
            yield f"{kind.folder}/index.html is missing"


def _broken(site: Path, *, offline: bool, processes: int) -> Iterator[str]:
    files = frozenset(_files(site))
    pages = sorted(name for name in files if name.endswith(".html"))
    shells = [sentinel(slot) for slot in SLOTS]
    yield from (
        f"{name} is an unfilled shell" for name in pages if any(word in name for word in shells)
    )
    looked = dict(zip(pages, shared_out(pages, partial(_look, site), processes), strict=True))
    # Pages name the same few thousand places: each is looked at once, where it is first named.
    named: dict[Place, tuple[str, str]] = {}
    for name, page in looked.items():
        for place, link in page.links.items():
            named.setdefault(place, (name, link))
    reasons = {
        place: reason
        for place in named
        if (reason := _fault(place, files, looked, offline=offline))
    }
    for name, page in looked.items() if reasons else ():
        for place, link in sorted(page.links.items(), key=lambda pair: pair[1]):
            if place in reasons:
                yield f"{name}: the link '{link}' {reasons[place]}"


def _files(site: Path) -> Iterator[str]:
    """Yield the address of every file of a site."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(site / folder) as found:
            for each in found:
                name = f"{folder}{each.name}"
                if each.is_dir():
                    waiting.append(f"{name}/")
                elif each.is_file():
                    yield name


class Place(NamedTuple):
    """Where a link leads, from the site's root."""

    target: str
    fragment: str


class Looked(NamedTuple):
    """What a page was looked at for."""

    ids: frozenset[str]
    links: dict[Place, str]
    """Where its links within the site lead, each with one link that does."""


def _look(site: Path, name: str) -> Looked:
    text = (site / name).read_text(encoding="utf-8")
    links: dict[Place, str] = {}
    # The links of the error page start at the root of wherever it is served.
    for link in sorted(_values(LINK, text)) if name != "404.html" else ():
        where = address(link)
        if where is not None and (where.path or where.fragment):
            links.setdefault(Place(where.on(name), unquote(where.fragment)), link)
    return Looked(frozenset(_values(_ID, text)), links)


def _values(pattern: re.Pattern[str], text: str) -> set[str]:
    # A page repeats most of its links: each is looked at once.
    return {unescape(one or two or three) for one, two, three in set(pattern.findall(text))}


def _fault(
    place: Place, files: AbstractSet[str], looked: Mapping[str, Looked], *, offline: bool
) -> str | None:
    """Return what is wrong with a link, by names alone: a site has too many to ask the disk."""
    target = place.target
    if target == ".." or target.startswith(("../", "/")):
        return "leaves the site"
    if target not in files:
        target = index_of(target)
        if target in files and offline:
            return "leads to a folder"
    if target not in files:
        return "leads nowhere"
    if place.fragment and target in looked and place.fragment not in looked[target].ids:
        return "leads to no place on its page"
    return None
