"""Pages about the base as they stand on one site: its words, and only links that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from agi_review.views.add_page import AddPage
from agi_review.views.home_page import HomePage
from agi_review.views.hub_page import HubPage
from agi_review.views.parts import Action
from agi_review.views.publication import Publication

View = TypeVar("View")

_WRITTEN = frozenset({"about/", "contribute/", "data/", "method/"})
"""Pages that a base may have, written by hand."""


def published(view: View, publication: Publication) -> View:
    """Return a view with what the maintainer says of the site."""
    if isinstance(view, HomePage):
        return replace(
            view,
            title=publication.title or view.title,
            description=publication.description or view.description,
            lede=publication.lede or view.lede,
            more=_live(view.more, view.root, publication),
            review=publication.review,
        )
    if isinstance(view, AddPage):
        return replace(
            view,
            forms=tuple(
                replace(form, new_file=_new(publication, form.folder)) for form in view.forms
            ),
            more=_live(view.more, view.root, publication),
        )
    if isinstance(view, HubPage):
        return replace(view, actions=_live(view.actions, view.root, publication))
    return view


def _new(publication: Publication, folder: str) -> str | None:
    """Where the host makes a new file in a folder of entries, if it is known to."""
    files = publication.files
    return f"{files.new}{folder}" if files and files.new else None


def _live(actions: Iterable[Action], root: str, publication: Publication) -> tuple[Action, ...]:
    """Leave out what leads to a page that nobody wrote."""
    missing = _WRITTEN - set(publication.prose)
    return tuple(action for action in actions if action.url.removeprefix(root) not in missing)
