"""The list of all pages for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from agi_review.site.shell import sentinel

_END = "</urlset>"


def with_stamped(sitemap: str, address: str, pages: Iterable[str]) -> str:
    """Return the site engine's sitemap with stamped pages in place of their shells.

    Args:
        sitemap: The sitemap as it was rendered.
        address: Where the site is published.
        pages: The addresses of the pages, from the site's root.
    """
    head, *items = sitemap.split("<url>")
    kept = [item.replace(_END, "").strip() for item in items if sentinel("slug") not in item]
    base = address.rstrip("/")
    added = [f"<loc>{escape(f'{base}/{page}')}</loc>\n    </url>" for page in pages]
    listed = "\n    ".join(f"<url>\n         {item}" for item in [*kept, *added])
    return f"{head.strip()}\n    {listed}\n{_END}\n"
