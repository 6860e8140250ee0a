"""How to cite a paper, on its page."""

from __future__ import annotations

from dataclasses import replace

from agi_review.views.entry_page import EntryPage
from agi_review.views.parts import CitationFormat, Section


def with_citations(page: EntryPage, formats: tuple[CitationFormat, ...]) -> EntryPage:
    """Return a paper's page with the section on citing it, behind what it found."""
    note = "Cite the paper, not this page; to cite the base, see the foot."
    section = Section("cite", "How to cite", citations=formats, note=note)
    before = sum(each.anchor in {"findings", "claims"} for each in page.rest)
    return replace(page, rest=(*page.rest[:before], section, *page.rest[before:]))


__all__ = ["CitationFormat", "with_citations"]
