"""Citing a paper, reading its PDF, talking about it: by mouse, keyboard, plainly and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from agi_review.render import Renderer
from agi_review.schema.kinds import PaperEntry
from agi_review.site.compose import Composition
from agi_review.views.publication import Comments, Publication
from tests.browser.conftest import NewPage, Site

pytestmark = pytest.mark.browser

FORMATS = ["BibTeX", "RIS", "CSL-JSON", "APA", "MLA", "IEEE", "Vancouver (AMA)"]
PAPER = "ma2024segment"
ADDRESS = f"papers/{PAPER}/"


@dataclass
class Asked:
    """A page whose requests to other sites are answered here, and noted."""

    page: Page
    hosts: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        """Note the host and answer with next to nothing."""
        self.hosts.append(urlsplit(route.request.url).hostname or "")
        script = route.request.resource_type == "script"
        kind = "text/javascript" if script else "text/html"
        body = "document.querySelector('.giscus').textContent = 'Talk'" if script else "<p>PDF</p>"
        route.fulfill(content_type=kind, headers={"Access-Control-Allow-Origin": "*"}, body=body)


@pytest.fixture
def asked(browser: Browser, site: Site) -> Iterator[Asked]:
    """A page in a context of its own, cut off from every other site."""
    context: BrowserContext = browser.new_context(base_url=site.origin)
    found = Asked(context.new_page())
    found.page.bring_to_front()  # only the page in front has the focus
    context.route(lambda url: not url.startswith(site.origin), found.answer)
    yield found
    context.close()


def test_formats_are_tabs_under_the_arrow_keys(page: Page) -> None:
    """One panel at a time; the ends meet; Home and End lead to the first and the last."""
    page.goto(ADDRESS)
    tabs = page.get_by_role("tab")
    expect(tabs).to_have_text(FORMATS)

    tabs.first.focus()
    ways = (("ArrowRight", 1), ("ArrowRight", 2), ("End", 6), ("ArrowRight", 0), ("ArrowLeft", 6))
    for key, place in (*ways, ("Home", 0)):
        page.keyboard.press(key)
        expect(tabs.nth(place)).to_be_focused()
        expect(tabs.nth(place)).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tabpanel")).to_have_count(1)
        expect(page.get_by_role("tabpanel", name=FORMATS[place])).to_be_visible()


def test_the_open_format_is_what_is_copied(page: Page, site: Site) -> None:
    """The button says so for a while and keeps its width; the live region says it too."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(ADDRESS)
    copy = page.locator(".ar-cite").get_by_role("button")
    page.get_by_role("tab", name="APA").click()
    before = copy.bounding_box()

    copy.click()

    expect(copy).to_have_text("Copied")
    expect(page.locator("#ar-live")).to_have_text("Copied")
    assert (copy.bounding_box() or {}).get("width") == (before or {}).get("width")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#cite-apa p").inner_text()
    assert copied.startswith("Ma, J., He, Y., Li, F., Han, L., You, C., & Wang, B. (2024). Segment")
    expect(copy).to_have_text("Copy")


def test_a_record_can_be_downloaded(page: Page) -> None:
    """The file is the text of the tab."""
    page.goto(ADDRESS)
    shown = page.locator("#cite-bib pre").inner_text()

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download .bib").click()

    assert waiting.value.path().read_text(encoding="utf-8").strip() == shown.strip()
    assert waiting.value.suggested_filename == f"{PAPER}.bib"


def test_a_pdf_is_asked_for_by_the_reader_and_by_nobody_else(asked: Asked) -> None:
    """Nothing leaves before the click; the box says whom it would ask; the keyboard will do."""
    page = asked.page
    page.goto(ADDRESS)
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_load_state("networkidle")
    box = page.locator("#pdf")
    expect(box).to_contain_text("Not loaded")
    expect(box).to_contain_text("arxiv.org")
    assert asked.hosts == []
    expect(page.locator("iframe")).to_have_count(0)

    box.get_by_role("button", name="Load preview").focus()
    page.keyboard.press("Enter")

    frame = page.get_by_title("PDF of Segment Anything in Medical Images")
    expect(frame).to_have_attribute("src", "https://arxiv.org/pdf/2304.12306")
    expect(frame.content_frame.locator("p")).to_have_text("PDF")
    expect(frame).to_be_focused()
    expect(page.locator("#ar-live")).to_have_text("Loading the PDF from arxiv.org")
    expect(box.get_by_role("link", name="Open PDF")).to_be_visible()
    expect(box.get_by_role("button")).to_have_count(0)
    assert set(asked.hosts) == {"arxiv.org"}


def _permit_comments(route: Route) -> None:
    """Answer with the page and the rule that a site with comments states."""
    answer = route.fetch()
    rule = "script-src 'self'"
    body = answer.text().replace(rule, f"{rule} https://giscus.app/client.js", 1)
    route.fulfill(response=answer, body=body)


def test_comments_are_asked_for_the_same_way(asked: Asked, site: Site) -> None:
    """On the page of a site that has them set up, in the scheme the reader has chosen."""
    said = Publication("A base", comments=Comments("o/r", "R_1", "Entries", "C_1"))
    entry = site.graph.get(PaperEntry, PAPER)
    assert entry
    body = Composition(site.graph, Renderer(), said).entry(entry).body
    page = asked.page
    page.emulate_media(color_scheme="dark")
    page.route(f"**/{ADDRESS}", _permit_comments)
    page.goto(ADDRESS)
    page.locator("#content").evaluate("(content, body) => { content.innerHTML = body }", body)
    box = page.locator(".ar-comments")
    expect(box).to_contain_text("giscus.app")
    page.wait_for_load_state("networkidle")
    assert asked.hosts == []

    box.get_by_role("button", name="Load comments").click()

    expect(box.locator(".giscus")).to_have_text("Talk")
    expect(box.locator(".giscus")).to_be_focused()
    assert asked.hosts == ["giscus.app"]
    given = box.locator("script").evaluate("script => ({ ...script.dataset })")
    assert given["repo"] == "o/r"
    assert (given["repoId"], given["category"], given["categoryId"]) == ("R_1", "Entries", "C_1")
    assert (given["mapping"], given["term"]) == ("specific", f"papers/{PAPER}")
    assert given["theme"] == "dark"


def test_without_scripts_every_format_stands_there(new_page: NewPage) -> None:
    """Each under its name; the PDF is a link; nothing offers what it cannot do."""
    plain = new_page(java_script_enabled=False)
    plain.goto(ADDRESS)

    for name in FORMATS:
        expect(plain.get_by_role("heading", name=name, exact=True)).to_be_visible()
    texts = plain.locator(".ar-cite__format :is(pre, p)")
    assert texts.count() == len(FORMATS)
    assert all(text.is_visible() for text in texts.all())
    expect(plain.locator("#pdf").get_by_role("link", name="Open PDF")).to_be_visible()
    expect(plain.locator("#pdf").get_by_role("button")).to_have_count(0)


def test_paper_has_no_use_for_what_is_loaded_or_followed(page: Page) -> None:
    """Printed: the reference under its name and the similar papers; no PDF box, no neighbours."""
    page.goto(ADDRESS)
    page.get_by_role("tab", name="IEEE").click()
    expect(page.locator("#pdf")).to_be_visible()
    expect(page.locator(".ar-neighbours")).to_be_visible()

    page.emulate_media(media="print")

    for gone in ("#pdf", ".ar-neighbours", ".ar-cite__foot .ar-button", ".ar-cite__tabs"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("#cite-ieee h3")).to_be_visible()
    expect(page.locator("#cite-ieee p")).to_be_visible()
    expect(page.locator("#similar")).to_be_visible()


def test_neighbours_lead_there_and_back(page: Page) -> None:
    """Later, and then earlier, is where one came from."""
    page.goto(ADDRESS)
    line = page.locator(".ar-neighbours__line").first
    theme = line.locator(".ar-neighbours__within a").inner_text()
    title = page.locator("h1").inner_text()

    line.locator(".ar-neighbours__later a").click()

    expect(page.locator("h1")).not_to_have_text(title)
    back = page.locator(".ar-neighbours__line", has_text=theme)
    back.locator(".ar-neighbours__earlier a").click()
    expect(page.locator("h1")).to_have_text(title)
