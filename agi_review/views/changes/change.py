"""One change of one entry, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

SORTS = {
    "added": "Entries added",
    "removed": "Entries removed",
    "moved": "Files renamed",
    "renamed": "Entries renamed",
    "given-up": "Given up or replaced",
    "status": "Retractions and corrections",
    "claim-added": "Claims added",
    "claim-removed": "Claims removed",
    "claim-reworded": "Claims reworded",
    "claim-stance": "Claims contested or settled",
    "claim-checked": "Claims checked",
    "claim-source": "Sources of claims",
    "claim-bearing": "What claims bear on",
    "retargeted": "References that lead elsewhere",
    "link-added": "Links added",
    "link-removed": "Links removed",
    "role": "Roles",
    "availability": "Availability",
    "fact": "Facts",
    "part-added": "Parts added",
    "part-removed": "Parts removed",
    "prose": "Texts reworded",
}
"""Every sort of change with its heading, in the order readers see them."""

ORDER = {sort: number for number, sort in enumerate(SORTS)}


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to an entry."""

    sort: str
    """One of `SORTS`."""
    kind: str
    id: str
    """Of the entry as it is now, or as it was if it is gone."""
    label: str
    text: str
    """What changed: `weights, restricted → yes (project README)`."""
    day: str | None = None
    """The day it was committed; nothing if it is not, or nobody asked."""

    @property
    def line(self) -> str:
        """The change as one line."""
        return f"{self.label}: {self.text}"
