"""Markdown twins: rendered by a CommonMark parser, they say what the page says."""

from __future__ import annotations

import dataclasses
import re
from posixpath import dirname, join, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from agi_review.exports.llms_txt import llms_txt
from agi_review.exports.markdown_sections import WRITERS
from agi_review.exports.markdown_text import code, linked, plain
from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase
from agi_review.render import Renderer
from agi_review.site.compose import Composition
from agi_review.views import HUBS, HubPage
from agi_review.views.hubs import Hub
from agi_review.views.parts import Section
from agi_review.views.published import published
from tests.conftest import PROJECT
from tests.exports.conftest import HOSTILE, SITE, UNPUBLISHED

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

CHROME = {"more", "copy", "download", "bib", "ris", "csl", "json"}
"""Words of controls, which a text has no use for."""

HIDDEN = (
    "//*[contains(@class, 'ar-js') or contains(@class, 'ar-count') or self::summary]",
    "//*[self::svg or self::caption or contains(@class, 'ar-picture__legend')]",
    "//*[contains(@class, 'ar-picture__lists') or contains(@class, 'ar-preview')]",
    "//*[contains(@class, 'ar-picture__files') or contains(@class, 'ar-jumps')]",
    "//ul[contains(@class, 'ar-legend')]",
)
"""What only scripts show, counts of what follows, drawings (a table says the same), captions."""

Twins = dict[str, str]


def twins(graph: KnowledgeGraph) -> Twins:
    """Every Markdown file of a site by address."""
    files = Composition(graph, Renderer(), SITE).files()
    return {path: text for path, text in files if path.endswith(".md") and isinstance(text, str)}


@pytest.fixture(params=["tiny", "hostile"])
def graph(request: pytest.FixtureRequest) -> KnowledgeGraph:
    """A base with every field, and one with every trap."""
    if request.param == "tiny":
        base: KnowledgeBase = request.getfixturevalue("tiny_kb")
        return base.graph
    hostile: KnowledgeGraph = request.getfixturevalue("hostile")
    return hostile


def words(html: str) -> set[str]:
    """The words a reader reads on a page."""
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    for path in HIDDEN:
        for hidden in tree.xpath(path):
            hidden.drop_tree()
    spaced = " ".join(str(text) for text in tree.itertext())
    return set(re.findall(r"\w+", spaced.casefold()))


def test_a_twin_says_every_word_of_its_page(graph: KnowledgeGraph) -> None:
    """Facts, claims, sources, places, what was checked: nothing that is read is left out."""
    site = Composition(graph, Renderer(), SITE)
    files = twins(graph)

    for entry in graph:
        page = words(site.entry(entry).body)
        text = words(PARSER.render(files[f"{type(entry).folder}/{entry.id}.md"]))
        assert sorted(page - CHROME - text) == []


def hub_pages(graph: KnowledgeGraph) -> list[tuple[Hub, HubPage]]:
    """The maps and lists, and the pages below them."""
    views = [(hub, published(hub.view(graph), SITE)) for hub in HUBS]
    found = [(hub, view) for hub, view in views if isinstance(view, HubPage)]
    below = [(hub, view) for hub in HUBS if hub.pages for view in hub.pages(graph)]
    made = [(hub, v if isinstance(v, HubPage) else v.make(graph)) for hub, v in below]
    return found + [(hub, published(view, SITE)) for hub, view in made]


def test_the_twin_of_a_map_says_every_word_of_its_page(graph: KnowledgeGraph) -> None:
    """Numbers and names of each picture's table included."""
    files, renderer = twins(graph), Renderer()

    for hub, view in hub_pages(graph):
        page = words(renderer.hub(hub, view).body)
        text = words(PARSER.render(files[f"{view.path[:-1]}.md"]))
        assert sorted(page - CHROME - text) == [], view.path


def test_a_map_names_its_twin_in_its_head(graph: KnowledgeGraph) -> None:
    """As the pages of entries do."""
    for hub, view in hub_pages(graph):
        head = Renderer().hub(hub, view).head
        assert f'type="text/markdown" href="../{view.id}.md"' in head


def test_there_is_a_twin_a_page(graph: KnowledgeGraph) -> None:
    """Of each entry, of each index, of each map and list and of the pages below them."""
    entries = {f"{type(entry).folder}/{entry.id}.md" for entry in graph}
    hubs = {f"{view.path[:-1]}.md" for _, view in hub_pages(graph)}

    assert set(twins(graph)) == entries | {f"{kind.folder}.md" for kind in graph.kinds} | hubs
    assert {"maps.md", "maps/lineage.md", "quality.md", "people.md", "glossary.md"} <= hubs


def test_links_lead_to_twins_that_are_there(graph: KnowledgeGraph) -> None:
    """Every address within the site is a file of it or the address of a page."""
    files = twins(graph)
    site = Composition(graph, Renderer(), SITE)
    there = {path for path, _ in site.files()} | {path.strip("/") for path, _, _ in site.hubs()}
    there |= {f"{folder.path}{page.slug}" for folder in site.folders() for page in folder.pages}
    there |= {page.stem for page in (PROJECT / "docs").glob("*.md")} | {"."}

    for path, text in files.items():
        for address in re.findall(r'href="([^"]*)"', PARSER.render(text)):
            if not address.startswith(("https://", "http://")):
                named = address.partition("#")[0].partition("?")[0]
                target = normpath(join(dirname(path), named))
                assert target in there, (path, address)


def test_names_are_text_never_markup(hostile: KnowledgeGraph) -> None:
    """A title shows exactly as written; no tag and no table cell comes of it."""
    for entry in hostile:
        html = PARSER.render(twins(hostile)[f"{type(entry).folder}/{entry.id}.md"])
        tree = lxml_html.fragment_fromstring(html, create_parent="div")
        assert tree.findtext("h1") == " ".join(HOSTILE.split())
        assert not [*tree.iter("b", "script")]


@given(st.text(alphabet=st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1))
def test_plain_text_comes_back(text: str) -> None:
    """Whatever it holds, in a heading, a list and a table."""
    expected = " ".join(text.split())
    for before, tag in (("# x ", "h1"), ("- **x:** ", "li"), ("| x |\n| --- |\n| ", "td")):
        after = " |" if tag == "td" else ""
        html = PARSER.render(f"{before}{plain(text)}{after}\n")
        tree = lxml_html.fragment_fromstring(html, create_parent="div")
        found = " ".join(next(tree.iter(tag)).text_content().removeprefix("x").lstrip(":").split())
        assert found == expected.strip()


@given(st.text(alphabet="`~a\n", min_size=1))
def test_code_is_not_ended_by_what_it_holds(text: str) -> None:
    """The fence is longer than any run of marks inside."""
    tokens = PARSER.parse(code(text))

    assert [token.type for token in tokens] == ["fence"]
    assert tokens[0].content.rstrip() == text.rstrip()


def test_an_address_cannot_end_its_link() -> None:
    """Brackets stay part of it."""
    html = PARSER.render(linked("x", "https://example.org/a_(b)>c"))

    assert 'href="https://example.org/a_(b)c"' in html


def test_every_part_of_a_section_is_written() -> None:
    """A new part needs a writer, or the twin would say less than the page."""
    fields = {field.name for field in dataclasses.fields(Section)}

    assert set(WRITERS) == fields - {"anchor", "title", "count", "wide"}


@pytest.mark.parametrize("publication", [SITE, UNPUBLISHED], ids=["published", "unpublished"])
def test_llms_txt_has_the_form_that_is_asked(graph: KnowledgeGraph, publication: object) -> None:
    """One heading, a quotation, sections of links with a word on each, all leading to files."""
    assert publication in (SITE, UNPUBLISHED)
    site = SITE if publication is SITE else UNPUBLISHED
    ((path, text),) = llms_txt(graph, site)
    tokens = PARSER.parse(text)
    there = {each for each, _ in Composition(graph, Renderer(), site).files()}

    assert path == "llms.txt"
    assert [token.type for token in tokens[:4]] == [
        "heading_open",
        "inline",
        "heading_close",
        "blockquote_open",
    ]
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1"] + ["h2"] * (len(headings) - 1)
    items = re.findall(r"^- \[.+\]\(([^)]*)\): \S", text, re.MULTILINE)
    assert len(items) == text.count("\n- ")
    assert {item.removeprefix(site.address) for item in items} <= there
