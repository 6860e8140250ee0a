"""Start one command, watch it and say what it took, as JSON; the command is in the arguments.

A program of its own, and a small one: what a command is said to have used at its peak is never
less than what the program held that started it.

    python -I -S launch.py LIMIT COMMAND...
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

SOONEST = 0.25
"""Seconds between two looks at the memory of a command and the processes it started."""
RESTS = 50
"""How many times as long as a look took the next one waits at least, since looking costs too."""


def main(limit: float, command: list[str]) -> None:
    """Run the command to its end, or stop it and all it started after `limit` seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        files = [(os.POSIX_SPAWN_DUP2, os.open(os.devnull, os.O_RDONLY), 0)]
        files += [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, err.fileno(), 2)]
        start = time.perf_counter()
        pid = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
        over, peaks = threading.Event(), [0]
        watch = threading.Thread(target=look, args=(pid, limit, over, peaks), daemon=True)
        watch.start()
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - start
        over.set()
        watch.join()
        err.seek(0)
        out.seek(0)
        said = err.read().decode(errors="replace")
        result = {
            "wall": wall,
            "processor": usage.ru_utime + usage.ru_stime,
            "peak": max(usage.ru_maxrss * 1024, *peaks),
            "code": os.waitstatus_to_exitcode(status),
            "out": out.read().decode(errors="replace"),
            "err": said if wall < limit else f"stopped after {limit:.0f} s",
        }
        json.dump(result, sys.stdout)


def look(pid: int, limit: float, over: threading.Event, peaks: list[int]) -> None:
    """Keep the most memory seen in use by a process and its children together."""
    started, pause = time.monotonic(), SOONEST
    while not over.wait(pause):
        if time.monotonic() - started > limit:
            for each in list(family(pid)):
                with suppress(ProcessLookupError):
                    os.kill(each, signal.SIGKILL)
            return
        before = time.thread_time()
        pids = list(family(pid))
        if len(pids) > 1:  # one alone reports its own peak when it ends
            peaks.append(sum(map(memory, pids)))
        pause = max(SOONEST, RESTS * (time.thread_time() - before))


def family(pid: int) -> Iterator[int]:
    """Yield a process and all it started that still run."""
    yield pid
    try:
        tasks = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208 - pathlib would be more memory
    except OSError:  # not on this system, or it has just ended
        return
    for task in tasks:
        for child in text(f"/proc/{pid}/task/{task}/children").split():
            yield from family(int(child))


def memory(pid: int) -> int:
    """Return the bytes a process uses; what several share is divided among them."""
    lines = text(f"/proc/{pid}/smaps_rollup").splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def text(path: str) -> str:
    """Return what a file of the system says, or nothing if it is gone."""
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - likewise
            return file.read()
    except OSError:
        return ""


main(float(sys.argv[1]), sys.argv[2:])
