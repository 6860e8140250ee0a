"""The map of the lineage: order, names, tracing and filtering, from a phone to a wall."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from agi_review.schema.kinds import ModelEntry
from agi_review.views.lineage import ancestors, descendants, lineage_of
from agi_review.views.pictures.lineage_map import lineage_map
from tests.browser.conftest import NewPage, Site
from tests.browser.test_axe import CHOOSE, RULES, violations
from tests.browser.test_widths import FAULTS

pytestmark = pytest.mark.browser

MAP = "maps/lineage/"
NODES = "#lineage a[data-key]"
FORM = "[data-ar-lineage=lineage]"
"""What traces and filters the map of models; the map of families has its own."""

STATUS = f"{FORM} [role=status]"
ON = "#lineage .ar-pic__node.ar-pic--on"
SHIFTS = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value })
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(sum), 300)
})"""


def kin(site: Site, id_: str) -> tuple[set[str], set[str]]:
    """What a model comes from and what comes from it."""
    model = site.graph.get(ModelEntry, id_)
    assert model is not None
    return set(ancestors(site.graph, model)), set(descendants(site.graph, model))


def traced(page: Page) -> set[str]:
    """The models that stand out."""
    return set(page.locator(ON).evaluate_all("nodes => nodes.map(node => node.dataset.key)"))


def sentence(site: Site, id_: str) -> str:
    """What the live region says of a traced model."""
    model = site.graph.get(ModelEntry, id_)
    assert model is not None
    words = [
        f"{len(found)} {noun}{'' if len(found) == 1 else 's'}"
        for found, noun in zip(kin(site, id_), ("ancestor", "descendant"), strict=True)
    ]
    return f"{model.name}: {', '.join(words)}."


def test_tab_walks_the_models_in_order_with_their_names(page: Page, site: Site) -> None:
    """Every box is a stop, parents before children, and says category and quarter."""
    nodes = lineage_map(site.graph, lineage_of(site.graph)).nodes
    page.goto(MAP)
    page.locator("#lineage .ar-picture__scroll").focus()

    for node in nodes[:12]:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == node.name
    names = page.locator(NODES).evaluate_all("all => all.map(a => a.getAttribute('aria-label'))")
    assert names == [node.name for node in nodes]


def test_an_address_traces_a_model(page: Page, site: Site) -> None:
    """Its origins and what came of it stand out, the live region counts them, nothing jumps."""
    page.goto(f"{MAP}?trace=medsam")
    up, down = kin(site, "medsam")

    assert traced(page) == up | down | {"medsam"}
    expect(page.locator(STATUS)).to_have_text(sentence(site, "medsam"))
    lines = page.locator("#lineage path.ar-pic--on[data-from]")
    ends = lines.evaluate_all("all => all.map(line => [line.dataset.from, line.dataset.to])")
    assert all({parent, child} <= up | down | {"medsam"} for parent, child in ends)
    assert ends
    after = page.locator("#lineage svg g > path").evaluate_all(
        "all => all.findLastIndex(line => !line.classList.contains('ar-pic--on'))"
        " < all.findIndex(line => line.classList.contains('ar-pic--on'))"
    )
    assert after, "the traced way is drawn last"
    box = page.locator("#lineage a[data-key=medsam] .ar-pic__box").bounding_box()
    assert box is not None
    assert 0 < box["x"] < 1440
    assert page.evaluate(SHIFTS) < 0.01


def test_a_model_is_traced_by_keyboard_alone(page: Page, site: Site) -> None:
    """By the list, by T on the box itself, and back to nothing; Back undoes it."""
    page.goto(MAP)
    page.locator(f"{FORM} select[name=trace]").focus()
    page.keyboard.type("SAM-Med2D")
    expect(page.locator(STATUS)).to_have_text(sentence(site, "sam-med2d"))
    assert page.url.endswith("?trace=sam-med2d")

    page.locator(f"{FORM} [data-ar-go]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.key") == "sam-med2d"
    page.keyboard.press("t")
    expect(page.locator(STATUS)).to_have_text("")
    assert not traced(page)
    page.go_back()
    expect(page.locator(STATUS)).to_have_text(sentence(site, "sam-med2d"))


def test_a_click_with_alt_traces_and_a_bare_one_follows(page: Page, site: Site) -> None:
    """The link stays a link."""
    page.goto(MAP)
    page.locator("#lineage a[data-key=bert]").click(modifiers=["Alt"])
    expect(page.locator(STATUS)).to_have_text(sentence(site, "bert"))

    page.locator("#lineage a[data-key=bert]").click()
    page.wait_for_url("**/models/bert/")


def test_filters_leave_out_models_their_lines_and_their_rows(page: Page, site: Site) -> None:
    """By category and year, in picture and table, said in the live region, with no move."""
    page.goto(MAP)
    before = page.locator("#lineage .ar-picture__scroll svg").bounding_box()
    page.locator(f"{FORM} select[name=category]").select_option("vision")
    page.locator(f"{FORM} select[name=since]").select_option("2024")

    shown = page.locator(f"{NODES}:visible").evaluate_all("all => all.map(a => a.dataset.key)")
    nodes = lineage_map(site.graph, lineage_of(site.graph)).nodes
    expected = [
        node.key
        for node in nodes
        if dict(node.values)["category"] == "vision" and dict(node.values)["since"] >= "2024"
    ]
    assert shown == expected
    expect(page.locator(STATUS)).to_have_text(f"{len(shown)} of {len(nodes)} models shown.")
    lines = page.locator("#lineage path[data-from]:not(.ar-pic--off, .ar-pic--unreported)")
    ends = lines.evaluate_all("all => all.flatMap(line => [line.dataset.from, line.dataset.to])")
    assert set(ends) <= set(shown)
    rows = page.locator("#lineage .ar-twin tbody tr:not([hidden])").count()
    assert rows == len(ends) / 2
    assert page.locator("#lineage .ar-picture__scroll svg").bounding_box() == before
    assert page.url.endswith("?category=vision&since=2024")


def test_without_scripts_picture_and_table_stand(new_page: NewPage) -> None:
    """And no control that would do nothing."""
    page = new_page(java_script_enabled=False)
    page.goto(MAP)

    assert page.locator(NODES).first.is_visible()
    assert page.locator("#lineage .ar-twin tbody tr").count() > 100
    assert page.locator(".ar-trace:visible").count() == 0


@pytest.mark.parametrize("path", [MAP, f"{MAP}?trace=medsam", "models/clip/", "families/sam/"])
def test_the_page_never_scrolls_sideways(page: Page, path: str) -> None:
    """The picture scrolls inside its own region, which has a name and a tab stop."""
    page.goto(path)
    faults = []
    for width in (360, 390, 960, 1220, 1440, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"{width} px: {each}" for each in page.evaluate(FAULTS)]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", [MAP, f"{MAP}?trace=medsam", "models/clip/", "families/sam/"])
def test_axe_finds_nothing(page: Page, path: str) -> None:
    """In both schemes, traced or not."""
    page.goto(path)
    page.evaluate(AXE_SCRIPT)
    faults = []
    for scheme, options in RULES.items():
        page.evaluate(CHOOSE, scheme)
        faults += [f"{scheme}: {each}" for each in violations(page, options)]

    assert not faults, "\n".join(faults)
