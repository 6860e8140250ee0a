"""The lineage of models: each a box, each descent a line whose style says how it came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.model import ModelEntry
from agi_review.views.lineage import HOWS, Lineage, is_unreported
from agi_review.views.links import entry_path, mark_of
from agi_review.views.pictures.lettering import fitted, width_of
from agi_review.views.pictures.picture import (
    Band,
    LegendItem,
    Lettering,
    Node,
    Picture,
    Stroke,
)
from agi_review.views.pictures.placing import STEM, Item, columns_at, hanging, rows_of
from agi_review.views.pictures.routing import Placed, Router, path_of

HEIGHT = 23
PITCH = 30
"""From row to row."""
MARK = 14
"""The middle of the mark, from the left of its box."""
TEXT = 25
"""Where the name begins, from the left of its box."""
ROOM = 230
"""The widest name; a longer one is cut."""
END = 9
"""After the name."""
EDGE = 12
"""Around a picture."""
DOTS = 40
"""Before a box whose origin is not reported."""

SHAPES = {"language": "circle", "multimodal": "diamond", "vision": "square"}
WORDS = {
    "builds-on": "builds on",
    "fine-tuned": "fine-tuned",
    "initialised": "initialised from",
    "adapted": "adapted",
    "distilled": "distilled",
}


@dataclass(frozen=True, slots=True)
class Lane:
    """A horizontal band of boxes."""

    label: str = ""
    style: str = ""
    head: int = EDGE
    """Room above its first row."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What decides where the boxes stand."""

    columns: Mapping[str, int]
    """The column of each model; later than those of its parents."""
    lanes: Mapping[str, int]
    bands: tuple[Lane, ...]
    steps: tuple[int, ...]
    """The least width of each column."""
    top: int = 0
    """Room above the lanes."""
    first: int = EDGE
    """Where the first column begins."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture and where its columns begin, for an axis."""

    picture: Picture
    columns: tuple[int, ...]


def legend(graph: KnowledgeGraph, lineage: Lineage) -> tuple[LegendItem, ...]:
    """Return the marks and lines that a picture uses, each with its word."""
    categories = {category_of(graph, model) for model in lineage.models}
    domains = {model.domain for model in lineage.models}
    hows = {each.how for each in lineage.descents}
    fills = (("medical", "ink2"), ("general", "ink2 hollow"))
    asked = LegendItem("? origin not reported", style="unreported", line=True)
    return (
        *(LegendItem(word, SHAPES[word], word) for word in SHAPES if word in categories),
        *(LegendItem(word, "circle", style) for word, style in fills if word in domains),
        *(LegendItem(WORDS[how], style=how, line=True) for how in HOWS if how in hows),
        *((asked,) if lineage.unreported else ()),
    )


def parents_first(lineage: Lineage) -> list[str]:
    """Return the models so that each stands after those it was made from."""
    before: dict[str, list[str]] = {model.id: [] for model in lineage.models}
    for each in lineage.descents:
        before[each.child].append(each.parent)
    return list(TopologicalSorter(before).static_order())


def category_of(graph: KnowledgeGraph, model: ModelEntry) -> str:
    """Return the category of a model's family."""
    mark = mark_of(graph, model)
    return mark.category if mark else "multimodal"


def quarter_of(model: ModelEntry) -> str:
    """Return when a model became public: `2023 Q2`, a bare year, or that nobody wrote it down."""
    if model.released is None:
        return "no date"
    year, _, month = model.released.partition("-")
    return f"{year} Q{(int(month[:2]) + 2) // 3}" if month else year


def drawn(graph: KnowledgeGraph, lineage: Lineage, plan: Plan, here: str | None = None) -> Drawn:
    """Return the boxes and lines of a lineage.

    Args:
        graph: The graph.
        lineage: The models and their descents.
        plan: Where they belong.
        here: The model whose page the picture stands on.
    """
    items = [item_of(model, plan.columns, plan.lanes) for model in lineage.models]
    at = columns_at(items, lineage.descents, plan.steps, plan.first)
    hangs = hanging(items, lineage.descents)
    rows = rows_of(items, hangs, at)
    bands, heights = _bands(plan, rows)
    below = {lane: sum(_rows_in(rows, n) for n in range(lane)) for lane in range(len(plan.bands))}
    places = {
        item.key: Placed(
            item.key,
            at[item.column],
            at[item.column] + item.width,
            below[item.lane] + rows[item.lane][item.key],
        )
        for item in items
    }
    models = {model.id: model for model in lineage.models}
    ordered = sorted(places, key=lambda key: (plan.columns[key], places[key].row))
    strokes = _strokes(lineage, places, heights, at, set(hangs.values()))
    width = max((place.right for place in places.values()), default=0) + EDGE
    bottom = max((band.y + band.height for band in bands), default=plan.top)
    heads = tuple(
        Lettering(EDGE, band.y + 18, lane.label, f"head {lane.style}")
        for band, lane in zip(bands, plan.bands, strict=True)
        if lane.label
    )
    picture = Picture(
        id="lineage",
        name="",
        width=width,
        height=bottom + 1,
        nodes=tuple(
            _node(graph, models[key], places[key], heights[places[key].row], here)
            for key in ordered
        ),
        bands=tuple(
            replace(band, width=width)
            for band, lane in zip(bands, plan.bands, strict=True)
            if lane.style
        ),
        strokes=(*_doubts(lineage, places, heights), *strokes),
        letters=heads,
        scrolls=True,
    )
    return Drawn(picture, tuple(at))


def item_of(model: ModelEntry, columns: Mapping[str, int], lanes: Mapping[str, int]) -> Item:
    """Return the box of a model before it has a place."""
    width = TEXT + _lettered(model)[1] + END
    before = DOTS if is_unreported(model) else 0
    return Item(model.id, columns[model.id], lanes[model.id], width, before)


def _lettered(model: ModelEntry) -> tuple[str, int]:
    """The name as it is drawn, and the room it needs."""
    medical = model.domain == "medical"
    name = fitted(model.name, ROOM, bold=medical)
    return name, width_of(name, bold=medical)


def _rows_in(rows: Mapping[int, Mapping[str, int]], lane: int) -> int:
    return max(rows[lane].values()) + 1 if lane in rows else 0


def _bands(plan: Plan, rows: Mapping[int, Mapping[str, int]]) -> tuple[list[Band], list[int]]:
    """Return the ground of each lane and the middle of each row."""
    bands: list[Band] = []
    heights: list[int] = []
    y = plan.top
    for number, lane in enumerate(plan.bands):
        count = _rows_in(rows, number)
        first = y + lane.head + PITCH // 2
        heights += [first + row * PITCH for row in range(count)]
        height = lane.head + count * PITCH + EDGE // 2
        bands.append(Band(0, y, 0, height, lane.style))
        y += height + 2
    return bands, heights


def _strokes(
    lineage: Lineage,
    places: Mapping[str, Placed],
    heights: Sequence[int],
    at: Sequence[int],
    hanging_by: set[object],
) -> list[Stroke]:
    """Return a line for each descent: within the forest straight, else around all boxes."""
    strips = [y - PITCH // 2 for y in heights]
    strips += [heights[-1] + PITCH // 2] if heights else []
    router = Router(tuple(places.values()), heights, strips, at)
    ways = {}
    for each in lineage.descents:
        if each in hanging_by:
            parent, child = places[each.parent], places[each.child]
            stem = child.left - STEM
            y1, y2 = heights[parent.row], heights[child.row]
            way = [(parent.right, y1), (stem, y1), (stem, y2), (child.left, y2)]
            ways[each] = way if y1 != y2 else [way[0], way[3]]
            router.remember(each.parent, ways[each])
    for each in sorted(lineage.descents, key=lambda d: (places[d.child].left, d)):
        if each not in ways:
            ways[each] = router.way(places[each.parent], places[each.child])
    return [
        Stroke(path_of(ways[each]), each.how, arrow=True, ends=(each.parent, each.child))
        for each in sorted(ways)
    ]


def _doubts(lineage: Lineage, places: Mapping[str, Placed], heights: Sequence[int]) -> list[Stroke]:
    """Return dots before each model whose origin is not reported."""
    return [
        Stroke(
            f"M{place.left - 26} {y}L{place.left} {y}", "unreported", arrow=True, ends=(key, key)
        )
        for key, place, y in (
            (model.id, places[model.id], heights[places[model.id].row])
            for model in lineage.unreported
        )
    ]


def _node(
    graph: KnowledgeGraph, model: ModelEntry, place: Placed, y: int, here: str | None
) -> Node:
    medical = model.domain == "medical"
    category = category_of(graph, model)
    when = quarter_of(model)
    name, _ = _lettered(model)
    style = "strong" if medical else "name"
    asked = Lettering(place.left - 32, y + 4, "?", "sub", "middle")
    letters = (asked,) if is_unreported(model) else ()
    box_style = "here" if model.id == here else ""
    return Node(
        model.id,
        f"{model.name}, {category}, {when}",
        None if model.id == here else entry_path(model),
        place.left + MARK,
        y,
        SHAPES[category],
        category if medical else f"{category} hollow",
        4 if category == "multimodal" else 5,
        (Lettering(place.left + TEXT, y + 4, name, style), *letters),
        Band(place.left, y - HEIGHT // 2, place.right - place.left, HEIGHT, box_style),
        (("category", category), ("since", (model.released or "")[:4])),
    )
