"""The lineage of the whole base against time: language above, vision below, mixed between."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.model import ModelEntry
from agi_review.views.lineage import Lineage, lineage_table
from agi_review.views.pictures.lineage import (
    DOTS,
    EDGE,
    Drawn,
    Lane,
    Plan,
    category_of,
    drawn,
    legend,
    parents_first,
)
from agi_review.views.pictures.picture import Lettering, Picture, Stroke
from agi_review.views.pictures.placing import STEP

WIDEST_COLUMN = 1272
"""The width of a page: a picture with few models is spread over it."""
AXIS = 30
HEAD = 28
CROWD = 1
"""What each model of a quarter adds to its width."""
YEAR = 38
"""The room the number of a year needs."""
LEAD = 26
"""How far before its first box a year begins."""
QUARTERS = 4

_LANES = (
    Lane("Language", "language", HEAD),
    Lane("Multimodal", "multimodal", HEAD),
    Lane("Vision", "vision", HEAD),
    Lane("No date recorded; they stand after what they were made from", "undated", HEAD),
)
_NUMBERS = {"language": 0, "multimodal": 1, "vision": 2}
_UNDATED = 3

Place = tuple[int, int]
"""A quarter, counted from year 0, and how many steps within it come before."""


def lineage_map(graph: KnowledgeGraph, lineage: Lineage) -> Picture:
    """Return the picture with its legend and table."""
    places = _places(lineage)
    columns = _with_empty_years(sorted(set(places.values())))
    number = {place: at for at, place in enumerate(columns)}
    lanes = {
        model.id: _NUMBERS[category_of(graph, model)] if model.released else _UNDATED
        for model in lineage.models
    }
    shown = _LANES if _UNDATED in lanes.values() else _LANES[:_UNDATED]
    crowds = Counter(places.values())
    steps = tuple(
        max(
            STEP + CROWD * crowds[place],
            YEAR if place[0] // QUARTERS != after[0] // QUARTERS else 0,
        )
        for place, after in zip(columns, [*columns[1:], *columns[-1:]], strict=True)
    )
    indices = {id_: number[place] for id_, place in places.items()}
    plan = Plan(indices, lanes, shown, steps, AXIS, EDGE + DOTS)
    found = drawn(graph, lineage, plan)
    spare = (WIDEST_COLUMN - found.picture.width) // max(1, len(columns))
    if spare > 0:
        wider = replace(plan, steps=tuple(step + spare for step in steps))
        found = drawn(graph, lineage, wider)
    dated = any(model.released for model in lineage.models)
    marks, lines = _axis(columns, found) if dated else ([], [])
    picture = found.picture
    count = len(lineage.descents)
    return replace(
        picture,
        name=f"Lineage of {len(lineage.models):,} models with {count:,} links, "
        "from the earliest at the left to the latest at the right",
        letters=(*marks, *picture.letters),
        strokes=(*lines, *picture.strokes),
        legend=legend(graph, lineage),
        twin=lineage_table(graph, lineage, "Models and what each was made from"),
        files=True,
    )


def _places(lineage: Lineage) -> dict[str, Place]:
    """Return where in time each model stands: its quarter, never before those it comes from."""
    parents = defaultdict(list)
    for each in lineage.descents:
        parents[each.child].append(each.parent)
    own = {model.id: _ordinal(model) for model in lineage.models}
    earliest = min((q for q in own.values() if q is not None), default=0)
    places: dict[str, Place] = {}
    for id_ in parents_first(lineage):
        before = [places[parent] for parent in parents[id_]]
        quarter = max([own[id_] or earliest, *(quarter for quarter, _ in before)])
        step = max((step + 1 for at, step in before if at == quarter), default=0)
        places[id_] = (quarter, step)
    return places


def _ordinal(model: ModelEntry) -> int | None:
    if model.released is None:
        return None
    year, _, month = model.released.partition("-")
    return int(year) * QUARTERS + ((int(month[:2]) - 1) // 3 if month else 0)


def _with_empty_years(places: list[Place]) -> list[Place]:
    """Add a place for each year between that has none, so that the axis skips nothing."""
    years = {quarter // QUARTERS for quarter, _ in places}
    between = range(min(years), max(years) + 1) if years else range(0)
    return sorted({*places, *((year * QUARTERS, 0) for year in between if year not in years)})


def _axis(columns: list[Place], found: Drawn) -> tuple[list[Lettering], list[Stroke]]:
    """Return the years above the lanes, with a line down from each, and quarters with room."""
    starts: dict[int, int] = {}
    for (quarter, _), x in zip(columns, found.columns, strict=True):
        starts.setdefault(quarter, x - LEAD)
    letters: list[Lettering] = []
    strokes: list[Stroke] = []
    year_at = quarter_at = -100
    for quarter, x in starts.items():
        year, rest = divmod(quarter, QUARTERS)
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
