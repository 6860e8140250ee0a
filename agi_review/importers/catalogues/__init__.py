"""What public catalogues are asked for a work, and how their answers are read.

Nothing here asks: a request is a value, and an answer is bytes that somebody else has fetched.
"""

from __future__ import annotations

from agi_review.importers.catalogues.arxiv import ARXIV
from agi_review.importers.catalogues.catalogue import Catalogue, NoRecord, NotUnderstood
from agi_review.importers.catalogues.crossref import CROSSREF
from agi_review.importers.catalogues.merging import merged
from agi_review.importers.catalogues.pubmed import PUBMED
from agi_review.importers.catalogues.stubs import stub, stub_id
from agi_review.importers.catalogues.wanted import Wanted, read_wanted

CATALOGUES = {each.scheme: each for each in (ARXIV, CROSSREF, PUBMED)}
"""The catalogue that knows the works of each scheme of identifiers."""

__all__ = [
    "CATALOGUES",
    "Catalogue",
    "NoRecord",
    "NotUnderstood",
    "Wanted",
    "merged",
    "read_wanted",
    "stub",
    "stub_id",
]
