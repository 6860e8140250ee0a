"""Ways from box to box that run under no other box.

Between any two rows there is a strip without boxes. A line that leaves the forest of its lane goes
from strip to strip, through the rows between at places where they are free, by the shortest way
that bends little and keeps off other lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

BEND = 60
"""What a run along a strip costs beyond its length."""
SHARED = 90
"""What running on top of another parent's line costs."""
BACKWARD = 4
"""What a length against the direction of time costs."""
CLEAR = 5
"""The least between a line and a box it passes."""
CHANNELS = (14, 19, 24)
"""Where lines may run before a column."""
MARGIN = 4
"""A place left of every box, where a line can always pass."""
DETOUR = 320
"""How far back a line looks for its way at first."""
RADIUS = 5

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """A box at its place; `row` counts from the top of the whole picture."""

    key: str
    left: int
    right: int
    row: int


@dataclass(frozen=True, slots=True)
class _Course:
    """What a way has to pass, from its parent's row to its child's."""

    owner: str
    starts: set[int]
    ends: set[int]
    crossed: list[int]
    """The rows between."""
    strips: list[int]
    """The strips before, between and after them."""


@dataclass
class Router:
    """Finds ways around boxes and remembers them, so that later ones keep off."""

    boxes: Iterable[Placed]
    rows: Sequence[int]
    """The middle of each row."""
    strips: Sequence[int]
    """The height of the strip above each row, and of the one below the last."""
    columns: Sequence[int]
    _spans: dict[int, list[tuple[int, int]]] = field(init=False)
    _lines: dict[tuple[str, int], list[tuple[int, int, str]]] = field(init=False)

    def __post_init__(self) -> None:
        self._spans = defaultdict(list)
        self._lines = defaultdict(list)
        for box in self.boxes:
            self._spans[box.row].append((box.left, box.right))
        for spans in self._spans.values():
            spans.sort()

    def way(self, parent: Placed, child: Placed) -> list[Point]:
        """Return the corners of a line from one box's right to another's left."""
        up = child.row < parent.row
        crossed = (
            list(range(parent.row - 1, child.row, -1))
            if up
            else list(range(parent.row + 1, child.row))
        )
        first = parent.row if up else parent.row + 1
        strips = [first, *((row if up else row + 1) for row in crossed)]
        course = _Course(parent.key, self._starts(parent), self._ends(child), crossed, strips)
        reach = range(parent.right - DETOUR, child.left)
        near = {x for x in self._candidates() if x in reach}
        turns = self._cheapest(course, near) or self._cheapest(course, self._candidates())
        points = [(parent.right, self.rows[parent.row]), (turns[0][0], self.rows[parent.row])]
        points += [(x, self.strips[strip]) for x, strip in turns]
        points += [(turns[-1][0], self.rows[child.row]), (child.left, self.rows[child.row])]
        way = _straightened(points)
        self.remember(parent.key, way)
        return way

    def remember(self, owner: str, way: Sequence[Point]) -> None:
        """Take note of a line that stands."""
        for (x1, y1), (x2, y2) in pairwise(way):
            if x1 == x2:
                self._lines["x", x1].append((min(y1, y2), max(y1, y2), owner))
            else:
                self._lines["y", y1].append((min(x1, x2), max(x1, x2), owner))

    def _candidates(self) -> set[int]:
        """The places before each column, and one left of every box."""
        return {
            MARGIN,
            *(at - channel for at in self.columns for channel in CHANNELS if at - channel > MARGIN),
        }

    def _starts(self, parent: Placed) -> set[int]:
        """Where a line may leave a box's row: up to the next box in it."""
        spans = self._spans[parent.row]
        limit = min((left for left, _ in spans if left > parent.right), default=10**6)
        reach = [x for x in self._candidates() if parent.right + CLEAR < x < limit - CLEAR]
        return {parent.right + 10, *reach}

    def _ends(self, child: Placed) -> set[int]:
        """Where a line may come into a box's row: just before it."""
        return {child.left - channel for channel in CHANNELS[:2]}

    def _cheapest(self, course: _Course, candidates: set[int]) -> list[tuple[int, int]]:
        """Return where the way turns, from first to last: place and strip; nothing if nowhere."""
        owner, starts, ends = course.owner, course.starts, course.ends
        xs = sorted(candidates | starts | ends)
        begin = min(starts)
        costs = [float(x - begin) if x in starts else inf for x in xs]
        steps: list[list[int]] = []
        for number, strip in enumerate(course.strips):
            costs, came = self._along(owner, xs, costs, self.strips[strip])
            steps.append(came)
            if number < len(course.crossed):
                costs = [
                    cost + self._across(owner, x, course.crossed[number])
                    for x, cost in zip(xs, costs, strict=True)
                ]
        last = max(ends)
        at = min(
            (place for place, x in enumerate(xs) if x in ends),
            key=lambda place: (costs[place] + last - xs[place], place),
        )
        if costs[at] == inf:
            return []
        turns: list[tuple[int, int]] = []
        for came, strip in zip(reversed(steps), reversed(course.strips), strict=True):
            turns.append((xs[at], strip))
            at = came[at]
            turns.append((xs[at], strip))
        return turns[::-1]

    def _along(
        self, owner: str, xs: list[int], costs: list[float], y: int
    ) -> tuple[list[float], list[int]]:
        """Return what each place of a strip costs, and from which place one came."""
        best, came = list(costs), list(range(len(xs)))
        foreign = [(a, b) for a, b, other in self._lines["y", y] if other != owner]
        for order, factor in (
            (range(len(xs)), 1),
            (range(len(xs) - 1, -1, -1), BACKWARD),
        ):
            running, source, previous = inf, 0, xs[order[0]]
            for place in order:
                x = xs[place]
                length = abs(x - previous)
                low, high = min(x, previous), max(x, previous)
                taken = any(a < high and low < b for a, b in foreign)
                running += length * factor * (2 if taken else 1) + (SHARED if taken else 0)
                if running < best[place]:
                    best[place], came[place] = running, source
                if costs[place] + BEND < running:
                    running, source = costs[place] + BEND, place
                previous = x
        return best, came

    def _across(self, owner: str, x: int, row: int) -> float:
        """Return what it costs to pass through a row at a place."""
        if any(left - CLEAR < x < right + CLEAR for left, right in self._spans.get(row, ())):
            return inf
        y = self.rows[row]
        shared = any(a <= y <= b and other != owner for a, b, other in self._lines["x", x])
        return SHARED if shared else 1


def _straightened(points: Sequence[Point]) -> list[Point]:
    """Leave out what repeats the point before it or lies on a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and (
            kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]
        ):
            kept.pop()
        kept.append(point)
    return kept


def path_of(way: Sequence[Point]) -> str:
    """Return a line with rounded corners as SVG path data."""
    parts = [f"M{way[0][0]} {way[0][1]}"]
    for before, corner, after in zip(way, way[1:], way[2:], strict=False):
        radius = min(RADIUS, _length(before, corner) // 2, _length(corner, after) // 2)
        into, out = _towards(corner, before, radius), _towards(corner, after, radius)
        parts.append(f"L{into[0]} {into[1]}Q{corner[0]} {corner[1]} {out[0]} {out[1]}")
    parts.append(f"L{way[-1][0]} {way[-1][1]}")
    return "".join(parts)


def _length(one: Point, other: Point) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(corner: Point, other: Point, by: int) -> Point:
    def step(start: int, end: int) -> int:
        return start + (by if end > start else -by if end < start else 0)

    return step(corner[0], other[0]), step(corner[1], other[1])
