"""What a picture must not do to its reader, measured on its shapes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from agi_review.views.pictures import Band, Picture
from agi_review.views.pictures.lettering import width_of

FINE = 2
"""Pixels between two samples of a line."""

_STEP = re.compile(r"([MLQ])([-\d ]+)")

Point = tuple[float, float]


def samples(path: str) -> Iterator[Point]:
    """Points along a path of lines and rounded corners, close to each other."""
    corners: list[Point] = []
    for letter, numbers in _STEP.findall(path):
        values = [int(number) for number in numbers.split()]
        if letter == "Q":
            (x0, y0), (x1, y1, x2, y2) = corners[-1], values
            for eighth in range(1, 9):
                t = eighth / 8
                corners.append(
                    (
                        (1 - t) ** 2 * x0 + 2 * t * (1 - t) * x1 + t * t * x2,
                        (1 - t) ** 2 * y0 + 2 * t * (1 - t) * y1 + t * t * y2,
                    )
                )
        else:
            corners.append((values[0], values[1]))
    yield corners[0]
    for (x1, y1), (x2, y2) in pairwise(corners):
        steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // FINE))
        for step in range(1, steps + 1):
            yield (x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps)


def faults(picture: Picture) -> list[str]:
    """Boxes on boxes, lines under boxes, lines that leave or enter at the wrong side, cut names."""
    boxes = {node.key: node.box for node in picture.nodes if node.box}
    return [*_overlaps(boxes, picture), *_lines(boxes, picture), *_names(picture)]


def _overlaps(boxes: dict[str, Band], picture: Picture) -> Iterator[str]:
    by_height: dict[int, list[tuple[int, int, str]]] = {}
    for key, box in boxes.items():
        if box.x < 0 or box.y < 0:
            yield f"{key} reaches out of the picture"
        if box.x + box.width > picture.width or box.y + box.height > picture.height:
            yield f"{key} reaches out of the picture"
        by_height.setdefault(box.y, []).append((box.x, box.x + box.width, key))
    heights = sorted(by_height)
    for above, below in pairwise(heights):
        if below - above < next(iter(boxes.values())).height:
            yield f"rows at {above} and {below} overlap"
    for row in by_height.values():
        for (_, right, key), (left, _, other) in pairwise(sorted(row)):
            if left <= right:
                yield f"{key} and {other} overlap"


def _lines(boxes: dict[str, Band], picture: Picture) -> Iterator[str]:
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for key, box in boxes.items():
        rows.setdefault(box.y, []).append((box.x, box.x + box.width, key))
    tops = sorted(rows)
    for stroke in picture.strokes:
        if stroke.ends is None or stroke.ends[0] == stroke.ends[1]:
            continue
        parent, child = (boxes[end] for end in stroke.ends)
        points = list(samples(stroke.path))
        if points[0] != (parent.x + parent.width, parent.y + parent.height // 2):
            yield f"{stroke.ends} does not leave at the right"
        if points[-1] != (child.x, child.y + child.height // 2) or points[-2][0] >= child.x:
            yield f"{stroke.ends} does not enter at the left"
        for x, y in points:
            if not (0 <= x <= picture.width and 0 <= y <= picture.height):
                yield f"{stroke.ends} leaves the picture"
            top = tops[max(0, bisect_left(tops, y) - 1)]
            if top < y < top + parent.height:
                under = [key for left, right, key in rows[top] if left < x < right]
                yield from (f"{stroke.ends} runs under {key}" for key in under)


def _names(picture: Picture) -> Iterator[str]:
    for node in picture.nodes:
        for line in node.letters:
            if node.box and line.text != "?":
                room = node.box.x + node.box.width - line.x
                if width_of(line.text, bold="strong" in line.style) > room:
                    yield f"{line.text} is wider than its box"
