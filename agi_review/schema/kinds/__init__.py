"""The explicit registry of kinds: one line each, in the order the site shows them."""

from __future__ import annotations

from agi_review.schema.entry import Entry
from agi_review.schema.kinds.benchmark import BenchmarkEntry
from agi_review.schema.kinds.challenge import ChallengeEntry
from agi_review.schema.kinds.dataset import DatasetEntry
from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.schema.kinds.theme import ThemeEntry

KINDS: tuple[type[Entry], ...] = (
    ModelEntry,
    FamilyEntry,
    PaperEntry,
    ThemeEntry,
    ChallengeEntry,
    DatasetEntry,
    BenchmarkEntry,
    TermEntry,
)

__all__ = [
    "KINDS",
    "BenchmarkEntry",
    "ChallengeEntry",
    "DatasetEntry",
    "FamilyEntry",
    "ModelEntry",
    "PaperEntry",
    "TermEntry",
    "ThemeEntry",
]
