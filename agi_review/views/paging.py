"""Long lists in numbered pages: which rows stand on which, and how pages lead to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

WHOLE = 600
"""Rows up to which a list stays on one page: of papers, the heaviest, some 150 KB compressed."""

ROWS_A_PAGE = 50
"""Rows of a numbered page."""

ROWS_A_FILE = 20
"""Rows in each of the files a script draws filtered rows from: few, for they are read for one."""

MODELS_A_PAGE = 20
"""Both of the table of all models, whose rows are each as heavy as three of another list."""

PAGES = "page/"
"""Where the numbered pages of a list stand, from its own address."""

PAGE_ROOT = "../../../"
"""The way from a numbered page up to the site's root."""

ROWS_ROOT = "../../"
"""The same from a file of rows."""

Part = TypeVar("Part", bound=Any)
"""The view of a list: it has `root`, `title`, `description` and `pager`."""

_NEAR = 2
"""Pages named on either side of the one that is open."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A numbered page and its address from the site's root."""

    number: int
    path: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands among the pages of its list."""

    folder: str
    """The list's address from the site's root, `papers/`."""
    number: int
    pages: int
    rows: int
    """Rows on all pages together."""
    first: int
    """The number of the first row here, counted from one."""
    last: int
    links: tuple[PageLink | None, ...]
    """The pages named here, in order; nothing stands for those left out between two."""
    earlier: PageLink | None
    later: PageLink | None

    @property
    def path(self) -> str:
        """The page's own address."""
        return page_path(self.folder, self.number)

    @property
    def data(self) -> str:
        """Where the files stand that a script reads rows from."""
        return f"{self.folder}rows/"


def page_path(folder: str, number: int) -> str:
    """Return the address of a numbered page; the first is the list's own."""
    return folder if number == 1 else f"{folder}{PAGES}{number}/"


def pages_of(rows: int, a_page: int) -> int:
    """Return how many pages a list of so many rows has."""
    return 1 if rows <= WHOLE else -(-rows // a_page)


def row_files(rows: int, a_file: int) -> range:
    """Return the numbers of the files that hold so many rows."""
    return range(-(-rows // a_file))


def row_file(number: int, rows: int, a_file: int) -> tuple[int, int]:
    """Return the first row of a file and the one behind its last."""
    return number * a_file, min((number + 1) * a_file, rows)


def pager(folder: str, number: int, rows: int, a_page: int) -> Pager | None:
    """Return where a page stands; nothing where one page holds the whole list."""
    pages = pages_of(rows, a_page)
    if pages == 1:
        return None
    first = (number - 1) * a_page
    return Pager(
        folder,
        number,
        pages,
        rows,
        first + 1,
        min(first + a_page, rows),
        tuple(_named(folder, number, pages)),
        PageLink(number - 1, page_path(folder, number - 1)) if number > 1 else None,
        PageLink(number + 1, page_path(folder, number + 1)) if number < pages else None,
    )


def numbered(part: Part, place: Pager) -> Part:
    """Return the part of a list that stands on a page, named as that page."""
    if place.number == 1:
        return replace(part, pager=place)
    name = f", page {place.number} of {place.pages}"
    return replace(
        part,
        pager=place,
        root=PAGE_ROOT,
        title=f"{part.title}{name}",
        description=f"{part.description.rstrip('.')}{name}.",
    )


def spans(sizes: Sequence[int], first: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Yield group, start and stop within it, of each group that has rows in a stretch of a list.

    Args:
        sizes: How many rows each group has, in their order.
        first: The first row of the stretch, counted over all groups from zero.
        stop: The row behind its last.
    """
    at = 0
    for group, size in enumerate(sizes):
        start, end = max(first - at, 0), min(stop - at, size)
        if start < end:
            yield group, start, end
        at += size


def _named(folder: str, number: int, pages: int) -> Iterator[PageLink | None]:
    """Yield the first page, those near the open one, and the last."""
    shown = sorted({1, pages, *range(max(1, number - _NEAR), min(pages, number + _NEAR) + 1)})
    before = 0
    for each in shown:
        if each - before > 1:
            yield None
        yield PageLink(each, page_path(folder, each))
        before = each
