"""Shells, stamping, search index, atomic publish."""

from __future__ import annotations

from agi_review.site.build import build_site, seal_of, serve_site
from agi_review.site.offline import ARCHIVE

__all__ = ["ARCHIVE", "build_site", "seal_of", "serve_site"]
