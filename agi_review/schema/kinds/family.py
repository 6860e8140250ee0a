"""The family: a line of models that share an idea."""

from __future__ import annotations

from typing import Annotated

from agi_review.schema.entry import Record, TopicEntry
from agi_review.schema.fields import Line, Month, Text
from agi_review.schema.references import EntryRef, Qualifies, RefersTo
from agi_review.schema.vocabulary import Category, Derived, Domain


class FamilyParent(Record):
    """A family this one grew from, and how."""

    family: Annotated[EntryRef, RefersTo("family", inverse="Later families", acyclic=True)]
    """The parent family."""

    how: Annotated[Derived, Qualifies()]
    """How the later family uses the earlier one."""


class FamilyEntry(TopicEntry, kind="family", folder="families"):
    """A line of models that share an architecture or a training idea."""

    short: Text | None = None
    """The name in a word or two, for maps."""

    category: Category
    """Language, vision or multimodal."""

    domain: Domain
    """`general`, or `medical` where the line began in medicine."""

    first_public: Month | None = None
    """The month its first work became public."""

    architecture: Line | None = None
    """The architecture in one sentence."""

    training: Line | None = None
    """The training recipe in one sentence."""

    parents: tuple[FamilyParent, ...] = ()
    """Families it grew from."""

    key_papers: tuple[Annotated[EntryRef, RefersTo("paper", inverse="Key paper of")], ...] = ()
    """The papers one reads to know the family, the founding one first."""

    themes: tuple[
        Annotated[EntryRef, RefersTo("theme", inverse="Families that bear on it")], ...
    ] = ()
    """Roadmap themes the family bears on."""

    challenges: tuple[
        Annotated[EntryRef, RefersTo("challenge", inverse="Families it affects", mirror="affects")],
        ...,
    ] = ()
    """Challenges it meets."""
