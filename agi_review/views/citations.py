"""How to cite a paper, on its page and in lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agi_review.views.entry_page import EntryPage
from agi_review.views.index_page import IndexGroup, IndexPage
from agi_review.views.parts import Action, CitationFormat, Row, Section

_BEFORE = frozenset({"summary", "answers", "findings", "claims"})
"""Sections that come before the one on citing."""


def with_citations(page: EntryPage, formats: tuple[CitationFormat, ...]) -> EntryPage:
    """Return a paper's page with the section on citing it, behind what it found."""
    note = "Cite the paper, not this page; to cite the base, see the foot."
    section = Section("cite", "How to cite", citations=formats, note=note)
    others = (replace(action, primary=False) for action in page.actions)
    page = replace(page, actions=(Action("Cite", "#cite", primary=True), *others))
    if not any(each.anchor in _BEFORE for each in page.rest):
        if page.lead is None:  # a stub, whose facts would stand beside nothing
            return replace(page, lead=section)
        return replace(page, beside=_placed(section, page.beside))
    return replace(page, rest=_placed(section, page.rest))


def _placed(section: Section, others: tuple[Section, ...]) -> tuple[Section, ...]:
    before = sum(each.anchor in _BEFORE for each in others)
    return (*others[:before], section, *others[before:])


def with_coins(page: IndexPage, coins: Callable[[str], str | None]) -> IndexPage:
    """Return an index whose rows carry what reference managers read.

    Args:
        page: The index; the first cell of a row links to its entry.
        coins: Returns what is said of the entry at an address.
    """

    def marked(row: Row) -> Row:
        return replace(row, coins=coins(row.cells[0].links[0].path))

    def group_marked(group: IndexGroup) -> IndexGroup:
        rows = tuple(map(marked, group.table.rows))
        return replace(group, table=replace(group.table, rows=rows))

    return replace(page, groups=tuple(map(group_marked, page.groups)))


__all__ = ["CitationFormat", "with_citations", "with_coins"]
