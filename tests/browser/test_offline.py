"""The site for the disk, opened from the disk: all that a served site does, and nobody is asked."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds import ModelEntry
from agi_review.site import build_site
from agi_review.site.offline import make_offline
from tests.browser.conftest import DESKTOP, Site, Watch
from tests.browser.test_search import HITS, ask
from tests.site.conftest import make_project

pytestmark = pytest.mark.browser

ROWS = "table.ar-table > tbody > tr:visible"

OpenPage = Callable[..., Page]


@dataclass(frozen=True)
class OnDisk:
    """A site in a folder and the graph it was made from."""

    folder: Path
    graph: KnowledgeGraph

    def file(self, name: str) -> str:
        """Return the address of a file."""
        return (self.folder / name).as_uri()


@pytest.fixture(scope="module", params=["tiny", "real"])
def disk(
    request: pytest.FixtureRequest, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> OnDisk:
    """The small base with every field, and the real one, in a folder whose name needs quoting."""
    folder = tmp_path_factory.mktemp("disk") / "a site & more"
    if request.param == "tiny":
        project = make_project(tmp_path_factory.mktemp("project") / "tiny")
        return OnDisk(folder, build_site(project / "mkdocs.yml", folder, offline=True))
    shutil.copytree(site.folder, folder)
    make_offline(folder)
    return OnDisk(folder, site.graph)


@pytest.fixture
def open_page(disk: OnDisk, browser: Browser) -> Iterator[OpenPage]:
    """Open pages that may read the folder and nothing else, and may not complain."""
    watch = Watch(f"{disk.folder.as_uri()}/", also=("blob:null/",))
    contexts: list[BrowserContext] = []

    def opened(name: str = "index.html", **options: Any) -> Page:
        viewport = {"width": DESKTOP[0], "height": DESKTOP[1]}
        context = browser.new_context(viewport=viewport, **options)
        context.set_default_timeout(10_000)
        watch.over(context)
        contexts.append(context)
        page = context.new_page()
        page.goto(disk.file(name))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not watch.seen, "\n".join(dict.fromkeys(watch.seen))


def from_home_to_paper_and_back(page: Page, disk: OnDisk) -> None:
    """Follow links a reader would: models, one of them, the paper that introduced it, back."""
    model = next(each for each in disk.graph.of(ModelEntry) if each.introduced_in)
    page.locator("header a[href$='models/index.html']").first.click()
    page.wait_for_url(disk.file("models/index.html"))
    page.locator(f"{ROWS} a[href$='models/{model.id}/index.html']").first.click()
    page.wait_for_url(disk.file(f"models/{model.id}/index.html"))
    expect(page.locator("h1")).to_have_text(model.name)
    paper = f"papers/{model.introduced_in}/index.html"
    page.locator(f"#content a[href$='{paper}']").first.click()
    page.wait_for_url(disk.file(paper))
    page.go_back()
    expect(page.locator("h1")).to_have_text(model.name)
    page.locator(".ar-brand").click()
    page.wait_for_url(disk.file("index.html"))


def a_synonym(disk: OnDisk) -> tuple[str, ModelEntry]:
    """Return another name of a model whose words stand together in no other entry."""
    index = json.loads((disk.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    words: Counter[str] = Counter()
    for document in index["docs"]:
        text = " ".join((document["title"], document["text"], *document.get("tags", ())))
        words.update(set(text.casefold().replace("-", " ").split()))
    return next(
        (name, model)
        for model in disk.graph.of(ModelEntry)
        for name in model.also_known_as
        if name.casefold() not in model.name.casefold()
        if all(word.isalnum() for word in name.split())
        if any(words[word] == 1 for word in name.casefold().split()) or len(name.split()) > 3
    )


def test_links_lead_from_page_to_page(open_page: OpenPage, disk: OnDisk) -> None:
    """From home to a model, its paper, and back, by file names alone."""
    from_home_to_paper_and_back(open_page(), disk)


def test_content_and_links_need_no_script(open_page: OpenPage, disk: OnDisk) -> None:
    """The same way without scripts."""
    page = open_page(java_script_enabled=False)

    assert len(page.locator("#content").inner_text()) > 200
    from_home_to_paper_and_back(page, disk)


def test_search_finds_a_model_by_another_name(open_page: OpenPage, disk: OnDisk) -> None:
    """From a page deep in the site; its hit is shown once and opens its page."""
    name, model = a_synonym(disk)
    address = disk.file(f"models/{model.id}/index.html")
    page = open_page("terms/index.html")

    ask(page, name)
    expect(page.locator(HITS).first).to_be_visible()
    links = page.locator(f"{HITS} > a").evaluate_all("links => links.map(link => link.href)")
    found = [link.partition("?")[0].partition("#")[0] for link in links]

    assert found.count(address) == 1, f"{name}: {found}"
    page.locator(f"{HITS} > a").nth(found.index(address)).click()
    expect(page.locator("h1")).to_have_text(model.name)


def test_an_index_is_filtered_and_keeps_its_state(open_page: OpenPage) -> None:
    """The state stands in the address, lives through loading again, and Back takes it away."""
    page = open_page("models/index.html")
    everything = page.locator(ROWS).count()
    box = page.locator("fieldset input:visible").first
    box.check()
    filtered = page.locator(ROWS).count()

    assert 0 < filtered <= everything
    assert "index.html?" in page.url
    page.reload()
    expect(page.locator("fieldset input:visible").first).to_be_checked()
    expect(page.locator(ROWS)).to_have_count(filtered)
    page.go_back()
    expect(page.locator("fieldset input:visible").first).not_to_be_checked()
    expect(page.locator(ROWS)).to_have_count(everything)


def test_an_index_is_sorted(open_page: OpenPage) -> None:
    """By the column that was chosen."""
    page = open_page("papers/index.html")
    column = page.locator("[name=sort] option:not([value=''])").first.get_attribute("value")
    page.locator("[name=sort]").select_option(column)

    expect(page.locator("th[aria-sort]").first).to_be_visible()


@pytest.mark.parametrize("form", ["csv", "bib"])
def test_rows_are_exported(open_page: OpenPage, form: str) -> None:
    """Also as records, which the page has to read from a file of the folder."""
    page = open_page("papers/index.html")
    # Long lists are drawn in steps; the line above them counts all rows.
    count = page.locator(".ar-index__count strong").inner_text()
    rows = int(count.split()[0].replace(",", ""))
    with page.expect_download() as download:
        page.locator(f"[data-ar-export={form}]").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")

    records = text.count("\n@") + 1 if form == "bib" else len(text.splitlines()) - 1
    assert records == rows


def test_a_citation_is_copied(open_page: OpenPage, disk: OnDisk) -> None:
    """And the button says so."""
    model = next(each for each in disk.graph.of(ModelEntry) if each.introduced_in)
    page = open_page(
        f"papers/{model.introduced_in}/index.html",
        permissions=["clipboard-read", "clipboard-write"],
    )
    button = page.locator("[data-ar-copy]:visible").first
    button.click()

    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()")


def test_the_scheme_is_switched_and_remembered(open_page: OpenPage) -> None:
    """On the next page too."""
    page = open_page(color_scheme="light")
    page.get_by_title("Switch to the dark scheme").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")

    page.locator("header a[href$='models/index.html']").first.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
