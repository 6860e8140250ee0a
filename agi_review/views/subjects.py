"""Which category of models a paper is about, as far as the base links it to models."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.links import mark_of

SEVERAL, NONE = "several", "none"

SUBJECTS = ("language", "multimodal", "vision", SEVERAL, NONE)
"""Every paper has exactly one of them."""

_STATED_ELSEWHERE = {"introduced_in", "key_papers"}
"""Fields of models and families that name a paper."""


def subject_of(graph: KnowledgeGraph, paper: PaperEntry) -> str:
    """Return the category of the models and families a paper introduces or bears on.

    Models that name it as the paper that introduced them count, families of which it is a key
    paper, and what it bears on by its own entry. Of several categories the answer is `several`.
    """
    keys = [EntryKey("family", each.family) for each in paper.families]
    keys += [EntryKey("model", each.model) for each in paper.models]
    keys += [
        relation.source
        for relation in graph.backlinks(paper)
        if relation.field in _STATED_ELSEWHERE and not relation.in_prose
    ]
    entries = [graph.entries[key] for key in keys if key in graph.entries]
    found = {mark.category for entry in entries if (mark := mark_of(graph, entry))}
    if len(found) > 1:
        return SEVERAL
    return found.pop() if found else NONE
