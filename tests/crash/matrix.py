"""Builds that are killed, starved, raced and spoilt: the site is the old one whole or the new one.

Takes a while, so `make test-crash` runs it; `test_sample.py` tries a little of it in every run.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.builds import IN_THE_GAP, Bench, make_bench
from tests.crash.faults import kill, moments
from tests.crash.scenes import (
    full_disk,
    quota,
    read_only_parent,
    read_only_site,
    spoilt_memory,
    two_at_once,
)

KILLS = 200
SIZES = 20


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Two editions of a small project, one of them published; its counts are printed at the end."""
    made = make_bench(tmp_path_factory.mktemp("crash") / "bench")
    yield made
    width = max(map(len, made.counts), default=0)
    lines = [f"  {what:<{width}}  {count}" for what, count in sorted(made.counts.items())]
    print("\n" + "\n".join(lines))  # noqa: T201


@pytest.fixture(scope="module")
def seconds(bench: Bench) -> float:
    """How long a build takes now."""
    begin = time.monotonic()
    bench.heal(bench.other(bench.standing()))
    return time.monotonic() - begin


def test_killed_at_any_moment(bench: Bench, seconds: float) -> None:
    """Whole after every kill, healed by the next build, with nothing left beside it."""
    for number, (when, moment, command) in enumerate(moments(KILLS, seconds)):
        before = bench.standing()
        wanted = bench.other(before)
        killed = kill(bench, wanted, moment, group=number % 2 == 0, command=command)
        if killed and not bench.target.exists():
            assert command is IN_THE_GAP, "a gap where the system has an exchange"
            bench.count(f"killed {when}: the old site waits aside")
        else:
            now = bench.standing()
            what = "killed" if killed else "ended before it was killed"
            bench.count(f"{what} {when}: the {'old' if now is before else 'new'} site, whole")
        bench.heal(wanted)
        bench.count("healed by the next build")


def test_a_full_disk(bench: Bench, tmp_path: Path) -> None:
    """At twenty sizes from one that holds the old site alone to one that is enough."""
    full_disk(bench, tmp_path, SIZES)


def test_a_quota(bench: Bench) -> None:
    """At ten sizes a file may have."""
    quota(bench, 10)


def test_two_builds_at_once(bench: Bench) -> None:
    """Ten times, a little apart."""
    two_at_once(bench, [each / 10 for each in range(10)])


def test_no_right_to_write(bench: Bench) -> None:
    """To the folder the site is in, or to the site itself."""
    read_only_parent(bench)
    read_only_site(bench)


def test_spoilt_memory(bench: Bench) -> None:
    """What is kept between builds, in ten ways each file."""
    spoilt_memory(bench, every=1)
