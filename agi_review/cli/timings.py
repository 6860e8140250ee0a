"""How long each stage of a command took, by the clock and by the processor."""

from __future__ import annotations

import os
from time import perf_counter


class Stages:
    """Notes the time whenever a stage ends; the first one starts when this is made."""

    def __init__(self) -> None:
        """Start the clock."""
        self._last = _now()
        self._spent: list[tuple[str, float, float]] = []

    def ended(self, stage: str) -> None:
        """Note that a stage has ended and the next begins."""
        now = _now()
        self._spent.append((stage, now[0] - self._last[0], now[1] - self._last[1]))
        self._last = now

    def shown(self) -> str:
        """Return a table of the stages, in their order, with their sum."""
        total = ("in all", sum(row[1] for row in self._spent), sum(row[2] for row in self._spent))
        rows = [*self._spent, total]
        width = max(len(stage) for stage, _, _ in rows)
        head = f"{'stage':<{width}}  seconds  processor"
        return "\n".join([head, *(f"{s:<{width}}  {w:7.2f}  {p:9.2f}" for s, w, p in rows)])


def _now() -> tuple[float, float]:
    """The clock, and what this process and those it started have used of the processor."""
    used = os.times()
    return perf_counter(), used.user + used.system + used.children_user + used.children_system
