"""The timeline, the bars and the benchmarks in a browser: reached, named, readable, contained."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from agi_review.views.composition_page import COMPOSITION, composition_page
from agi_review.views.timeline_page import TIMELINE, timeline_page
from tests.browser.conftest import NewPage, Site
from tests.browser.test_axe import CHOOSE, RULES, SHORTEN, violations
from tests.browser.test_widths import FAULTS

pytestmark = pytest.mark.browser

PAGES = (TIMELINE, COMPOSITION, "maps/benchmarks/", "benchmarks/medqa-accuracy/")

WIDTHS = (360, 960, 1440, 2560)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(page: Page, path: str, width: int) -> None:
    """In both schemes, marks that are close together included."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    page.evaluate(SHORTEN)
    page.evaluate(AXE_SCRIPT)
    faults = []
    for scheme, options in RULES.items():
        page.evaluate(CHOOSE, scheme)
        faults += [f"{scheme}: {each}" for each in violations(page, options)]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", PAGES)
def test_only_pictures_scroll_sideways(page: Page, path: str) -> None:
    """From a phone to a wall, each in a region with a name and a tab stop."""
    page.goto(path)
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"{width} px: {each}" for each in page.evaluate(FAULTS)]

    assert not faults, "\n".join(faults)


def test_tab_walks_the_timeline_in_the_order_of_time(page: Page, site: Site) -> None:
    """Lane by lane; each stop says model, category and quarter, and shows the focus."""
    picture = timeline_page(site.graph).sections[0].picture
    assert picture is not None
    page.goto(TIMELINE)
    page.locator(f"#{picture.id} .ar-picture__scroll").focus()
    walked = []
    for _ in picture.nodes[:20]:
        page.keyboard.press("Tab")
        walked.append(page.evaluate(FOCUSED))

    assert [name for name, _, _ in walked] == [node.name for node in picture.nodes[:20]]
    assert all(outline == "solid" for _, outline, _ in walked)
    assert all(inside for _, _, inside in walked)


DRAWING = "#timeline .ar-picture__scroll > .ar-pic"

FOCUSED = """() => {
  const box = document.activeElement.getBoundingClientRect()
  return [
    document.activeElement.getAttribute("aria-label"),
    getComputedStyle(document.activeElement).outlineStyle,
    box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight,
  ]
}"""


@pytest.mark.parametrize("scripts", [True, False])
def test_the_timeline_begins_at_its_newest_end(new_page: NewPage, *, scripts: bool) -> None:
    """On a phone, with or without scripts; on a wide screen it stands at the left."""
    phone = new_page(size=(390, 844), java_script_enabled=scripts)
    phone.goto(TIMELINE)
    region = phone.locator("#timeline .ar-picture__scroll")
    outer, inner = region.bounding_box(), phone.locator(DRAWING).bounding_box()
    assert outer is not None
    assert inner is not None
    assert abs(inner["x"] + inner["width"] - outer["x"] - outer["width"]) <= 8

    wide = new_page(size=(2560, 1200), java_script_enabled=scripts)
    wide.goto(TIMELINE)
    outer = wide.locator("#timeline .ar-picture__scroll").bounding_box()
    inner = wide.locator(DRAWING).bounding_box()
    assert outer is not None
    assert inner is not None
    assert abs(inner["x"] - outer["x"]) <= 8


def test_a_part_of_a_bar_leads_to_as_many_rows_as_it_counts(page: Page, site: Site) -> None:
    """The number in the picture is the number above the filtered list."""
    sections = composition_page(site.graph).sections
    sampled: list[tuple[str, str]] = []
    for section in sections:
        assert section.picture is not None
        linked = [node for node in section.picture.nodes if node.path]
        sampled += [(str(node.path), node.name) for node in (linked[0], linked[-1])]
    for path, name in sampled:
        count = int(name.rpartition(": ")[2].split()[0])
        page.goto(path)
        rows = page.locator("#content tbody tr:visible")
        assert rows.count() == count, f"{name}: {path}"


@pytest.mark.parametrize("options", [{"forced_colors": "active"}, {"color_scheme": "dark"}, {}])
def test_fillings_differ_by_more_than_colour(new_page: NewPage, options: dict[str, Any]) -> None:
    """What is not to be had, not reported and not looked at have frames and dashes of their own."""
    page = new_page(**options)
    page.goto(COMPOSITION)
    looks = page.evaluate(
        """() => [...document.querySelectorAll("#weights .ar-picture__legend svg")].map(sample => {
          const [fill, box] = sample.querySelectorAll(".ar-pic--fill, .ar-pic__box")
          const of = element => getComputedStyle(element)
          return [
            of(fill).stroke === "none" ? "" : of(fill).strokeDasharray,
            of(box).strokeDasharray,
          ].join(" / ")
        })"""
    )

    assert len(looks) == 5
    assert len(set(looks)) == 5
