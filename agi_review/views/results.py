"""Results of a benchmark in order of time, each with its setting; settings are never mixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.benchmark import BenchmarkEntry, Result
from agi_review.schema.kinds.model import ModelEntry


@dataclass(frozen=True, slots=True)
class Point:
    """A dated result."""

    number: int
    """Its place in the entry, from 1."""
    result: Result
    when: int
    """Months since the year 0; a bare year stands at its start."""
    value: Decimal
    setting: int
    """Number of its setting, from 1, in the order they first appear."""
    date: str


def in_order(benchmark: BenchmarkEntry) -> list[tuple[int, Result]]:
    """Return all results with their places in the entry, the oldest first, the undated last."""
    numbered = enumerate(benchmark.results, 1)
    return sorted(numbered, key=lambda each: (each[1].date or "9", each[1].setting, each[1].value))


def dated(benchmark: BenchmarkEntry) -> tuple[Point, ...]:
    """Return the dated results in order."""
    numbers = {setting: n for n, setting in enumerate(settings_of(benchmark), 1)}
    return tuple(
        Point(number, result, _months(date), Decimal(result.value), numbers[result.setting], date)
        for number, result in in_order(benchmark)
        if (date := result.date)
    )


def settings_of(benchmark: BenchmarkEntry) -> tuple[str, ...]:
    """Return the settings of dated results in the order they first appear."""
    return tuple(dict.fromkeys(r.setting for _, r in in_order(benchmark) if r.date))


def best_so_far(points: Sequence[Point], better: str) -> list[Point]:
    """Return the results of one setting that beat all before them.

    Of several on one day the best one counts; who only equals the best so far is not a new best.
    """
    sign = 1 if better == "higher" else -1
    found: list[Point] = []
    for point in sorted(points, key=lambda p: (p.when, p.date, -sign * p.value)):
        if not found or sign * point.value > sign * found[-1].value:
            found.append(point)
    return found


def by_setting(points: Sequence[Point]) -> dict[int, list[Point]]:
    """Return points by the number of their setting."""
    found: dict[int, list[Point]] = {}
    for point in points:
        found.setdefault(point.setting, []).append(point)
    return dict(sorted(found.items()))


def has_line(points: Sequence[Point]) -> bool:
    """Return whether the results of a setting span more than one date."""
    return len({point.date for point in points}) > 1


def system_name(graph: KnowledgeGraph, result: Result) -> str:
    """Return what was run: the system as named, else the model's name."""
    model = graph.get(ModelEntry, result.model) if result.model else None
    return result.system or (model.name if model else "not named")


def _months(date: str) -> int:
    year, _, month = date.partition("-")
    return int(year) * 12 + (int(month) - 1 if month else 0)
