"""Shells, stamping, search index, atomic publish."""

from __future__ import annotations

from agi_review.site.build import build_site, serve_site

__all__ = ["build_site", "serve_site"]
