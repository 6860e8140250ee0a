"""A page about the whole base rather than one entry."""

from __future__ import annotations

from dataclasses import dataclass

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

    @property
    def root(self) -> str:
        """The way up to the site's root."""
        return "../" * self.path.count("/")

    @property
    def id(self) -> str:
        """The last part of its address."""
        return self.path.rstrip("/").rpartition("/")[2]
