"""Pages as Markdown, made from the same views: for programs that read text, and for people."""

from __future__ import annotations

from collections.abc import Iterator

from agi_review.exports.markdown_sections import (
    section_blocks,
    source_text,
    table_block,
    value_text,
)
from agi_review.exports.markdown_text import Place, linked, plain
from agi_review.views.entry_page import EntryPage
from agi_review.views.hub_page import HubPage
from agi_review.views.index_page import IndexPage
from agi_review.views.parts import Action, Banner, FactLine, Neighbours

BESIDE_ENTRIES = "../"
"""The way to the root from a file beside the pages of entries."""


def entry_markdown(page: EntryPage, folders: frozenset[str]) -> str:
    """Return all that the page of an entry says.

    Args:
        page: The page.
        folders: The folders of all kinds: links to their pages lead to Markdown.
    """
    return _joined(_entry(page, Place(BESIDE_ENTRIES, folders, f"{page.id}/")))


def index_markdown(page: IndexPage, folders: frozenset[str]) -> str:
    """Return the index of a kind, which stands beside its folder."""
    return _joined(_index(page, Place("", folders)))


def hub_markdown(page: HubPage, folders: frozenset[str]) -> str:
    """Return all that a page about the whole base says; its file stands beside its folder."""
    root = "../" * (page.path.count("/") - 1)
    return _joined(_hub(page, Place(root, folders, f"{page.id}/")))


def _hub(page: HubPage, place: Place) -> Iterator[str]:
    yield f"# {plain(page.title)}"
    yield f"> {plain(page.lede)}"
    if page.note:
        yield plain(page.note)
    if page.actions:
        yield ", ".join(_action(action, place) for action in page.actions)
    for section in page.sections:
        yield from section_blocks(section, place)


def _entry(page: EntryPage, place: Place) -> Iterator[str]:
    yield f"# {plain(page.title)}"
    yield from (_banner(banner, place) for banner in page.banners)
    index = linked(page.plural, f"{place.root}{page.folder}.md")
    yield " · ".join([index, page.id, *(plain(badge.text) for badge in page.badges)])
    if page.byline:
        names = "; ".join(value_text(person, place) for person in page.byline)
        yield f"{names}{'; and others' if page.byline_partial else ''}"
    if page.subtitle:
        yield plain(page.subtitle)
    if page.actions:
        # A place on the page itself is a heading here.
        others = [action for action in page.actions if not action.url.startswith("#")]
        yield ", ".join(_action(action, place) for action in others)
    if page.lead:
        yield from section_blocks(page.lead, place)
    for group in page.facts:
        yield f"## {plain(group.title)}"
        yield "\n".join(_fact(fact, place) for fact in group.facts)
    for section in (*page.beside, *page.rest):
        yield from section_blocks(section, place)
    yield "\n".join(_neighbours(line, place) for line in page.neighbours)


def _index(page: IndexPage, place: Place) -> Iterator[str]:
    yield f"# {plain(page.title)}"
    yield f"> {plain(page.lede)}"
    yield page.count
    for group in page.groups:
        if group.heading:
            yield f"## {plain(group.heading)}"
        if group.table.rows:
            yield table_block(group.table, place)
    if page.note:
        yield plain(page.note)


def _banner(banner: Banner, place: Place) -> str:
    parts = [f"**{plain(banner.word)}.** {plain(banner.text)}"]
    if banner.link:
        parts.append(place.link(banner.link))
    if banner.url:
        parts.append(linked("Notice", banner.url))
    return f"> {' '.join(parts)}"


def _neighbours(line: Neighbours, place: Place) -> str:
    sides = [("Earlier", line.earlier), ("Later", line.later)]
    found = [f"{word}: {place.link(link)}" for word, link in sides if link]
    within = f"In the {line.within.kind} {place.link(line.within)}, by {line.order}"
    return f"- {'; '.join([within, *found])}"


def _action(action: Action, place: Place) -> str:
    return linked(plain(action.label), place.beside(action.url))


def _fact(fact: FactLine, place: Place) -> str:
    values = "; ".join(value_text(value, place) for value in fact.values)
    origin = source_text(fact.source, fact.where, place)
    return f"- {plain(fact.label)}: {values}{f' ({origin})' if origin else ''}"


def _joined(blocks: Iterator[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"
