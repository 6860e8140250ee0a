"""Which pages about the whole base a base has, and which of them say something.

A base has a page if it may hold the kinds it draws on: addresses stay when the first entry of a
kind comes or the last one goes. Lists of pages name those that have entries to draw on.
"""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import (
    BenchmarkEntry,
    ChallengeEntry,
    ModelEntry,
    PaperEntry,
    TermEntry,
    ThemeEntry,
)

_NEEDED: dict[str, tuple[type[Entry], ...]] = {
    "maps/gaps/": (ChallengeEntry, ThemeEntry),
    "maps/modalities/": (ModelEntry,),
    "maps/lineage/": (ModelEntry,),
    "maps/citations/": (PaperEntry,),
    "compare/": (ModelEntry,),
    "maps/timeline/": (ModelEntry,),
    "maps/benchmarks/": (BenchmarkEntry, ModelEntry),
    "maps/composition/": (ModelEntry, PaperEntry),
    "glossary/": (TermEntry,),
    "people/": (PaperEntry,),
    "venues/": (PaperEntry,),
    "years/": (PaperEntry,),
}
"""The kinds a page draws on; a page that is not named here fits every base."""


def is_offered(graph: KnowledgeGraph, path: str) -> bool:
    """Whether a base has a page, by its address from the site's root."""
    if path == "add/":
        return any(kind.form for kind in graph.kinds)
    if path == "maps/":
        maps = (each for each in _NEEDED if each.startswith(path))
        return any(is_offered(graph, each) for each in maps)
    return set(_NEEDED.get(path, ())) <= set(graph.kinds)


def says_something(graph: KnowledgeGraph, path: str) -> bool:
    """Whether a base has a page, and entries of every kind the page draws on."""
    if path == "maps/":
        maps = (each for each in _NEEDED if each.startswith(path))
        return any(says_something(graph, each) for each in maps)
    return is_offered(graph, path) and all(graph.of(kind) for kind in _NEEDED.get(path, ()))
