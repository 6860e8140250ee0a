"""Bars are as long as what they count, and their labels fit."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agi_review.views.pictures import Picture
from agi_review.views.pictures.bars import BAR, PLOT, SHORTEST, Bar, Chart, Part, bars
from agi_review.views.pictures.lettering import width_of

VALUES = ("language", "several", "none")

COUNTS = st.lists(
    st.tuples(*[st.integers(0, 5000)] * len(VALUES)).filter(any), min_size=1, max_size=8
)


def rows(counts: list[tuple[int, ...]]) -> list[Bar]:
    """Bars of some counts."""
    return [
        Bar(
            str(number),
            tuple(
                Part(value, count, f"{value}: {count}", value, "x/", "circle")
                for value, count in zip(VALUES, each, strict=True)
            ),
            f"{sum(each):,}",
        )
        for number, each in enumerate(counts)
    ]


def fits(picture: Picture) -> None:
    """What is written in a part is no wider than it, and all of the picture is in it."""
    for node in picture.nodes:
        assert node.box is not None
        assert node.box.x + node.box.width <= picture.width
        assert node.box.y + node.box.height <= picture.height
        for line in node.letters:
            assert line.x >= node.box.x
            assert line.x + width_of(line.text, 12) <= node.box.x + node.box.width
        if node.shape != "none":
            assert node.x - node.size - 1 >= node.box.x
            assert node.x + node.size + 1 <= node.box.x + node.box.width
            assert all(line.x >= node.x + node.size + 2 for line in node.letters)
    for line in picture.letters:
        wide = width_of(line.text, 13 if line.anchor == "end" else 12)
        assert (line.x >= wide) if line.anchor == "end" else (line.x + wide <= picture.width)


@given(counts=COUNTS, share=st.booleans())
def test_every_part_that_counts_has_its_length(
    counts: list[tuple[int, ...]], *, share: bool
) -> None:
    """In proportion to the longest bar, or to its own; parts follow one another without a gap."""
    picture = bars(Chart("b", "Bars", share=share), rows(counts), None)

    assert len(picture.nodes) == sum(1 for each in counts for count in each if count)
    longest = max(sum(each) for each in counts)
    fits(picture)
    nodes = iter(picture.nodes)
    for each in counts:
        boxes = [box for count in each if count and (box := next(nodes).box)]
        parts = [count for count in each if count]
        for one, other in pairwise(boxes):
            assert one.x + one.width == other.x
        whole = sum(each) if share else longest
        for box, count in zip(boxes, parts, strict=True):
            assert abs(box.width - PLOT * count / whole) <= 1 + SHORTEST * len(VALUES)


def test_a_part_too_short_to_touch_is_named_but_leads_nowhere() -> None:
    """Its number in the table does."""
    picture = bars(Chart("b", "Bars"), rows([(1, 400, 0)]), None)

    short, long = picture.nodes

    assert short.box is not None
    assert short.box.width < BAR
    assert (short.name, short.path) == ("language: 1", None)
    assert long.path == "x/"


def test_a_narrow_part_has_a_smaller_mark() -> None:
    """Colour is never alone; only a part with no room at all goes without."""
    picture = bars(Chart("b", "Bars"), rows([(1, 99, 0)]), None)

    narrow, wide = picture.nodes

    assert (narrow.shape, narrow.size, narrow.letters) == ("circle", 2, ())
    assert wide.size > narrow.size


def test_no_rows_make_an_empty_picture() -> None:
    """A base without entries has a page all the same."""
    assert bars(Chart("b", "Bars"), [], None).nodes == ()
