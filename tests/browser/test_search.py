"""The search of the header finds what was stamped after MkDocs had made its index."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import ModelEntry, PaperEntry, TermEntry
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

HITS = ".md-search-result__item"


def by_model(graph: KnowledgeGraph) -> tuple[str, Entry]:
    """A model by its name."""
    model = max(graph.of(ModelEntry), key=lambda model: len(graph.backlinks(model)))
    return model.name, model


def by_author(graph: KnowledgeGraph) -> tuple[str, Entry]:
    """A paper by a family name that only one of its authors has."""
    papers = graph.of(PaperEntry)
    names = Counter(author.family for paper in papers for author in paper.authors)
    return next(
        (author.family, paper)
        for paper in papers
        for author in paper.authors
        if author.family and author.family.isalpha() and len(author.family) > 5
        if names[author.family] == 1
    )


def by_arxiv_id(graph: KnowledgeGraph) -> tuple[str, Entry]:
    """A paper by its arXiv id."""
    return next(
        (paper.ids.arxiv, paper) for paper in graph.of(PaperEntry) if paper.ids and paper.ids.arxiv
    )


def by_other_label(graph: KnowledgeGraph) -> tuple[str, Entry]:
    """A term by an alternative label that is not part of its name."""
    return next(
        (label, term)
        for term in graph.of(TermEntry)
        for label in term.alt_labels
        if len(label) > 5 and label.casefold() not in term.name.casefold()
    )


def ask(page: Page, query: str) -> None:
    """Put a query into the field at once, so that no hits of its beginnings are shown."""
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.insert_text(query[:-1])
    page.keyboard.type(query[-1])


@pytest.mark.parametrize("asked", [by_model, by_author, by_arxiv_id, by_other_label])
def test_search_leads_to_the_entry(page: Page, site: Site, asked: object) -> None:
    """Its hit is shown once, without scrolling the list, and opens its page."""
    assert callable(asked)
    query, entry = asked(site.graph)
    address = site.url(f"{type(entry).folder}/{entry.id}/")
    page.goto(site.entries["theme"])

    ask(page, query)
    expect(page.locator(HITS).first).to_be_visible()
    links = page.locator(f"{HITS} > a").evaluate_all("links => links.map(link => link.href)")
    found = [link.partition("?")[0].partition("#")[0] for link in links]

    assert found.count(address) == 1, f"{query}: {found}"
    page.locator(f"{HITS} > a").nth(found.index(address)).click()
    page.wait_for_url(f"{address}*")
    expect(page.locator("h1")).to_have_text(entry.label)


def test_search_shows_every_entry_once(page: Page, site: Site) -> None:
    """No hit leads to a page another hit leads to, and a shell is never found."""
    page.goto("")
    ask(page, "segmentation")
    expect(page.locator(HITS).first).to_be_visible()
    links = page.locator(f"{HITS} > a").evaluate_all("links => links.map(link => link.pathname)")

    assert links
    assert [link for link, times in Counter(links).items() if times > 1] == []
    assert [link for link in links if "zq7" in link] == []


def test_search_says_when_there_is_nothing(page: Page) -> None:
    """A word no page holds gives no hit and a sentence."""
    page.goto("")
    ask(page, "qqzzxxyy")

    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
    expect(page.locator(HITS)).to_have_count(0)


def test_search_opens_by_keyboard_and_closes_with_escape(page: Page) -> None:
    """The slash key opens it from anywhere; Escape leaves it."""
    page.goto("models/")
    field = page.get_by_role("textbox", name="Search")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()


def test_search_works_on_a_phone(page: Page, site: Site) -> None:
    """The glass in the header opens it, and a hit can be touched."""
    query, entry = by_author(site.graph)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("models/")
    page.locator("header label[for=__search]:visible").first.click()
    expect(page.get_by_role("textbox", name="Search")).to_be_in_viewport()
    ask(page, query)
    page.locator(f"{HITS} > a[href*='{entry.id}/']").click()
    expect(page.locator("h1")).to_have_text(entry.label)


@pytest.mark.parametrize(
    "query", ["Kirillov segment", "SEGMENT kirill", "2304.02643", "kirillov2023"]
)
def test_search_finds_beginnings_in_any_order_and_case(page: Page, query: str) -> None:
    """By words of title and author, by identifier, by the start of an id: it is the first paper."""
    page.goto("")
    ask(page, query)
    papers = page.locator(f"{HITS} > a[href*='/papers/']")

    expect(papers.first).to_have_attribute("href", re.compile("papers/kirillov2023segment/"))


def test_search_shows_a_name_first_and_marks_what_was_found(page: Page) -> None:
    """Who types the whole name of a model wants that model."""
    page.goto("")
    ask(page, "MedSAM")
    first = page.locator(f"{HITS} > a").first

    expect(first).to_have_attribute("href", re.compile("models/medsam/"))
    expect(first.locator("h1 mark").first).to_be_visible()


QUESTIONS = {
    "what is RLHF": "terms/rlhf/",
    "computed tomography": "terms/ct/",
    "segmentaton": "terms/segmentation/",
    "med sam": "models/medsam/",
    "quantization": "terms/quantisation/",
    "Scholkopf": "papers/gatidis2022whole/",
    "Schölkopf": "papers/gatidis2022whole/",
    "Ma et al. 2024": "papers/ma2024segment/",
    "https://doi.org/10.1109/RBME.2024.3493775": "papers/li2025artificial/",
    "arXiv:2306.05480v4": "papers/li2025artificial/",
    "liver tumor segmentation": "datasets/lits/",
    "Nature Medicine": "venues/nature-medicine/",
}
"""What a reader types, and the page that answers it best."""


def test_search_answers_as_readers_ask(page: Page) -> None:
    """In whole questions, by synonym, misspelt, with an address around an identifier."""
    page.goto("")
    field = page.get_by_role("textbox", name="Search")
    first = page.locator(f"{HITS} > a").first
    for query, path in QUESTIONS.items():
        field.fill("")
        ask(page, query)
        expect(first).to_have_attribute("href", re.compile(rf"/{path}(\?.*)?$"))


def test_search_finds_models_by_what_can_be_done_with_them(page: Page, site: Site) -> None:
    """Modality, task and open weights are no words of its title: each hit has them all."""
    page.goto("")
    ask(page, "CT report generation models with open weights")
    hits = page.locator(f"{HITS} > a[href*='/models/']")
    expect(hits.nth(3)).to_be_attached()
    for address in hits.evaluate_all("links => links.map(link => link.pathname)"):
        model = site.graph.entry("model", address.split("/")[2])
        assert isinstance(model, ModelEntry)
        assert model.availability
        assert model.availability.weights == "yes"
        assert "report-generation" in model.tasks
