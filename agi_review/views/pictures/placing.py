"""Where the boxes of a lineage stand: columns from left to right, rows within lanes.

Each box hangs from one parent of its own lane, so that a lane is a forest. A parent keeps its row
free as far as its last child, which stands in that row; the others hang above and below, the
latest nearest. What lies between a parent and a child is then later than the child, and the line
that leads down to the child in the space before its column meets no box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from agi_review.views.lineage import Descent

STEM = 16
"""How far before a column the lines run that lead down to its boxes."""
SPACE = 35
"""Between a box and the next in its row, for lines to pass and enter."""
STEP = 14
"""The least from one column to the next."""


@dataclass(frozen=True, slots=True)
class Item:
    """A box to be placed."""

    key: str
    column: int
    lane: int
    width: int
    before: int = 0
    """Room it needs before its left edge."""


@dataclass
class _Block:
    """A box with all that hangs from it; rows count from its own."""

    rows: dict[str, int]
    taken: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, row: int, left: int, right: int) -> None:
        if left < right:
            self.taken[row].append((left, right))

    def fits(self, other: _Block, offset: int) -> bool:
        """Whether another block has room at so many rows below this one's own."""
        return not any(
            left < other_right and other_left < right
            for row, spans in other.taken.items()
            for other_left, other_right in spans
            for left, right in self.taken.get(row + offset, ())
        )

    def add(self, other: _Block, offset: int) -> None:
        self.rows |= {key: row + offset for key, row in other.rows.items()}
        for row, spans in other.taken.items():
            self.taken[row + offset] += spans


def columns_at(
    items: Iterable[Item], descents: Iterable[Descent], steps: Sequence[int], first: int
) -> list[int]:
    """Return where each column begins: after the boxes its own were made from.

    Args:
        items: The boxes.
        descents: What leads from box to box; the later one stands in a later column.
        steps: The least width of each column.
        first: Where the first one begins.
    """
    by_key = {item.key: item for item in items}
    before: dict[int, list[Item]] = defaultdict(list)
    for each in descents:
        before[by_key[each.child].column].append(by_key[each.parent])
    at: list[int] = []
    for column in range(len(steps)):
        least = at[-1] + steps[column - 1] if at else first
        ends = [at[parent.column] + parent.width + SPACE for parent in before[column]]
        at.append(max(least, *ends) if ends else least)
    return at


def hanging(items: Iterable[Item], descents: Iterable[Descent]) -> dict[str, Descent]:
    """Return for each box the one descent it hangs from, if a parent shares its lane.

    What a model was trained on from comes before what it only builds on.
    """
    by_key = {item.key: item for item in items}
    chosen: dict[str, Descent] = {}
    for each in sorted(descents, key=lambda d: (d.child, d.how == "builds-on", d.parent)):
        if by_key[each.parent].lane == by_key[each.child].lane:
            chosen.setdefault(each.child, each)
    return chosen


def rows_of(
    items: Sequence[Item], hangs: Mapping[str, Descent], at: Sequence[int]
) -> dict[int, dict[str, int]]:
    """Return the row of each box, by lane; rows count from the top of their lane."""
    children: dict[str, list[Item]] = defaultdict(list)
    by_key = {item.key: item for item in items}
    for child, descent in hangs.items():
        children[descent.parent].append(by_key[child])
    blocks: dict[str, _Block] = {}
    for item in sorted(items, key=lambda item: (-item.column, item.key)):
        blocks[item.key] = _block(item, children[item.key], blocks, at)
    lanes: dict[int, _Block] = {}
    for item in sorted(items, key=lambda item: (item.column, item.key)):
        if item.key not in hangs:
            lane = lanes.setdefault(item.lane, _Block({}))
            _stack(lane, blocks[item.key])
    return {lane: block.rows for lane, block in sorted(lanes.items())}


def _block(
    item: Item, children: list[Item], blocks: dict[str, _Block], at: Sequence[int]
) -> _Block:
    left = at[item.column]
    block = _Block({item.key: 0})
    block.take(0, left - item.before, left + item.width + SPACE)
    latest_first = sorted(children, key=lambda child: (-child.column, child.key))
    for number, child in enumerate(latest_first):
        hung = blocks.pop(child.key)
        stem = at[child.column]
        if number == 0:
            block.take(0, left + item.width + SPACE, stem)
            block.add(hung, 0)
            continue
        offset = next(offset for n in count(1) for offset in (n, -n) if block.fits(hung, offset))
        block.add(hung, offset)
        for row in range(min(offset, 0), max(offset, 0) + 1):
            block.take(row, stem - STEM - 4, stem)
    return block


def _stack(lane: _Block, block: _Block) -> None:
    """Put a block into the topmost rows of a lane that have room for it."""
    top = -min(block.taken)
    offset = next(offset for offset in count(top) if lane.fits(block, offset))
    lane.add(block, offset)
