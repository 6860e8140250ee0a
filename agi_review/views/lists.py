"""The lists of the base that belong together: each leads to the others."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.views.offered import says_something
from agi_review.views.parts import Action
from agi_review.views.people import PEOPLE
from agi_review.views.venues import VENUES
from agi_review.views.years import YEARS

GLOSSARY = "glossary/"

LISTS = (("Glossary", GLOSSARY), ("People", PEOPLE), ("Venues", VENUES), ("Years", YEARS))
"""Name and address of each, in the order they are offered."""


def other_lists(graph: KnowledgeGraph, path: str) -> tuple[Action, ...]:
    """Return a button for each list a base fills but the one at an address, as seen from it."""
    return tuple(
        Action(name, f"../{each}")
        for name, each in LISTS
        if each != path and says_something(graph, each)
    )
