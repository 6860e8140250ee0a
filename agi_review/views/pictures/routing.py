"""Ways from box to box that run under no other box.

Between any two rows there is a strip without boxes. A line that leaves the forest of its lane goes
from strip to strip, through the rows between at places where they are free. At each strip it takes
the place that brings it furthest for the least detour, and keeps off other lines where it can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

ROW = 14
"""What getting past a row is worth, in pixels of detour."""
BEND = 40
"""What a run along a strip costs beyond its length."""
SHARED = 90
"""What running on top of another parent's line costs."""
BACKWARD = 8
"""What a length against the direction of time costs."""
CLEAR = 5
"""The least between a line and a box it passes."""
CHANNELS = (22, 27, 10)
"""Where lines may run before a column; those to its own boxes take the first two."""
OUT = 10
"""How far a line runs out of its box before it turns at the earliest."""
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
    """Where it may turn out of its parent's row."""
    ends: tuple[int, ...]
    """Where it may turn into its child's row, the best first."""
    rows: list[int]
    """The rows between, in the order it meets them."""
    strips: list[int]
    """The heights of the strips before, between and after them."""


@dataclass
class Router:
    """Finds ways around boxes and remembers them, so that later ones keep off."""

    boxes: Sequence[Placed]
    rows: Sequence[int]
    """The middle of each row."""
    strips: Sequence[int]
    """The height of the strip above each row, and of the one below the last."""
    columns: Sequence[int]
    _lines: dict[tuple[str, int], list[tuple[int, int, str]]] = field(init=False)
    _blocked: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._lines = defaultdict(list)
        channels = (at - channel for at in self.columns for channel in CHANNELS)
        self._places = sorted({MARGIN, *(place for place in channels if place > MARGIN)})

    def way(self, parent: Placed, child: Placed) -> list[Point]:
        """Return the corners of a line from one box's right to another's left."""
        course = self._course(parent, child)
        x, y = parent.right, self.rows[parent.row]
        points = [(x, y)]
        passed = 0
        while passed < len(course.rows):
            turn, reach = self._turn(course, passed, x, child.left)
            if passed == 0 and turn not in course.starts:
                points.append((parent.right + OUT, y))
            if passed or turn not in course.starts:
                points.append((points[-1][0], course.strips[passed]))
                y = course.strips[passed]
            points.append((turn, y))
            x, passed = turn, passed + reach
        points += self._entry(course, points[-1], child)
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

    def _course(self, parent: Placed, child: Placed) -> _Course:
        up = child.row < parent.row
        rows = (
            list(range(parent.row - 1, child.row, -1))
            if up
            else list(range(parent.row + 1, child.row))
        )
        first = parent.row if up else parent.row + 1
        strips = [self.strips[at] for at in (first, *(row if up else row + 1 for row in rows))]
        ends = tuple(child.left - channel for channel in CHANNELS[:2])
        return _Course(parent.key, self._starts(parent), ends, rows, strips)

    def _starts(self, parent: Placed) -> set[int]:
        """Where a line may leave a box's row: up to the next box in it."""
        right = parent.right
        after = [box.left for box in self.boxes if box.row == parent.row and box.left > right]
        limit = min(after, default=self._places[-1] + CLEAR + 1)
        reach = {place for place in self._places if right + CLEAR < place < limit - CLEAR}
        return {right + OUT, *reach}

    def _entry(self, course: _Course, last: Point, child: Placed) -> list[Point]:
        """Return the corners of the last stretch, from the strip beside the child's row."""
        x, y = last
        into = self.rows[child.row]
        if x in course.ends and course.rows:
            return [(x, into), (child.left, into)]
        end = course.ends[0]
        if not course.rows:
            if end in course.starts and into != y:
                return [(end, y), (end, into), (child.left, into)]
            x += OUT
        strip = course.strips[-1]
        return [(x, y), (x, strip), (end, strip), (end, into), (child.left, into)]

    def _turn(self, course: _Course, passed: int, x: int, limit: int) -> tuple[int, int]:
        """Return where to pass on through the rows, and how many of them at once."""
        choices = {*course.ends, *(course.starts if passed == 0 else ())}
        near = {place for place in self._places if x - DETOUR < place < limit} | choices
        for places in (near, {*self._places, *choices}):
            scored = [
                (self._score(course, passed, x, place, reach), place, reach)
                for place in places
                if (reach := self._reach(place, course.rows[passed:]))
            ]
            if scored:
                _, turn, reach = max(scored)
                return turn, reach
        raise AssertionError  # the margin is always free

    def _reach(self, x: int, rows: Sequence[int]) -> int:
        """Return how many rows a line can pass at a place before it meets a box."""
        if x not in self._blocked:
            self._blocked[x] = sum(
                1 << row
                for row in {
                    box.row for box in self.boxes if box.left - CLEAR < x < box.right + CLEAR
                }
            )
        blocked = self._blocked[x]
        first, last = rows[0], rows[-1]
        if first <= last:
            ahead = (blocked >> first) & ((1 << (last - first + 1)) - 1)
            return (ahead & -ahead).bit_length() - 1 if ahead else len(rows)
        ahead = (blocked >> last) & ((1 << (first - last + 1)) - 1)
        return first - last + 1 - ahead.bit_length()

    def _score(self, course: _Course, passed: int, x: int, place: int, reach: int) -> int:
        """Return what passing at a place is worth."""
        end = course.ends[0]
        length = sum(
            (b - a) if b > a else (a - b) * BACKWARD for a, b in ((x, place), (place, end))
        )
        bends = (passed == 0 and place not in course.starts) + (place not in course.ends)
        strip, after = course.strips[passed], course.strips[passed + reach]
        low, high = sorted((strip, after))
        left, right = sorted((x, place))
        shared = self._shares(course.owner, "x", place, low, high)
        shared += self._shares(course.owner, "y", strip, left, right)
        return ROW * reach - length - BEND * bends - SHARED * shared

    def _shares(self, owner: str, axis: str, at: int, low: int, high: int) -> int:
        """Return how many lines of others a stretch would lie on."""
        lines = self._lines.get((axis, at), ())
        return sum(a < high and low < b and other != owner for a, b, other in lines)


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
