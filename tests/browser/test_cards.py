"""Cards over links: there when wanted, never in the way, never needed."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import NewPage, Site
from tests.browser.test_axe import CHOOSE, RULES, violations

pytestmark = pytest.mark.browser

LINK = "#content a.ar-source"

LATER = 700
"""Milliseconds after which a card that is to come is there."""


def card(page: Page) -> Locator:
    """The card, of which there is one at most."""
    return page.locator(".ar-card")


def asked_for(page: Page) -> list[str]:
    """Note every request for the cards of a kind from now on."""
    seen: list[str] = []
    page.on("request", lambda r: seen.append(r.url) if "/cards/" in r.url else None)
    return seen


def test_pointing_at_a_link_opens_its_card(page: Page, site: Site) -> None:
    """The kind, the title, a sentence and the level of what it leads to; asked for only then."""
    seen = asked_for(page)
    page.goto(site.entries["challenge"])
    link = page.locator(LINK).first
    target = (link.get_attribute("href") or "").removeprefix("../../")
    page.wait_for_load_state("networkidle")
    assert seen == []

    link.hover()

    expect(card(page)).to_be_visible()
    expect(card(page).locator(".ar-card__kind")).to_have_text("paper")
    assert seen == [site.url("cards/papers.json")]
    title = card(page).locator(".ar-card__title").inner_text()
    page.goto(target)
    expect(page.locator("h1")).to_have_text(title)


def test_a_kind_is_asked_for_once(page: Page, site: Site) -> None:
    """Its second card opens from what is there."""
    seen = asked_for(page)
    page.goto(site.entries["challenge"])
    for number in (0, 3):
        page.locator(LINK).nth(number).hover()
        expect(card(page)).to_be_visible()

    assert len(seen) == 1


def test_the_card_leaves_its_link_and_the_window_free(page: Page, site: Site) -> None:
    """Above or below, wherever the link stands."""
    page.goto("models/")
    links = page.locator(".ar-table tbody th a")
    for number in range(0, 60, 7):
        link = links.nth(number)
        link.scroll_into_view_if_needed()
        link.hover()
        page.wait_for_timeout(LATER)
        expect(card(page)).to_be_visible()
        box, own = card(page).bounding_box(), link.bounding_box()
        assert box
        assert own
        assert box["y"] >= own["y"] + own["height"] or box["y"] + box["height"] <= own["y"]
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1440
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 900


def test_the_card_stays_while_it_is_pointed_at(page: Page, site: Site) -> None:
    """And goes when the pointer leaves both."""
    page.goto(site.entries["challenge"])
    page.locator(LINK).first.hover()
    expect(card(page)).to_be_visible()

    card(page).hover()
    page.wait_for_timeout(LATER)
    expect(card(page)).to_be_visible()
    page.locator("h1").hover()
    expect(card(page)).to_be_hidden()


def test_the_keyboard_opens_the_card_and_escape_closes_it(page: Page, site: Site) -> None:
    """The link keeps the focus, and the sentence describes it while the card is open."""
    page.goto(site.entries["challenge"])
    link = page.locator(LINK).first
    page.keyboard.press("Tab")
    link.focus()
    expect(card(page)).to_be_visible()
    expect(link).to_have_attribute("aria-describedby", "ar-card-text")
    expect(card(page)).to_have_attribute("role", "tooltip")

    page.keyboard.press("Escape")

    expect(card(page)).to_be_hidden()
    expect(link).to_be_focused()
    assert link.get_attribute("aria-describedby") is None
    link.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(card(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(card(page).and_(page.locator("[hidden]"))).to_be_attached()


def test_escape_holds_until_the_pointer_leaves(page: Page, site: Site) -> None:
    """A card that was sent away does not come back for a twitch of the hand."""
    page.goto(site.entries["challenge"])
    link = page.locator(LINK).first
    link.hover()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    link.hover(position={"x": 3, "y": 3})
    page.wait_for_timeout(LATER)
    expect(card(page)).to_be_hidden()

    page.locator("h1").hover()
    link.hover()
    expect(card(page)).to_be_visible()


def test_some_links_have_no_card(page: Page, site: Site) -> None:
    """Navigation, breadcrumb, cells of the map, buttons, people: nothing opens or is asked for."""
    seen = asked_for(page)
    without = {
        site.entries["challenge"]: (
            ".ar-sections a",
            ".ar-crumb a",
            ".ar-gapmap td a",
            ".ar-toc a",
        ),
        site.entries["paper"]: (".ar-byline a", ".ar-entry__bar a"),
    }
    for path, selectors in without.items():
        page.goto(path)
        for selector in selectors:
            page.locator(selector).first.hover()
            page.wait_for_timeout(LATER)
            expect(card(page)).to_have_count(0)

    assert seen == []


def test_a_finger_opens_no_card(new_page: NewPage, site: Site) -> None:
    """A tap follows the link."""
    page = new_page(size=(390, 800), has_touch=True, is_mobile=True)
    seen = asked_for(page)
    page.goto(site.entries["challenge"])
    page.locator(LINK).first.tap()
    page.wait_for_url("**/papers/**")

    assert seen == []
    expect(card(page)).to_have_count(0)


def test_a_site_on_disk_has_no_cards(browser: Browser, site: Site) -> None:
    """A browser reads no data from a folder, so that none is asked for."""
    page = browser.new_page()
    seen = asked_for(page)
    page.goto((site.folder / "models" / "index.html").as_uri())
    page.locator(".ar-table tbody th a").first.hover()
    page.wait_for_timeout(LATER)

    expect(card(page)).to_have_count(0)
    assert seen == []
    page.close()


def test_an_open_card_breaks_no_rule(page: Page, site: Site) -> None:
    """In both schemes, also for a reader who wants no motion."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(site.entries["challenge"])
    page.evaluate(AXE_SCRIPT)
    for scheme, options in RULES.items():
        page.evaluate(CHOOSE, scheme)
        page.locator("h1").hover()
        page.locator(LINK).first.hover()
        expect(card(page)).to_be_visible()
        expect(card(page)).to_have_css("transition-duration", "0s")
        assert violations(page, {**options}) == []
