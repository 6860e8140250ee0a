"""A little of the matrix, in every run of the tests: `make test-crash` runs the whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.crash.builds import COMMAND, Bench, make_bench
from tests.crash.faults import kill, once_exchanged
from tests.crash.scenes import full_disk, read_only_parent

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs an atomic exchange"),
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Two editions of a small project, one of them published."""
    return make_bench(tmp_path_factory.mktemp("crash") / "bench")


def test_killed_at_a_step_of_publishing(bench: Bench) -> None:
    """The site is whole, and the next build heals what was left."""
    wanted = bench.other(bench.standing())

    kill(bench, wanted, once_exchanged, group=True, command=COMMAND)

    bench.standing()
    bench.heal(wanted)


def test_a_disk_that_is_full(bench: Bench, tmp_path: Path) -> None:
    """It holds the old site and no more."""
    full_disk(bench, tmp_path, 1)


def test_a_folder_without_the_right_to_write(bench: Bench) -> None:
    """A line of explanation, and the old site."""
    read_only_parent(bench)
