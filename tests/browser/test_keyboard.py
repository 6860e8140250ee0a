"""Everything can be reached, seen and used from the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Site

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const element = document.activeElement
  if (element === document.body) return null
  const places = window.__places ??= [...document.querySelectorAll("*")]
  const name = element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 50)
  const found = {
    place: places.indexOf(element),
    what: `<${element.localName} class="${element.className}"> ${name}`,
    faults: [],
  }

  /* A hidden radio shows its focus on the label beside it, the search field on its form. */
  const bearers = [element]
  if (element.matches("[type=radio]")) bearers.push(element.nextElementSibling)
  if (element.matches("[name=query]")) bearers.push(element.form)
  const bearer = bearers.find(each => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each)
    const { width, height } = each.getBoundingClientRect()
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && Math.min(width, height) > 4
  })
  if (!bearer) return { ...found, faults: ["no outline"] }

  const probe = document.body.appendChild(document.createElement("span"))
  const tokens = ["link", "ink"].map(token => {
    probe.style.color = `var(--ar-${token})`
    return getComputedStyle(probe).color
  })
  probe.remove()
  const colour = getComputedStyle(bearer).outlineColor
  if (!tokens.includes(colour)) found.faults.push(`outline in ${colour}`)

  const header = document.querySelector(".ar-header")
  const seen = [...bearer.getClientRects()].some(box => {
    const x = box.left + box.width / 2
    return [0.2, 0.5, 0.8].some(part => {
      const top = document.elementFromPoint(x, box.top + box.height * part)
      return top && (bearer.contains(top) || top.contains(bearer) && !header.contains(top))
    })
  })
  if (!seen) found.faults.push("covered or off the screen")
  return found
}"""

TAB_STOPS = """() => {
  const focusable = "a[href], button, input, select, textarea, summary, [tabindex]"
  const radios = new Set()
  return [...document.querySelectorAll(focusable)].filter(element => {
    if (element.disabled || element.tabIndex < 0) return false
    if (element.closest("details:not([open])") && element.localName !== "summary") return false
    if (!element.checkVisibility({ visibilityProperty: true })) return false
    if (element.type !== "radio") return true
    const again = radios.has(element.name)
    radios.add(element.name)
    return !again
  }).length
}"""


def tab_until(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_the_first_stop_leads_past_the_header(page: Page, site: Site) -> None:
    """The skip link comes first in every layout, is then visible, and moves the focus."""
    for sort in ("home", "paper", "all models", "prose", "missing"):
        page.goto(site.samples[sort])
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        expect(skip).to_have_text("Skip to content")
        expect(skip).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        expect(page.locator("#content")).to_be_focused()


@pytest.mark.parametrize("width", [1440, 390])
def test_every_stop_of_an_entry_shows_its_focus(page: Page, site: Site, width: int) -> None:
    """Tab goes through all of a page in the order of its source; nothing hides what has it."""
    page.set_viewport_size({"width": width, "height": 900})
    faults = []
    for kind in ("paper", "model", "challenge"):
        page.goto(site.entries[kind])
        stops = page.evaluate(TAB_STOPS)
        places = []
        for _ in range(stops + 10):
            page.keyboard.press("Tab")
            found = page.evaluate(FOCUSED)
            if found and found["faults"]:
                # What opens on focus may need a frame to do so.
                page.wait_for_timeout(100)
                found = page.evaluate(FOCUSED)
            if found is None:
                break
            places.append(found["place"])
            faults += [f"{width} px, {kind}: {found['what']}: {each}" for each in found["faults"]]
        assert len(set(places)) == stops
        assert places == sorted(places)

    assert not faults, "\n".join(dict.fromkeys(faults))


def test_the_scheme_is_chosen_by_keyboard_and_stays(page: Page) -> None:
    """Dark after Enter, dark after a reload and on another page, light again after Enter."""
    body = page.locator("body")
    page.goto("models/")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    tab_until(page, "[name=__palette]")
    page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(body).to_have_css("background-color", "rgb(15, 19, 23)")

    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto("papers/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")

    tab_until(page, "[name=__palette]")
    page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_scheme_follows_the_system_at_first(new_page: NewPage) -> None:
    """A reader who has chosen nothing gets what the system asks for."""
    for asked, scheme in (("light", "default"), ("dark", "slate")):
        page = new_page(color_scheme=asked)
        page.goto("")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_a_change_of_the_system_counts_until_something_is_chosen(new_page: NewPage) -> None:
    """The page follows at once; what somebody chose stays."""
    page = new_page(color_scheme="light")
    page.goto("")
    body = page.locator("body")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")

    page.get_by_title("Switch to the light scheme").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_formats_of_a_citation_are_tabs_with_arrow_keys(page: Page, site: Site) -> None:
    """Right and left change the format, and only the open one is shown."""
    page.goto(site.entries["paper"])
    tabs = page.get_by_role("tablist", name="Citation formats").get_by_role("tab")
    assert tabs.count() > 1
    tabs.first.focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    expect(tabs.first).to_have_attribute("aria-selected", "true")


def test_the_menu_of_a_phone_closes_with_escape(page: Page) -> None:
    """And gives the focus back to the button that opened it."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("models/")
    tab_until(page, ".ar-header summary")
    page.keyboard.press("Enter")
    menu = page.get_by_role("navigation", name="Menu")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.locator(".ar-header summary")).to_be_focused()
