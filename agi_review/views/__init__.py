"""What a page says: sorting, grouping, counting; frozen values and no markup."""

from __future__ import annotations

from agi_review.views.entry_page import EntryPage
from agi_review.views.home_page import HomePage, home_page
from agi_review.views.index_page import IndexPage, index_page
from agi_review.views.pages import entry_page
from agi_review.views.quality_page import QualityPage, quality_page

__all__ = [
    "EntryPage",
    "HomePage",
    "IndexPage",
    "QualityPage",
    "entry_page",
    "home_page",
    "index_page",
    "quality_page",
]
