"""What the maintainer says of the published site, beyond the entries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Publication:
    """A site's name and address."""

    name: str
    description: str = ""
    address: str = ""
    """Where it is published, with a slash at the end; empty if that is not known."""
