"""The real site, built once and served from this machine, and a browser that watches it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from agi_review.exports.styles import CitationStyles
from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds import ChallengeEntry
from agi_review.site import build_site
from agi_review.views.gap_map import GAPS
from agi_review.views.hubs import HUBS
from tests.browser.find_chromium import found
from tests.browser.made import make_long_base, small_pages
from tests.browser.served import served
from tests.conftest import PROJECT
from tests.site.conftest import make_project

MISSING = "papers/there-is-no-such-paper/"
"""An address without a page."""

SITE_NAME = "agi_review"

LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

DESKTOP = (1440, 900)

NewPage = Callable[..., Page]
"""Opens a page in a context of its own; takes `size` and what a browser context takes."""


@dataclass(frozen=True)
class Site:
    """The built site: its files, its address, and the graph it was built from."""

    folder: Path
    origin: str
    graph: KnowledgeGraph

    def url(self, path: str) -> str:
        """Return the address of a page."""
        return urljoin(self.origin, path)

    @property
    def entries(self) -> dict[str, str]:
        """The fullest entry page of each kind: it has the most that can go wrong."""
        return {kind.kind: self._fullest(kind.folder) for kind in self.graph.kinds}

    @property
    def indexes(self) -> dict[str, str]:
        """The index page of each kind."""
        return {f"all {kind.folder}": f"{kind.folder}/" for kind in self.graph.kinds}

    @property
    def hubs(self) -> dict[str, str]:
        """The pages about the whole base, and the fullest of the pages below each."""
        below = {
            f"one of {hub.name}": self._fullest(hub.path)
            for hub in HUBS
            # Of some there are none below a size: the glossary is one page here.
            if hub.pages and any((self.folder / hub.path).glob("*/index.html"))
        }
        return {hub.name: hub.path for hub in HUBS} | below

    @property
    def cut(self) -> dict[str, str]:
        """A page whose claims do not all stand on it, and the fullest that goes on with some."""
        more = self._fullest(f"{GAPS}more")
        name = more.removeprefix(f"{GAPS}more/")
        ids = (each.id for each in self.graph.of(ChallengeEntry) if name.startswith(f"{each.id}-"))
        return {"cut claims": f"{GAPS}{max(ids, key=len)}/", "the rest of them": more}

    @property
    def samples(self) -> dict[str, str]:
        """One page of every sort the site has."""
        return {
            **self.hubs,
            **self.entries,
            **self.indexes,
            "prose": "method/",
            "reference": "reference/kinds/",
            "rule": self._fullest("rules"),
            "missing": MISSING,
        }

    def _fullest(self, folder: str) -> str:
        pages = sorted((self.folder / folder).glob("*/index.html"))
        fullest = max(pages, key=lambda page: page.stat().st_size)
        return f"{fullest.parent.relative_to(self.folder).as_posix()}/"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real entries as a site, served at a free port."""
    folder = tmp_path_factory.mktemp("browser") / "site"
    graph = build_site(PROJECT / "mkdocs.yml", folder)
    with served(folder) as origin:
        yield Site(folder, origin, graph)


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A made base whose lists and search are divided, at a free port."""
    project = make_project(tmp_path_factory.mktemp("long") / "project")
    shutil.rmtree(project / "entries")
    make_long_base(project / "entries")
    folder = tmp_path_factory.mktemp("long") / "site"
    with pytest.MonkeyPatch.context() as patch:
        small_pages(patch)
        patch.setattr(CitationStyles, "of", lambda _styles, _paper: {})  # slow, and not the point
        graph = build_site(project / "mkdocs.yml", folder)
    with served(folder) as origin:
        yield Site(folder, origin, graph)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests: the machine's own, else playwright's."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found(), args=LAUNCH)
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """Notes what no page may do: complain in the console, or ask another host for anything."""

    origin: str
    also: tuple[str, ...] = ()
    """What else an address may begin with."""
    seen: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch all pages of a context."""
        context.on("request", lambda request: self._asked(request.url))
        context.on("console", self._said)
        context.on("weberror", lambda error: self.seen.append(f"uncaught: {error.error}"))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.origin, "data:", f"blob:{self.origin}", *self.also)):
            self.seen.append(f"left the origin: {url}")

    def _said(self, message: ConsoleMessage) -> None:
        # The browser itself reports that the missing page is missing.
        if message.type == "error" and not message.location["url"].endswith(MISSING):
            self.seen.append(f"console: {message.text} ({message.location['url']})")


@pytest.fixture
def new_page(site: Site, browser: Browser) -> Iterator[NewPage]:
    """Open pages at a size and scheme; the test fails on console errors and foreign requests."""
    yield from _opening(site, browser)


@pytest.fixture
def long_page(long_site: Site, browser: Browser) -> Iterator[NewPage]:
    """The same for the base whose lists are divided."""
    yield from _opening(long_site, browser)


def _opening(site: Site, browser: Browser) -> Iterator[NewPage]:
    watch = Watch(site.origin)
    contexts: list[BrowserContext] = []

    def opened(size: tuple[int, int] = DESKTOP, **options: Any) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, base_url=site.origin, **options)
        context.set_default_timeout(10_000)
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert not watch.seen, "\n".join(dict.fromkeys(watch.seen))


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page on a desktop, in the light scheme."""
    return new_page()
