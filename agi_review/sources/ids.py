"""What an id may be: part of an address, and a file's name on every system."""

from __future__ import annotations

import re

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Lower-case ASCII letters and digits, parted by single hyphens."""

LONGEST_ID = 80

# Names Windows keeps for devices, whatever the extension, and names the site itself needs.
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "index", "404"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)


def well_formed(text: str) -> bool:
    """Whether a text has the form of an id; a reserved name has, but no entry may take it."""
    return SLUG.fullmatch(text) is not None and len(text) <= LONGEST_ID


def nearest_id(text: str) -> str:
    """Return the id most like a text, which may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:LONGEST_ID].rstrip("-")
