"""A long list is cut on its page, and the pages that go on with it hold the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase
from agi_review.views import continued, entry_page
from agi_review.views.composer import Composer
from agi_review.views.continued import divided_entry, divided_hub
from agi_review.views.hub_page import HubPage
from agi_review.views.links import INDEX_ROOT, Link
from agi_review.views.parts import (
    Cell,
    ClaimGroup,
    Column,
    LinkGroup,
    Row,
    Section,
    Table,
    Value,
)
from agi_review.views.pictures import Picture


def links(number: int, name: str) -> tuple[Link, ...]:
    """So many links."""
    return tuple(Link(f"{name} {n}", f"papers/{name}{n}/", "paper") for n in range(number))


def section(name: str, rows: int, groups: list[int]) -> Section:
    """A section with rows and links."""
    table = Table(
        name, (Column("A"),), tuple(Row((Cell(links=(x,)),)) for x in links(rows, f"{name}r"))
    )
    found = [LinkGroup(f"{n}", links(size, f"{name}g{n}")) for n, size in enumerate(groups)]
    return Section(name, name.upper(), table=table if rows else None, links=tuple(found))


def paths(page: HubPage, anchor: str) -> list[str]:
    """What a page lists in a section."""
    found = next((each for each in page.sections if each.anchor == anchor), None)
    if found is None:
        return []
    rows = [row.cells[0].links[0].path for row in found.table.rows] if found.table else []
    return [*rows, *(link.path for group in found.links for link in group.links)]


@pytest.fixture(autouse=True, scope="module")
def short() -> object:
    """Few items a page."""
    with pytest.MonkeyPatch.context() as patch:
        for name, size in (
            ("LISTED", 12),
            ("FIRST", 6),
            ("SHORT", 2),
            ("A_PAGE", 5),
            ("HEAVY", 1),
        ):
            patch.setattr(continued, name, size)
        yield


SECTIONS = st.lists(
    st.tuples(st.integers(0, 12), st.lists(st.integers(0, 9), max_size=3)), max_size=4
)


@given(SECTIONS)
def test_every_item_stands_on_one_page(sizes: list[tuple[int, list[int]]]) -> None:
    """In its order, under its heading; a page that lists little is left alone."""
    sections = tuple(section(f"s{n}", rows, groups) for n, (rows, groups) in enumerate(sizes))
    whole = HubPage("years/2024/", "2024", "About 2024.", "2024.", sections)
    page, more = divided_hub(whole)

    total = sum(rows + sum(groups) for rows, groups in sizes)
    assert bool(more) == (total > 12)
    assert len({each.path for each in more}) == len(more)
    for each in sections:
        found = [path for part in (page, *more) for path in paths(part, each.anchor)]
        assert found == paths(whole, each.anchor)
    for part in more:
        assert part.path.startswith("years/more/2024-")
        assert part.root == "../../../"
    said = [link.path for each in page.sections if each.more for link in each.more.pages]
    assert said == [part.path for part in more]


def claimed(graph: KnowledgeGraph, anchor: str, sizes: list[int]) -> Section:
    """A section of claims in groups, each with a link in its text."""
    composer = Composer(graph, "../../../")
    entry = next(entry for entry in graph if entry.claims)
    view = composer.claim(entry, entry.claims[0])
    groups = [
        ClaimGroup(f"{g}", tuple(replace(view, anchor=f"{anchor}-{g}-{n}") for n in range(size)))
        for g, size in enumerate(sizes)
    ]
    return Section(anchor, anchor.upper(), sum(sizes), claims=tuple(groups))


def test_claims_of_entries_go_on_too(tiny_kb: KnowledgeBase) -> None:
    """On a page about the whole base, each once; links in their texts lead on from where it is."""
    sections = tuple(claimed(tiny_kb.graph, anchor, [5, 4]) for anchor in ("a", "b"))
    whole = HubPage("maps/gaps/bias/", "Bias", "All.", "All.", sections)
    page, more = divided_hub(whole)

    def anchors(part: HubPage) -> list[str]:
        return [c.anchor for s in part.sections for g in s.claims for c in g.claims]

    assert len(anchors(page)) < len(anchors(whole))
    assert sorted(a for part in (page, *more) for a in anchors(part)) == sorted(anchors(whole))
    for part in more:
        assert part.path.startswith("maps/gaps/more/bias-")
        assert {c.text.root for s in part.sections for g in s.claims for c in g.claims} == {
            part.root
        }


def test_cut_claims_say_how_many_take_each_stance(tiny_kb: KnowledgeBase) -> None:
    """Here and on all pages; each page that goes on is named with its own; whole ones say none."""
    (group, other) = claimed(tiny_kb.graph, "a", [9, 6]).claims
    stances = ["reports", "disputes", "reports"] * 3
    group = replace(
        group,
        claims=tuple(
            replace(claim, stance=stance)
            for claim, stance in zip(group.claims, stances, strict=True)
        ),
    )
    other = replace(other, claims=tuple(replace(c, stance="supports") for c in other.claims))
    sections = (Section("a", "A", claims=(group, other)), claimed(tiny_kb.graph, "b", [1]))
    page, more = divided_hub(HubPage("maps/gaps/bias/", "Bias", "All.", "All.", sections))

    told = [
        [(each.stance, each.here, each.whole) for each in part.sections[0].stances]
        for part in (page, *more)
    ]
    assert told == [
        [("reports", 4, 6), ("disputes", 2, 3), ("supports", 0, 6)],
        [("reports", 2, 6), ("disputes", 1, 3), ("supports", 2, 6)],
        [("reports", 0, 6), ("disputes", 0, 3), ("supports", 4, 6)],
    ]
    assert page.sections[0].more
    notes = [link.note for link in page.sections[0].more.pages]
    assert notes == ["reports 2, disputes 1, supports 2", "supports 4"]
    assert not page.sections[1].stances


def test_many_lists_show_fewer_of_each() -> None:
    """A page with a hundred lists would else be as long as one that was never cut."""
    for lists, shown in ((4, 2), (6, 2), (7, 1), (20, 1)):
        sections = tuple(section(f"s{n}", 0, [4]) for n in range(lists))
        page, more = divided_hub(HubPage("maps/", "M", "All.", "All.", sections))

        assert [len(paths(page, each.anchor)) for each in sections] == [shown] * lists
        assert len(more) == lists


def test_rows_weigh_more_than_links() -> None:
    """Fewer of them stand on a page, for each takes a browser as long as several links."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(continued, "HEAVY", 3)
        sections = (section("rows", 5, []), section("links", 0, [5]))
        wholes = [HubPage("a/", "A", "A.", "A.", (each,)) for each in sections]
        (rows, more), (links, none) = (divided_hub(each) for each in wholes)

    assert (len(paths(rows, "rows")), len(more)) == (2, 3)
    assert (len(paths(links, "links")), none) == (5, [])


def test_a_long_table_of_a_picture_goes_on_like_others() -> None:
    """It stands behind the picture, in pages; a short one stays with it."""
    rows = section("x", 14, []).table
    assert rows
    picture = Picture("p", "P", 10, 10, (), twin=rows)
    short = replace(picture, twin=replace(rows, rows=rows.rows[:12]))
    sections = (Section("a", "A", picture=picture), Section("b", "B", picture=short))
    page, more = divided_hub(HubPage("maps/x/", "X", "X.", "X.", sections))

    assert [each.anchor for each in page.sections] == ["a", "a-table", "b"]
    assert [each.picture and each.picture.twin for each in page.sections] == [
        None,
        None,
        short.twin,
    ]
    assert [row for part in (page, *more) for row in paths(part, "a-table")] == [
        row.cells[0].links[0].path for row in rows.rows
    ]


def test_a_heading_counts_what_stands_under_it_on_all_pages() -> None:
    """However many of its links are here."""
    whole = HubPage("years/2024/", "2024", "All.", "All.", (section("a", 0, [14, 3]),))
    page, more = divided_hub(whole)

    shown = [group for part in (page, *more) for each in part.sections for group in each.links]
    assert {group.heading: group.size for group in shown} == {"0": 14, "1": 3}
    assert [group.size for group in whole.sections[0].links] == [14, 3]


def test_an_entry_keeps_its_claims_and_says_how_much_is_elsewhere(tiny_kb: KnowledgeBase) -> None:
    """Only links and rows are cut."""
    for entry in tiny_kb.graph:
        page = entry_page(tiny_kb.graph, entry)
        cut, more = divided_entry(page)
        assert [each.claims for each in cut.sections] == [each.claims for each in page.sections]
        assert [each.anchor for each in cut.sections] == [each.anchor for each in page.sections]
        for each in cut.sections:
            if each.more:
                assert each.more.total > each.more.shown
        assert bool(more) == any(each.more for each in cut.sections)


def test_a_list_by_name_leads_on_by_names() -> None:
    """Where a page jumps to letters, the rest of a letter is found by its first and last name."""
    whole = HubPage("people/", "People", "All.", "All.", (section("a", 14, []),), jump_list=True)
    page, more = divided_hub(whole)

    said = page.sections[0].more
    assert said is not None
    assert [link.label for link in said.pages] == ["ar 6 – ar 10", "ar 11 – ar 13"]
    assert len(more) == 2


def test_a_page_with_one_item_is_named_for_it() -> None:
    """By number or name, not from it to itself."""
    sections = (section("a", 9, []), section("b", 7, []))
    numbered = HubPage("people/", "P", "All.", "All.", sections)
    for whole, said in ((numbered, "9"), (replace(numbered, jump_list=True), "ar 8")):
        more = divided_hub(whole)[0].sections[0].more
        assert more
        assert [link.label for link in more.pages][-1] == said


def test_a_list_with_texts_is_left_whole(tiny_kb: KnowledgeBase) -> None:
    """Links in a text are set for the page it stands on."""
    text = Composer(tiny_kb.graph, INDEX_ROOT).prose("A text.")
    table = Table("A", (Column("A"),), (Row((Cell(Value("", prose=text)),)),) * 20)
    whole = HubPage("glossary/", "Glossary", "All.", "All.", (Section("a", "A", table=table),))

    assert divided_hub(whole) == (whole, [])
