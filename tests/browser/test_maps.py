"""Every map and list: order and names for the keyboard, any width, no fault axe can find."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from agi_review.views import HUBS, HubPage
from tests.browser.conftest import NewPage, Site
from tests.browser.test_axe import CHOOSE, RULES, SHORTEN, violations
from tests.browser.test_widths import FAULTS

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1280, 2560)

# The letters of the glossary are alike.
FEWER = """document.querySelectorAll("#content .ar-section:nth-of-type(n + 5)")
  .forEach(section => section.remove())"""

ELSEWHERE = {"maps/lineage/"}
"""What the tests of the lineage look at."""

STOPS = """id => [...document.querySelectorAll(`#${id} .ar-picture__scroll`)].slice(0, 1)
  .flatMap(region => [...region.querySelectorAll("a[data-key]")])
  .map(node => node.getAttribute("aria-label"))"""

LOST = "text => [...document.querySelectorAll(text)].filter(each => each.tabIndex < 0).length"


def pages_of(site: Site) -> dict[str, HubPage]:
    """The maps, and the first page below each that has any; the glossary, too."""
    found = {}
    for hub in HUBS:
        if hub.path.startswith("maps/") or hub.path == "glossary/":
            views = [hub.view(site.graph), *(hub.pages(site.graph)[:1] if hub.pages else ())]
            found |= {view.path: view for view in views if isinstance(view, HubPage)}
    return found


def test_the_keyboard_walks_every_picture_in_its_order(page: Page, site: Site) -> None:
    """All nodes are stops with the names of the view; Tab goes through the first of them."""
    for path, view in pages_of(site).items():
        drawn = [section.picture for section in view.sections if section.picture]
        if drawn:
            page.goto(path)
        for picture in drawn:
            names = [node.name for node in picture.nodes if node.path is not None]
            assert page.evaluate(STOPS, picture.id) == names
            assert page.evaluate(LOST, f"#{picture.id} a[data-key]") == 0
            page.locator(f"#{picture.id} .ar-picture__scroll").first.focus()
            for name in names[:4]:
                page.keyboard.press("Tab")
                assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name, (
                    path,
                    picture.id,
                )


def test_no_map_scrolls_sideways(page: Page, site: Site) -> None:
    """What is wider scrolls within a region that has a name and a tab stop."""
    faults = []
    for path in sorted(pages_of(site).keys() - ELSEWHERE):
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            faults += [f"{width} px, /{path}: {each}" for each in page.evaluate(FAULTS)]

    assert not faults, "\n".join(faults)


def test_axe_finds_nothing_on_maps(page: Page, site: Site) -> None:
    """In both schemes."""
    faults = []
    for path in sorted(pages_of(site).keys() - ELSEWHERE):
        page.goto(path)
        page.evaluate(SHORTEN)
        page.evaluate(FEWER)
        page.evaluate(AXE_SCRIPT)
        for scheme, options in RULES.items():
            page.evaluate(CHOOSE, scheme)
            faults += [f"{scheme}, /{path}: {each}" for each in violations(page, options)]

    assert not faults, "\n".join(faults)


def test_the_families_fit_a_laptop_and_are_a_list_on_a_phone(new_page: NewPage) -> None:
    """No scrolling at 1280 px; below 960 px the same in words."""
    laptop = new_page(size=(1280, 800))
    laptop.goto("maps/lineage/")
    region = laptop.locator("#families .ar-picture__scroll")
    assert region.evaluate("region => region.scrollWidth <= region.clientWidth")

    phone = new_page(size=(390, 844))
    phone.goto("maps/lineage/")
    assert not phone.locator("#families svg").first.is_visible()
    assert phone.locator("#families .ar-picture__lists a").first.is_visible()
