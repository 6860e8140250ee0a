"""Put together what views, templates and exports make of one entry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from agi_review.exports import bibtex, csl_item, entry_document, head_of, ris
from agi_review.graph import KnowledgeGraph
from agi_review.render import Page, Renderer
from agi_review.schema.entry import Entry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views import entry_page
from agi_review.views.citations import CitationFormat, with_citations


def page_of(graph: KnowledgeGraph, renderer: Renderer, entry: Entry) -> Page:
    """Return the finished page of an entry."""
    view = entry_page(graph, entry)
    if isinstance(entry, PaperEntry):
        view = with_citations(view, tuple(_formats(entry)))
    page = renderer.entry(view)
    return replace(page, head="\n".join(part for part in (page.head, head_of(entry)) if part))


def files_of(graph: KnowledgeGraph, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the endings and texts of the files that stand beside an entry's page."""
    yield ".json", _json(entry_document(graph, entry))
    if isinstance(entry, PaperEntry):
        yield from ((each.ending, each.text) for each in _formats(entry))


def downloads(graph: KnowledgeGraph) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of the files that hold the whole base."""
    papers = graph.of(PaperEntry)
    yield "agi-review.bib", "\n".join(bibtex(paper) for paper in papers)
    yield "agi-review.ris", "\r\n".join(ris(paper) for paper in papers)
    yield "agi-review.csl.json", _json([csl_item(paper) for paper in papers])
    yield "agi-review.json", _json([entry_document(graph, entry) for entry in graph])


def _formats(paper: PaperEntry) -> Iterator[CitationFormat]:
    yield CitationFormat("BibTeX", ".bib", bibtex(paper))
    yield CitationFormat("RIS", ".ris", ris(paper))
    shown = json.dumps([csl_item(paper)], ensure_ascii=False, indent=1) + "\n"
    yield CitationFormat("CSL-JSON", ".csl.json", shown)


def _json(data: object) -> str:
    # Without indentation the fast encoder does it; these files are for programs.
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
