"""Prose with its references resolved, ready for rendering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import EntryKey
from agi_review.schema.prose import CitationGroup, find_references, targets_of
from agi_review.views.links import Link, cite_link, link_to


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as written, and the link for each entry it mentions.

    The graph has resolved every reference before a page is made, so each has its link.
    """

    text: str
    links: Mapping[EntryKey, Link]
    root: str
    """The way from the page it stands on up to the site's root."""


def prose(graph: KnowledgeGraph, text: str, root: str) -> Prose:
    """Return `text` with the links of its references."""
    links: dict[EntryKey, Link] = {}
    for reference in find_references(text):
        link = cite_link if isinstance(reference, CitationGroup) else link_to
        for target in targets_of(reference):
            key = EntryKey(*target)
            if key in graph.entries:
                links[key] = link(graph, key)
    return Prose(text, links, root)
