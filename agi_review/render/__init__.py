"""Decide how a page looks: Jinja environment, filters, prose."""

from __future__ import annotations

from agi_review.render.pages import Page, Renderer, list_scripts
from agi_review.render.prose_html import link_references
from agi_review.render.prose_pages import accessible

__all__ = ["Page", "Renderer", "accessible", "link_references", "list_scripts"]
