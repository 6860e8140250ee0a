"""What YAML becomes, and how a place in it is named."""

from __future__ import annotations

from dataclasses import dataclass

from agi_review.diagnostics import Span

Data = str | list["Data"] | dict[str, "Data"]
"""Texts, lists and mappings; numbers and dates are the schema's business."""

Route = tuple[str | int, ...]
"""Keys and list positions from the top of a document to a value."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a value and the key before it stand."""

    value: Span
    key: Span | None = None
