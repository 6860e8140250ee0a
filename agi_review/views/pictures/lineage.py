"""Lineage: models or families as boxes, each descent a line whose style says how it came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.model import ModelEntry
from agi_review.views.lineage import HOWS, Descent, Lineage, is_unreported
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
class Box:
    """A model or a family before it has a place."""

    key: str
    label: str
    path: str
    category: str
    medical: bool
    public: str | None = None
    """The month it first became public, or the bare year."""
    asked: bool = False
    """Whether somebody looked for its origin and its source does not tell."""
    said: str = ""
    """What a screen reader hears beyond label, category and date."""

    @property
    def quarter(self) -> str:
        """When it became public: `2023 Q2`, a bare year, or that nobody wrote it down."""
        if self.public is None:
            return "no date"
        year, _, month = self.public.partition("-")
        return f"{year} Q{(int(month[:2]) + 2) // 3}" if month else year


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
    """The column of each box; later than those of its parents."""
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


def boxes_of(graph: KnowledgeGraph, lineage: Lineage) -> tuple[Box, ...]:
    """Return the models of a lineage as boxes."""
    return tuple(
        Box(
            model.id,
            model.name,
            entry_path(model),
            category_of(graph, model),
            model.domain == "medical",
            model.released,
            is_unreported(model),
        )
        for model in lineage.models
    )


def legend(boxes: Sequence[Box], descents: Iterable[Descent]) -> tuple[LegendItem, ...]:
    """Return the marks and lines that a picture uses, each with its word."""
    categories = {box.category for box in boxes}
    hows = {each.how for each in descents}
    fills = (("medical", "ink2", True), ("general", "ink2 hollow", False))
    domains = {box.medical for box in boxes}
    asked = LegendItem("? origin not reported", style="unreported", line=True)
    return (
        *(LegendItem(word, SHAPES[word], word) for word in SHAPES if word in categories),
        *(LegendItem(word, "circle", style) for word, style, of in fills if of in domains),
        *(LegendItem(WORDS[how], style=how, line=True) for how in HOWS if how in hows),
        *((asked,) if any(box.asked for box in boxes) else ()),
    )


def parents_first(boxes: Iterable[Box], descents: Iterable[Descent]) -> list[str]:
    """Return the boxes so that each stands after those it was made from."""
    before: dict[str, list[str]] = {box.key: [] for box in boxes}
    for each in descents:
        before[each.child].append(each.parent)
    return list(TopologicalSorter(before).static_order())


def category_of(graph: KnowledgeGraph, model: ModelEntry) -> str:
    """Return the category of a model's family."""
    mark = mark_of(graph, model)
    return mark.category if mark else "multimodal"


def drawn(
    boxes: Sequence[Box], descents: Sequence[Descent], plan: Plan, here: str | None = None
) -> Drawn:
    """Return the boxes and lines of a lineage.

    Args:
        boxes: What is drawn.
        descents: What leads from one of them to another.
        plan: Where they belong.
        here: The box whose page the picture stands on.
    """
    items = [item_of(box, plan.columns, plan.lanes) for box in boxes]
    at = columns_at(items, descents, plan.steps, plan.first)
    hangs = hanging(items, descents)
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
    by_key = {box.key: box for box in boxes}
    ordered = sorted(places, key=lambda key: (plan.columns[key], places[key].row))
    strokes = _strokes(descents, places, heights, at, set(hangs.values()))
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
            _node(by_key[key], places[key], heights[places[key].row], here) for key in ordered
        ),
        bands=tuple(
            replace(band, width=width)
            for band, lane in zip(bands, plan.bands, strict=True)
            if lane.style
        ),
        strokes=(*_doubts(boxes, places, heights), *strokes),
        letters=heads,
        scrolls=True,
    )
    return Drawn(picture, tuple(at))


def item_of(box: Box, columns: Mapping[str, int], lanes: Mapping[str, int]) -> Item:
    """Return what placing needs to know of a box."""
    width = TEXT + _lettered(box)[1] + END
    before = DOTS if box.asked else 0
    return Item(box.key, columns[box.key], lanes[box.key], width, before)


def _lettered(box: Box) -> tuple[str, int]:
    """The label as it is drawn, and the room it needs."""
    label = fitted(box.label, ROOM, bold=box.medical)
    return label, width_of(label, bold=box.medical)


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
    descents: Sequence[Descent],
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
    for each in descents:
        if each in hanging_by:
            parent, child = places[each.parent], places[each.child]
            stem = child.left - STEM
            y1, y2 = heights[parent.row], heights[child.row]
            way = [(parent.right, y1), (stem, y1), (stem, y2), (child.left, y2)]
            ways[each] = way if y1 != y2 else [way[0], way[3]]
            router.remember(each.parent, ways[each])
    for each in sorted(descents, key=lambda d: (places[d.child].left, d)):
        if each not in ways:
            ways[each] = router.way(places[each.parent], places[each.child])
    return [
        Stroke(path_of(ways[each]), each.how, arrow=True, ends=(each.parent, each.child))
        for each in sorted(ways)
    ]


def _doubts(
    boxes: Iterable[Box], places: Mapping[str, Placed], heights: Sequence[int]
) -> list[Stroke]:
    """Return dots before each box whose origin is not reported."""
    return [
        Stroke(
            f"M{place.left - 26} {y}L{place.left} {y}", "unreported", arrow=True, ends=(key, key)
        )
        for key, place, y in (
            (box.key, places[box.key], heights[places[box.key].row]) for box in boxes if box.asked
        )
    ]


def _node(box: Box, place: Placed, y: int, here: str | None) -> Node:
    label, _ = _lettered(box)
    letters = [
        Lettering(place.left + TEXT, y + 4, label, "strong" if box.medical else "name"),
    ]
    if box.asked:
        letters.append(Lettering(place.left - 32, y + 4, "?", "sub", "middle"))
    said = f", {box.said}" if box.said else ""
    return Node(
        box.key,
        f"{box.label}, {box.category}{said}, {box.quarter}",
        None if box.key == here else box.path,
        place.left + MARK,
        y,
        SHAPES[box.category],
        box.category if box.medical else f"{box.category} hollow",
        4 if box.category == "multimodal" else 5,
        tuple(letters),
        Band(
            place.left,
            y - HEIGHT // 2,
            place.right - place.left,
            HEIGHT,
            "here" if box.key == here else "",
        ),
        (("category", box.category), ("since", (box.public or "")[:4]), ("name", box.label)),
    )
