"""Benchmarks side by side: small pictures on one axis of time, each a link to its benchmark."""

from __future__ import annotations

from collections.abc import Sequence

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.benchmark import BenchmarkEntry
from agi_review.views.composer import month_in_words, plural
from agi_review.views.links import Link, entry_path
from agi_review.views.parts import LinkGroup, Table
from agi_review.views.pictures.axis import Axis, axis_of
from agi_review.views.pictures.lettering import fitted, width_of
from agi_review.views.pictures.picture import Band, LegendItem, Lettering, Node, Picture, Stroke
from agi_review.views.results import Point, best_so_far, by_setting, dated, has_line, system_name

FEWEST = 2
"""Dated results a benchmark needs to have a picture here."""

MOST_DRAWN = 60
"""Benchmarks drawn; of more, those with the most dated results."""

ACROSS = 3
WIDTH, HEIGHT = 396, 212
BETWEEN = 20
"""Size of one picture, and the room between two."""
PAD = 12
HEAD = 62
FOOT = 30
TICKS = 5
LETTERS = 12
HALF = 4
TOUCH = 2 * HALF + 3
"""How near the middles of two marks may come."""
NAME, BESIDE, LINE = 150, 9, 14
"""The widest name of a system, how far from its mark it stands, and how high it is."""


def benchmarks_drawn(graph: KnowledgeGraph) -> list[BenchmarkEntry]:
    """Return the benchmarks with results enough for a picture, by name; the fullest of many."""
    counts = {b.id: len(dated(b)) for b in graph.current(BenchmarkEntry)}
    fit = [b for b in graph.current(BenchmarkEntry) if counts[b.id] >= FEWEST]
    drawn = sorted(fit, key=lambda b: (-counts[b.id], b.id))[:MOST_DRAWN]
    return sorted(drawn, key=lambda b: (b.name.casefold(), b.id))


def benchmarks_chart(graph: KnowledgeGraph, twin: Table) -> Picture | None:
    """Return all benchmarks over time, or nothing if none has results enough."""
    drawn = benchmarks_drawn(graph)
    if not drawn:
        return None
    years = sorted(point.when // 12 for benchmark in drawn for point in dated(benchmark))
    span = (years[0], years[-1] + 1)
    nodes: list[Node] = []
    strokes: list[Stroke] = []
    letters: list[Lettering] = []
    for number, benchmark in enumerate(drawn):
        row, column = divmod(number, ACROSS)
        x, y = column * (WIDTH + BETWEEN) + 1, row * (HEIGHT + BETWEEN) + 1
        node, lines, written = _panel(graph, benchmark, x, y, span)
        nodes.append(node)
        strokes += lines
        letters += written
    rows = -(-len(drawn) // ACROSS)
    return Picture(
        id="benchmarks",
        name=f"Results over time of {plural(len(drawn), 'benchmark')}, on one axis of time",
        width=min(len(drawn), ACROSS) * (WIDTH + BETWEEN) - BETWEEN + 2,
        height=rows * (HEIGHT + BETWEEN) - BETWEEN + 2,
        nodes=tuple(nodes),
        strokes=tuple(strokes),
        letters=tuple(letters),
        legend=_LEGEND,
        twin=twin,
        twin_open=True,
        files=True,
        lists=(LinkGroup(None, tuple(_listed(benchmark) for benchmark in drawn)),),
    )


_LEGEND = (
    LegendItem("best of a setting at a date, self-reported", "triangle", "ink2 hollow"),
    LegendItem("the same, independently reported", "circle", "ink2"),
    LegendItem("another result of that date", style="other", line=True),
    LegendItem("best so far in one setting", style="best", line=True),
)


def best_of_each(benchmark: BenchmarkEntry) -> list[Point]:
    """Return the best result of each setting at each date, in order."""
    found = {}
    sign = 1 if benchmark.better == "higher" else -1
    for point in sorted(dated(benchmark), key=lambda p: sign * p.value):
        found[point.date, point.setting] = point
    return sorted(found.values(), key=lambda p: (p.when, p.date, p.value, p.setting))


def _panel(
    graph: KnowledgeGraph, benchmark: BenchmarkEntry, x: int, y: int, span: tuple[int, int]
) -> tuple[Node, list[Stroke], list[Lettering]]:
    points = best_of_each(benchmark)
    axis = axis_of([point.value for point in dated(benchmark)], TICKS)
    labels = [axis.label(tick) for tick in axis.ticks]
    left = x + PAD + max(width_of(label, LETTERS) for label in labels) + 6
    plot = Band(left, y + HEAD, x + WIDTH - PAD - left, HEIGHT - HEAD - FOOT)
    spots = _spots(points, axis, plot, span)
    others = _others(benchmark, points, axis, plot, span)
    strokes = [*_frame(axis, plot), *(_below(x, y) for x, y in others)]
    strokes += _lines(benchmark, spots)
    strokes += [
        Stroke(_mark(point, *spots[point.number]), point.result.reported_by)
        for point in points
        if point.number in spots
    ]
    missing = len(points) - len(spots)
    letters = [
        *_heads(benchmark, x, y, missing),
        *(
            Lettering(left - 6, axis.place(tick, *_ends(plot)) + 4, label, "axis", "end")
            for tick, label in zip(axis.ticks, labels, strict=True)
        ),
        *_years(plot, span),
        *_named(graph, benchmark, spots, others, plot),
    ]
    path = entry_path(benchmark)
    box = Band(x, y, WIDTH, HEIGHT, "part panel")
    name = _name(benchmark)
    node = Node(benchmark.id, name, path, x + WIDTH // 2, y, "none", "panel", 0, (), box)
    return node, strokes, letters


def _heads(benchmark: BenchmarkEntry, x: int, y: int, missing: int) -> list[Lettering]:
    """What is measured, and how many marks found no room."""
    room = WIDTH - 2 * PAD
    more = f" · {missing:,} more in the table" if missing else ""
    sub = f"{benchmark.metric} · {benchmark.better} is better{more}"
    return [
        Lettering(x + PAD, y + 22, fitted(benchmark.name, room, bold=True), "strong"),
        Lettering(x + PAD, y + 40, fitted(sub, room, LETTERS), "sub"),
    ]


def _name(benchmark: BenchmarkEntry) -> str:
    """What a screen reader says of a panel: how much, between which values and dates."""
    points = dated(benchmark)
    low = min(points, key=lambda p: p.value).result.value
    high = max(points, key=lambda p: p.value).result.value
    first, last = month_in_words(points[0].date), month_in_words(points[-1].date)
    when = first if first == last else f"{first} to {last}"
    settings = plural(len({point.setting for point in points}), "setting")
    return (
        f"{benchmark.name}: {plural(len(points), 'dated result')} in {settings}, "
        f"{low} to {high} ({benchmark.metric}), {when}"
    )


def _listed(benchmark: BenchmarkEntry) -> Link:
    """A panel in words, for screens too narrow for it."""
    said = _name(benchmark).removeprefix(f"{benchmark.name}: ")
    return Link(benchmark.name, entry_path(benchmark), benchmark.kind, note=said)


def _ends(plot: Band) -> tuple[int, int]:
    return plot.y + plot.height, plot.y


def _spots(
    points: Sequence[Point], axis: Axis, plot: Band, span: tuple[int, int]
) -> dict[int, tuple[int, int]]:
    """Where each result stands; who would touch another moves to the right while there is room."""
    end = plot.x + plot.width - HALF
    spots: dict[int, tuple[int, int]] = {}
    for point in points:
        y = axis.place(point.value, *_ends(plot))
        x = _across(point, plot, span)
        while any(abs(x - a) < TOUCH and abs(y - b) < TOUCH for a, b in spots.values()):
            x += 1
        if x <= end:
            spots[point.number] = (x, y)
    return spots


def _across(point: Point, plot: Band, span: tuple[int, int]) -> int:
    """Where on its axis of time a result belongs."""
    months = (span[1] - span[0]) * 12
    return plot.x + HALF + (plot.width - 2 * HALF) * (point.when - span[0] * 12) // months


def _others(
    benchmark: BenchmarkEntry,
    best: Sequence[Point],
    axis: Axis,
    plot: Band,
    span: tuple[int, int],
) -> list[tuple[int, int]]:
    """Where the results stand that another of their setting and date surpasses."""
    shown = {point.number for point in best}
    places = {
        (_across(point, plot, span), axis.place(point.value, *_ends(plot)))
        for point in dated(benchmark)
        if point.number not in shown
    }
    return sorted(places)


def _below(x: int, y: int) -> Stroke:
    """A short line for such a result."""
    return Stroke(f"M{x - HALF} {y}H{x + HALF}", "other")


def _named(
    graph: KnowledgeGraph,
    benchmark: BenchmarkEntry,
    spots: dict[int, tuple[int, int]],
    others: Sequence[tuple[int, int]],
    plot: Band,
) -> list[Lettering]:
    """The names of as many systems as there is room for, those with the best results first."""
    taken = [(x - HALF, x + HALF, y) for x, y in (*spots.values(), *others)]
    letters: list[Lettering] = []
    sign = 1 if benchmark.better == "higher" else -1
    shown = [point for point in dated(benchmark) if point.number in spots]
    for point in sorted(shown, key=lambda p: (-sign * p.value, p.number)):
        x, y = spots[point.number]
        name = fitted(system_name(graph, point.result), NAME, LETTERS)
        width = width_of(name, LETTERS)
        for left, anchor in ((x + BESIDE, "start"), (x - BESIDE - width, "end")):
            free = all(
                left + width < a or b < left or abs(other - y) >= LINE for a, b, other in taken
            )
            if free and plot.x <= left and left + width <= plot.x + plot.width + PAD:
                at = left if anchor == "start" else left + width
                letters.append(Lettering(at, y + 4, name, "sub over", anchor))
                taken.append((left, left + width, y))
                break
    return letters


def _frame(axis: Axis, plot: Band) -> list[Stroke]:
    places = [axis.place(tick, *_ends(plot)) for tick in axis.ticks]
    return [Stroke(f"M{plot.x} {y}H{plot.x + plot.width}", "grid") for y in places]


def _lines(benchmark: BenchmarkEntry, spots: dict[int, tuple[int, int]]) -> list[Stroke]:
    lines = []
    shown = [point for point in dated(benchmark) if point.number in spots]
    for points in by_setting(shown).values():
        if has_line(points):
            best = [spots[p.number] for p in best_so_far(points, benchmark.better)]
            last = max(spots[p.number][0] for p in points)
            steps = "".join(f"H{x}V{y}" for x, y in best[1:])
            lines.append(Stroke(f"M{best[0][0]} {best[0][1]}{steps}H{last}", "best"))
    return lines


def _mark(point: Point, x: int, y: int) -> str:
    """The outline of a mark: a triangle or a circle."""
    if point.result.reported_by == "self":
        return f"M{x} {y - HALF}L{x + HALF} {y + HALF}H{x - HALF}Z"
    return f"M{x - HALF} {y}a{HALF} {HALF} 0 1 0 {2 * HALF} 0a{HALF} {HALF} 0 1 0 {-2 * HALF} 0Z"


def _years(plot: Band, span: tuple[int, int]) -> list[Lettering]:
    """Years under a picture, as many as there is room for."""
    room = width_of("2000", LETTERS) + 10
    every = -(-room * (span[1] - span[0]) // plot.width)
    letters = []
    for year in range(span[0], span[1], every):
        x = plot.x + plot.width * (year - span[0]) // (span[1] - span[0])
        letters.append(Lettering(x, plot.y + plot.height + 20, str(year), "axis"))
    return letters
