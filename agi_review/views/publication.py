"""What the maintainer says of the published site, beyond the entries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """What the entries, and every file made from them, may be used for."""

    name: str
    """Its SPDX id, such as `CC-BY-4.0`."""
    url: str
    """Where its text stands."""


@dataclass(frozen=True, slots=True)
class Review:
    """The published review a base grows from."""

    title: str
    by: str
    """Authors and where it was published, as a text names them."""
    url: str


@dataclass(frozen=True, slots=True)
class Comments:
    """The discussions that hold the comments on entries, as giscus names them."""

    repo: str
    repo_id: str
    category: str
    category_id: str


@dataclass(frozen=True, slots=True)
class EntryFiles:
    """Where the files of the entries can be changed by anybody."""

    edit: str
    """The address of the folder of entries in the host's editor, with a slash at the end."""
    lines: str | None = None
    """The same where the host shows a file with numbered lines, if it is known to."""

    @property
    def new(self) -> str | None:
        """The folder of entries where the host starts a new file, if it is known to."""
        return self.edit.replace("/edit/", "/new/", 1) if self.lines else None


@dataclass(frozen=True, slots=True)
class Publication:
    """A site's name and address, and what surrounds it."""

    name: str
    description: str = ""
    address: str = ""
    """Where it is published, with a slash at the end; empty if that is not known."""
    files: EntryFiles | None = None
    comments: Comments | None = None
    licence: Licence | None = None
    review: Review | None = None
    title: str = ""
    """The heading of the home page."""
    lede: str = ""
    """The paragraph under it."""
    prose: tuple[str, ...] = ()
    """The addresses of the pages that are written by hand."""

    def url(self, path: str, root: str = "") -> str:
        """Return where a page or file of the site is: its full address, if that is known.

        Args:
            path: Its address from the site's root.
            root: The way up to the root from the file that will hold the link.
        """
        return f"{self.address or root}{path}"
