"""Suggestions: near enough to help, or none."""

from __future__ import annotations

import pytest

from agi_review.diagnostics import CLOSE_ID, did_you_mean, nearest


@pytest.mark.parametrize(
    ("word", "best"),
    [("modality", "modalities"), ("Terms", "terms"), ("intro", None), ("key_paper", "key_papers")],
)
def test_the_nearest_word_is_suggested(word: str, best: str | None) -> None:
    """Or nothing, where all are far."""
    assert nearest(word, ["modalities", "terms", "key_papers", "family"]) == best


def test_among_ids_only_a_close_one_is_suggested() -> None:
    """In a large base something is always somewhat alike."""
    ids = ["awadalla2023openflamingo", "ma2024segment"]

    assert did_you_mean("wald2024openmind", ids, CLOSE_ID) is None
    assert did_you_mean("ma2024segmnt", ids, CLOSE_ID) == "did you mean 'ma2024segment'?"


def test_ties_do_not_depend_on_order() -> None:
    """Alphabetical, whatever order the files came in."""
    assert nearest("sam-x", ["sam-b", "sam-a"]) == nearest("sam-x", ["sam-a", "sam-b"])
