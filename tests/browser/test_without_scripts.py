"""Everything a reader needs is there before any script runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Site

pytestmark = pytest.mark.browser

UNSEEN = """root => {
  const title = root.querySelector("h1").textContent.trim()
  const parts = "h1, h2, h3, p, li, dt, dd, th, td, pre, a, summary, time"
  const closed = element => {
    const fold = element.closest("details:not([open])")
    return fold && !element.closest("summary")
  }
  return [...root.querySelectorAll(parts)].filter(element => {
    if (!element.textContent.trim()) return false
    /* A picture and its table on a wide screen, lists of the same on a narrow one. */
    const figure = element.closest(".ar-picture--listed")
    if (figure && !!element.closest(".ar-picture__lists") === innerWidth >= 960) return false
    if (closed(element) || element.closest("[hidden], .ar-hidden, .ar-js, thead")) return false
    /* The head of a strip of one row says again what the page is called. */
    const text = element.textContent.trim()
    if (element.matches(".ar-gapmap--strip th") && text === title) return false
    const box = element.getBoundingClientRect()
    const shown = { opacityProperty: true, visibilityProperty: true }
    return !element.checkVisibility(shown) || box.width < 2 || box.height < 2
  }).map(element => `<${element.localName}> ${element.textContent.trim().slice(0, 80)}`)
}"""


@pytest.fixture
def plain(new_page: NewPage) -> Page:
    """A page in a browser that runs no scripts."""
    return new_page(java_script_enabled=False)


def test_all_text_is_shown(plain: Page, site: Site) -> None:
    """Claims, tables, facts, links and lists, on a page of every sort, wide and narrow."""
    faults = []
    for sort, path in site.samples.items():
        plain.goto(path)
        text = plain.locator("#content")
        assert len(text.inner_text()) > 200
        for width in (1440, 390):
            plain.set_viewport_size({"width": width, "height": 900})
            faults += [f"{width} px, {sort}, /{path}: {each}" for each in text.evaluate(UNSEEN)]

    assert not faults, "\n".join(faults)


def test_claims_and_tables_are_read_as_written(plain: Page, site: Site) -> None:
    """Each claim of the entry stands there with its sources; an index has a row for each entry."""
    path = site.entries["theme"]
    entry = site.graph.entry("theme", path.split("/")[1])
    plain.goto(path)
    shown = plain.locator(".ar-claim")
    assert entry.claims
    assert shown.count() >= len(entry.claims)
    for claim in shown.all():
        assert claim.locator(".ar-claim__text").inner_text()
        assert claim.locator(".ar-source").first.is_visible()

    plain.goto("models/")
    models = [entry for entry in site.graph if entry.key.kind == "model" and not entry.deprecated]
    assert plain.locator("#content tbody tr:visible").count() == len(models)


def test_what_needs_a_script_is_not_offered(plain: Page, site: Site) -> None:
    """A button that would do nothing is worse than none."""
    faults = []
    for sort in ("home", "paper", "theme", "all models", "prose"):
        plain.goto(site.samples[sort])
        dead = plain.locator(":is(button, input, label, [role=tab]):visible")
        shown = dead.evaluate_all("found => found.map(each => each.outerHTML.slice(0, 100))")
        faults += [f"{sort}: {each}" for each in shown]

    assert not faults, "\n".join(faults)


def test_the_menu_of_a_phone_opens_without_scripts(plain: Page, site: Site) -> None:
    """Its links lead to every section, each from the one before."""
    plain.set_viewport_size({"width": 390, "height": 900})
    plain.goto(site.entries["paper"])
    for kind in site.graph.kinds:
        plain.locator(".ar-header summary").click()
        menu = plain.get_by_role("navigation", name="Menu")
        menu.get_by_role("link", name=kind.plural, exact=True).click()
        expect(plain.locator("h1")).to_have_text(kind.plural)
