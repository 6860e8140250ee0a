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

Says = Callable[[], object]
"""Returns a view: what is written is decided by its representation, which names every value."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """A page that is stamped, and what stands beside it."""

    slug: str
    """The last part of its address."""
    make: MakePage
    beside: MakeFiles = tuple
    watched: bool = False
    """Whether the graph notes all that the page is made from, so that it can be kept."""
    said: Says | None = None
    """All that the page and what stands beside it say, if they are kept as long as they say it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Files that are kept as long as they say the same."""

    name: str
    """The address of the first of them, without its ending."""
    folder: str
    """The folder of pages with whose templates they are made."""
    make: MakeFiles
    said: Says

    def __call__(self) -> Iterable[File]:
        """Return the files."""
        return self.make()


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
