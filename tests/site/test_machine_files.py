"""What programs find on the built site: addresses in heads, feeds and lists lead somewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html

from agi_review.site.engine import run_build
from tests.site.conftest import SITE_URL


@pytest.fixture
def site(project: Path, tmp_path: Path) -> Path:
    """The built site of the tiny base, which knows its address."""
    run_build(project / "mkdocs.yml", tmp_path / "site")
    return tmp_path / "site"


def pages(site: Path) -> Iterator[tuple[str, Any]]:
    """Every page with its address; the page for wrong addresses has none."""
    for path in sorted(site.rglob("index.html")):
        yield path.relative_to(site).as_posix(), lxml_html.parse(path).find("head")


def test_every_head_names_the_feeds_from_its_own_depth(site: Path) -> None:
    """A reader of feeds may start from any page."""
    for page, head in pages(site):
        feeds = {
            link.get("type"): normpath(join(dirname(page), link.get("href")))
            for link in head.iter("link")
            if "feed" in link.get("href")
        }
        assert feeds == {"application/atom+xml": "feed.xml", "application/feed+json": "feed.json"}


def test_an_alternate_is_never_taken_for_a_language(site: Path) -> None:
    """The theme's script asks for a sitemap beside every link that is `alternate` alone."""
    for _, head in pages(site):
        alternates = [link for link in head.iter("link") if "alternate" in link.get("rel").split()]
        assert len(alternates) >= 2
        assert all(len(link.get("rel").split()) == 2 for link in alternates)


def test_every_head_says_what_a_preview_shows(site: Path) -> None:
    """Name of the site, title, sort of page, and the same address as the canonical one."""
    for page, head in pages(site):
        told = {meta.get("property"): meta.get("content") for meta in head.iter("meta")}
        canonical = head.find("link[@rel='canonical']").get("href")
        assert told["og:url"] == canonical == SITE_URL + page.removesuffix("index.html")
        assert told["og:site_name"] == "agi_review"
        assert told["og:title"]
        assert told["og:type"] in {"article", "website"}
    told = dict(_told(site / "models" / "complete-model" / "index.html"))
    assert (told["og:title"], told["og:type"]) == ("Complete model", "article")
    assert told["og:description"].startswith("the small model trained further")


def test_a_prose_page_is_previewed_as_it_was_written(project: Path, tmp_path: Path) -> None:
    """Its title and description are text, whatever they hold."""
    page = project / "docs" / "about.md"
    page.write_text(
        "---\ntitle: 'A \"quoted\" & <b>title'\ndescription: 'Says \"much\" & more.'\n---\n\n# A\n",
        encoding="utf-8",
    )

    run_build(project / "mkdocs.yml", tmp_path / "site")

    told = dict(_told(tmp_path / "site" / "about" / "index.html"))
    assert told["og:title"] == 'A "quoted" & <b>title'
    assert told["og:description"] == 'Says "much" & more.'


def _told(path: Path) -> Iterator[tuple[str, str]]:
    for meta in lxml_html.parse(path).iter("meta"):
        if (meta.get("property") or "").startswith("og:"):
            yield meta.get("property") or "", meta.get("content") or ""


def test_every_link_in_a_head_leads_to_a_file(site: Path) -> None:
    """Twins, records, feeds, style sheets; or to a page."""
    for page, head in pages(site):
        for link in head.iter("link"):
            address = link.get("href")
            if not address.startswith(("https://", "http://")):
                target = site / normpath(join(dirname(page), address))
                assert target.is_file() or (target / "index.html").is_file(), (page, address)


def test_the_sitemap_lists_every_page_and_nothing_else(site: Path) -> None:
    """Of the namespace crawlers know; files for machines are not pages."""
    root = etree.parse(site / "sitemap.xml").getroot()
    listed = [
        location.text for location in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]

    addresses = {SITE_URL + page.removesuffix("index.html") for page, _ in pages(site)}
    assert len(listed) == len(addresses)
    assert set(listed) == addresses


def test_feeds_and_lists_lead_to_pages(site: Path) -> None:
    """Each item of the feeds, each entry of the lists, each file of the index."""
    feed = feedparser.parse((site / "feed.xml").read_bytes())
    items = json.loads((site / "feed.json").read_text(encoding="utf-8"))["items"]
    index = json.loads((site / "api" / "index.json").read_text(encoding="utf-8"))

    assert not feed.bozo
    for address in (*(item.link for item in feed.entries), *(item["url"] for item in items)):
        assert (site / address.removeprefix(SITE_URL) / "index.html").is_file()
    for kind in index["kinds"]:
        for item in json.loads((site / "api" / kind["list"]).read_text(encoding="utf-8")):
            assert (site / "api" / item["url"] / "index.html").is_file()
            assert (site / "api" / item["json"]).is_file()
            assert (site / "api" / item["markdown"]).is_file()
    for file in index["files"]:
        assert (site / "api" / file["url"]).is_file()


def test_a_site_without_an_address_has_them_all(project: Path, tmp_path: Path) -> None:
    """Addresses are relative then, and a preview says none."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(f"site_url: {SITE_URL}\n", "")
    config.write_text(text, encoding="utf-8")

    run_build(config, tmp_path / "site")

    assert "og:url" not in dict(_told(tmp_path / "site" / "index.html"))
    feed = feedparser.parse((tmp_path / "site" / "feed.xml").read_bytes())
    assert not feed.bozo
    for item in feed.entries:
        assert item.id.startswith("urn:uuid:")
        assert (tmp_path / "site" / item.link / "index.html").is_file()
