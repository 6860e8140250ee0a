"""The typed graph as GraphML, for network analysis and drawing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from agi_review.graph import KnowledgeGraph, level_of
from agi_review.schema.entry import EntryKey
from agi_review.views.links import entry_path
from agi_review.views.publication import Publication

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
)

_NODE = ("kind", "label", "level", "page")
_EDGE = ("field", "qualifier", "place", "inverse")


def graphml(graph: KnowledgeGraph, publication: Publication) -> Iterator[str]:
    """Yield the base as a directed graph with several edges between two nodes where there are.

    A node is called `model:medsam`, as in a link in prose; an edge holds the field it was written
    in, and its qualifier, place and inverse words where it has them.
    """
    return (f"{line}\n" for line in _lines(graph, publication))


def _lines(graph: KnowledgeGraph, publication: Publication) -> Iterator[str]:
    yield _HEAD
    for sort, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            yield f'<key id="{name}" for="{sort}" attr.name="{name}" attr.type="string"/>'
    yield f'<graph id="{escape(publication.name)}" edgedefault="directed">'
    for entry in graph:
        page = publication.url(entry_path(entry), "../")
        node = (entry.key.kind, entry.label, level_of(entry, graph).word, page)
        yield f'<node id="{_id(entry.key)}">{"".join(map(_data, _NODE, node))}</node>'
    number = 0
    for entry in graph:
        for relation in graph.relations(entry):
            number += 1
            edge = (
                relation.field_path,
                relation.qualifier,
                relation.reference.locator,
                relation.inverse,
            )
            ends = f'source="{_id(relation.source)}" target="{_id(relation.target)}"'
            yield f'<edge id="e{number}" {ends}>{"".join(map(_data, _EDGE, edge))}</edge>'
    yield "</graph>\n</graphml>"


def _id(key: EntryKey) -> str:
    # Kinds and ids are letters, digits and hyphens: nothing to escape.
    return f"{key.kind}:{key.id}"


def _data(name: str, value: str | None) -> str:
    return f'<data key="{name}">{escape(value, quote=False)}</data>' if value else ""
