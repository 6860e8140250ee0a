"""What fuzzing found once, and some of what it starts from, holds in every run of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

FOUND = sorted(path for path in (Path(__file__).parent / "found").glob("*/*"))
EVERY = {"loader": 7, "markup": 7, "importers": 3, "stamping": 43, "exports": 43}
"""Which of the seeds are tried: those that cost more, fewer of."""


@pytest.mark.parametrize("case", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_once_is_mended(case: Path) -> None:
    """Each of these broke its target."""
    TARGETS[case.parent.name](case.read_bytes())


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_the_targets_hold_for_their_seeds(target: str) -> None:
    """A fuzzer that starts from what fails finds nothing else."""
    tried = list(seeds(target))[:: EVERY[target]]

    assert len(tried) >= 5
    for data in tried:
        TARGETS[target](data)
