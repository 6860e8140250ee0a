"""No page scrolls sideways, from a phone to a wall."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

WIDTHS = (360, 390, 960, 1220, 2560)

FAULTS = """() => {
  const root = document.documentElement, faults = []
  const name = element => {
    const classes = (element.getAttribute("class") ?? "").trim().split(/\\s+/).filter(Boolean)
    return [element.localName, ...classes].join(".") + (element.id ? `#${element.id}` : "")
  }
  const scrolls = element => /auto|scroll/.test(getComputedStyle(element).overflowX)
  const beyond = element => {
    const box = element.getBoundingClientRect()
    return box.width && box.height && (box.right > root.clientWidth + 1 || box.left < -1)
  }
  if (root.scrollWidth > root.clientWidth)
    faults.push(`the page is ${root.scrollWidth} px wide`)
  const seen = new Set()
  const look = element => {
    const style = getComputedStyle(element)
    if (!element.checkVisibility({ opacityProperty: true }) || style.clipPath !== "none") return
    let fault = ""
    if (beyond(element)) {
      const box = element.getBoundingClientRect()
      fault = `reaches from ${Math.round(box.left)} to ${Math.round(box.right)} px`
    } else if (scrolls(element)) {
      if (element.scrollWidth > element.clientWidth + 1
          && !(element.tabIndex === 0 && element.hasAttribute("aria-label")))
        faults.push(`${name(element)} scrolls sideways and has no name or no tab stop`)
      return
    }
    if (!fault) return [...element.children].forEach(look)
    if (seen.has(name(element))) return
    seen.add(name(element))
    faults.push(`${name(element.parentElement)} > ${name(element)} ${fault}`)
  }
  look(document.querySelector("header"))
  look(document.getElementById("content"))
  return faults
}"""


def test_no_page_scrolls_sideways(page: Page, site: Site) -> None:
    """Nothing reaches over the edge; what scrolls inside itself has a name and a tab stop."""
    faults = []
    for sort, path in site.samples.items():
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            faults += [f"{width} px, {sort}, /{path}: {each}" for each in page.evaluate(FAULTS)]

    assert not faults, "\n".join(faults)
