"""Lists on many pages: complete without scripts, and one list for who filters, sorts, exports."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from agi_review.schema.kinds import ModelEntry, PaperEntry
from agi_review.site.offline import make_offline
from tests.browser.conftest import NewPage, Site
from tests.browser.test_axe import RULES, violations
from tests.browser.test_search import HITS, ask

pytestmark = pytest.mark.browser

ROWS = "table.ar-table > tbody > tr:not(.ar-table__group):visible"
STATUS = "[data-ar-index] [role=status]"


@pytest.fixture
def page(long_page: NewPage) -> Page:
    """A page of the made base, instead of the real one."""
    return long_page()


@pytest.fixture(params=["served", "disk"])
def where(request: pytest.FixtureRequest, long_site: Site, tmp_path: Path) -> str:
    """The address of the site: served, or as a folder on disk."""
    if request.param == "served":
        return long_site.origin
    shutil.copytree(long_site.folder, tmp_path / "site")
    make_offline(tmp_path / "site")
    return f"{(tmp_path / 'site').as_uri()}/"


def at(where: str, path: str, query: str = "") -> str:
    """The address of a page of either."""
    return f"{where}{path}{'index.html' if where.startswith('file:') else ''}{query}"


def names(page: Page) -> list[str]:
    """The names of the rows that are shown, in their order."""
    return [text.strip() for text in page.locator(f"{ROWS} > th a").all_inner_texts()]


def walked(page: Page, path: str) -> Iterator[str]:
    """Follow `Next` from the first page to the last; yield what stands in the rows."""
    page.goto(path)
    yield from names(page)
    while page.locator("a[rel=next]").count():
        page.locator("a[rel=next]").click()
        yield from names(page)


@pytest.mark.parametrize("folder", ["papers", "models", "terms"])
def test_every_entry_stands_on_one_page_without_scripts(
    long_page: NewPage, long_site: Site, folder: str
) -> None:
    """In one order over all pages, from `Next` to `Next`."""
    page = long_page(java_script_enabled=False)
    kind = next(kind for kind in long_site.graph.kinds if kind.folder == folder)

    found = list(walked(page, f"{folder}/"))

    assert sorted(found) == sorted(entry.label for entry in long_site.graph.of(kind))
    expect(page.locator("a[rel=prev]")).to_be_visible()
    expect(page.locator(".ar-pager [aria-current=page]")).to_be_visible()


def test_a_facet_counts_the_rows_of_all_pages(
    where: str, browser: Browser, long_site: Site
) -> None:
    """From any of them, also from disk; Back brings the page as it came."""
    page = browser.new_page()
    page.goto(at(where, "papers/page/3/"))
    before = names(page)
    expected = [paper for paper in long_site.graph.of(PaperEntry) if paper.year == 2020]
    page.locator("input[name=year][value='2020']").check()

    expect(page.locator(STATUS)).to_have_text(f"{len(expected)} of 70 papers")
    assert sorted(names(page)) == sorted(paper.title for paper in expected)
    expect(page.locator(".ar-pager")).to_be_hidden()
    link = page.locator(f"{ROWS} > th a").first
    title = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    expect(page.locator(STATUS)).to_have_text(f"{len(expected)} of 70 papers")
    page.go_back()
    expect(page.locator(".ar-pager")).to_be_visible()
    assert names(page) == before
    page.close()


def test_a_count_says_what_a_click_gives(page: Page) -> None:
    """Over the rows of all pages."""
    page.goto("models/?weights=yes")
    expect(page.locator(STATUS)).to_contain_text(" of ")
    expect(page.locator("form.ar-filter__form")).to_have_attribute("aria-busy", "false")
    box = page.locator("input[name=category][value=vision]")
    promised = int(box.locator("xpath=..").locator(".ar-count").inner_text())
    box.check()

    expect(page.locator(STATUS)).to_have_text(f"{promised} of 40 models")


def test_what_was_chosen_is_read_before_what_else_is_counted(page: Page) -> None:
    """And of the rows a dozen at a time, each file once."""
    read: list[str] = []
    page.on("request", lambda request: read.append(request.url.rpartition("/rows/")[2]))
    page.goto("papers/?type=article")
    expect(page.locator("form.ar-filter__form")).to_have_attribute("aria-busy", "false")

    facets = [name for name in read if name.startswith("facet-")]
    assert facets[0] == "facet-type.json"
    assert set(facets) > {"facet-type.json", "facet-year.json"}
    files = [name for name in read if name.endswith(".html")]
    assert files
    assert len(files) == len(set(files))
    assert read.index("facet-type.json") < read.index(files[0]) < read.index("facet-year.json")


def test_words_and_order_hold_for_all_pages(page: Page, long_site: Site) -> None:
    """A word is found by its beginning, without accents, and inside a name made of several."""
    page.goto("papers/")
    for asked, word in (("uberb", "Überblick"), ("clip ct", "BiomedCLIP")):
        page.locator("input[name=find]").fill(asked)
        expect(page.locator(".ar-chip")).to_contain_text(asked)
        expected = [p.title for p in long_site.graph.of(PaperEntry) if word in p.title]
        expected = [title for title in expected if " ct" not in asked or "CT" in title.split()]
        expect(page.locator(STATUS)).to_have_text(f"{len(expected)} of 70 papers")
        assert sorted(names(page)) == sorted(expected)
    page.locator("input[name=find]").fill("")
    page.locator("[name=sort]").select_option(label="Paper")
    expect(page.get_by_text("24 of 70 rows are drawn.")).to_be_visible()
    everything = sorted((p.title for p in long_site.graph.of(PaperEntry)), key=str.casefold)
    assert names(page) == everything[:24]
    page.get_by_role("button", name="Show 24 more").click()
    expect(page.locator(ROWS)).to_have_count(48)
    page.get_by_role("button", name="Show 22 more").click()
    expect(page.locator(ROWS)).to_have_count(70)
    assert names(page) == everything


@pytest.mark.parametrize("form", ["Export CSV", "Markdown", "BibTeX"])
def test_an_export_holds_the_rows_of_all_pages(
    where: str, browser: Browser, long_site: Site, form: str
) -> None:
    """Exactly those that match, drawn or not, in their order."""
    page = browser.new_page()
    page.goto(at(where, "papers/page/2/", "?type=article"))
    expected = {p.title: p.id for p in long_site.graph.of(PaperEntry) if p.type == "article"}
    expect(page.locator(STATUS)).to_have_text(f"{len(expected)} of 70 papers")
    with page.expect_download() as download:
        page.get_by_role("button", name=form).click()
    text = Path(download.value.path()).read_text(encoding="utf-8")

    if form == "BibTeX":
        ids = re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE)
        assert sorted(ids) == sorted(expected.values())
    else:
        rows = (
            [row[0] for row in csv.reader(io.StringIO(text)) if row][1:]
            if form == "Export CSV"
            else [line.split(" | ")[0].removeprefix("| ") for line in text.strip().splitlines()[2:]]
        )
        assert sorted(rows) == sorted(expected)
        assert rows[:5] == names(page)[:5]
    page.close()


def test_models_of_several_pages_are_compared(page: Page, long_site: Site) -> None:
    """Chosen on one page, kept on another, and put side by side."""
    models = {model.id: model.name for model in long_site.graph.of(ModelEntry)}
    page.goto("models/?pick=m39,m0")
    expect(page.locator(".ar-tray__chosen li")).to_have_count(2)
    page.locator(f"{ROWS} .ar-pick input:not(:checked)").first.check()
    expect(page).to_have_url(re.compile("pick=m39,m0,m"))
    page.locator(".ar-tray a", has_text="Compare 3").click()

    heads = page.locator(".ar-matrix__side thead th")
    expect(heads).to_have_count(3)
    expect(heads.first).to_contain_text(models["m39"])
    page.locator("input[name=name]").fill(models["m7"])
    page.get_by_role("button", name="Add", exact=True).click()
    expect(heads).to_have_count(4)
    expect(heads.nth(3)).to_contain_text(models["m7"])


def test_the_table_of_all_models_is_filtered_over_its_pages(page: Page, long_site: Site) -> None:
    """Under the heads of its categories."""
    page.goto("compare/page/2/")
    page.locator(".ar-filter > summary").click()
    page.locator("input[name=domain][value=medical]").check()
    expected = [m.name for m in long_site.graph.of(ModelEntry) if m.domain == "medical"]

    expect(page.locator(STATUS)).to_have_text(f"{len(expected)} of 40 models")
    expect(page.locator(ROWS)).to_have_count(len(expected))


@pytest.mark.parametrize(
    ("asked", "path"),
    [("work 17", "papers/p17/"), ("qcnson", "papers/p23/"), ("UBERBEGRIFF 3", "terms/t3/")],
)
def test_a_divided_search_finds_what_one_would(
    where: str, browser: Browser, asked: str, path: str
) -> None:
    """By title, author and other names, the best first; each hit once."""
    page = browser.new_page()
    page.goto(at(where, "models/"))
    ask(page, asked)
    first = page.locator(f"{HITS} > a").first

    expect(first).to_have_attribute("href", re.compile(f"{path}(index.html)?(\\?|$)"))
    links = page.locator(f"{HITS} > a").evaluate_all("links => links.map(link => link.pathname)")
    assert len(links) == len(set(links))
    page.close()


def test_a_divided_search_says_that_there_is_more(page: Page) -> None:
    """And leads to the list, filtered by what was asked."""
    page.goto("models/")
    ask(page, "work")
    more = page.locator(f"{HITS} > a", has_text="The best 20 of 70")
    expect(page.locator(HITS).first).to_be_visible()
    for _ in range(10):  # the theme adds some whenever its list is read to the end
        page.locator(".md-search__scrollwrap").evaluate("list => list.scrollTo(0, 0)")
        page.locator(".md-search__scrollwrap").evaluate("list => list.scrollTo(0, 1e6)")
        page.wait_for_timeout(150)
    expect(more).to_have_attribute("href", re.compile(r"papers/\?find=work"))
    assert page.locator(HITS).count() == 21


BOTH_WAYS = """
async ([documents, queries]) => {
  const docs = []
  for (let at = 0; docs.length < documents; at += 1) {
    docs.push(...(await (await fetch(`../search/documents-${at}.json`)).json()).docs)
  }
  const answer = (worker, message, type) => new Promise(done => {
    worker.onmessage = ({ data }) => data.type === type && done(data.data)
    worker.postMessage(message)
  })
  const made = async data => {
    const worker = new Worker("../assets/agi-review-search.js")
    await answer(worker, { type: 0, data }, 1)
    return worker
  }
  const one = await made({ config: {}, docs })
  const divided = await made({ config: { divided: true }, docs: [] })
  const said = ([{ location, title, text }]) => [location, title, text]
  const found = []
  for (const data of queries) {
    const hits = []
    for (const worker of [one, divided]) {
      const { items } = await answer(worker, { type: 2, data }, 3)
      hits.push(items.filter(([{ score }]) => score).map(said))
    }
    found.push(hits)
  }
  return found
}
"""


def test_a_divided_search_answers_as_one_does(page: Page, long_site: Site) -> None:
    """Who asks for a name gets it first; who asks for less, hits that the whole index has too."""
    page.goto("models/")
    head = json.loads((long_site.folder / "search" / "words.json").read_text(encoding="utf-8"))
    named = [entry for kind in (PaperEntry, ModelEntry) for entry in long_site.graph.of(kind)]
    names = [entry.label for entry in named[::7]]
    others = ["wo", "w", "qb", "CT uberblick", "uberblick work", "sort CLIP", "contrast MRI", "qqq"]
    asked = [*names, *others]

    answers = page.evaluate(BOTH_WAYS, [head["documents"], asked])

    for query, (one, divided) in zip(asked, answers, strict=True):
        if query in names:
            assert divided[0][1:] == one[0][1:], query
        assert bool(divided) == bool(one), query
        assert {hit[0] for hit in divided} <= {hit[0] for hit in one}, query


def test_long_lists_are_accessible(long_page: NewPage) -> None:
    """The pages, and what a filter makes of them."""
    page = long_page(bypass_csp=True)
    for path in ("papers/page/2/", "terms/?find=term", "compare/page/2/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.evaluate(AXE_SCRIPT)
        assert violations(page, RULES["default"]) == [], path


def test_the_form_reads_no_more_of_a_large_kind_than_it_needs(page: Page) -> None:
    """One file says whether an id is taken; ids near what is typed are offered."""
    read: list[str] = []
    page.on("request", lambda request: read.append(request.url))
    page.goto("add/")
    page.get_by_label(re.compile("^Id")).first.fill("p33")
    expect(page.get_by_text("an entry has this id already")).to_be_visible()
    files = [url.rpartition("/cards/")[2] for url in read if "/cards/" in url]

    assert files[0] == "papers.json"
    assert len(files) <= 3
    assert not any("/api/papers.json" in url for url in read)
    page.get_by_label(re.compile("^Id")).first.fill("p333")
    expect(page.get_by_text("an entry has this id already")).to_be_hidden()
