"""The theme: a direction on the review's roadmap."""

from __future__ import annotations

from typing import Annotated

from agi_review.schema.entry import TopicEntry
from agi_review.schema.fields import Text
from agi_review.schema.references import EntryRef, RefersTo
from agi_review.schema.vocabulary import Category, Horizon, Stage


class ThemeEntry(TopicEntry, kind="theme", folder="themes"):
    """A roadmap theme: something the field must do to get there."""

    short: Text | None = None
    """The name in a word or two, for the heads of maps."""

    stage: Stage
    """Where in a model's life it belongs."""

    horizon: Horizon | None = None
    """How far off it is."""

    categories: tuple[Category, ...] = ()
    """The categories of model the review names it for."""

    depends_on: tuple[
        Annotated[EntryRef, RefersTo("theme", inverse="Themes that depend on it", acyclic=True)],
        ...,
    ] = ()
    """Themes that must come first."""

    addresses: tuple[
        Annotated[EntryRef, RefersTo("challenge", inverse="Themes that address it")], ...
    ] = ()
    """Challenges it answers."""

    families: tuple[
        Annotated[EntryRef, RefersTo("family", inverse="Themes that build on it")], ...
    ] = ()
    """Families it leans on."""
