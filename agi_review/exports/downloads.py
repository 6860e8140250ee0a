"""The files under `downloads/`: the whole base, or all of one kind, in one file each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from agi_review.exports.bibtex import bibtex
from agi_review.exports.csl_json import csl_item
from agi_review.exports.database import database
from agi_review.exports.entry_json import compact_json, entry_document, json_pieces
from agi_review.exports.graphml import graphml
from agi_review.exports.ris import ris
from agi_review.exports.sheets import sheets
from agi_review.exports.table_csv import sheet_csv
from agi_review.exports.turtle import turtle
from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.downloads_page import DOWNLOADS
from agi_review.views.publication import Publication

Content = str | bytes | Iterator[str]
"""What a file holds; the longest come in pieces, since the whole takes as much room as the base."""

Files = Iterator[tuple[str, Content]]
"""Addresses of files, and what they hold."""

_Part = Callable[[KnowledgeGraph, Publication], Files]


def downloads(graph: KnowledgeGraph, publication: Publication) -> Files:
    """Yield address and content of every file that holds the whole base."""
    for part in download_parts(graph, publication):
        yield from part()


def download_parts(
    graph: KnowledgeGraph, publication: Publication
) -> Iterator[Callable[[], Files]]:
    """Yield what makes them, in parts that need nothing of each other."""
    for part in (_tables, _records, _documents, _graphs):
        yield partial(_placed, part, graph, publication)


def _placed(part: _Part, graph: KnowledgeGraph, publication: Publication) -> Files:
    for name, content in part(graph, publication):
        yield f"{DOWNLOADS}{name}", content


def _tables(graph: KnowledgeGraph, publication: Publication) -> Files:
    tables = tuple(sheets(graph, publication))
    yield from ((f"{sheet.name}.csv", sheet_csv(sheet)) for sheet in tables)
    yield "agi-review.sqlite", database(graph, publication, tables)


def _records(graph: KnowledgeGraph, _: Publication) -> Files:
    papers = graph.of(PaperEntry)
    yield "agi-review.bib", "\n".join(bibtex(paper) for paper in papers)
    yield "agi-review.ris", "\r\n".join(ris(paper) for paper in papers)
    yield "agi-review.csl.json", compact_json([csl_item(paper) for paper in papers])


def _documents(graph: KnowledgeGraph, _: Publication) -> Files:
    yield "agi-review.json", json_pieces(entry_document(graph, entry) for entry in graph)


def _graphs(graph: KnowledgeGraph, publication: Publication) -> Files:
    yield "agi-review.graphml", graphml(graph, publication)
    yield "agi-review.ttl", turtle(graph, publication)
