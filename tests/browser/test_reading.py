"""A reader gets from the question to the evidence by following links."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import FamilyEntry, ModelEntry, PaperEntry
from tests.browser.conftest import SITE_NAME, NewPage, Site

pytestmark = pytest.mark.browser

PLACES = """all => all.map(each => {
  const section = each.closest("section").getBoundingClientRect()
  const { x, y, width, height } = each.getBoundingClientRect()
  return [x - section.x, y - section.y, width, height].map(Math.round)
})"""
"""Where elements stand in their section, and how large they are."""


class Path(NamedTuple):
    """A family, a member, the paper that introduces it, and a paper that one cites."""

    family: FamilyEntry
    model: ModelEntry
    paper: PaperEntry
    cited: PaperEntry


def path_through(graph: KnowledgeGraph) -> Path:
    """Return the first such path, whatever the base holds today."""
    for model in graph.of(ModelEntry):
        family = graph.get(FamilyEntry, model.family)
        paper = graph.get(PaperEntry, model.introduced_in)
        if family and paper and paper.cites:
            cited = graph.get(PaperEntry, paper.cites[0])
            assert cited is not None
            return Path(family, model, paper, cited)
    raise AssertionError("no model's paper cites another one of the base")


def folder(entry: Entry) -> str:
    """Return the end of the address of an entry's page."""
    return f"{type(entry).folder}/{entry.id}/"


def follow(page: Page, entry: Entry) -> None:
    """Click the first link of the text that leads to an entry; its page opens."""
    page.locator(f"#content a[href$='{folder(entry)}']:visible").first.click()
    page.wait_for_url(f"**/{folder(entry)}")
    expect(page.locator("h1")).to_have_text(entry.label)
    expect(page).to_have_title(f"{entry.label} · {SITE_NAME}")


def test_from_home_to_the_evidence_and_back(page: Page, site: Site) -> None:
    """Family, member, its paper, a paper that one cites, and back: each by a click."""
    way = path_through(site.graph)

    page.goto("")
    expect(page).to_have_title(SITE_NAME)
    for entry in (*way, way.paper, way.model, way.family):
        follow(page, entry)


@pytest.mark.parametrize("width", [1440, 390])
def test_every_section_is_one_click_away(page: Page, site: Site, width: int) -> None:
    """From an entry and from every section, by the header or, on a phone, by its menu."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.entries["paper"])
    for kind in site.graph.kinds:
        if width == 390:
            page.locator(".ar-header summary").click()
        sections = page.locator(".ar-header nav:visible")
        sections.get_by_role("link", name=kind.plural, exact=True).click()
        page.wait_for_url(f"**/{kind.folder}/")
        expect(page.locator("h1")).to_have_text(kind.plural)
        expect(page).to_have_title(f"{kind.plural} · {SITE_NAME}")
        expect(page.locator(".ar-header nav [aria-current]").first).to_have_text(kind.plural)


def test_a_crumb_leads_from_every_kind_to_its_index(page: Page, site: Site) -> None:
    """And the index leads back to the entry."""
    for kind in site.graph.kinds:
        path = site.entries[kind.kind]
        page.goto(path)
        title = page.locator("h1").inner_text()
        page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").click()
        page.wait_for_url(f"**/{kind.folder}/")
        whole = page.get_by_role("button", name=re.compile("^Show all"))
        if whole.count():  # a long list is drawn in steps
            whole.click()
        page.locator(f"#content a[href$='{path}']:visible").first.click()
        expect(page.locator("h1")).to_have_text(title)


def test_the_list_of_contents_leads_to_every_part(page: Page, site: Site) -> None:
    """Each item names a heading of the page; a click brings that heading into view."""
    for path in site.entries.values():
        page.goto(path)
        items = page.locator(".ar-toc__link")
        named = items.evaluate_all("links => links.map(link => link.firstChild.data.trim())")
        parts = [item.get_attribute("href") or "" for item in items.all()]
        heads = [page.locator(part).locator("h2").first.inner_text() for part in parts]
        assert named
        assert named == heads

        items.last.click()
        expect(page.locator(parts[-1]).locator("h2").first).to_be_in_viewport()


def test_one_stance_can_be_read_alone(page: Page, site: Site) -> None:
    """The others leave, a link to one of them brings all back, and nothing is lost."""
    page.goto(site.entries["challenge"])
    group = page.get_by_role("group", name="Show claims")
    section = page.locator(".ar-section", has=group)
    claims = section.locator(".ar-claim")
    total = claims.count()
    expect(section.locator(".ar-claim:visible")).to_have_count(total)
    stance = group.get_by_role("button").nth(1)
    word, number = stance.inner_text().split()

    stance.click()
    expect(stance).to_have_attribute("aria-pressed", "true")
    shown = section.locator(".ar-claim:visible")
    expect(shown).to_have_count(int(number))
    assert int(number) < total
    for text in shown.locator(".ar-claim__stance").all_inner_texts():
        assert text.startswith(word)
    assert section.locator("ul.ar-claims:visible:not(:has(.ar-claim:visible))").count() == 0

    other = section.locator(".ar-claim:not(:visible)").first.get_attribute("id")
    page.evaluate("id => { location.hash = id }", other)
    expect(section.locator(".ar-claim:visible")).to_have_count(total)


@pytest.mark.parametrize("width", [1440, 390])
def test_stances_of_a_cut_section_count_all_pages(
    new_page: NewPage, site: Site, width: int
) -> None:
    """With and without scripts, in one place, so that nothing moves; a button shows those here."""
    page, plain = (new_page((width, 900), java_script_enabled=on) for on in (True, False))
    path, rest = site.cut.values()
    page.goto(path)
    plain.goto(path)
    group = page.get_by_role("group", name="Show claims on this page")
    sections = page.locator(".ar-section", has=group)
    assert sections.count()
    for anchor in [each.get_attribute("id") for each in sections.all()]:
        section = page.locator(f"#{anchor}")
        group = section.get_by_role("group")
        counted = plain.locator(f"#{anchor} .ar-stances > li")
        buttons = group.get_by_role("button")
        assert counted.all_inner_texts() == buttons.all_inner_texts()
        assert counted.evaluate_all(PLACES) == buttons.evaluate_all(PLACES)
        for button in reversed(buttons.all()):
            *_, here, _of, _whole = button.inner_text().split()
            if here == "0":
                expect(button).to_be_disabled()
            else:
                button.click()
                expect(section.locator(".ar-claim:visible")).to_have_count(int(here))

    counts = Counter[str]()
    pages = plain.locator(f"#{anchor} .ar-note a[href*='/more/']")
    for link in ("", *(each.get_attribute("href") for each in pages.all())):
        page.goto(urljoin(site.url(path), link))
        stances = page.locator(f"#{anchor} .ar-claim__stance").all_inner_texts()
        counts.update(text.split()[0] for text in stances)
    for text in counted.all_inner_texts()[1:]:
        name, _here, _of, whole = text.split()
        assert counts[name] == int(whole)
    assert counted.first.inner_text().endswith(f" of {counts.total()}")

    page.goto(rest)
    own = page.locator(".ar-claim").count()
    expect(page.locator(".ar-stances > *").first).to_contain_text(f"All here {own} of ")
