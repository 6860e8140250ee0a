"""Which pages about the whole base a base has: those whose kinds of entry it may hold."""

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
