"""Decide how a page looks: Jinja environment, filters, prose."""

from __future__ import annotations

from agi_review.render.pages import Page, Renderer
from agi_review.render.prose_html import link_references

__all__ = ["Page", "Renderer", "link_references"]
