"""The timeline: models as marks, stacked by quarter over one base line a category."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import ceil

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.model import ModelEntry
from agi_review.views.links import Link, Mark, entry_path, mark_of
from agi_review.views.offered import is_offered
from agi_review.views.parts import NOT_LOOKED_AT, Cell, Column, Row, Table, Value
from agi_review.views.pictures.picture import (
    CATEGORY_SHAPES,
    Band,
    LegendItem,
    Lettering,
    Node,
    Picture,
    Stroke,
)
from agi_review.views.tables import count_cell
from agi_review.views.years import YEARS, year_link

LANES = tuple(CATEGORY_SHAPES)

PITCH = 24
"""Between two marks of a stack: enough for a finger."""
SIZE = 5
MOST_HIGH = 8
"""Marks in a stack before it goes on in a column beside it."""

LABELS = 112
TOP = 32
BETWEEN = 20
QUIET = 12
"""How wide a quarter without a model is."""

MOST_MARKS = 800
"""Models above which each quarter of a category is one bar with its number."""

BAR, HIGHEST = 34, 120
"""How wide such a bar is, and how high the highest."""

Place = tuple[int, int]
"""A year and its quarter from 1 to 4, or 0 where only the year is known."""

Stacks = dict[str, dict[Place, list[ModelEntry]]]
"""The models of each category by place, in the order they stack."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where every place begins, and how wide it is."""

    x: dict[Place, int]
    width: dict[Place, int]
    end: int


@dataclass(frozen=True, slots=True)
class _Lane:
    """A base line with what stands on it."""

    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]
    line: Stroke
    label: Lettering


def timeline(graph: KnowledgeGraph) -> Picture:
    """Return the timeline with the table of years that carries the names."""
    stacks = placed(graph)
    undated = [model for model in _models(graph) if model.released is None]
    dated = sum(len(stack) for lane in stacks.values() for stack in lane.values())
    gathered = dated > MOST_MARKS
    plan = _plan(stacks, gathered=gathered)
    lanes, base = _gathered(plan, stacks) if gathered else _single(plan, stacks)
    return Picture(
        id="timeline",
        name=f"{dated:,} models by category and the quarter they first became public",
        width=plan.end,
        height=base + 8,
        nodes=tuple(node for lane in lanes for node in lane.nodes),
        bands=tuple(band for lane in lanes for band in lane.bands),
        strokes=(*_grid(plan, base), *(lane.line for lane in lanes)),
        letters=(*_years(plan), *(lane.label for lane in lanes)),
        legend=_LEGEND_OF_BARS if gathered else _LEGEND,
        twin=_table(stacks, undated, graph, gathered=gathered),
        twin_open=True,
        files=True,
        from_end=True,
    )


_LEGEND = (
    LegendItem("language", "circle", "language"),
    LegendItem("multimodal", "diamond", "multimodal"),
    LegendItem("vision", "square", "vision"),
    LegendItem("filled: medical", "square", "ink2"),
    LegendItem("hollow: general", "square", "ink2 hollow"),
    LegendItem("in a dashed frame: only the year is known", "frame", "unsure"),
    LegendItem("the lowest mark of a stack is the oldest"),
)


_LEGEND_OF_BARS = (
    *_LEGEND[:3],
    LegendItem("a bar: the models of a quarter, with their number", "frame", "language"),
    LegendItem("in a dashed frame: only the year is known", "frame", "unsure"),
)


def _single(plan: _Plan, stacks: Stacks) -> tuple[list[_Lane], int]:
    """A mark a model."""
    lanes, base = [], TOP
    for name in LANES:
        high = max((min(len(stack), MOST_HIGH) for stack in stacks[name].values()), default=1)
        base += high * PITCH + BETWEEN
        lanes.append(_lane(plan, name, stacks[name], base))
    return lanes, base


def _gathered(plan: _Plan, stacks: Stacks) -> tuple[list[_Lane], int]:
    """A bar a quarter, all on one scale."""
    most = max(len(stack) for lane in stacks.values() for stack in lane.values())
    lanes, base = [], TOP
    for name in LANES:
        high = max((len(stack) for stack in stacks[name].values()), default=0)
        base += HIGHEST * high // most + 2 * BETWEEN
        nodes = tuple(
            _bar(
                name,
                place,
                len(stack),
                Band(plan.x[place], base, BAR, HIGHEST * len(stack) // most),
            )
            for place, stack in sorted(stacks[name].items())
        )
        line = Stroke(f"M0 {base}H{plan.end}", "axis")
        lanes.append(_Lane(nodes, (), line, Lettering(0, base - 8, name.capitalize(), "strong")))
    return lanes, base


def _bar(lane: str, place: Place, count: int, room: Band) -> Node:
    """A bar that stands on the foot of its room."""
    year, quarter = place
    when = f"{year} Q{quarter}" if quarter else f"{year}, quarter not known"
    noun = "model" if count == 1 else "models"
    tall = max(room.height, 2)
    style = f"part {lane}{'' if quarter else ' unsure'}"
    box = Band(room.x + 3, room.y - tall, room.width - 6, tall, style)
    x, y = room.x + room.width // 2, room.y - tall
    return Node(
        f"{lane}-{year}-{quarter}",
        f"{lane}, {when}: {count:,} {noun}",
        _listed(lane, year),
        x,
        y + tall // 2,
        "none",
        lane,
        0,
        (Lettering(x, y - 5, f"{count:,}", "number", "middle"),),
        box,
        values=(("category", lane),),
    )


def placed(graph: KnowledgeGraph) -> Stacks:
    """Return the dated models by category and place, the oldest of each place first."""
    stacks: Stacks = {lane: defaultdict(list) for lane in LANES}
    for model in sorted(_models(graph), key=lambda m: (m.released or "", m.name.casefold(), m.id)):
        mark = mark_of(graph, model)
        if mark and model.released:
            stacks[mark.category][place_of(model.released)].append(model)
    return stacks


def place_of(released: str) -> Place:
    """Return the year and the quarter of a month, or 0 for the quarter of a bare year."""
    year, _, month = released.partition("-")
    return int(year), (int(month) + 2) // 3 if month else 0


def _models(graph: KnowledgeGraph) -> list[ModelEntry]:
    return [model for model in graph.of(ModelEntry) if model.deprecated is None]


def _plan(stacks: Stacks, *, gathered: bool) -> _Plan:
    columns: dict[Place, int] = defaultdict(int)
    for lane in stacks.values():
        for place, stack in lane.items():
            high = len(stack) if gathered else MOST_HIGH
            columns[place] = max(columns[place], ceil(len(stack) / high))
    years = sorted({year for year, _ in columns})
    x, width, at = {}, {}, LABELS
    for year in range(years[0], years[-1] + 1) if years else ():
        for quarter in range(5):
            place = (year, quarter)
            # A place at the year's start is there only where a model needs it.
            if quarter or place in columns:
                x[place] = at
                wide = BAR if gathered else PITCH
                width[place] = columns[place] * wide if place in columns else QUIET
                at += width[place]
    return _Plan(x, width, max(at, LABELS + PITCH))


def _lane(plan: _Plan, name: str, stacks: dict[Place, list[ModelEntry]], base: int) -> _Lane:
    ordered = [(place, stacks[place]) for place in sorted(stacks)]
    return _Lane(
        tuple(
            _node(model, name, place, *_spot(plan, place, number, base))
            for place, stack in ordered
            for number, model in enumerate(stack)
        ),
        tuple(_frame(plan, place, len(stack), base) for place, stack in ordered if not place[1]),
        Stroke(f"M0 {base}H{plan.end}", "axis"),
        Lettering(0, base - 8, name.capitalize(), "strong"),
    )


def _spot(plan: _Plan, place: Place, number: int, base: int) -> tuple[int, int]:
    """The middle of a mark: stacks rise from the base line and go on in the next column."""
    column, row = divmod(number, MOST_HIGH)
    half = PITCH // 2
    return plan.x[place] + column * PITCH + half, base - row * PITCH - half


def _node(model: ModelEntry, lane: str, place: Place, x: int, y: int) -> Node:
    year, quarter = place
    when = f"{year} Q{quarter}" if quarter else f"{year}, quarter not known"
    hollow = "" if model.domain == "medical" else " hollow"
    name = f"{model.name}, {lane}, {when}"
    path = entry_path(model)
    values = (("category", lane), ("domain", model.domain))
    return Node(
        model.id, name, path, x, y, CATEGORY_SHAPES[lane], f"{lane}{hollow}", SIZE, values=values
    )


def _frame(plan: _Plan, place: Place, count: int, base: int) -> Band:
    """The dashed frame around models of which only the year is known."""
    width = ceil(count / MOST_HIGH) * PITCH
    height = min(count, MOST_HIGH) * PITCH
    return Band(plan.x[place] + 2, base - height + 1, width - 4, height - 4, "unsure")


def _starts(plan: _Plan) -> list[tuple[int, int]]:
    """Each year and where it begins."""
    starts: dict[int, int] = {}
    for (year, _), x in plan.x.items():
        starts.setdefault(year, x)
    return list(starts.items())


def _grid(plan: _Plan, base: int) -> list[Stroke]:
    return [Stroke(f"M{x} {TOP - 26}V{base}", "grid") for _, x in _starts(plan)]


def _years(plan: _Plan) -> list[Lettering]:
    return [Lettering(x + 5, TOP - 14, str(year), "axis") for year, x in _starts(plan)]


def _table(
    stacks: Stacks, undated: list[ModelEntry], graph: KnowledgeGraph, *, gathered: bool
) -> Table:
    """The names of each year; where they are too many, how many there are."""
    years = sorted({year for lane in stacks.values() for year, _ in lane})
    found = [(year, {lane: _of_year(stacks[lane], year) for lane in LANES}) for year in years]
    rows = [
        _counts(graph, year, lanes) if gathered else _row(str(year), lanes) for year, lanes in found
    ]
    if undated:
        marks = {model.id: mark_of(graph, model) for model in undated}
        lanes = {
            lane: [
                model for model in undated if (mark := marks[model.id]) and mark.category == lane
            ]
            for lane in LANES
        }
        rows.append(_counts(graph, None, lanes) if gathered else _row("No date", lanes))
    return Table(
        "Models by the year they first became public and by category",
        (
            Column("Year", width=8),
            *(Column(lane.capitalize(), gathered, mark=Mark(lane, medical=True)) for lane in LANES),
        ),
        tuple(rows),
    )


def _of_year(lane: dict[Place, list[ModelEntry]], year: int) -> list[ModelEntry]:
    return [model for place in sorted(lane) if place[0] == year for model in lane[place]]


def _row(head: str, lanes: dict[str, list[ModelEntry]]) -> Row:
    return Row((Cell(Value(head)), *(Cell(links=_links(models)) for models in lanes.values())))


def _counts(graph: KnowledgeGraph, year: int | None, lanes: dict[str, list[ModelEntry]]) -> Row:
    """How many models a year has of each category; its own page, if it has one, names them."""
    named = year and is_offered(graph, YEARS)
    head = Cell(links=(year_link(year),)) if year and named else Cell(Value(str(year or "No date")))
    return Row((head, *(_count(lane, year, len(models)) for lane, models in lanes.items())))


def _count(lane: str, year: int | None, count: int) -> Cell:
    if not count:
        return count_cell(0)
    return Cell(links=(Link(f"{count:,}", _listed(lane, year), "list"),), number=True)


def _listed(lane: str, year: int | None) -> str:
    """Where the models of a category and a year are listed."""
    return f"models/?category={lane}&released={year or NOT_LOOKED_AT}"


def _links(models: list[ModelEntry]) -> tuple[Link, ...]:
    """The names of a year, in the order of the alphabet."""
    return tuple(
        Link(m.name, entry_path(m), m.kind, strong=m.domain == "medical")
        for m in sorted(models, key=lambda m: (m.name.casefold(), m.id))
    )
