"""Check a finished site before it is published: nothing missing, no link that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from agi_review.errors import PublishError
from agi_review.graph import KnowledgeGraph
from agi_review.site.shell import SLOTS, sentinel
from agi_review.views.links import entry_path

_LINK = re.compile(r"""\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_ID = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_MOST_SHOWN = 20


def verify(site: Path, graph: KnowledgeGraph) -> None:
    """Check that every entry has its pages and that every internal link resolves.

    Raises:
        PublishError: Something is wrong; the message lists it.
    """
    faults = [*_missing(site, graph), *_broken(site)]
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


def _broken(site: Path) -> Iterator[str]:
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    anchors = {path: _values(_ID, text) for path, text in texts.items()}
    shells = [sentinel(slot) for slot in SLOTS]
    for path, text in texts.items():
        shown = path.relative_to(site).as_posix()
        if any(word in path.name or word in path.parent.name for word in shells):
            yield f"{shown} is an unfilled shell"
        if path.name == "404.html":  # its links start at the root of wherever it is served
            continue
        for link in sorted(_values(_LINK, text)):
            if reason := _fault(site, path, link, anchors):
                yield f"{shown}: the link '{link}' {reason}"


def _values(pattern: re.Pattern[str], text: str) -> set[str]:
    return {unescape(next(filter(None, match), "")) for match in pattern.findall(text)}


def _fault(site: Path, page: Path, link: str, anchors: dict[Path, set[str]]) -> str | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
        return None
    target = page if not parts.path else (page.parent / unquote(parts.path)).resolve()
    if target.is_dir():
        target /= "index.html"
    if not target.is_relative_to(site.resolve()) and target != page:
        return "leaves the site"
    if not target.is_file():
        return "leads nowhere"
    if parts.fragment and target in anchors and unquote(parts.fragment) not in anchors[target]:
        return "leads to no place on its page"
    return None
