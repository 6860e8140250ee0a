"""The sitemap: the pages the site engine lists, and those that were stamped.

Source:
    The protocol at sitemaps.org, which permits 50,000 addresses a file and an index of files.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from agi_review.site.shell import sentinel

SITEMAP = "sitemap.xml"

MOST_ADDRESSES = 50_000
"""Addresses a file may hold."""

_ADDRESS = re.compile("<loc>.*?</loc>", re.DOTALL)
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap_files(rendered: str, base: str, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file, the one that readers begin with first.

    Args:
        rendered: The sitemap of the site engine, which has the shells in it.
        base: The address of the site, with a slash at its end.
        paths: The addresses of the stamped pages, from the site's root.
    """
    _, *items = rendered.replace("</urlset>", "").split("<url>")
    # The engine says of each page that it was changed on the day of the build, which nobody knows.
    kept = (_ADDRESS.findall(item)[0] for item in items if sentinel("slug") not in item)
    added = (f"<loc>{escape(base + path)}</loc>" for path in paths)
    listed = [f"<url>{item}</url>" for item in (*kept, *added)]
    parts = [
        listed[start : start + MOST_ADDRESSES] for start in range(0, len(listed), MOST_ADDRESSES)
    ]
    if len(parts) < 2:  # noqa: PLR2004 - one file needs no index
        yield SITEMAP, _set(listed)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    maps = "\n".join(f"<sitemap><loc>{escape(base + name)}</loc></sitemap>" for name in names)
    yield SITEMAP, f"{_HEAD}<sitemapindex {_SPACE}>\n{maps}\n</sitemapindex>\n"
    yield from ((name, _set(part)) for name, part in zip(names, parts, strict=True))


def pack_sitemap(site: Path) -> None:
    """Pack the sitemap of a site as the engine does, without the time it was packed at."""
    packed = site / f"{SITEMAP}.gz"
    if packed.is_file():
        packed.write_bytes(gzip.compress((site / SITEMAP).read_bytes(), mtime=0))


def _set(items: Iterable[str]) -> str:
    listed = "\n".join(items)
    return f"{_HEAD}<urlset {_SPACE}>\n{listed}\n</urlset>\n"
