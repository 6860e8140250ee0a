"""Work shared out among processes gives what one process would have given."""

from __future__ import annotations

import os
import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest

from agi_review.errors import PublishError
from agi_review.site.workers import FEWEST, shared_out


def square(number: int) -> int:
    """Something to do."""
    return number * number


@pytest.mark.parametrize("processes", [1, 2, 4])
@pytest.mark.parametrize("total", [0, 1, FEWEST, 20 * FEWEST + 7])
def test_results_come_in_the_order_of_the_work(total: int, processes: int) -> None:
    """Whoever does it."""
    told: list[int] = []

    results = list(shared_out(range(total), square, processes, lambda done, _: told.append(done)))

    assert results == [number * number for number in range(total)]
    assert not total or told[-1] == total


@pytest.mark.parametrize("long", [1, 40, 5_000])
def test_long_items_are_given_out_one_by_one(long: int) -> None:
    """As far as there is room for them, and to the same results."""
    told: list[int] = []

    found = shared_out(range(6_000), square, 2, lambda done, _: told.append(done), long)

    assert list(found) == [number * number for number in range(6_000)]
    steps = [after - before for before, after in pairwise([0, *told])]
    assert steps.count(1) >= min(long, 1_000)
    assert len(steps) <= 4_096


def test_results_come_while_work_goes_on(tmp_path: Path) -> None:
    """All of them together may take more room than there is."""
    last, seen = 2 * FEWEST - 1, tmp_path / "seen"

    def follow(number: int) -> bool:
        until = time.monotonic() + 20
        while number == last and not seen.exists() and time.monotonic() < until:
            time.sleep(0.01)
        return number != last or seen.exists()

    results = shared_out(range(last + 1), follow, 2)
    next(results)
    seen.touch()

    assert all(results)


def test_several_processes_work() -> None:
    """Unless there is too little to do."""
    assert os.getpid() not in set(shared_out(range(FEWEST), lambda _: os.getpid(), 2))
    assert set(shared_out(range(FEWEST - 1), lambda _: os.getpid(), 2)) == {os.getpid()}
    assert set(shared_out(range(9), lambda _: os.getpid(), 2, long=1)) == {os.getpid()}
    assert os.getpid() not in set(shared_out(range(2), lambda _: os.getpid(), 2, long=2))


def test_an_error_is_raised_where_the_work_was_given_out() -> None:
    """As itself."""

    def refuse(number: int) -> None:
        if number == FEWEST:
            raise PublishError("not this one")

    with pytest.raises(PublishError, match="not this one"):
        list(shared_out(range(2 * FEWEST), refuse, 2))


def test_an_error_that_cannot_travel_says_what_it_said() -> None:
    """Some errors hold what no other process can have."""

    class Local(Exception):
        pass

    def refuse(_number: int) -> None:
        raise Local("only here")

    with pytest.raises(PublishError, match="Local: only here"):
        list(shared_out(range(FEWEST), refuse, 2))


def test_a_killed_process_is_noticed() -> None:
    """The work is not taken for done."""

    def die(number: int) -> None:
        if number == FEWEST // 2:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(PublishError, match="stopped before its work was done"):
        list(shared_out(range(FEWEST), die, 2))
