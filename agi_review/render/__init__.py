"""Decide how a page looks: Jinja environment, filters, prose."""

from __future__ import annotations

from agi_review.render.pages import Page, Renderer

__all__ = ["Page", "Renderer"]
