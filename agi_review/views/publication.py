"""What the maintainer says of the published site, beyond the entries."""

from __future__ import annotations

from dataclasses import dataclass

LICENCE = "CC-BY-4.0"
"""The SPDX licence of the entries and of every file made from them."""

LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Publication:
    """A site's name and address."""

    name: str
    description: str = ""
    address: str = ""
    """Where it is published, with a slash at the end; empty if that is not known."""

    def url(self, path: str, root: str = "") -> str:
        """Return where a page or file of the site is: its full address, if that is known.

        Args:
            path: Its address from the site's root.
            root: The way up to the root from the file that will hold the link.
        """
        return f"{self.address or root}{path}"
