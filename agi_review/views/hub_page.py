"""A page about the whole base rather than one entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agi_review.graph import KnowledgeGraph
from agi_review.views.parts import Action, Section


@dataclass(frozen=True, slots=True)
class HubPage:
    """Everything such a page says; pages that say more have a view and a template of their own."""

    path: str
    """Its address from the site's root, `quality/`."""
    title: str
    description: str
    lede: str
    sections: tuple[Section, ...]
    actions: tuple[Action, ...] = ()
    note: str | None = None
    """How the page came to be, for those who ask; smaller than the lede."""
    jump_list: bool = False
    """Whether a line under the head leads to each section, as letters do in a long list."""

    def make(self) -> HubPage:
        """Return itself: it is made."""
        return self

    @property
    def root(self) -> str:
        """The way up to the site's root."""
        return "../" * self.path.count("/")

    @property
    def id(self) -> str:
        """The last part of its address."""
        return last_part(self.path)


@dataclass(frozen=True, slots=True)
class LaterPage:
    """Such a page that is made when it is needed: of people there are as many as of papers."""

    path: str
    title: str
    description: str
    make: Callable[[KnowledgeGraph], HubPage]
    """From a graph that may note what is asked of it."""

    @property
    def id(self) -> str:
        """The last part of its address."""
        return last_part(self.path)


def last_part(path: str) -> str:
    """Return the last part of a page's address."""
    return path.rstrip("/").rpartition("/")[2]
