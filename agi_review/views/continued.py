"""Long lists within pages: a page shows the first of them and leads to pages with the rest.

Only lists of links and rows are cut, which stand elsewhere too; claims and texts stay whole, for
their page is the only one they have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from agi_review.views.entry_page import EntryPage
from agi_review.views.hub_page import HubPage, last_part
from agi_review.views.links import Link
from agi_review.views.paging import spans
from agi_review.views.parts import Action, Continuation, Section

LISTED = 600
"""Items a page lists at most before its long lists are cut."""

FIRST = 150
"""Items the cut lists of a page show together."""

SHORT = 5
"""Items that each of them shows however many there are."""

A_PAGE = 200
"""Items of a page that goes on with a list."""

MORE = "more/"
"""Where such pages stand, from the folder of the page they go on with."""


def divided_hub(page: HubPage) -> tuple[HubPage, list[HubPage]]:
    """Return a page with its long lists cut, and the pages that go on with them."""
    sections, more = _divided(page.path, page.title, page.sections, named=page.jump_list)
    return (replace(page, sections=sections), more) if more else (page, [])


def divided_entry(page: EntryPage) -> tuple[EntryPage, list[HubPage]]:
    """Return an entry's page with its long lists cut, and the pages that go on with them."""
    path = f"{page.folder}/{page.id}/"
    sections, more = _divided(path, page.title, (*page.beside, *page.rest))
    if not more:
        return page, []
    here = len(page.beside)
    return replace(page, beside=sections[:here], rest=sections[here:]), more


def _divided(
    path: str, title: str, sections: Sequence[Section], *, named: bool = False
) -> tuple[tuple[Section, ...], list[HubPage]]:
    """Return the sections as they are cut, and the pages with the rest.

    Args:
        path: The page's address.
        title: Its title.
        sections: All it says.
        named: Whether its lists are in the order of names, by which the rest is then found.
    """
    sizes = [_size(section) for section in sections]
    if sum(sizes) <= LISTED:
        return tuple(sections), []
    long = [size for size in sizes if size > SHORT]
    shown = max(SHORT, FIRST // len(long))
    cut, pages = [], []
    for section, size in zip(sections, sizes, strict=True):
        if size <= shown:
            cut.append(section)
            continue
        rest = list(_rest(path, title, section, shown, size))
        links = tuple(
            Link(_names(page) if named else _range(page), page.path, "list") for page in rest
        )
        pages += rest
        cut.append(replace(_part(section, 0, shown), more=Continuation(shown, size, links)))
    return tuple(cut), pages


def _rest(path: str, title: str, section: Section, shown: int, size: int) -> Iterator[HubPage]:
    """Yield the pages that go on with a list."""
    folder, id_ = path[: path.index("/") + 1], last_part(path)
    # A hub's own lists stand below it, those of a page below it beside that page.
    folder = path.removesuffix(f"{id_}/") if path.count("/") > 1 else folder
    for number, first in enumerate(range(shown, size, A_PAGE), start=2):
        stop = min(first + A_PAGE, size)
        here = f"{first + 1:,}–{stop:,}"
        part = _part(section, first, stop)
        own = f"{folder}{MORE}{id_}-{section.anchor}-{number}/"
        back = f"{'../' * own.count('/')}{path}#{section.anchor}"
        yield HubPage(
            path=own,
            title=f"{title}: {section.title}, {here}",
            description=f"{section.title} of {title}: {here} of {size:,}.",
            lede=f"{here} of {size:,}.",
            sections=(replace(part, note=None),),
            actions=(Action(title, back, primary=True),),
        )


def _range(page: HubPage) -> str:
    return page.lede.partition(" ")[0]


def _names(page: HubPage) -> str:
    """The first and the last name of a page that goes on with a list."""
    (section,) = page.sections
    rows = section.table.rows if section.table else ()
    links = [*(row.cells[0].links[0] for row in rows), *chain(*(g.links for g in section.links))]
    return f"{links[0].label} – {links[-1].label}"


def _size(section: Section) -> int:
    """Return how many items a section can spare: none if it holds texts, whose links are set."""
    table = section.table.rows if section.table else ()
    if any(cell.value and cell.value.prose for row in table for cell in row.cells):
        return 0
    rows = len(table)
    return rows + sum(len(group.links) for group in section.links)


def _part(section: Section, first: int, stop: int) -> Section:
    """Return a section with some of its items: rows first, then links, each under its heading."""
    rows = len(section.table.rows) if section.table else 0
    table = section.table and replace(section.table, rows=section.table.rows[first:stop])
    sizes = [len(group.links) for group in section.links]
    found = spans(sizes, max(first - rows, 0), max(stop - rows, 0))
    groups = (replace(section.links[g], links=section.links[g].links[a:z]) for g, a, z in found)
    return replace(section, table=table if table and table.rows else None, links=tuple(groups))
