"""Which builder makes the page of which kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import (
    BenchmarkEntry,
    ChallengeEntry,
    DatasetEntry,
    FamilyEntry,
    ModelEntry,
    PaperEntry,
    TermEntry,
    ThemeEntry,
)
from agi_review.views.benchmark_page import benchmark_page
from agi_review.views.composer import Composer
from agi_review.views.entry_page import EntryPage, generic_page
from agi_review.views.links import ENTRY_ROOT
from agi_review.views.model_page import model_page
from agi_review.views.paper_page import paper_page
from agi_review.views.resource_pages import dataset_page, term_page
from agi_review.views.topic_page import challenge_page, family_page, theme_page

# The value's second parameter is the key's class, which a mapping cannot say.
_BUILDERS: dict[type[Entry], Callable[[Composer, Any], EntryPage]] = {
    ModelEntry: model_page,
    FamilyEntry: family_page,
    PaperEntry: paper_page,
    ThemeEntry: theme_page,
    ChallengeEntry: challenge_page,
    DatasetEntry: dataset_page,
    BenchmarkEntry: benchmark_page,
    TermEntry: term_page,
}
"""A kind that is not here gets the generic page, which shows all its fields."""


def entry_page(graph: KnowledgeGraph, entry: Entry) -> EntryPage:
    """Return what the page of an entry says."""
    build = _BUILDERS.get(type(entry), generic_page)
    return build(Composer(graph, ENTRY_ROOT), entry)
