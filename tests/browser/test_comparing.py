"""Choosing models, comparing them side by side, and the table of all of them."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from agi_review.schema.kinds import FamilyEntry, ModelEntry
from tests.browser.conftest import NewPage, Site
from tests.browser.test_axe import CHOOSE, RULES, violations

pytestmark = pytest.mark.browser

THREE = ("medsam", "sam", "biomedclip")
COMPARED = f"compare/?models={','.join(THREE)}"
SIDE = ".ar-side .ar-matrix table"
ROWS = f"{SIDE} > tbody > tr:not(.ar-table__group)"

# The rows of the long table are alike, and axe looks long at each of them.
SHORTEN = """document.querySelectorAll("#content .ar-matrix__all tbody tr:nth-child(n + 6)")
  .forEach(row => row.remove())"""


def heads(page: Page) -> list[str]:
    """The names of the columns."""
    return page.locator(f"{SIDE} > thead th .ar-name a").all_inner_texts()


def names(site: Site, ids: tuple[str, ...]) -> list[str]:
    """What models are called."""
    by_id = {model.id: model.name for model in site.graph.of(ModelEntry)}
    return [by_id[id_] for id_ in ids]


def pick(page: Page, name: str) -> Locator:
    """The box of a model in a list."""
    return page.get_by_role("checkbox", name=f"Compare {name}", exact=True)


def test_models_are_picked_from_the_index(page: Page, site: Site) -> None:
    """The tray counts them; opening it leads to their comparison, and Back to the choice."""
    chosen = names(site, THREE)
    page.goto("models/")
    tray = page.get_by_role("region", name="Models to compare", include_hidden=True)
    expect(tray).to_be_hidden()
    for name in chosen:
        pick(page, name).check()

    assert [text.strip(" ×\n") for text in tray.locator("li").all_inner_texts()] == chosen
    expect(page).to_have_url(re.compile(rf"\?pick={','.join(THREE)}$"))
    page.get_by_role("link", name="Compare 3").click()
    expect(page).to_have_url(re.compile(rf"/{re.escape(COMPARED)}$"))
    expect(page.locator("h1")).to_have_text("Three models side by side")
    assert heads(page) == chosen

    page.go_back()
    for name in chosen:
        expect(pick(page, name)).to_be_checked()
    tray.get_by_role("button", name=f"Remove {chosen[0]}").click()
    expect(pick(page, chosen[0])).not_to_be_checked()
    tray.get_by_role("button", name="Clear").click()
    expect(tray).to_be_hidden()


def test_filtering_keeps_what_is_picked(page: Page, site: Site) -> None:
    """A model may be picked, filtered away, and still be compared."""
    (name,) = names(site, ("bert",))
    page.goto("models/")
    pick(page, name).check()
    page.locator("input[name=category][value=vision]").check()

    expect(page).to_have_url(re.compile(r"pick=bert.*category=vision"))
    expect(pick(page, name)).to_have_count(0)
    page.go_back()
    expect(pick(page, name)).to_be_checked()


def test_six_are_the_most(page: Page) -> None:
    """Then no further box can be checked until one is given up."""
    page.goto("models/")
    boxes = page.locator(".ar-pick input")
    for place in range(6):
        boxes.nth(place).check()

    expect(boxes.nth(6)).to_be_disabled()
    boxes.nth(0).uncheck()
    expect(boxes.nth(6)).to_be_enabled()


def test_columns_do_not_move_when_scripts_or_filters_come(page: Page, new_page: NewPage) -> None:
    """Boxes stand in room that was kept for them, and widths are those of the columns."""
    measure = "[...document.querySelectorAll('thead th')].map(head => head.offsetWidth)"
    page.goto("models/")
    before = page.evaluate(measure)
    page.locator("input[name=category][value=vision]").check()
    assert page.evaluate(measure) == before

    other = new_page()
    other.route("**/agi-review-*.js", lambda route: route.fulfill(body=""))
    other.goto("models/")
    place = "document.querySelector('tbody th a').getBoundingClientRect().left"
    expect(other.locator(".ar-pick")).to_have_count(0)
    left = other.evaluate(place)
    page.goto("models/")
    assert page.evaluate(place) == left


def test_columns_come_and_go_with_the_address(page: Page, site: Site) -> None:
    """Removing and adding are steps that Back undoes."""
    medsam, sam, biomedclip = names(site, THREE)
    page.goto(COMPARED)
    page.get_by_role("button", name=f"Remove {sam}").click()
    assert heads(page) == [medsam, biomedclip]
    expect(page).to_have_url(re.compile(r"\?models=medsam,biomedclip$"))

    page.get_by_label("Add a model").fill("DINOv2")
    page.get_by_role("button", name="Add", exact=True).click()
    assert heads(page) == [medsam, biomedclip, "DINOv2"]
    page.go_back()
    page.go_back()
    assert heads(page) == [medsam, sam, biomedclip]

    page.get_by_label("Add a model").fill("no such model")
    page.keyboard.press("Enter")
    expect(page.locator(".ar-side [role=status]")).to_contain_text("No other model")


def test_rows_that_all_share_can_be_hidden(page: Page) -> None:
    """The address says so; the count of rows and every row left differ."""
    page.goto(COMPARED)
    every = page.locator(ROWS).count()
    page.get_by_label("Only rows that differ").check()

    expect(page).to_have_url(re.compile(r"differ=yes"))
    left = page.locator(ROWS).count()
    assert 0 < left < every
    expect(page.locator(".ar-side [role=status]")).to_have_text(f"{left} of {every} rows")
    values = page.locator(ROWS).evaluate_all(
        """rows => rows.map(row => [...row.cells].slice(1).map(cell => {
          const copy = cell.cloneNode(true)
          copy.querySelectorAll(".ar-facts__note").forEach(note => note.remove())
          return copy.textContent.replace(/\\s+/g, " ").trim()
        }))"""
    )
    assert all(len(set(row)) > 1 for row in values)
    page.go_back()
    assert page.locator(ROWS).count() == every


def shown(page: Page) -> list[list[str]]:
    """What the cells say, word by word."""
    rows = page.locator(ROWS).evaluate_all(
        "rows => rows.map(r => [...r.cells].map(c => c.innerText))"
    )
    return [[" ".join(re.findall(r"[\w.-]+", text)) for text in row] for row in rows]


def test_an_export_says_what_the_cells_say(page: Page, site: Site) -> None:
    """As CSV and as Markdown, only the rows that are shown."""
    page.goto(f"{COMPARED}&differ=yes")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export CSV").click()
    table = [row for row in csv.reader(io.StringIO(Path(download.value.path()).read_text())) if row]
    text = page.get_by_role("button", name="Copy as Markdown").get_attribute("data-ar-copy-text")
    assert text is not None

    assert table[0] == ["Property", *names(site, THREE)]
    said = [[" ".join(re.findall(r"[\w.-]+", cell)) for cell in row] for row in table[1:]]
    assert said == shown(page)
    lines = [line.strip("| ").split(" | ") for line in text.splitlines()]
    assert [line for line in lines if set(line) != {"---"}] == table


def test_every_sourced_value_names_its_source(page: Page, site: Site) -> None:
    """In the comparison as in the entry."""
    page.goto(COMPARED)
    place = 1 + THREE.index("biomedclip")
    cell = page.locator(ROWS).filter(has=page.get_by_role("rowheader", name="Weights"))
    (model,) = [model for model in site.graph.of(ModelEntry) if model.id == "biomedclip"]
    assert model.availability
    assert model.availability.where

    expect(cell.locator("> *").nth(place)).to_contain_text(model.availability.where)


def test_comparing_works_by_keyboard_alone(page: Page, site: Site) -> None:
    """Pick, open, remove: focus is never lost."""
    chosen = names(site, THREE)
    page.goto("models/")
    for name in chosen:
        pick(page, name).focus()
        page.keyboard.press("Space")
    page.get_by_role("link", name="Compare 3").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Three models side by side")

    page.get_by_role("button", name=f"Remove {chosen[0]}").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Remove {chosen[1]}")).to_be_focused()
    page.get_by_label("Add a model").focus()
    page.keyboard.type(chosen[0])
    page.keyboard.press("Enter")
    assert heads(page) == [*chosen[1:], chosen[0]]


def test_an_address_may_name_what_is_not_there(page: Page) -> None:
    """The rest is compared, and what is missing is said."""
    page.goto("compare/?models=medsam,no-such-model")

    expect(page.locator("h1")).to_have_text("One model side by side")
    expect(page.locator(".ar-side [role=status]")).to_contain_text("no-such-model")


def test_without_scripts_the_table_has_every_model(new_page: NewPage, site: Site) -> None:
    """With the counts below it, and no control that would do nothing."""
    page = new_page(java_script_enabled=False)
    page.goto(COMPARED)
    kept = [model for model in site.graph.of(ModelEntry) if model.deprecated is None]

    assert page.locator(".ar-matrix__all tbody th[scope=row]").count() == len(kept)
    expect(page.locator(".ar-matrix__all tfoot th")).to_have_text(f"All {len(kept)} models")
    expect(page.get_by_role("button").locator("visible=true")).to_have_count(0)


def test_the_table_of_all_models_is_filtered_like_the_index(page: Page) -> None:
    """By the same facets, counted in its groups."""
    page.goto("models/?weights=yes&category=vision")
    expected = page.locator("[data-ar-index] tbody th[scope=row]").count()
    page.goto("compare/?weights=yes&category=vision")

    assert page.locator(".ar-matrix__all tbody th[scope=row]").count() == expected
    groups = page.locator(".ar-table__group:visible")
    expect(groups).to_have_count(1)
    expect(groups.locator(".ar-count")).to_have_text(str(expected))


def test_a_family_leads_to_its_members_side_by_side(page: Page, site: Site) -> None:
    """At most six of them."""
    models = site.graph.of(ModelEntry)
    family = max(
        site.graph.of(FamilyEntry), key=lambda family: sum(m.family == family.id for m in models)
    )
    page.goto(f"families/{family.id}/")
    page.get_by_role("link", name="Compare members").click()

    expect(page.locator("h1")).to_have_text("Six models side by side")
    members = {model.name for model in models if model.family == family.id}
    assert set(heads(page)) <= members


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["compare/", COMPARED, f"models/?pick={','.join(THREE)}"])
def test_axe_finds_nothing_in_comparing(page: Page, width: int, path: str) -> None:
    """In both schemes, and the page never scrolls sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(SHORTEN)
    page.evaluate(AXE_SCRIPT)
    faults = []
    for scheme, options in RULES.items():
        page.evaluate(CHOOSE, scheme)
        faults += violations(page, options)

    assert not faults, "\n".join(faults)
