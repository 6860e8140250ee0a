"""The browser holds the site to its policy, and the site keeps within it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Site
from tests.browser.test_search import ask

pytestmark = pytest.mark.browser

NOTE = """
window.refused = []
document.addEventListener("securitypolicyviolation", event => {
  window.refused.push(`${event.violatedDirective} ${event.blockedURI}`)
})
"""


def test_no_page_asks_for_more_than_the_policy_permits(page: Page, site: Site) -> None:
    """On a page of every sort, with its scripts run and its search used."""
    page.context.add_init_script(NOTE)
    for path in site.samples.values():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.refused") == [], path
    page.goto("papers/")
    ask(page, "segmentation")
    assert page.evaluate("window.refused") == []


def test_a_pdf_is_shown_where_the_policy_names_its_host(browser: Browser, site: Site) -> None:
    """The frame is asked for, and nothing is refused."""
    context = browser.new_context(base_url=site.origin)
    context.add_init_script(NOTE)
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/html", body="<p>PDF</p>")

    context.route(lambda url: not url.startswith(site.origin), answer)
    page = context.new_page()
    page.goto(site.entries["paper"])
    page.locator("[data-ar-load]").first.click()
    expect(page.frame_locator("iframe").locator("p")).to_have_text("PDF")

    assert page.evaluate("window.refused") == []
    assert len(asked) == 1
    context.close()


ATTACKS = {
    "script": """const s = document.createElement('script'); s.textContent = 'window.ran = 1'
        document.body.append(s)""",
    "handler": """const i = document.createElement('img'); i.setAttribute('onerror', 'ran = 1')
        i.src = 'x'; document.body.append(i)""",
    "foreign script": """const s = document.createElement('script')
        s.src = 'https://evil.example/x.js'; document.body.append(s)""",
    "address": """const a = document.createElement('a'); a.href = 'javascript:window.ran = 1'
        document.body.append(a); a.click()""",
    "frame": """const f = document.createElement('iframe'); f.src = 'https://evil.example/'
        document.body.append(f)""",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_what_is_smuggled_in_does_not_run(browser: Browser, site: Site, attack: str) -> None:
    """A script, a handler, an address that is a script, a foreign script, a foreign frame."""
    context = browser.new_context(base_url=site.origin)
    context.add_init_script(NOTE)
    left: list[str] = []

    def answer(route: Route) -> None:
        left.append(route.request.url)
        route.fulfill(content_type="text/javascript", body="window.ran = 1")

    context.route("https://evil.example/**", answer)
    page = context.new_page()
    page.goto(site.entries["term"])
    page.evaluate(f"() => {{ {attack} }}")
    page.wait_for_function("window.refused.length > 0")

    assert page.evaluate("window.ran") is None
    assert left == []
    context.close()
