"""Check a finished site before it is published: nothing missing, no link that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from agi_review.errors import PublishError
from agi_review.graph import KnowledgeGraph
from agi_review.site.hyperlinks import LINK, address, index_of
from agi_review.site.shell import SLOTS, sentinel
from agi_review.views.links import entry_path

_ID = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_MOST_SHOWN = 20


def verify(site: Path, graph: KnowledgeGraph, *, offline: bool = False) -> None:
    """Check that every entry has its pages and that every internal link resolves.

    Args:
        site: The finished site.
        graph: The base it was made from.
        offline: Whether it is read from disk, where a link must name a file.

    Raises:
        PublishError: Something is wrong; the message lists it.
    """
    faults = [*_missing(site, graph), *_broken(site, offline=offline)]
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


def _broken(site: Path, *, offline: bool) -> Iterator[str]:
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    texts = {
        name: path.read_text(encoding="utf-8")
        for name, path in sorted(files.items())
        if name.endswith(".html")
    }
    anchors = {name: _values(_ID, text) for name, text in texts.items()}
    shells = [sentinel(slot) for slot in SLOTS]
    for name, text in texts.items():
        if any(word in name for word in shells):
            yield f"{name} is an unfilled shell"
        if name == "404.html":  # its links start at the root of wherever it is served
            continue
        for link in sorted(_values(LINK, text)):
            if reason := _fault(name, link, files.keys(), anchors, offline=offline):
                yield f"{name}: the link '{link}' {reason}"


def _values(pattern: re.Pattern[str], text: str) -> set[str]:
    # A page repeats most of its links: each is looked at once.
    return {unescape(one or two or three) for one, two, three in set(pattern.findall(text))}


def _fault(
    page: str,
    link: str,
    files: AbstractSet[str],
    anchors: Mapping[str, set[str]],
    *,
    offline: bool,
) -> str | None:
    """Return what is wrong with a link, by names alone: a site has too many to ask the disk."""
    where = address(link)
    if where is None or not (where.path or where.fragment):
        return None
    target = where.on(page)
    if target == ".." or target.startswith(("../", "/")):
        return "leaves the site"
    if target not in files:
        target = index_of(target)
        if target in files and offline:
            return "leads to a folder"
    if target not in files:
        return "leads nowhere"
    if where.fragment and target in anchors and unquote(where.fragment) not in anchors[target]:
        return "leads to no place on its page"
    return None
