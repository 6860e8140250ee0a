"""Ids of papers: the key a record has, or `family2023word` made from what it says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import count
from string import ascii_lowercase

from agi_review.sources.ids import LONGEST_ID, RESERVED, fold, well_formed

_SKIPPED = frozenset(
    {"a", "an", "the", "on", "of", "for", "in", "to", "with", "from", "at", "by", "and", "or"}
    | {"is", "are", "as", "do", "does", "can", "how", "what", "why", "via", "using"}
    | {"toward", "towards", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une"}
)
_LONGEST_PART = 30


def make_id(key: str, family: str, year: str, title: str, taken: Collection[str]) -> str:
    """Return an id that is not `taken`.

    Args:
        key: The record's own key, kept if it can be an id.
        family: The first author's family or group name.
        year: The year in four digits.
        title: The title.
        taken: The ids of the papers there are.
    """
    wanted = key if _can_be_id(key) else _from_words(family, year, title)
    if wanted not in taken:
        return wanted
    stem = wanted[: LONGEST_ID - 4].rstrip("-")
    return next(
        each for each in (f"{stem}{letters}" for letters in _letters()) if each not in taken
    )


def _can_be_id(key: str) -> bool:
    return well_formed(key) and key not in RESERVED


def _from_words(family: str, year: str, title: str) -> str:
    name = _letters_of(family)[:_LONGEST_PART] or "anonymous"
    words = [_letters_of(word) for word in re.split(r"[\s\-–—/:]+", title)]
    word = next((each for each in words if each and each not in _SKIPPED), "")
    return f"{name}{year}{word[:_LONGEST_PART]}"


def _letters_of(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


def _letters() -> Iterator[str]:
    """Yield a, b and so on to z, then aa, ab."""
    for number in count(1):
        letters = ""
        while number:
            letters = ascii_lowercase[(number - 1) % 26] + letters
            number = (number - 1) // 26  # noqa: PLW2901 - what is left to spell
        yield letters
