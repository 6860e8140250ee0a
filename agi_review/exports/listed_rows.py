"""The files a script reads to filter and sort a list that stands on many pages.

They say of every row what the pages say: its values in each facet, its rank in each column, its
words. The rows themselves stand beside them as HTML, fifty to a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from agi_review.exports.entry_json import compact_json
from agi_review.exports.table_csv import words
from agi_review.exports.words import WordIndex, words_of
from agi_review.views import paging
from agi_review.views.compare_page import ComparePage, ModelRow
from agi_review.views.facets import Facet
from agi_review.views.index_page import IndexPage
from agi_review.views.parts import NOT_LOOKED_AT, Row

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between the parts of a name such as `BiomedCLIP`: both are looked for."""

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """What a row says, as text."""

    id: str
    facets: dict[str, tuple[str, ...]]
    cells: tuple[str, ...]
    """A text a column, for sorting."""
    more: str = ""
    """What else stands in it, such as second lines."""


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """Rows under one heading."""

    heading: str | None
    rows: tuple[ListedRow, ...]


def index_row_files(
    page: IndexPage, authors: Callable[[str], str] = lambda _id: ""
) -> Iterator[tuple[str, str]]:
    """Yield address and text of every file about the rows of an index with all its rows.

    Args:
        page: The index.
        authors: Returns the authors of a paper with an id, by whom its row is found too.
    """
    found = partial(_of_row, authors=authors if page.kind == "paper" else lambda _id: "")
    groups = [ListedGroup(g.heading, tuple(map(found, g.table.rows))) for g in page.groups]
    numbers = [column.number for column in page.groups[0].table.columns]
    yield from _row_files(f"{page.folder}/rows/", paging.ROWS_A_FILE, groups, page.facets, numbers)


def model_row_files(page: ComparePage) -> Iterator[tuple[str, str]]:
    """Yield address and text of every file about the rows of the table of all models."""
    groups = [ListedGroup(group.name, tuple(map(_of_model, group.rows))) for group in page.groups]
    numbers = [False, *(each.number for each in page.properties)]
    yield from _row_files(f"{page.folder}rows/", paging.MODELS_A_PAGE, groups, page.facets, numbers)


def _of_row(row: Row, authors: Callable[[str], str]) -> ListedRow:
    head = row.cells[0].links[0]
    id_ = head.path.rstrip("/").rpartition("/")[2]
    details = (link.detail for link in row.cells[0].links)
    more = " · ".join(filter(None, (*details, authors(id_))))
    return ListedRow(id_, dict(row.facets), tuple(map(words, row.cells)), more)


def _of_model(row: ModelRow) -> ListedRow:
    cells = (
        "; ".join(value.link.label if value.link else value.text for value in values)
        for lines in row.cells
        for values in [[value for line in lines for value in line.values]]
    )
    more = row.paper.label if row.paper else ""
    return ListedRow(row.id, dict(row.facets), (row.link.label, *cells), more)


def _row_files(
    folder: str,
    a_file: int,
    groups: Sequence[ListedGroup],
    facets: Iterable[Facet],
    numbers: Sequence[bool],
) -> Iterator[tuple[str, str]]:
    """Yield address and text of every file about the rows of a list.

    Args:
        folder: Where they stand, `papers/rows/`.
        a_file: How many rows stand in a file as HTML.
        groups: All rows in the order of the list.
        facets: What the list can be filtered by.
        numbers: Of each column, whether it holds numbers, which are sorted largest first.
    """
    rows = [row for group in groups for row in group.rows]
    about = {
        "rows": len(rows),
        "file": a_file,
        "groups": [[group.heading, len(group.rows)] for group in groups],
    }
    yield f"{folder}rows.json", compact_json(about)
    for facet in facets:
        yield f"{folder}facet-{facet.name}.json", compact_json(_column(rows, facet))
    yield f"{folder}ids.json", compact_json([row.id for row in rows])
    for column, number in enumerate(numbers):
        ranks = _ranks([row.cells[column] for row in rows], _size if number else str.casefold)
        yield f"{folder}order-{column}.json", compact_json(ranks)
    yield from _words(rows).files(f"{folder}words", {}, best=False)


def _column(rows: Sequence[ListedRow], facet: Facet) -> list[object]:
    """Return the combinations of values that occur, and the number of each row's."""
    known = {option.value: place for place, option in enumerate(facet.options)}
    combinations: dict[tuple[str, ...], int] = {}
    column = [
        combinations.setdefault(row.facets.get(facet.name, (NOT_LOOKED_AT,)), len(combinations))
        for row in rows
    ]
    values = [[known[value] for value in each if value in known] for each in combinations]
    return [values, column]


def _ranks(texts: Sequence[str], key: Callable[[str], str | float]) -> list[int]:
    """Return the rank of each text; equal ones share theirs."""
    keys = [key(text) for text in texts]
    places = {each: place for place, each in enumerate(sorted(set(keys)))}
    return [places[each] for each in keys]


def _size(text: str) -> float:
    number = _NUMBER.search(text)
    return -float(number[0].replace(",", "")) if number else 0.0


def _words(rows: Sequence[ListedRow]) -> WordIndex:
    index = WordIndex((1,))
    for place, row in enumerate(rows):
        text = " · ".join((*row.cells, row.more))
        index.add({*words_of(text), *words_of(_HUMP.sub(" ", text))}, place, 0)
    return index
