"""Find what the writer most likely meant."""

from __future__ import annotations

from collections.abc import Iterable

CLOSE_WORD = 62.0
"""Similarity in percent from which one of a few words or field names is worth suggesting."""

CLOSE_ID = 76.0
"""The same among thousands of ids, where something is always somewhat alike."""


def nearest(word: str, candidates: Iterable[str], closeness: float = CLOSE_WORD) -> str | None:
    """Return the candidate most like `word`, or nothing if none is close.

    Ties go to the first in alphabetical order, so that output never depends on file order.
    """
    # Imported here: a clean run needs no suggestion and should not pay for the library.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    ordered = sorted(candidates)
    folded = word.casefold().replace("_", "-")
    match = process.extractOne(
        folded,
        [candidate.casefold().replace("_", "-") for candidate in ordered],
        scorer=fuzz.ratio,
        score_cutoff=closeness,
    )
    return None if match is None else ordered[match[2]]


def did_you_mean(word: str, candidates: Iterable[str], closeness: float = CLOSE_WORD) -> str | None:
    """Return `did you mean 'x'?` for the nearest candidate, or nothing."""
    best = nearest(word, candidates, closeness)
    return None if best is None else f"did you mean '{best}'?"
