"""One search document an entry: its names, its people and identifiers, its summary.

The form is that of the theme's own index, which inserts titles and texts as HTML: both are escaped
here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from math import log10
from typing import Any

from agi_review.exports.words import WordIndex, folded, words_of
from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import ModelEntry, PaperEntry
from agi_review.schema.prose import as_plain
from agi_review.views.links import entry_path

Document = dict[str, Any]

SEARCH_INDEX = "search/search_index.json"
"""Where the theme's index stands in a site: every page loads it, so that it holds no document."""

SEARCH_DOCUMENTS = "search/documents.json"
"""Where the documents of a small base stand; they are loaded when somebody searches."""

SEARCH_WORDS = "search/words"
"""What the names of the files of a divided index begin with."""

SEARCH_PART = "search/documents-"
"""What the names of the files begin with that hold the documents of a divided index."""

MOST_IN_ONE = 4000
"""Documents up to which the search is one file."""

DOCUMENTS_A_FILE = 6
"""Documents in a file of a divided index: a query reads the files of the hits it shows."""

WEIGHTS = (8, 6, 1)
"""What a word weighs in the names of a document, in what it is asked for by, and in its text."""

_TAG = re.compile("<[^>]+>")

NAME_BOOST = 4
"""How much more an entry that is not a paper weighs when its name is found."""

PROSE_BOOST = 0.1
"""How much less a page about the site weighs: a reader asks for the field, rarely for its rules."""


def search_documents(
    graph: KnowledgeGraph, others: Iterable[tuple[str, str, str]]
) -> Iterator[Document]:
    """Yield a document for each page.

    Args:
        graph: The base, whose entries and indexes are found.
        others: Address, title and description of the pages about the whole base.
    """
    for path, title, text in others:
        yield {"location": path, "title": escape(title), "text": escape(text)}
    for kind in graph.kinds:
        text = f"All {kind.plural.lower()} of this base"
        yield {"location": f"{kind.folder}/", "title": escape(kind.plural), "text": escape(text)}
    for entry in graph:
        if entry.deprecated is None:
            yield _document(graph, entry)


def _document(graph: KnowledgeGraph, entry: Entry) -> Document:
    """The entry as the theme's index wants it: other names are tags, which weigh like a title."""
    document: Document = {
        "location": entry_path(entry),
        "title": escape(entry.label, quote=False),
        "text": escape(" · ".join(_texts(entry)), quote=False),
        "names": [escape(name, quote=False) for name in dict.fromkeys(_names(graph, entry))],
    }
    if entry.other_names:
        document["tags"] = [escape(name, quote=False) for name in entry.other_names]
    # Who types a model's name looks for the model; papers have names of models in their titles. Of
    # entries that are found alike, the one others point at most comes first.
    boost = 1 if isinstance(entry, PaperEntry) else NAME_BOOST
    return {**document, "boost": round(boost * (1 + log10(1 + len(graph.backlinks(entry))) / 4), 2)}


def search_files(index: str, documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Yield address and text of every file the search reads.

    A small base has its documents in one file, from which a browser makes an index when somebody
    searches. A large one comes with an index in many files, of which a query reads a few.

    Args:
        index: The theme's index, whose documents come before ours.
        documents: What is found beside them.
    """
    found = json.loads(index)
    docs = [*({**page, "boost": PROSE_BOOST} for page in found["docs"]), *documents]
    divided = len(docs) > MOST_IN_ONE
    config = {**found["config"], "divided": True} if divided else found["config"]
    yield SEARCH_INDEX, _json({**found, "config": config, "docs": []})
    if not divided:
        yield SEARCH_DOCUMENTS, _json({"docs": docs})
        return
    # A digit a document is enough to choose the best; how they rank, the documents themselves say.
    boosts = "".join(str(min(9, round(document.get("boost", 1)))) for document in docs)
    about = {"documents": len(docs), "file": DOCUMENTS_A_FILE, "boosts": boosts}
    yield from _words(docs).files(SEARCH_WORDS, about, best=True)
    for number, first in enumerate(range(0, len(docs), DOCUMENTS_A_FILE)):
        part = docs[first : first + DOCUMENTS_A_FILE]
        yield f"{SEARCH_PART}{number}.json", _json({"docs": part})


def _words(docs: Sequence[Document]) -> WordIndex:
    """Return the words of all documents, and each whole name under itself and a space."""
    index = WordIndex(WEIGHTS)
    for place, document in enumerate(docs):
        labels = [_plain(each) for each in (document["title"], *document.get("tags", ()))]
        asked = [_plain(each) for each in document.get("names", ())]
        first = _all_words(labels)
        second = _all_words(asked) - first
        index.add(first, place, 0)
        index.add(second, place, 1)
        index.add(_all_words([_plain(document["text"])]) - first - second, place, 2)
        whole = {folded(label).strip() for label in labels}
        index.add([f"{each} " for each in whole], place, 0)
    return index


def _all_words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in words_of(text)}


def _plain(text: str) -> str:
    """Return the text of a document, which is HTML."""
    return unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text


def whole_index(index: str, documents: str) -> str:
    """Return the theme's index with its documents in it."""
    return _json(json.loads(index) | json.loads(documents))


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _names(graph: KnowledgeGraph, entry: Entry) -> Iterator[str]:
    """What an entry is asked for by that its title does not say; it is found, and not shown."""
    yield type(entry).kind
    yield entry.id
    if isinstance(entry, PaperEntry):
        yield f"{entry.authors[0].short} {entry.year}"
        yield from (value for _, value in entry.ids or () if value)
    if isinstance(entry, ModelEntry):
        yield graph.entry("family", entry.family).label
        if entry.availability and entry.availability.weights == "yes":
            yield "open weights"
    for relation in graph.relations(entry):
        if relation.target.kind == "term":
            yield graph.entries[relation.target].label


def _texts(entry: Entry) -> Iterator[str]:
    yield type(entry).kind
    if isinstance(entry, PaperEntry):
        yield ", ".join(author.full for author in entry.authors)
        yield str(entry.year)
        yield from (value for _, value in entry.ids or () if value)
        if entry.venue:
            yield entry.venue
    text = entry.summary or getattr(entry, "definition", None) or entry.description
    if text:
        yield as_plain(text)
