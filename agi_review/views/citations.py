"""How to cite a paper, on its page."""

from __future__ import annotations

from dataclasses import replace

from agi_review.views.entry_page import EntryPage
from agi_review.views.parts import Action, CitationFormat, Section

_BEFORE = frozenset({"summary", "answers", "findings", "claims"})
"""Sections that come before the one on citing."""


def with_citations(page: EntryPage, formats: tuple[CitationFormat, ...]) -> EntryPage:
    """Return a paper's page with the section on citing it, behind what it found."""
    note = "Cite the paper, not this page; to cite the base, see the foot."
    section = Section("cite", "How to cite", citations=formats, note=note)
    others = (replace(action, primary=False) for action in page.actions)
    page = replace(page, actions=(Action("Cite", "#cite", primary=True), *others))
    if page.lead and not any(each.anchor in _BEFORE for each in page.rest):
        return replace(page, beside=_placed(section, page.beside))
    return replace(page, rest=_placed(section, page.rest))


def _placed(section: Section, others: tuple[Section, ...]) -> tuple[Section, ...]:
    before = sum(each.anchor in _BEFORE for each in others)
    return (*others[:before], section, *others[before:])


__all__ = ["CitationFormat", "with_citations"]
