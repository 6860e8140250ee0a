"""Pictures: what stands where, as frozen values that a template draws as inline SVG."""

from __future__ import annotations

from agi_review.views.pictures.picture import (
    Band,
    Fold,
    LegendItem,
    Lettering,
    Node,
    Picture,
    Stroke,
)

__all__ = ["Band", "Fold", "LegendItem", "Lettering", "Node", "Picture", "Stroke"]
