"""What machines read in the head of a page: tags, typed links, and schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from agi_review.exports.highwire import highwire
from agi_review.exports.json_ld import Data, about_base, about_entry
from agi_review.exports.signposting import typed_links
from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.publication import Publication


def entry_head(entry: Entry, publication: Publication) -> str:
    """Return the HTML for the head of an entry's page."""
    return "\n".join([*_tags(entry), *_links(entry), _script(about_entry(entry, publication))])


def home_head(graph: KnowledgeGraph, publication: Publication) -> str:
    """Return the HTML for the head of the home page."""
    return _script(about_base(graph, publication))


def _tags(entry: Entry) -> Iterator[str]:
    if isinstance(entry, PaperEntry):
        for name, value in highwire(entry):
            yield f'<meta name="{name}" content="{escape(value)}">'


def _links(entry: Entry) -> Iterator[str]:
    for link in typed_links(entry):
        type_ = f' type="{link.type}"' if link.type else ""
        yield f'<link rel="{link.rel}" href="{escape(link.href)}"{type_}>'


def _script(data: Data) -> str:
    # Within a script element only `<` could end it; JSON allows it to be written otherwise.
    text = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
