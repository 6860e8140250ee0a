"""The sitemap lists every page; one file of it holds no more than the protocol permits."""

from __future__ import annotations

import pytest
from lxml import etree

from agi_review.site import sitemap
from agi_review.site.shell import sentinel
from agi_review.site.sitemap import SITEMAP, sitemap_files

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://review.example/base/"
RENDERED = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url>
         <loc>{BASE}</loc>
         <lastmod>2026-01-01</lastmod>
    </url>
    <url>
         <loc>{BASE}papers/{sentinel("slug")}/</loc>
    </url>
</urlset>"""
PATHS = [f"papers/p{n}/" for n in range(5)]


def addresses(text: str) -> list[str | None]:
    """What a file lists."""
    return [each.text for each in etree.fromstring(text.encode()).iter(f"{SPACE}loc")]


def test_one_file_lists_a_small_site() -> None:
    """Without the shells, and without the day of the build, which the site engine gives for all."""
    ((name, text),) = sitemap_files(RENDERED, BASE, PATHS)

    assert name == SITEMAP
    assert addresses(text) == [BASE, *(f"{BASE}{path}" for path in PATHS)]
    assert "<lastmod>" in RENDERED
    assert "<lastmod>" not in text


def test_a_large_site_has_an_index_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each within the limit, each page in one of them."""
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 4)
    files = dict(sitemap_files(RENDERED, BASE, PATHS))
    first = files.pop(SITEMAP)

    assert addresses(first) == [f"{BASE}{name}" for name in files]
    found = [each for text in files.values() for each in addresses(text)]
    assert found == [BASE, *(f"{BASE}{path}" for path in PATHS)]
    assert max(len(addresses(text)) for text in files.values()) <= 4
