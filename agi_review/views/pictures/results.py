"""Results of a benchmark over time: a mark a result, a line a setting through its best so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.benchmark import BenchmarkEntry, Result
from agi_review.views.composer import month_in_words, plural
from agi_review.views.links import cite_link, link_to
from agi_review.views.pictures.axis import Axis, axis_of
from agi_review.views.pictures.lettering import fitted, width_of
from agi_review.views.pictures.picture import LegendItem, Lettering, Node, Picture, Stroke
from agi_review.views.results import (
    Point,
    best_so_far,
    by_setting,
    dated,
    has_line,
    settings_of,
    system_name,
)

WIDTH = 960
"""How wide the picture is at least."""
TOP, HEIGHT = 36, 300
FOOT = 30
PITCH = 24
"""Between the middles of two marks: enough for a finger."""
SIZE = 5
LETTERS = 12
AROUND = 8
BESIDE = 5
"""Between a mark and its label."""
TICKS = 6
VALUE, NOTHING = 0, -1
WRITTEN = (180, 140, 120, 100, VALUE, NOTHING)
"""What may stand beside marks, best first: names of some length, values, or neither."""

SHAPES = {"self": "triangle", "independent": "circle"}
STYLES = {"self": "ink2 hollow", "independent": "ink2"}
REPORTED = {"self": "self-reported", "independent": "independently reported"}


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a result stands, and what is written beside it."""

    point: Point
    x: int
    y: int
    label: str


@dataclass(frozen=True, slots=True)
class _Column:
    """All results of one date, and where they stand together."""

    date: str
    x: int
    width: int
    spots: tuple[_Spot, ...]


def results_chart(graph: KnowledgeGraph, benchmark: BenchmarkEntry) -> Picture | None:
    """Return the dated results of a benchmark as a picture, or nothing if none has a date."""
    points = dated(benchmark)
    if not points:
        return None
    axis = axis_of([point.value for point in points], TICKS)
    left = max(width_of(axis.label(tick), LETTERS) for tick in axis.ticks) + AROUND
    settings = settings_of(benchmark)
    columns = _columns(graph, points, axis, left)
    width = max(WIDTH, columns[-1].x + columns[-1].width)
    spots = [spot for column in columns for spot in column.spots]
    lined = {n for n, each in by_setting(points).items() if has_line(each)}
    return Picture(
        id="results-over-time",
        name=f"{benchmark.name}: {plural(len(points), 'result')} by date, in "
        f"{plural(len(settings), 'setting')}",
        width=width,
        height=TOP + HEIGHT + FOOT,
        nodes=tuple(_node(graph, benchmark, spot, lined) for spot in spots),
        strokes=(*_grid(axis, left, width), *_lines(spots, benchmark.better)),
        letters=(
            Lettering(0, 14, fitted(_measured(benchmark), width, LETTERS), "axis"),
            *_values(axis, left),
            *(_date(column) for column in columns),
        ),
        legend=_legend(points, settings),
    )


def _measured(benchmark: BenchmarkEntry) -> str:
    return f"{benchmark.metric} · {benchmark.better} is better"


def _columns(
    graph: KnowledgeGraph, points: Sequence[Point], axis: Axis, left: int
) -> list[_Column]:
    """A column a date, with as much beside the marks as there is room for."""
    room = WIDTH - left
    for written in WRITTEN:
        across = _across(points, axis, _labels(graph, points, written))
        widths = [_width(date, spots) for date, spots in across.items()]
        if sum(widths) <= room:
            break
    return _apart(across, widths, left, max(0, room - sum(widths)))


def _labels(graph: KnowledgeGraph, points: Sequence[Point], written: int) -> dict[int, str]:
    """What stands beside each mark: the number of its setting, if any differ, and what is asked."""
    numbered = len({point.setting for point in points}) > 1
    labels = {}
    for point in points:
        number = [str(point.setting)] if numbered else []
        if written == VALUE:
            shown = [point.result.value]
        elif written == NOTHING:
            shown = []
        else:
            shown = [fitted(system_name(graph, point.result), written, LETTERS)]
        labels[point.number] = " · ".join((*number, *shown))
    return labels


def _across(
    points: Sequence[Point], axis: Axis, labels: dict[int, str]
) -> dict[str, tuple[_Spot, ...]]:
    """The results of each date, spread sideways from 0 as far as they would touch."""
    dates: dict[str, list[Point]] = {}
    for point in sorted(points, key=lambda p: (p.when, p.date, p.value, p.setting)):
        dates.setdefault(point.date, []).append(point)
    found = {}
    for date, each in dates.items():
        pitch = max(PITCH, *(_room(labels[point.number]) for point in each))
        spots: list[_Spot] = []
        for point in each:
            y = axis.place(point.value, TOP + HEIGHT, TOP)
            taken = {spot.x for spot in spots if abs(spot.y - y) < PITCH}
            x = next(x for x in range(0, pitch * (len(spots) + 1), pitch) if x not in taken)
            spots.append(_Spot(point, x, y, labels[point.number]))
        # The keyboard walks a date from the highest result to the lowest.
        found[date] = tuple(sorted(spots, key=lambda spot: (spot.y, spot.x)))
    return found


def _room(label: str) -> int:
    """How much room a mark takes with its label."""
    return 2 * SIZE + BESIDE + width_of(label, LETTERS) + AROUND


def _width(date: str, spots: Sequence[_Spot]) -> int:
    marks = max(spot.x + max(PITCH, _room(spot.label)) for spot in spots)
    return max(marks, width_of(_label(date), LETTERS) + 2 * AROUND)


def _apart(
    across: dict[str, tuple[_Spot, ...]], widths: Sequence[int], left: int, spare: int
) -> list[_Column]:
    """The columns of all dates; the room left over lies between them by the time that passed."""
    months = [spots[0].point.when for spots in across.values()]
    passed = months[-1] - months[0]
    # All of one date stand in the middle.
    at = left if passed else left + spare // 2
    columns, added = [], 0
    for (date, spots), width, month in zip(across.items(), widths, months, strict=True):
        gap = spare * (month - months[0]) // passed if passed else 0
        at, added = at + gap - added, gap
        first = at + SIZE + AROUND // 2
        moved = tuple(replace(spot, x=first + spot.x) for spot in spots)
        columns.append(_Column(date, at, width, moved))
        at += width
    return columns


def _node(graph: KnowledgeGraph, benchmark: BenchmarkEntry, spot: _Spot, lined: set[int]) -> Node:
    point, result = spot.point, spot.point.result
    key = EntryKey("model", result.model) if result.model else EntryKey("paper", result.source)
    # Where a line may run on from the mark, the label stands above it.
    base = spot.y - 5 if point.setting in lined else spot.y + 4
    label = Lettering(spot.x + SIZE + BESIDE, base, spot.label, "sub over")
    return Node(
        key=f"result-{point.number}",
        name=_name(graph, benchmark, result),
        path=link_to(graph, key).path,
        x=spot.x,
        y=spot.y,
        shape=SHAPES[result.reported_by],
        style=STYLES[result.reported_by],
        size=SIZE,
        letters=(label,) if spot.label else (),
    )


def _name(graph: KnowledgeGraph, benchmark: BenchmarkEntry, result: Result) -> str:
    source = cite_link(graph, EntryKey("paper", result.source)).label
    return (
        f"{system_name(graph, result)}, {benchmark.name} {result.value}, "
        f"{month_in_words(result.date or '')}, {REPORTED[result.reported_by]}, "
        f"setting: {result.setting}, source {source}"
    )


def _lines(spots: Sequence[_Spot], better: str) -> list[Stroke]:
    """For each setting with results of more than one date, its best so far as steps."""
    places = {id(spot.point): spot for spot in spots}
    lines = []
    for points in by_setting([spot.point for spot in spots]).values():
        if has_line(points):
            best = [places[id(point)] for point in best_so_far(points, better)]
            last = max(places[id(point)].x for point in points)
            steps = "".join(f"H{spot.x}V{spot.y}" for spot in best[1:])
            path = f"M{best[0].x} {best[0].y}{steps}H{max(last, best[-1].x)}"
            lines.append(Stroke(path, "best"))
    return lines


def _grid(axis: Axis, left: int, width: int) -> list[Stroke]:
    places = [axis.place(tick, TOP + HEIGHT, TOP) for tick in axis.ticks]
    return [Stroke(f"M{left} {y}H{width}", "grid") for y in places]


def _values(axis: Axis, left: int) -> list[Lettering]:
    return [
        Lettering(
            left - AROUND,
            axis.place(tick, TOP + HEIGHT, TOP) + 4,
            axis.label(tick),
            "axis",
            "end",
        )
        for tick in axis.ticks
    ]


def _label(date: str) -> str:
    """A date as it stands under its column: `Apr 2024`."""
    month, _, year = month_in_words(date).partition(" ")
    return f"{month[:3]} {year}" if year else month


def _date(column: _Column) -> Lettering:
    x = column.x + AROUND // 2
    return Lettering(x, TOP + HEIGHT + 24, _label(column.date), "axis")


def _legend(points: Sequence[Point], settings: Sequence[str]) -> tuple[LegendItem, ...]:
    reporters = {point.result.reported_by for point in points}
    marks = [
        LegendItem(REPORTED[each], SHAPES[each], STYLES[each])
        for each in ("self", "independent")
        if each in reporters
    ]
    if any(has_line(each) for each in by_setting(points).values()):
        marks.append(LegendItem("best so far in one setting", style="best", line=True))
    if len(settings) == 1:
        return (*marks, LegendItem(f"setting: {settings[0]}"))
    return (*marks, *(LegendItem(f"{number}: {text}") for number, text in enumerate(settings, 1)))
