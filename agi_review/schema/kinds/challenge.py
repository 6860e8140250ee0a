"""The challenge: what stands in the way."""

from __future__ import annotations

from typing import Annotated

from agi_review.schema.entry import Record, TopicEntry
from agi_review.schema.fields import Day, Line, Text
from agi_review.schema.references import EntryRef, RefersTo
from agi_review.schema.vocabulary import Area, Category, Weight


class Mitigation(Record):
    """Something that makes the challenge smaller."""

    theme: Annotated[EntryRef, RefersTo("theme", inverse="Mitigates")]
    """The roadmap theme it belongs to."""

    text: Line | None = None
    """What it does about it, with citations."""

    papers: tuple[Annotated[EntryRef, RefersTo("paper", inverse="A mitigation of")], ...] = ()
    """Papers that show it."""


class Search(Record):
    """A search for evidence; without claims it makes a cell of the map a gap."""

    theme: Annotated[EntryRef, RefersTo("theme", inverse="Searched for")]
    """The theme the search was about."""

    on: Day
    """The day of the search."""

    where: Text
    """Where was looked, such as `arXiv and PubMed`."""


class ChallengeEntry(TopicEntry, kind="challenge", folder="challenges"):
    """A challenge or pitfall on the way."""

    area: Area
    """The field of concern it belongs to."""

    severity: Weight | None = None
    """How much it holds the field back, as the curators judge."""

    categories: tuple[Category, ...] = ()
    """The categories of model the review names it for."""

    affects: tuple[Annotated[EntryRef, RefersTo("family", inverse="Challenges it meets")], ...] = ()
    """Families it weighs on."""

    mitigations: tuple[Mitigation, ...] = ()
    """What makes it smaller."""

    related: tuple[
        Annotated[EntryRef, RefersTo("challenge", inverse="Linked challenges", mirror="related")],
        ...,
    ] = ()
    """Challenges that go with it."""

    searches: tuple[Search, ...] = ()
    """Searches for evidence, theme by theme."""
