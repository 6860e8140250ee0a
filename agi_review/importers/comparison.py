"""Compare the facts of papers with an independent bibliography."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from agi_review.diagnostics import Diagnostic
from agi_review.diagnostics.codes import DIFFERS_FROM_RECORD
from agi_review.graph import KnowledgeGraph
from agi_review.importers.drafting import draft
from agi_review.importers.duplicates import NEAR_IDENTICAL, DuplicateIndex, plain
from agi_review.importers.records import BibFile, BibRecord, Failure
from agi_review.schema.kinds.paper import Author, PaperEntry
from agi_review.sources import Route
from agi_review.sources.ids import fold

_YEARS_OF_ARXIV = 2000


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of every record of a bibliography."""

    records: int
    matched: int
    """Records of papers the base has."""
    unreadable: int
    """Records that give no paper to compare with."""
    differences: tuple[Diagnostic, ...]
    explained: int
    """Differences an entry gives a reason for."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """A fact an entry and a record state differently."""

    field: str
    route: Route
    ours: str
    theirs: str


def compare(graph: KnowledgeGraph, file: BibFile) -> Comparison:
    """Compare every record of a work the base has with its entry.

    A record is of a work the base has if they share an identifier, or if their titles are the same
    but for case, accents and punctuation. Compared are the title, the family names in their order,
    the number of authors where both lists are complete, the identifiers, and the year, which may be
    that of either version.

    Args:
        graph: The base.
        file: The bibliography.
    """
    papers = graph.of(PaperEntry)
    index, titles = DuplicateIndex(papers), {plain(paper.title): paper for paper in papers}
    matched = unreadable = explained = 0
    found: list[Diagnostic] = []
    for record in file.records:
        drafted = draft(record, ())
        if isinstance(drafted, Failure):
            unreadable += 1
            continue
        paper = graph.get(PaperEntry, index.find(drafted.entry)) or titles.get(
            plain(drafted.entry.title)
        )
        if paper is None:
            continue
        matched += 1
        for difference in _differences(paper, drafted.entry):
            if _is_explained(paper, record, difference):
                explained += 1
            else:
                found.append(_finding(graph, paper, file, record, difference))
    total = len(file.records) + len(file.failed)
    return Comparison(total, matched, unreadable + len(file.failed), tuple(found), explained)


def _differences(ours: PaperEntry, theirs: PaperEntry) -> Iterator[_Difference]:
    if fuzz.token_sort_ratio(plain(ours.title), plain(theirs.title)) < NEAR_IDENTICAL:
        yield _Difference("title", ("title",), ours.title, theirs.title)
    yield from _of_authors(ours, theirs)
    years = _years(ours)
    if theirs.year not in years and not years & _years(theirs):
        shown = ", ".join(map(str, sorted(years)))
        yield _Difference("year", ("year",), shown, str(theirs.year))
    for name in ("doi", "arxiv", "pmid"):
        mine, other = (getattr(each.ids, name) if each.ids else None for each in (ours, theirs))
        if mine and other and mine.casefold() != other.casefold() and not _is_arxiv(mine, other):
            yield _Difference(name, ("ids", name), mine, other)


def _of_authors(ours: PaperEntry, theirs: PaperEntry) -> Iterator[_Difference]:
    for number, (mine, other) in enumerate(zip(ours.authors, theirs.authors, strict=False)):
        if not _same_name(mine, other):
            route: Route = ("authors", number)
            yield _Difference(f"author {number + 1}", route, mine.full, other.full)
            return
    complete = ours.author_list != "partial" and theirs.author_list != "partial"
    counts = (len(ours.authors), len(theirs.authors))
    longer = counts[1] > counts[0] if ours.author_list != "partial" else False
    if (complete and counts[0] != counts[1]) or longer:
        shown = [f"{count} authors" for count in counts]
        yield _Difference("number of authors", ("authors",), shown[0], shown[1])


def _same_name(one: Author, other: Author) -> bool:
    """Whether two names may be one, printed with or without particles, accents and given names."""
    left, right = _words(one.short), _words(other.short)
    if left == right or left[-1:] == right[-1:]:
        return True
    # A record may have taken a part of a family name for a given name, or turned the two around.
    every = (set(_words(one.full)), set(_words(other.full)))
    return bool(left) and bool(right) and (every[0] <= every[1] or every[1] <= every[0])


def _words(name: str) -> list[str]:
    return plain(name).split() or [fold(name)]


def _years(paper: PaperEntry) -> set[int]:
    """The years a paper may be cited under: as published, and as a preprint."""
    years = {paper.year}
    if paper.date:
        years.add(int(paper.date[:4]))
    arxiv = paper.ids.arxiv if paper.ids else None
    if arxiv and arxiv[:2].isdigit():
        years.add(_YEARS_OF_ARXIV + int(arxiv[:2]))
    return years


def _is_arxiv(*dois: str) -> bool:
    """Whether one of two DOIs is that of the preprint."""
    return any(doi.casefold().startswith("10.48550/arxiv.") for doi in dois)


def _is_explained(paper: PaperEntry, record: BibRecord, difference: _Difference) -> bool:
    departures: Sequence[tuple[str, str]] = (
        [(each.record, each.field) for each in paper.curation.departures] if paper.curation else []
    )
    name = difference.field.partition(" ")[0]
    return any(
        record.key in key.split() and field in {difference.field, name} for key, field in departures
    )


def _finding(
    graph: KnowledgeGraph,
    paper: PaperEntry,
    file: BibFile,
    record: BibRecord,
    difference: _Difference,
) -> Diagnostic:
    message = (
        f"{difference.field}: '{difference.ours}' here, '{difference.theirs}' in "
        f"{file.path}:{record.line} ({record.key})"
    )
    span = graph.span(paper, difference.route)
    return graph.finding(DIFFERS_FROM_RECORD, paper, span, message)
