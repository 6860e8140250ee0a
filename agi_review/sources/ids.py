"""What an id may be: part of an address, and a file's name on every system."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from hashlib import blake2b
from itertools import count
from unicodedata import normalize

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Lower-case ASCII letters and digits, parted by single hyphens."""

LONGEST_ID = 80

_OTHERS = re.compile(r"[^a-z0-9]+")
"""What no id may hold, each run of which becomes a hyphen."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h"}
)
_MARK = 6
"""Digits that tell things apart whose names read alike in ASCII."""

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
    return _OTHERS.sub("-", text.casefold()).strip("-")[:LONGEST_ID].rstrip("-")


def fold(text: str) -> str:
    """Return text in lower-case ASCII; what has no Latin base is left out."""
    if text.isascii():
        return text.lower()
    lowered = normalize("NFKD", text.casefold().translate(_LETTERS))
    return lowered.encode("ascii", "ignore").decode("ascii")


def ids_from(names: Mapping[str, str], fallback: str) -> dict[str, str]:
    """Return an id for each thing, made from its name; no two are the same.

    Of names that read alike in ASCII the first key keeps the plain id; the others, and names too
    long or without a Latin letter, end in digits that follow from the key alone.

    Args:
        names: The name of each thing, by a key that never changes.
        fallback: What an id begins with where the name leaves nothing.
    """
    found: dict[str, str] = {}
    taken = set(RESERVED)
    for key in sorted(names):
        plain = _OTHERS.sub("-", fold(names[key]).replace("'", "")).strip("-")
        usable = plain and plain not in taken and len(plain) <= LONGEST_ID
        found[key] = plain if usable else _marked(plain or fallback, key, taken)
        taken.add(found[key])
    return found


def _marked(stem: str, key: str, taken: AbstractSet[str]) -> str:
    """Return an id that ends in digits made from a key, more of them should few not do."""
    for size in count(_MARK):
        mark = blake2b(key.encode()).hexdigest()[:size]
        id_ = f"{stem[: LONGEST_ID - size - 1].rstrip('-')}-{mark}"
        if id_ not in taken:
            break
    return id_
