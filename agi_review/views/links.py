"""Links to entries and the marks they carry."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry, EntryKey
from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry

ENTRY_ROOT = "../../"
"""The way from an entry page up to the site's root."""

INDEX_ROOT = "../"
"""The same from an index page."""

MOST_NAMED_AUTHORS = 2
"""Authors named in a short citation before it becomes `et al.`"""


@dataclass(frozen=True, slots=True)
class Mark:
    """The shape before a model or family: its category, filled if medical."""

    category: str
    medical: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an entry page."""

    label: str
    path: str
    """The page's address from the site's root, `models/medsam/`."""
    kind: str
    mark: Mark | None = None
    note: str | None = None
    """What is said of it here, such as `fine-tuned` or `evaluates`."""
    detail: str | None = None
    """A second line, such as the authors and year of a paper."""
    strong: bool = False
    """Whether it stands out among others, as medical models do where marks would crowd."""


def entry_path(entry: Entry) -> str:
    """Return the address of an entry's page from the site's root."""
    return f"{type(entry).folder}/{entry.id}/"


def link_to(graph: KnowledgeGraph, key: EntryKey, note: str | None = None) -> Link:
    """Return a link to an entry under its full name."""
    link = graph.ask(full_link, key)
    return replace(link, note=note.replace("-", " ")) if note else link


def full_link(graph: KnowledgeGraph, key: EntryKey) -> Link:
    """Return the link to an entry that stands wherever nothing is said of it."""
    entry = graph.entries[key]
    detail = short_citation(entry) if isinstance(entry, PaperEntry) else None
    return Link(entry.label, entry_path(entry), key.kind, mark_of(graph, entry), detail=detail)


def cite_link(graph: KnowledgeGraph, key: EntryKey) -> Link:
    """Return a link to a paper under its short citation, `Ma et al. 2024`."""
    return graph.ask(short_link, key)


def short_link(graph: KnowledgeGraph, key: EntryKey) -> Link:
    """Return the link that cites a paper."""
    entry = graph.entries[key]
    label = short_citation(entry) if isinstance(entry, PaperEntry) else entry.label
    return Link(label, entry_path(entry), key.kind)


def short_citation(paper: PaperEntry) -> str:
    """Return authors and year the way a text names a paper."""
    if paper.author_list == "partial" or len(paper.authors) > MOST_NAMED_AUTHORS:
        return f"{paper.authors[0].short} et al. {paper.year}"
    return f"{' and '.join(author.short for author in paper.authors)} {paper.year}"


def mark_of(graph: KnowledgeGraph, entry: Entry) -> Mark | None:
    """Return the mark of a family, or of a model through its family."""
    if isinstance(entry, FamilyEntry):
        return Mark(entry.category, entry.domain == "medical")
    if isinstance(entry, ModelEntry):
        family = graph.get(FamilyEntry, entry.family)
        return Mark(family.category, entry.domain == "medical") if family else None
    return None
