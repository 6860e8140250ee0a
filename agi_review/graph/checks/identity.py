"""Rules that keep one thing one entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from unicodedata import category, normalize

from agi_review.diagnostics import Diagnostic
from agi_review.diagnostics.codes import (
    DUPLICATE_IDENTIFIER,
    DUPLICATE_NAME,
    NEAR_DUPLICATE_TITLE,
)
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds.paper import PaperEntry

ALIKE = 88.0
"""Similarity in percent from which two titles of one first author are suspicious."""

NEIGHBOURING_YEARS = 1
"""Years that may lie between a preprint and print for alike titles to be suspicious."""


def duplicate_identifier(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A DOI, arXiv id, PubMed id, OpenReview id or ISBN identifies exactly one paper."""
    first: dict[tuple[str, str], PaperEntry] = {}
    for paper in graph.of(PaperEntry):
        for name, value in paper.ids or ():
            if value is None or name == "isbn":  # chapters of one book share its ISBN
                continue
            known = first.setdefault((name, value.casefold()), paper)
            if known is not paper:
                span = graph.span(paper, ("ids", name))
                message = f"the {name} '{value}' is already that of '{known.id}'"
                finding = graph.finding(DUPLICATE_IDENTIFIER, paper, span, message)
                yield finding.see("first used here", graph.span(known, ("ids", name)))


def duplicate_name(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Two entries of one kind have different names, other than papers, whose titles may agree."""
    first: dict[tuple[object, ...], Entry] = {}
    for entry in graph:
        if isinstance(entry, PaperEntry) or entry.deprecated:
            continue
        known = first.setdefault((entry.key.kind, _scheme(entry), fold(entry.label)), entry)
        if known is not entry:
            route = (type(entry).label_field(),)
            message = f"'{entry.label}' is already the name of '{known.id}'"
            finding = graph.finding(DUPLICATE_NAME, entry, graph.span(entry, route), message)
            yield finding.see("first used here", graph.span(known, route))


def near_duplicate_title(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A preprint and its published version, alike in title, author and year, are one entry."""
    groups: dict[str, list[PaperEntry]] = defaultdict(list)
    for paper in graph.of(PaperEntry):
        groups[fold(paper.authors[0].short)].append(paper)
    for group in groups.values():
        for earlier, later in _alike(group):
            span = graph.span(later, ("title",))
            message = f"this title is much like that of '{earlier.id}'"
            finding = graph.finding(NEAR_DUPLICATE_TITLE, later, span, message)
            yield finding.see("the other title", graph.span(earlier, ("title",)))


def _alike(group: list[PaperEntry]) -> Iterable[tuple[PaperEntry, PaperEntry]]:
    if len(group) < 2:  # noqa: PLR2004 - a pair
        return
    from rapidfuzz import fuzz  # noqa: PLC0415 - only where one author has several papers

    titles = [fold(paper.title) for paper in group]
    numbers = [re.findall(r"\d+", paper.title) for paper in group]
    for i, later in enumerate(group):
        for j, earlier in enumerate(group[:i]):
            # `MAIRA-1` and `MAIRA-2`, `1.5` and none: a number tells versions of a work apart.
            near = abs(later.year - earlier.year) <= NEIGHBOURING_YEARS and numbers[i] == numbers[j]
            if near and fuzz.token_sort_ratio(titles[i], titles[j], score_cutoff=ALIKE):
                yield earlier, later


def _scheme(entry: Entry) -> str | None:
    return getattr(entry, "scheme", None)


_ASCII = {number: chr(number).lower() if chr(number).isalnum() else " " for number in range(128)}
"""What a character of most names and texts becomes: many are folded, and this is done at once."""


def fold(text: str) -> str:
    """Return text without case, accents and punctuation, for comparing names."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).split()) or text.lower()
    bare = normalize("NFKD", text.casefold())
    bare = "".join(char for char in bare if category(char) != "Mn")
    return " ".join(re.findall(r"[^\W_]+", bare)) or text.casefold()
