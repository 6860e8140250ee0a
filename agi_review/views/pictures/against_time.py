"""Boxes of a lineage against time: language above, vision below, mixed between."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from agi_review.views.lineage import Descent
from agi_review.views.pictures.lineage import (
    DOTS,
    EDGE,
    Box,
    Drawn,
    Lane,
    Plan,
    drawn,
    parents_first,
)
from agi_review.views.pictures.picture import Lettering, Picture, Stroke
from agi_review.views.pictures.placing import STEP

WIDEST_COLUMN = 1272
"""The width of a page: a picture with few boxes is spread over it."""
AXIS = 30
HEAD = 28
CROWD = 1
"""What each box of a quarter adds to its width."""
YEAR = 34
"""The room the number of a year needs."""
LEAD = 26
"""How far before its first box a year begins."""
QUARTERS, YEARS = 4, 1
"""How many places in time a year has."""

_LANES = (
    Lane("Language", "language", HEAD),
    Lane("Multimodal", "multimodal", HEAD),
    Lane("Vision", "vision", HEAD),
    Lane("No date recorded; they stand after what they were made from", "undated", HEAD),
)
_NUMBERS = {"language": 0, "multimodal": 1, "vision": 2}
_UNDATED = 3

Place = tuple[int, int]
"""A part of a year, counted from year 0, and how many steps within it come before."""


def against_time(
    boxes: Sequence[Box], descents: Sequence[Descent], parts: int = QUARTERS
) -> Picture:
    """Return the boxes in lanes by category, each at its place in time, with an axis of years.

    Args:
        boxes: What is drawn.
        descents: What leads from one of them to another.
        parts: How many places in time a year has; with fewer, the picture is narrower.
    """
    places = _places(boxes, descents, parts)
    columns = _with_empty_years(sorted(set(places.values())), parts)
    number = {place: at for at, place in enumerate(columns)}
    lanes = {box.key: _NUMBERS[box.category] if box.public else _UNDATED for box in boxes}
    shown = _LANES if _UNDATED in lanes.values() else _LANES[:_UNDATED]
    crowds = Counter(places.values())
    steps = tuple(
        max(
            STEP + CROWD * crowds[place],
            YEAR if place[0] // parts != after[0] // parts else 0,
        )
        for place, after in zip(columns, [*columns[1:], *columns[-1:]], strict=True)
    )
    indices = {key: number[place] for key, place in places.items()}
    before = DOTS if any(box.asked for box in boxes) else LEAD - EDGE
    plan = Plan(indices, lanes, shown, steps, AXIS, EDGE + before)
    found = drawn(boxes, descents, plan)
    spare = (WIDEST_COLUMN - found.picture.width) // max(1, len(columns))
    if spare > 0:
        wider = replace(plan, steps=tuple(step + spare for step in steps))
        found = drawn(boxes, descents, wider)
    marks, lines = _axis(columns, found, parts) if any(box.public for box in boxes) else ([], [])
    picture = found.picture
    return replace(
        picture,
        letters=(*marks, *picture.letters),
        strokes=(*lines, *picture.strokes),
    )


def _places(boxes: Sequence[Box], descents: Sequence[Descent], parts: int) -> dict[str, Place]:
    """Return where in time each box stands, never before those it comes from."""
    parents = defaultdict(list)
    for each in descents:
        parents[each.child].append(each.parent)
    own = {box.key: _ordinal(box, parts) for box in boxes}
    earliest = min((q for q in own.values() if q is not None), default=0)
    places: dict[str, Place] = {}
    for key in parents_first(boxes, descents):
        before = [places[parent] for parent in parents[key]]
        quarter = max([own[key] or earliest, *(quarter for quarter, _ in before)])
        step = max((step + 1 for at, step in before if at == quarter), default=0)
        places[key] = (quarter, step)
    return places


def _ordinal(box: Box, parts: int) -> int | None:
    if box.public is None:
        return None
    year, _, month = box.public.partition("-")
    return int(year) * parts + ((int(month[:2]) - 1) * parts // 12 if month else 0)


def _with_empty_years(places: list[Place], parts: int) -> list[Place]:
    """Add a place for each year between that has none, so that the axis skips nothing."""
    years = {quarter // parts for quarter, _ in places}
    between = range(min(years), max(years) + 1) if years else range(0)
    return sorted({*places, *((year * parts, 0) for year in between if year not in years)})


def _axis(columns: list[Place], found: Drawn, parts: int) -> tuple[list[Lettering], list[Stroke]]:
    """Return the years above the lanes, with a line down from each, and quarters with room."""
    starts: dict[int, int] = {}
    for (quarter, _), x in zip(columns, found.columns, strict=True):
        starts.setdefault(quarter, x - LEAD)
    letters: list[Lettering] = []
    strokes: list[Stroke] = []
    year_at = quarter_at = -100
    for quarter, x in starts.items():
        year, rest = divmod(quarter, parts)
        if not letters or year != year_at:
            letters.append(Lettering(x + 3, AXIS - 12, str(year), "axis"))
            bottom = found.picture.height
            strokes.append(Stroke(f"M{x} {AXIS - 22}L{x} {bottom}", "grid"))
            year_at, quarter_at = year, x + 44
        elif x >= quarter_at:
            letters.append(Lettering(x + 3, AXIS - 12, f"Q{rest + 1}", "axis"))
            strokes.append(Stroke(f"M{x} {AXIS - 10}L{x} {AXIS}", "grid"))
            quarter_at = x + 28
    return letters, strokes
