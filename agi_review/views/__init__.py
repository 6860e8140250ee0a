"""What a page says: sorting, grouping, counting; frozen values and no markup."""

from __future__ import annotations

from agi_review.views.entry_page import EntryPage
from agi_review.views.hub_page import HubPage, LaterPage
from agi_review.views.hubs import HUBS, Hub
from agi_review.views.index_page import IndexPage, index_page
from agi_review.views.pages import entry_page

__all__ = [
    "HUBS",
    "EntryPage",
    "Hub",
    "HubPage",
    "IndexPage",
    "LaterPage",
    "entry_page",
    "index_page",
]
