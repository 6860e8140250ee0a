"""Check again whenever an entry changes, and say what became different."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from agi_review.diagnostics import Report, as_text
from agi_review.diagnostics.as_text import Paint
from agi_review.sources.stamps import stamps

PAUSE = 0.5
"""Seconds between two looks at the folder."""


def watch(
    entries: Path, check: Callable[[], Report], paint: Paint = as_text.plain, pause: float = PAUSE
) -> Iterator[str]:
    """Yield the findings there are, then after every change those that came and how many went.

    Ends when the caller stops asking; what a change did not touch is not said again.
    """
    seen, report = stamps(entries), check()
    yield as_text.render(report, paint)
    while True:
        time.sleep(pause)
        now = stamps(entries)
        if now == seen:
            continue
        seen, before, report = now, report, check()
        known, there = set(before.diagnostics), set(report.diagnostics)
        new = tuple(each for each in report.diagnostics if each not in known)
        went = len(known - there)
        if new:
            yield as_text.render(Report(new, report.files), paint)
        if went or not new:
            yield f"{went} mended, {len(there)} left\n"
