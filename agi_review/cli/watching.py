"""Check again whenever an entry changes, and say what became different."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from agi_review.diagnostics import Report, as_text
from agi_review.diagnostics.as_text import Paint

PAUSE = 0.5
"""Seconds between two looks at the folder."""

Stamps = dict[str, tuple[int, int]]


def watch(
    entries: Path, check: Callable[[], Report], paint: Paint = as_text.plain, pause: float = PAUSE
) -> Iterator[str]:
    """Yield the findings there are, then after every change those that came and how many went.

    Ends when the caller stops asking; what a change did not touch is not said again.
    """
    stamps, report = _stamps(entries), check()
    yield as_text.render(report, paint)
    while True:
        time.sleep(pause)
        now = _stamps(entries)
        if now == stamps:
            continue
        stamps, before, report = now, report, check()
        known, there = set(before.diagnostics), set(report.diagnostics)
        new = tuple(each for each in report.diagnostics if each not in known)
        went = len(known - there)
        if new:
            yield as_text.render(Report(new, report.files), paint)
        if went or not new:
            yield f"{went} mended, {len(there)} left\n"


def _stamps(entries: Path) -> Stamps:
    """When each entry was last written, and its size."""
    found: Stamps = {}
    for folder, _, names in os.walk(entries):
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - asked for twice a second
            if name.startswith(".") or not os.path.lexists(path):
                continue
            state = os.lstat(path)
            found[path] = (state.st_mtime_ns, state.st_size)
    return found
