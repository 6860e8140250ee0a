"""A long list is cut into pages: each row on exactly one, in the order of the whole."""

from __future__ import annotations

import json
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.exports.listed_rows import index_row_files
from agi_review.knowledge_base import KnowledgeBase
from agi_review.views import index_page, paging
from agi_review.views.compare_page import compare_page, compare_part
from agi_review.views.index_page import IndexPage, index_part
from agi_review.views.paging import page_path, pager, pages_of, spans


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a page."""
    monkeypatch.setattr(paging, "WHOLE", 2)
    monkeypatch.setattr(paging, "ROWS_A_PAGE", 2)
    monkeypatch.setattr(paging, "MODELS_A_PAGE", 2)


def addresses(page: IndexPage) -> list[tuple[str | None, str]]:
    """Heading and address of each row."""
    return [
        (group.heading, row.cells[0].links[0].path)
        for group in page.groups
        for row in group.table.rows
    ]


@pytest.mark.usefixtures("short_pages")
def test_every_entry_stands_on_exactly_one_page(tiny_kb: KnowledgeBase) -> None:
    """Under the same headings and in the same order as on one page."""
    numbered = 0
    for kind in tiny_kb.graph.kinds:
        whole = index_page(tiny_kb.graph, kind)
        numbers = range(1, pages_of(whole.size, 2) + 1)
        pages = [index_part(whole, number) for number in numbers]
        assert list(chain(*map(addresses, pages))) == addresses(whole)
        assert len({page.title for page in pages}) == len(pages)
        numbered += len(pages) > 1
        for group in chain(*(page.groups for page in pages)):
            assert group.size == next(g.size for g in whole.groups if g.heading == group.heading)
    assert numbered


@pytest.mark.usefixtures("short_pages")
def test_every_model_stands_on_exactly_one_page(tiny_kb: KnowledgeBase) -> None:
    """Of the table of all models."""
    whole = compare_page(tiny_kb.graph)
    pages = [compare_part(whole, number) for number in range(1, pages_of(whole.size, 2) + 1)]

    rows = [row.id for page in pages for group in page.groups for row in group.rows]
    assert rows == [row.id for group in whole.groups for row in group.rows]


def test_a_short_list_is_left_alone(tiny_kb: KnowledgeBase) -> None:
    """It has one page without a number."""
    for kind in tiny_kb.graph.kinds:
        whole = index_page(tiny_kb.graph, kind)
        assert index_part(whole, 1) is whole


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(1, 5))
def test_spans_cover_each_row_once(sizes: list[int], step: int) -> None:
    """Whatever the groups and the length of a page."""
    found = [
        (group, row)
        for first in range(0, sum(sizes), step)
        for group, start, stop in spans(sizes, first, min(first + step, sum(sizes)))
        for row in range(start, stop)
    ]
    assert found == [(group, row) for group, size in enumerate(sizes) for row in range(size)]


@given(st.integers(0, 100_000), st.sampled_from((paging.ROWS_A_PAGE, paging.MODELS_A_PAGE)))
def test_pages_lead_to_all_others(rows: int, a_page: int) -> None:
    """From the first by `later` to the last, which names the row that ends the list."""
    place = pager("papers/", 1, rows, a_page)
    if place is None:
        assert rows <= paging.WHOLE
        return
    numbers = [1, 2, place.pages - 1, place.pages]
    for number in numbers:
        here = pager("papers/", number, rows, a_page)
        assert here is not None
        assert here.path == page_path("papers/", number)
        assert (here.earlier is None, here.later is None) == (number == 1, number == here.pages)
        assert [link.number for link in here.links if link and link.number == number] == [number]
        assert {1, here.pages} <= {link.number for link in here.links if link}
    assert place.first == 1
    last = pager("papers/", place.pages, rows, a_page)
    assert last is not None
    assert last.last == rows


def test_files_of_rows_say_of_each_row_what_the_page_says(tiny_kb: KnowledgeBase) -> None:
    """Ids in the order of the list, and for each facet the values the rows carry."""
    for kind in tiny_kb.graph.kinds:
        page = index_page(tiny_kb.graph, kind)
        files = {name: json.loads(text) for name, text in index_row_files(page)}
        folder = f"{page.folder}/rows/"
        rows = [row for group in page.groups for row in group.table.rows]
        paths = [row.cells[0].links[0].path for row in rows]
        assert [f"{page.folder}/{id_}/" for id_ in files[f"{folder}ids.json"]] == paths
        assert files[f"{folder}rows.json"]["rows"] == len(rows)
        for facet in page.facets:
            values, column = files[f"{folder}facet-{facet.name}.json"]
            said = [{facet.options[each].value for each in values[place]} for place in column]
            carried = [set(dict(row.facets).get(facet.name, ("not-looked-at",))) for row in rows]
            assert said == carried
            for place, option in enumerate(facet.options):
                assert sum(place in values[each] for each in column) == option.count
