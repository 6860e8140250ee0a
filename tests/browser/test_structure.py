"""What assistive technology reads of a page, on every page of the site, without a browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.browser.conftest import Site

pytestmark = pytest.mark.slow

Rule = Callable[[HtmlElement], Iterator[str]]


class ParsedPage(NamedTuple):
    """A page's address and its tree."""

    path: str
    tree: HtmlElement


@pytest.fixture(scope="module")
def pages(site: Site) -> list[ParsedPage]:
    """Every HTML page of the site."""

    def parsed(path: Path) -> ParsedPage:
        tree = html.document_fromstring(path.read_bytes(), parser=parser)
        return ParsedPage(path.relative_to(site.folder).as_posix(), tree)

    parser = html.HTMLParser(encoding="utf-8")
    return [parsed(path) for path in sorted(site.folder.rglob("*.html"))]


def is_hidden(element: HtmlElement) -> bool:
    """Whether assistive technology is told to pass over the element."""
    return any(each.get("aria-hidden") == "true" for each in (element, *element.iterancestors()))


def is_named(element: HtmlElement) -> bool:
    """Whether the element says what it is called."""
    return bool((element.get("aria-label") or element.get("aria-labelledby") or "").strip())


def shown(element: HtmlElement) -> str:
    """Return the start tag, to find the element by."""
    attributes = "".join(f" {name}={value[:40]!r}" for name, value in element.items())
    around = element.getparent()
    inside = f" in <{around.tag} class={around.get('class')!r}>" if around is not None else ""
    return f"<{element.tag}{attributes[:120]}>{inside}"


def one_main_heading(tree: HtmlElement) -> Iterator[str]:
    """A page has one first-level heading, with words in it."""
    found = tree.xpath("//h1")
    if len(found) != 1:
        yield f"{len(found)} h1"
    yield from (f"empty {shown(each)}" for each in found if not each.text_content().strip())


def headings_in_steps(tree: HtmlElement) -> Iterator[str]:
    """A heading is at most one level below the one before it, and the first is the main one."""
    level = 0
    for heading in tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6"):
        here = int(heading.tag[1])
        if here > level + 1:
            yield f"h{here} after h{level}: {heading.text_content().strip()[:60]}"
        level = here


def unique_ids(tree: HtmlElement) -> Iterator[str]:
    """An id names one element."""
    ids = Counter(tree.xpath("//@id"))
    yield from (f"id {id_!r} {times} times" for id_, times in ids.items() if times > 1)


def named_tables(tree: HtmlElement) -> Iterator[str]:
    """A table has a caption or a label, and no head cell without words."""
    for table in tree.xpath("//table"):
        captions = table.xpath("./caption")
        if not is_named(table) and not any(each.text_content().strip() for each in captions):
            yield f"no caption: {shown(table)}"
        for cell in table.xpath("./thead//th"):
            if not cell.text_content().strip() and not is_named(cell):
                yield f"empty head cell in {shown(table)}"


def named_pictures(tree: HtmlElement) -> Iterator[str]:
    """A picture has a name of its own or through the control around it, or is hidden."""
    for picture in tree.xpath("//img | //svg | //*[local-name() = 'svg']"):
        controls = picture.xpath("ancestor::a | ancestor::button | ancestor::summary")
        named = is_named(picture) or any(is_named(each) for each in controls)
        titled = picture.get("alt") is not None or picture.xpath("./*[local-name() = 'title']")
        if not (named or titled or is_hidden(picture)):
            yield f"no name: {shown(picture)}"


def declared_language(tree: HtmlElement) -> Iterator[str]:
    """A page says which language it is in."""
    if not tree.get("lang"):
        yield "no lang"


def named_page(tree: HtmlElement) -> Iterator[str]:
    """A page has one title and one description, each with words."""
    for what, found in (
        ("title", tree.xpath("/html/head/title/text()")),
        ("description", tree.xpath("/html/head/meta[@name='description']/@content")),
    ):
        if len(found) != 1 or not found[0].strip():
            yield f"{what}: {found}"


def one_main_part(tree: HtmlElement) -> Iterator[str]:
    """A page has one main landmark, and landmarks of one sort have different names."""
    if len(tree.xpath("//main")) != 1:
        yield "not one main"
    names = Counter(each.get("aria-label") for each in tree.xpath("//nav"))
    yield from (f"{times} nav named {name!r}" for name, times in names.items() if times > 1)


def resolved_labels(tree: HtmlElement) -> Iterator[str]:
    """What refers to an id refers to one on the page."""
    ids = set(tree.xpath("//@id"))
    for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
        for value in tree.xpath(f"//@{name}"):
            yield from (f"{name}={each!r}" for each in value.split() if each not in ids)


RULES: list[Rule] = [
    one_main_heading,
    headings_in_steps,
    unique_ids,
    named_tables,
    named_pictures,
    declared_language,
    named_page,
    one_main_part,
    resolved_labels,
]


@pytest.mark.parametrize("rule", RULES)
def test_every_page_keeps_the_rule(pages: list[ParsedPage], rule: Rule) -> None:
    """All pages, not a sample: what differs from entry to entry breaks in one of them."""
    faults: dict[str, list[str]] = {}
    for path, tree in pages:
        for fault in rule(tree):
            faults.setdefault(fault, []).append(path)

    assert not faults, "\n".join(
        f"{fault}: {len(paths)} pages, such as {paths[0]}" for fault, paths in faults.items()
    )
