"""Filtering, sorting and exporting a list: against a count over the graph itself."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from agi_review.schema.kinds import ModelEntry, PaperEntry, TermEntry
from tests.browser.conftest import NewPage, Site

pytestmark = pytest.mark.browser

ROWS = "table.ar-table > tbody > tr:visible"
STATUS = "[data-ar-index] [role=status]"


def under(site: Site, ids: Iterable[str]) -> set[str]:
    """Terms with all broader ones."""
    found: set[str] = set()
    for id_ in ids:
        term = site.graph.get(TermEntry, id_)
        assert term is not None
        found |= {id_} | under(site, term.broader)
    return found


def with_weights(site: Site, *modalities: str) -> set[str]:
    """Names of the models that publish weights and take all of some modalities."""
    return {
        model.name
        for model in site.graph.of(ModelEntry)
        if model.availability
        and model.availability.weights == "yes"
        and set(modalities) <= under(site, model.modalities)
        and model.deprecated is None
    }


def names(page: Page) -> list[str]:
    """The names of the rows that are shown, in their order."""
    return [text.strip() for text in page.locator(f"{ROWS} > th a").all_inner_texts()]


def check(page: Page, name: str, value: str) -> None:
    """Choose a value of a facet, opening the rest of its values first if it is among them."""
    box = page.locator(f"input[name={name}][value='{value}']")
    if not box.is_visible():
        page.locator(f"[data-facet={name}] .ar-filter__all").click()
    box.check()


def test_values_of_several_facets_must_all_hold(page: Page, site: Site) -> None:
    """The rows left are those a query over the entries finds, and the count says how many."""
    page.goto("models/")
    check(page, "weights", "yes")
    check(page, "modality", "ct")
    check(page, "modality", "mr")

    expected = with_weights(site, "ct", "mr")
    assert set(names(page)) == expected
    total = len([model for model in site.graph.of(ModelEntry) if model.deprecated is None])
    expect(page.locator(STATUS)).to_have_text(f"{len(expected)} of {total} models")


def test_a_count_says_what_a_click_gives(page: Page) -> None:
    """For a many-valued facet and for one whose values are alternatives."""
    page.goto("models/?weights=yes")
    for name, value in (("modality", "ct"), ("weights", "no")):
        box = page.locator(f"input[name={name}][value='{value}']")
        promised = int(box.locator("xpath=..").locator(".ar-count").inner_text())
        before = page.locator(ROWS).count()
        box.check()
        shown = page.locator(ROWS).count()
        assert shown == (promised if name == "modality" else before + promised)
        box.uncheck()


def test_the_address_holds_the_state(page: Page, new_page: NewPage, site: Site) -> None:
    """It can be shared, reloaded, and undone with Back."""
    page.goto("models/")
    check(page, "weights", "yes")
    check(page, "category", "vision")
    address = page.url

    assert re.search(r"\?category=vision&weights=yes$", address)
    other = new_page()
    other.goto(address)
    assert names(other) == names(page)
    page.go_back()
    assert set(names(page)) == with_weights(site)
    page.go_back()
    expect(page.locator(STATUS)).not_to_contain_text(" of ")


def test_chips_show_and_clear_what_is_chosen(page: Page) -> None:
    """One facet at a time, or all."""
    page.goto("models/?weights=yes&weights=no&modality=ct")

    expect(page.get_by_role("button", name="Remove weights: yes or no")).to_be_visible()
    page.get_by_role("button", name=re.compile("Remove modality")).click()
    expect(page).to_have_url(re.compile(r"/models/\?weights=yes&weights=no$"))
    check(page, "category", "vision")
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(re.compile(r"/models/$"))


def test_words_filter_by_all_that_a_row_says(page: Page) -> None:
    """Several words must all be there, in any order and case."""
    page.goto("models/")
    page.locator("input[name=find]").fill("CLIP med")
    expect(page.locator(STATUS)).to_contain_text(" of ")

    rows = page.locator(ROWS).all_inner_texts()
    assert rows
    assert all("clip" in row.lower() and "med" in row.lower() for row in rows)


def test_an_empty_result_says_what_to_drop(page: Page) -> None:
    """With what that would give, and a button for it."""
    page.goto("models/?category=language&modality=fundus&modality=mammography")
    expect(page.get_by_text("Nothing matches all filters")).to_be_visible()

    page.get_by_role("button", name="Remove that filter").click()

    expect(page.get_by_text("Nothing matches all filters")).to_be_hidden()
    assert page.locator(ROWS).count() > 0


def test_sorting_orders_numbers_by_size_and_says_so(page: Page) -> None:
    """And goes back to the order as listed."""
    page.goto("models/")
    listed = names(page)
    page.locator("[name=sort]").select_option(label="Claims")
    counts = [int(text) for text in page.locator(f"{ROWS} > td:last-child").all_inner_texts()]

    assert counts == sorted(counts, reverse=True)
    expect(page.locator("thead th[aria-sort=descending]")).to_have_text("Claims")
    page.locator("[name=sort]").select_option(label="as listed")
    assert names(page) == listed


def saved(page: Page, button: str) -> str:
    """What a button downloads."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_an_export_holds_exactly_the_rows_shown(page: Page) -> None:
    """As CSV and as Markdown, in the same order."""
    page.goto("models/?weights=yes&modality=ct")
    shown = names(page)

    table = list(csv.reader(io.StringIO(saved(page, "Export CSV"))))
    lines = saved(page, "Markdown").strip().splitlines()

    assert [row[0] for row in table[1:] if row] == shown
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]] == shown


def test_filtered_papers_are_exported_as_bibtex(page: Page, site: Site) -> None:
    """The records of these papers and of no others."""
    page.goto("papers/?challenge=hallucination&year=2025")
    expected = [
        paper.id
        for paper in site.graph.of(PaperEntry)
        if paper.year == 2025
        and any(each.challenge == "hallucination" for each in paper.challenges)
    ]

    text = saved(page, "BibTeX")

    assert sorted(re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE)) == sorted(expected)


def test_the_list_is_whole_without_scripts(new_page: NewPage, site: Site) -> None:
    """And offers no control that would do nothing."""
    page = new_page(java_script_enabled=False)
    page.goto("papers/")
    kept = [paper for paper in site.graph.of(PaperEntry) if paper.deprecated is None]

    assert page.locator(ROWS).count() == len(kept)
    expect(page.locator(".ar-filter")).to_be_hidden()
    expect(page.get_by_role("button", name="Export CSV")).to_be_hidden()


def test_on_a_phone_the_filters_wait_behind_a_button(new_page: NewPage) -> None:
    """Which says how many are chosen."""
    page = new_page(size=(390, 800))
    page.goto("models/?weights=yes&modality=ct")

    expect(page.locator("summary", has_text="Filter (2)")).to_be_visible()
    expect(page.locator("input[name=weights][value=yes]")).to_be_hidden()
    page.locator("summary", has_text="Filter (2)").click()
    expect(page.locator("input[name=weights][value=yes]")).to_be_checked()


def test_what_a_spreadsheet_would_run_is_defused(page: Page) -> None:
    """A cell that begins like a formula is exported as text."""
    page.goto("models/")
    text = page.evaluate("window.agiReview.csv([['=1+1', '+1', '-1', '@a', '＝1', 'a=1', 'a\"b']])")

    assert text == '"\'=1+1","\'+1","\'-1","\'@a","\'＝1","a=1","a""b"'


def test_a_long_list_is_drawn_in_steps(page: Page) -> None:
    """It says how many rows wait; what is counted and exported is the whole list."""
    page.route("**/papers/", lambda route: route.fulfill(body=tripled(route.fetch().text())))
    page.goto("papers/")
    total = int(page.locator(STATUS).inner_text().split()[0].replace(",", ""))
    assert page.locator(ROWS).count() == 200

    expect(page.get_by_text(f"200 of {total:,} rows are drawn.")).to_be_visible()
    assert len(saved(page, "Markdown").strip().splitlines()) == total + 2
    page.get_by_role("button", name="Show 200 more").click()
    assert page.locator(ROWS).count() == 400
    page.get_by_role("button", name="Show all").click()
    assert page.locator(ROWS).count() == total
    page.locator("input[name=type]").first.check()
    assert page.locator(ROWS).count() == 200


@pytest.mark.parametrize("folder", ["models", "papers"])
def test_rows_stay_where_they_are_while_nothing_is_chosen(page: Page, folder: str) -> None:
    """A browser would lay all of them out once more; only those that wait are taken out."""
    page.add_init_script(TAKEN_OUT)
    page.goto(f"{folder}/")
    total = int(page.locator(STATUS).inner_text().split()[0].replace(",", ""))

    assert page.evaluate("window.takenOut") == total - page.locator(ROWS).count()


def tripled(html: str) -> str:
    """A list with each of its rows three times."""
    head, body = html.split("<tbody>", 1)
    rows, foot = body.split("</tbody>", 1)
    return f"{head}<tbody>{rows * 3}</tbody>{foot}"


TAKEN_OUT = """
window.takenOut = 0
new MutationObserver(changes => {
  for (const { removedNodes } of changes)
    window.takenOut += [...removedNodes].filter(node => node.cells).length
}).observe(document, { childList: true, subtree: true })
"""

COUNTED = {
    "model": ROWS,
    "claim": "#claims .ar-claim, #claims-elsewhere .ar-links li",
    "gap": "table.ar-gapmap tbody td.ar-gap",
    "searched": "table.ar-gapmap tbody td.ar-unsearched",
}
"""What is counted on the page an answer leads to, by the answer's last word."""


def test_each_question_of_the_home_page_leads_to_its_answer(page: Page) -> None:
    """As many models, claims or gaps as it says."""
    page.goto("")
    questions = page.locator(".ar-questions a").evaluate_all(
        "links => links.map(link => [link.href, link.querySelector('span').textContent])"
    )
    assert questions
    for address, answer in questions:
        page.goto(address)
        for part in answer.split(", "):
            count, noun = int(part.split()[0]), part.split()[-1]
            found = page.locator(COUNTED[noun.removesuffix("s")]).count()
            assert found == count, (address, part)
