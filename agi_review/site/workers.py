"""Share work out to several processes, where the system can make them by copying this one.

A copy has everything this process has read and made, so that only results travel between them.
Which process does what depends on chance; the results come in the order of the work.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from typing import Any, NoReturn, TypeVar

from agi_review.errors import PublishError

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 64
"""Items below which a second process costs more than it saves."""

_TICKET = 4
_MOST_CHUNKS, _MOST_ALONE = 3072, 1024
"""A pipe holds at least as many tickets as both together before it is full."""
_DIE_WITH_PARENT = 1


def shared_out(
    items: Sequence[Item],
    do: Callable[[Item], Result],
    processes: int = 1,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
    long: int = 0,
) -> Iterator[Result]:
    """Yield what `do` makes of each item, in their order.

    Args:
        items: The work.
        do: What to do with one of them; its result must be picklable.
        processes: How many may work at a time.
        on_progress: Told how many of how many items are done.
        long: How many of the first items take much longer than the others. They are given out one
            by one, so that no process has most of them; two are worth a second process.

    Raises:
        PublishError: A process ended before its work was done.
    """
    total = len(items)
    few = total < FEWEST and min(long, total) < 2  # noqa: PLR2004
    if processes < 2 or few or "fork" not in get_all_start_methods():  # noqa: PLR2004
        for number, item in enumerate(items, start=1):
            yield do(item)
            on_progress(number, total)
        return
    size = max(1, min(total // (processes * 8), 64), -(-total // _MOST_CHUNKS))
    alone = min(long, _MOST_ALONE)
    chunks = [items[start : start + 1] for start in range(alone)]
    chunks += [items[start : start + size] for start in range(alone, total, size)]
    waiting: dict[int, list[Result]] = {}
    done = given = 0
    for number, made in _by_processes(chunks, do, processes):
        waiting[number] = made
        done += len(made)
        on_progress(done, total)
        # Given out as soon as all before are: together they can be larger than all else.
        while given in waiting:
            yield from waiting.pop(given)
            given += 1


def _by_processes(
    chunks: Sequence[Sequence[Item]], do: Callable[[Item], Result], processes: int
) -> Iterator[tuple[int, list[Result]]]:
    """Yield the number of each chunk with its results, as they come."""
    context = get_context("fork")
    # Whoever is free takes the next ticket. Reading one is a single step, so that no lock is needed
    # that a killed process could keep.
    taking, giving = os.pipe()
    os.write(giving, b"".join(n.to_bytes(_TICKET, "big") for n in range(len(chunks))))
    os.close(giving)
    ends: dict[Any, Any] = {}
    try:
        for _ in range(processes):
            ours, theirs = context.Pipe(duplex=False)
            worker = context.Process(
                target=_work, args=(taking, theirs, chunks, do, os.getpid()), daemon=True
            )
            worker.start()
            theirs.close()
            ends[ours] = worker
        waiting = set(ends)
        while waiting:
            for end in wait(list(waiting)):
                message = _received(end)
                if message is None:
                    waiting.discard(end)
                elif isinstance(message, BaseException):
                    raise message
                else:
                    yield message
    finally:
        os.close(taking)
        for end, worker in ends.items():
            end.close()
            worker.kill()
            worker.join()


def _received(end: Any) -> Any:
    """Return the next message of a worker, or nothing when it says that it has ended.

    Raises:
        PublishError: It ended without saying so.
    """
    try:
        return pickle.loads(end.recv_bytes())  # noqa: S301 - from a copy of this very process
    except EOFError:
        raise PublishError("a process of the build was stopped before its work was done") from None


def _work(
    tickets: int,
    end: Connection,
    chunks: Sequence[Sequence[Any]],
    do: Callable[[Any], Any],
    parent: int,
) -> None:
    _end_with(parent)
    try:
        while ticket := os.read(tickets, _TICKET):
            number = int.from_bytes(ticket, "big")
            _send(end, (number, [do(item) for item in chunks[number]]))
        _send(end, None)
    except Exception as error:  # noqa: BLE001 - it is raised again where the work was given out
        _send(end, _portable(error))
    _leave()


def _send(end: Connection, message: object) -> None:
    end.send_bytes(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))


def _portable(error: Exception) -> Exception:
    """Return an error that can travel: itself, or one that says the same."""
    with suppress(Exception):
        pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
        return error
    return PublishError(f"{type(error).__name__}: {error}")


def _end_with(parent: int) -> None:
    """End when the parent does, however it ends; elsewhere than on Linux, with the next result."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        _leave()


def _leave() -> NoReturn:
    """End at once: what this process copied is not its own to tidy up."""
    os._exit(0)
