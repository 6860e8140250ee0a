"""Pages that share a shell, and the files beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from agi_review.exports.downloads import Content
from agi_review.render import Page

MakePage = Callable[[], Page]

File = tuple[str, Content]
"""The address of a file from the site's root, and what it holds."""

MakeFiles = Callable[[], Iterable[File]]


@dataclass(frozen=True, slots=True)
class Stamped:
    """A page that is stamped, and what stands beside it."""

    slug: str
    """The last part of its address."""
    make: MakePage
    beside: MakeFiles = tuple
    watched: bool = False
    """Whether the graph notes all that the page is made from, so that it can be kept."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Pages of one shape that share a shell: the entries of a kind, or the pages below a hub."""

    path: str
    """Its address from the site's root, `models/`."""
    section: str
    layout: str
    scripts: tuple[str, ...]
    pages: Sequence[Stamped]
    contents: bool = True
    """Whether its pages have a list of contents beside them."""
