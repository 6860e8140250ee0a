"""Bars of counted parts, one a row: each part has a width, a filling and a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agi_review.views.parts import Table
from agi_review.views.pictures.lettering import width_of
from agi_review.views.pictures.picture import Band, LegendItem, Lettering, Node, Picture, Stroke

PLOT = 800
"""How long the longest bar is."""
BAR = 24
"""How thick a bar is: enough for a finger."""
PITCH = 34
TOP = 4
AROUND = 10
"""Room around labels."""
LETTERS = 12
MARK, SMALLEST = 5, 2
"""Half the extent of a mark where there is room, and in the narrowest part that has one."""
MARK_ROOM = 18

SHORTEST = 2
"""How long a part that counts anything is at least."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar."""

    key: str
    count: int
    name: str
    """What a screen reader says: `2023, vision: 34 papers`."""
    style: str
    """Its filling."""
    path: str | None = None
    """The view that shows what it counts."""
    shape: str = "none"
    """The mark in it, where there is room."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: its label, its parts, and what stands at its end."""

    label: str
    parts: tuple[Part, ...]
    end: str

    @property
    def total(self) -> int:
        """How much its parts count together."""
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True)
class Chart:
    """What bars say together."""

    id: str
    name: str
    legend: tuple[LegendItem, ...] = ()
    share: bool = False
    """Whether all bars are of one length and show shares rather than counts."""


def bars(chart: Chart, rows: Sequence[Bar], twin: Table | None) -> Picture:
    """Return bars from top to bottom, with their table."""
    left = max((width_of(row.label, 13) for row in rows), default=0) + AROUND
    right = max((width_of(row.end, LETTERS) for row in rows), default=0) + AROUND
    longest = max((row.total for row in rows), default=1)
    ends = 0
    nodes: list[Node] = []
    strokes: list[Stroke] = []
    letters: list[Lettering] = []
    for number, row in enumerate(rows):
        y = TOP + number * PITCH
        base = y + BAR // 2 + 4
        letters.append(Lettering(left - AROUND, base, row.label, "name", "end"))
        at = left
        counted = 0
        whole = row.total if chart.share else longest
        for part in row.parts:
            counted += part.count
            if part.count:
                end = max(at + SHORTEST, left + round(PLOT * counted / whole))
                nodes.append(_node(row, part, Band(at, y, end - at, BAR, f"part {part.style}")))
                strokes.append(Stroke(f"M{at} {y + BAR // 2}H{end}", f"fill {part.style}"))
                at = end
        ends = max(ends, at)
        letters.append(Lettering(at + AROUND // 2, base, row.end, "axis"))
    return Picture(
        id=chart.id,
        name=chart.name,
        width=max(left + PLOT, ends) + right,
        height=TOP * 2 + len(rows) * PITCH,
        nodes=tuple(nodes),
        strokes=tuple(strokes),
        letters=tuple(letters),
        legend=chart.legend,
        twin=twin,
        twin_open=True,
        files=True,
    )


def _node(row: Bar, part: Part, box: Band) -> Node:
    """A part with its mark and its number, as far as there is room for them."""
    middle = box.y + BAR // 2
    size = min(MARK, (box.width - 3) // 2) if part.shape != "none" else 0
    marked = size >= SMALLEST
    text = f"{part.count:,}"
    taken = MARK_ROOM if marked else 4
    fits = taken + width_of(text, LETTERS) + 4 <= box.width
    numbered = fits and (size == MARK or not marked)
    x = box.x + (taken if numbered and marked else 6 if numbered else 0)
    letters = (Lettering(x, middle + 4, text, f"number {part.style}-text"),) if numbered else ()
    mark_x = box.x + (MARK + 5 if numbered else box.width // 2)
    # A part too short to touch leads nowhere from here; its number in the table does.
    path = part.path if box.width >= BAR else None
    shape = part.shape if marked else "none"
    key = f"{row.label}/{part.key}"
    return Node(key, part.name, path, mark_x, middle, shape, part.style, max(size, 0), letters, box)
