"""Check a finished site before it is published: nothing missing, no link that leads nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from agi_review.errors import PublishError
from agi_review.graph import KnowledgeGraph
from agi_review.site.alike import Pages
from agi_review.site.hyperlinks import Place, index_of, written_place
from agi_review.site.ledger import Numbered, Numbers
from agi_review.site.memory import NO_LINKS, Links
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
    known: Links = NO_LINKS,
) -> Links:
    """Check that every entry has its pages and that every internal link resolves.

    Args:
        site: The finished site.
        graph: The base it was made from.
        offline: Whether it is read from disk, where a link must name a file.
        processes: How many may look at a time.
        known: Where the links of pages lead that were checked before and are as they were.

    Returns:
        Where the links of each other page lead, once each; known places keep their numbers.

    Raises:
        PublishError: Something is wrong; the message lists it.
    """
    looked = _look_at(site, processes, known)
    faults = [*_missing(site, graph), *_broken(looked, offline=offline)]
    if faults:
        shown = "\n".join(f"  {fault}" for fault in faults[:_MOST_SHOWN])
        more = f"\n  and {len(faults) - _MOST_SHOWN} more" if len(faults) > _MOST_SHOWN else ""
        raise PublishError(f"the new site is not fit to be published:\n{shown}{more}")
    return looked.links


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
    links: Links
    """Where those of the pages lead that were looked at."""
    known: Mapping[str, Numbers]
    """Where those of the others lead."""
    lacking: frozenset[Place]
    """The places newly led to that are not on their page."""


def _look_at(site: Path, processes: int, known: Links) -> _Site:
    files = frozenset(files_of(site))
    new = sorted(name for name in files if name.endswith(".html") and name not in known.pages)
    reader = Pages(site, new)
    # Of each page numbers are kept: texts of its own would be most of what a build holds.
    places, ids = Numbered(known.places), Numbered()
    leads: dict[str, Numbers] = {}
    found: dict[str, Numbers] = {}
    for name, page in zip(new, shared_out(new, reader.look, processes), strict=True):
        leads[name], found[name] = places.of(page.places), ids.of(page.ids)
    links = Links(places.names(), leads)
    asked: defaultdict[str, set[Place]] = defaultdict(set)
    for number in set().union(*leads.values()):
        target, fragment = links.places[number]
        if fragment:
            asked[target if target in files else index_of(target)].add((target, fragment))
    # A known page was checked with what it leads to; only what leads there anew needs its ids.
    found |= {name: ids.of(reader.look(name).ids) for name in sorted(known.pages.keys() & asked)}
    lacking = frozenset(
        place
        for name in found.keys() & asked
        for place in _lacking(asked[name], set(found[name]), ids)
    )
    return _Site(reader, files, links, known.pages, lacking)


def _lacking(asked: Iterable[Place], there: set[int], ids: Numbered) -> Iterator[Place]:
    """Yield the places asked for on a page whose fragments are not among its ids."""
    return (place for place in asked if ids.get(place[1]) not in there)


def _broken(site: _Site, *, offline: bool) -> Iterator[str]:
    shells = [sentinel(slot) for slot in SLOTS]
    yield from (
        f"{name} is an unfilled shell"
        for name in site.links.pages
        if any(word in name for word in shells)
    )
    # Pages name the same few thousand places: each is looked at once.
    places, leads = site.links.places, {**site.known, **site.links.pages}
    named = (places[number] for number in set().union(*leads.values()))
    reasons = {place: why for place in named if (why := _fault(place, site, offline=offline))}
    for name in sorted(leads) if reasons else ():
        faulty = sorted(reasons.keys() & {places[number] for number in leads[name]})
        links = site.reader.links(name) if faulty else {}
        for place in faulty:
            yield f"{name}: the link '{links.get(place, written_place(place))}' {reasons[place]}"


def _fault(place: Place, site: _Site, *, offline: bool) -> str | None:
    """Return what is wrong with a link, by names alone: a site has too many to ask the disk."""
    target = place[0]
    if target == ".." or target.startswith(("../", "/")):
        return "leaves the site"
    if target not in site.files:
        target = index_of(target)
        if target in site.files and offline:
            return "leads to a folder"
    if target not in site.files:
        return "leads nowhere"
    return "leads to no place on its page" if place in site.lacking else None
