"""The form that makes an entry: what it writes is what `check` accepts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from jsonschema import Draft7Validator
from playwright.sync_api import Page, expect

from agi_review.knowledge_base import load
from agi_review.schema.entry_text import entry_text
from agi_review.schema.json_schema import fields_schema
from agi_review.schema.kinds import KINDS, PaperEntry
from agi_review.sources.scalars import scalar
from tests.browser.conftest import NewPage, Site
from tests.browser.test_axe import CHOOSE, RULES, violations

pytestmark = pytest.mark.browser

AWKWARD = (
    "plain words",
    "no",
    "n/a",
    "Unknown",
    "2306.05480",
    "2024-01-02",
    "a: b",
    "ends with:",
    "hash # inside",
    "- dash",
    "[list]",
    "{map}",
    "&anchor",
    "*star",
    "!tag",
    "|",
    ">",
    "%",
    "@at",
    "`tick`",
    '"quoted"',
    "it's",
    "back\\slash: and 'quote'",
    "Élan vital",
    "_under",
    "two\nlines",
    "(bracket)",
    "soft\u00adhyphen",
    "narrow\u202fspace",
    "null",
    "~",
)

DOCUMENTS: tuple[dict[str, Any], ...] = (
    {"title": "A", "authors": [{"family": "B"}], "year": 2024, "type": "article"},
    {"title": "A", "authors": [], "year": 2024, "type": "article"},
    {"title": "", "authors": [{"family": "B"}], "year": 2024, "type": "article"},
    {"title": "A", "authors": [{"family": "B"}], "year": "2024", "type": "article"},
    {"title": "A", "authors": [{"family": "B"}], "year": 1700, "type": "article"},
    {"title": "A", "authors": [{"family": "B"}], "year": 2024, "type": "novel"},
    {"title": "A", "authors": [{"name": "B"}], "year": 2024, "type": "article"},
    {"title": "A" * 1001, "authors": [{"family": "B"}], "year": 2024, "type": "article"},
    {"title": "A", "authors": ["B"], "year": 2024, "type": "article", "extra": "x"},
    {"title": "A", "authors": [{"orcid": "0000"}], "year": 2024, "type": "article"},
    {
        "title": "😀" * 1000,
        "authors": [{"family": "B"}],
        "year": 2024,
        "type": "article",
        "ids": {"arxiv": "2306.05480", "doi": "10.1109/RBME.2024.3493775"},
        "cites": ["he2022masked", "Not An Id"],
        "links": {"pdf": "ftp://example.org"},
    },
    {},
)


def test_the_browser_judges_as_jsonschema_does(page: Page, site: Site) -> None:
    """Valid and invalid documents, and every entry of the base: the same faulty places."""
    page.goto("add/")
    judged = """([schema, documents]) => documents.map(each =>
      [...new Set(agiReview.validate(each, schema).map(([path]) => path.join("/")))].sort())"""
    for kind in KINDS:
        schema = fields_schema(kind)
        real = [
            entry.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
            for entry in site.graph.of(kind)[:20]
        ]
        documents = [*real, *DOCUMENTS]
        validator = Draft7Validator(schema)
        expected = [not validator.is_valid(document) for document in documents]
        assert [bool(faults) for faults in page.evaluate(judged, [schema, documents])] == expected
        assert not any(expected[: len(real)])


def test_values_are_quoted_as_drafts_are(page: Page) -> None:
    """One rule in two languages."""
    page.goto("add/")
    texts = page.evaluate(
        """texts => {
          const misread = new Set(document.getElementById("ar-add").dataset.misread.split(" "))
          return texts.map(text => agiReview.yaml({ a: text }, misread))
        }""",
        list(AWKWARD),
    )
    # The list of words leaves out the empty one, which the form never writes.
    assert texts == [f"a: {scalar(text)}\n" for text in AWKWARD]


LONG = "words that are long enough to be broken into lines; " * 4


def test_the_form_and_the_command_line_write_the_same_file(page: Page, site: Site) -> None:
    """Order of fields, quotes and broken lines, of real entries and of awkward texts."""
    page.goto("add/")
    for kind in (kind for kind in KINDS if kind.form):
        documents = [site.graph.documents[entry.key].data for entry in site.graph.of(kind)[:40]]
        documents += [{"summary": f"{LONG}{text}", "title": text} for text in AWKWARD]
        documents += [{"claims": [{"text": f"{LONG}\n\n{LONG}end", "stance": "reports"}]}]
        texts = page.evaluate(
            """([kind, documents]) => {
              const misread = new Set(document.getElementById("ar-add").dataset.misread.split(" "))
              const option = document.querySelector(`#ar-kind option[value=${kind}]`)
              const shape = JSON.parse(option.dataset.shape)
              const head = `${option.dataset.modeline}\\n`
              return documents.map(each => head + agiReview.yaml(each, misread, shape))
            }""",
            [kind.kind, documents],
        )
        assert texts == [entry_text(kind, document) for document in documents]


def fill(page: Page, title: str) -> None:
    """Write the least a paper needs."""
    page.get_by_label(re.compile("^Id")).first.fill("doe2024test")
    page.get_by_label("Title needed").fill(title)
    page.get_by_label("Family").first.fill("Doe")
    page.get_by_label("Year needed").fill("2024")
    page.get_by_label("Type needed").select_option("article")


@pytest.mark.parametrize("title", [text for text in AWKWARD if "\n" not in text])
def test_what_the_form_writes_passes_the_check(page: Page, tmp_path: Path, title: str) -> None:
    """And reads as it was typed."""
    page.goto("add/")
    fill(page, title)
    expect(page.locator(".ar-form__verdict")).to_have_text("Nothing to mend")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "doe2024test.yaml"
    (tmp_path / "papers").mkdir()
    download.value.save_as(tmp_path / "papers" / "doe2024test.yaml")
    base = load(tmp_path)

    assert not base.report.errors
    assert [paper.title for paper in base.graph.of(PaperEntry)] == [title]


def test_faults_are_said_at_their_fields(page: Page) -> None:
    """Once a value is wrong; what is missing only when the file is to be taken away."""
    page.goto("add/")
    page.get_by_label("Year needed").fill("soon")
    expect(page.get_by_text("expected a whole number")).to_be_visible()
    expect(page.get_by_text("this is needed")).to_have_count(0)
    page.get_by_role("button", name="Download").click()
    first = page.get_by_label(re.compile("^Id")).first

    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-invalid", "true")
    first.fill("kirillov2023segment")
    expect(page.get_by_text("an entry has this id already")).to_be_visible()


def test_the_host_opens_a_new_file_that_is_filled_in(page: Page, site: Site) -> None:
    """Where the repository is known; the link holds the name and the text of the file."""
    page.goto("add/")
    expect(page.get_by_role("link", name="Open as a new file")).to_have_count(0)
    page.evaluate(
        "url => { document.querySelector('#ar-kind option').dataset.new = url }",
        site.url("new/main/entries/papers"),
    )
    fill(page, "A & B: C")
    link = page.get_by_role("link", name="Open as a new file").get_attribute("href")

    assert link is not None
    assert link.startswith(site.url("new/main/entries/papers?filename=doe2024test.yaml&value="))
    assert "A%20%26%20B%3A%20C" in link


def test_lists_grow_and_shrink_by_keyboard(page: Page) -> None:
    """Focus goes where the reader goes on."""
    page.goto("add/")
    fill(page, "A title")
    add = page.get_by_role("button", name="Add to authors")
    add.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Roe")
    expect(page.locator("#ar-yaml")).to_contain_text("- family: Roe")
    page.get_by_role("button", name="Remove from authors").last.focus()
    page.keyboard.press("Enter")

    expect(add).to_be_focused()
    expect(page.locator("#ar-yaml")).not_to_contain_text("Roe")


def test_without_scripts_the_page_leads_to_other_ways(new_page: NewPage) -> None:
    """And shows no form that would do nothing."""
    page = new_page(java_script_enabled=False)
    page.goto("add/")

    expect(page.locator("form.ar-form")).to_be_hidden()
    expect(page.get_by_role("link", name="How to contribute")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("kind", ["paper", "model", "dataset"])
def test_axe_finds_nothing_in_the_form(page: Page, width: int, kind: str) -> None:
    """In both schemes, and the page never scrolls sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("add/")
    page.locator("#ar-add:not([hidden])").wait_for()
    page.get_by_label("Kind").select_option(kind)
    page.locator(f"#ar-add[data-kind={kind}]").wait_for()
    page.get_by_role("button", name="Download").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE_SCRIPT)
    faults = []
    for scheme, options in RULES.items():
        page.evaluate(CHOOSE, scheme)
        faults += violations(page, options)

    assert not faults, "\n".join(faults)
