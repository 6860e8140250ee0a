"""Rules about what is known of a paper as a publication."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from agi_review.diagnostics import Diagnostic
from agi_review.diagnostics.codes import MISSING_IDENTIFIER, PREPRINT_SINCE_PUBLISHED
from agi_review.graph.checks.identity import NEIGHBOURING_YEARS, fold
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.preprints import is_preprint_doi

PREPRINT = "article"
"""The CSL type of a work that no journal, conference or publisher has printed."""

_PREPRINT_VENUES = re.compile(
    r"rxiv|preprint|\bcorr\b|\bssrn\b|research square|\bosf\b|zenodo|openreview|report|blog",
    re.IGNORECASE,
)

_DOI_LINK = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)", re.IGNORECASE)


def preprint_since_published(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A paper that its own fields, or another entry, show to be published is no preprint."""
    preprints = [paper for paper in graph.current(PaperEntry) if paper.type == PREPRINT]
    for paper in preprints:
        if found := next(_signs(paper), None):
            what, route = found
            span = graph.span(paper, ("type",))
            message = f"'{PREPRINT}' is a preprint, but this paper has {what}"
            finding = graph.finding(PREPRINT_SINCE_PUBLISHED, paper, span, message)
            yield finding.see("what shows it to be published", graph.span(paper, route))
    yield from _published_elsewhere(graph, preprints)


def _signs(paper: PaperEntry) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what only published works have, and where it stands."""
    doi = paper.ids.doi if paper.ids else None
    if doi and not is_preprint_doi(doi):
        yield f"the DOI of a published version, '{doi}'", ("ids", "doi")
    link = _DOI_LINK.match(paper.links.page) if paper.links and paper.links.page else None
    if link and not is_preprint_doi(link[1]):
        yield f"a link to a published version, '{link[0]}'", ("links", "page")
    if paper.venue and not _PREPRINT_VENUES.search(paper.venue):
        yield f"a venue, '{paper.venue}'", ("venue",)
    for name in ("volume", "issue", "pages"):
        if value := getattr(paper, name):
            yield f"'{name}: {value}'", (name,)


def _published_elsewhere(
    graph: KnowledgeGraph, preprints: list[PaperEntry]
) -> Iterator[Diagnostic]:
    """Years apart, so that nothing else tells that two entries are one work."""
    published: dict[tuple[str, str], list[PaperEntry]] = defaultdict(list)
    for paper in graph.current(PaperEntry):
        if paper.type != PREPRINT:
            published[_work(paper)].append(paper)
    for paper in preprints:
        for other in published[_work(paper)]:
            if other.year > paper.year + NEIGHBOURING_YEARS:
                message = f"'{other.id}' has this title and first author and is published"
                span = graph.span(paper, ("title",))
                finding = graph.finding(
                    PREPRINT_SINCE_PUBLISHED,
                    paper,
                    span,
                    message,
                    help="make the two one entry, with both identifiers",
                )
                yield finding.see("the published version", graph.span(other, ("title",)))


def _work(paper: PaperEntry) -> tuple[str, str]:
    return fold(paper.authors[0].short), fold(paper.title)


def missing_identifier(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Something leads from a paper to the work itself: an identifier or a link."""
    for paper in graph.current(PaperEntry):
        leads = [*(paper.ids or ()), *(paper.links or ())]
        if not any(value for _, value in leads):
            span = graph.span(paper, ("title",))
            message = f"nothing leads from '{paper.id}' to the work: it has no identifier, no link"
            yield graph.finding(MISSING_IDENTIFIER, paper, span, message)
