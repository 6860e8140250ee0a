"""Check a finished site before it is published: nothing missing, no link that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from agi_review.errors import PublishError
from agi_review.graph import KnowledgeGraph
from agi_review.site.alike import Looked, Pages
from agi_review.site.hyperlinks import Place, index_of, written_place
from agi_review.site.memory import KnownLinks
from agi_review.site.shell import SLOTS, sentinel
from agi_review.site.tree import files_of
from agi_review.site.workers import shared_out
from agi_review.views.links import entry_path

_MOST_SHOWN = 20


def verify(
    site: Path,
    graph: KnowledgeGraph,
    *,
    offline: bool = False,
    processes: int = 1,
    known: KnownLinks | None = None,
) -> dict[str, tuple[Place, ...]]:
    """Check that every entry has its pages and that every internal link resolves.

    Args:
        site: The finished site.
        graph: The base it was made from.
        offline: Whether it is read from disk, where a link must name a file.
        processes: How many may look at a time.
        known: Where the links of pages lead that were checked before and are as they were.

    Returns:
        Where the links of each other page lead, once each.

    Raises:
        PublishError: Something is wrong; the message lists it.
    """
    looked = _look_at(site, processes, known or KnownLinks([], {}))
    faults = [*_missing(site, graph), *_broken(looked, offline=offline)]
    if faults:
        shown = "\n".join(f"  {fault}" for fault in faults[:_MOST_SHOWN])
        more = f"\n  and {len(faults) - _MOST_SHOWN} more" if len(faults) > _MOST_SHOWN else ""
        raise PublishError(f"the new site is not fit to be published:\n{shown}{more}")
    return {name: page.places for name, page in looked.pages.items()}


def _missing(site: Path, graph: KnowledgeGraph) -> Iterator[str]:
    for entry in graph:
        path = entry_path(entry)
        for file in (f"{path}index.html", f"{path.rstrip('/')}.json"):
            if not (site / file).is_file():
                yield f"{file} is missing"
    for kind in graph.kinds:
        if not (site / kind.folder / "index.html").is_file():
            yield f"{kind.folder}/index.html is missing"


@dataclass(frozen=True, slots=True)
class _Site:
    """What was found on a site."""

    reader: Pages
    files: frozenset[str]
    pages: Mapping[str, Looked]
    """The pages that were looked at."""
    known: KnownLinks
    """Where the links of the others lead."""
    ids: Mapping[str, frozenset[str]]
    """The places on every page that a link with a fragment may newly lead to."""


def _look_at(site: Path, processes: int, known: KnownLinks) -> _Site:
    files = frozenset(files_of(site))
    new = sorted(name for name in files if name.endswith(".html") and name not in known.pages)
    reader = Pages(site, new)
    pages = dict(zip(new, shared_out(new, reader.look, processes), strict=True))
    ids = {name: page.ids for name, page in pages.items()}
    # A known page was checked with what it leads to; only what leads there anew needs its ids.
    named = {target for page in pages.values() for target, fragment in page.places if fragment}
    targets = {name if name in files else index_of(name) for name in named}
    for name in sorted(known.pages.keys() & targets):
        ids[name] = reader.look(name).ids
    return _Site(reader, files, pages, known, ids)


def _broken(site: _Site, *, offline: bool) -> Iterator[str]:
    shells = [sentinel(slot) for slot in SLOTS]
    yield from (
        f"{name} is an unfilled shell"
        for name in site.pages
        if any(word in name for word in shells)
    )
    # Pages name the same few thousand places: each is looked at once.
    places, known = site.known.places, site.known.pages
    named = {place for page in site.pages.values() for place in page.places}
    named.update(places[number] for number in set().union(*known.values()))
    reasons = {place: why for place in named if (why := _fault(place, site, offline=offline))}
    for name in sorted(site.pages.keys() | known.keys()) if reasons else ():
        page = site.pages.get(name)
        leads = page.places if page else (places[number] for number in known[name])
        if faults := sorted(reasons.keys() & leads):
            written = site.reader.links(name)
            for place in faults:
                link = written.get(place) or written_place(place)
                yield f"{name}: the link '{link}' {reasons[place]}"


def _fault(place: Place, site: _Site, *, offline: bool) -> str | None:
    """Return what is wrong with a link, by names alone: a site has too many to ask the disk."""
    target, fragment = place
    if target == ".." or target.startswith(("../", "/")):
        return "leaves the site"
    if target not in site.files:
        target = index_of(target)
        if target in site.files and offline:
            return "leads to a folder"
    if target not in site.files:
        return "leads nowhere"
    if fragment and target in site.ids and fragment not in site.ids[target]:
        return "leads to no place on its page"
    return None
