"""Data as YAML text in the one form: what is new is written as `fmt` would leave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from agi_review.sources.characters import FORBIDDEN
from agi_review.sources.layout import LONGEST_LINE, NO_SHAPE, Shape, folded_lines
from agi_review.sources.scalars import scalar


def emit(data: Mapping[str, Any], shape: Shape = NO_SHAPE) -> str:
    """Return the lines of a mapping: one value a line, quoted only where it would be misread.

    Args:
        data: Texts, and mappings and lists of such; none of them empty.
        shape: The order of the keys, and which texts may be broken into lines.
    """
    return "".join(f"{line}\n" for line in _mapping(data, "", shape))


def _mapping(data: Mapping[str, Any], indent: str, shape: Shape) -> Iterator[str]:
    rank = {name: number for number, name in enumerate(shape.order)}
    for key in sorted(data, key=lambda name: rank.get(name, len(rank))):
        value, prose = data[key], key in shape.prose
        if isinstance(value, str):
            yield from _text(f"{indent}{key}:", value, indent, prose=prose)
            continue
        yield f"{indent}{key}:"
        inner = shape.inner.get(key, NO_SHAPE)
        if isinstance(value, Mapping):
            yield from _mapping(value, indent + "  ", inner)
        else:
            yield from _items(value, indent + "  ", inner, prose=prose)


def _items(values: Sequence[Any], indent: str, shape: Shape, *, prose: bool) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            first, *rest = _mapping(value, indent + "  ", shape)
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _text(f"{indent}-", value, indent, prose=prose)


def _text(start: str, text: str, indent: str, *, prose: bool) -> Iterator[str]:
    line = f"{start} {scalar(text)}"
    if prose and len(line) > LONGEST_LINE and not FORBIDDEN.search(text) and text == text.strip():
        lines = folded_lines(text, indent + "  ")
        if lines is not None:
            yield f"{start} >-"
            yield from lines
            return
    yield line
