"""Statements of different entries that are worded alike: one of them teaches nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from agi_review.graph.checks.identity import fold
from agi_review.graph.completeness import findings_of
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.schema.entry import Entry, EntryKey
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.prose import as_plain

FEWEST_WORDS = 9
"""Shorter statements are alike because the facts are: `Code and models are public.`"""

ALIKE = 93.0
"""Likeness of two texts in percent from which they are one wording."""

_RUN = 5
"""Only texts that share so many words in a row are compared."""

_COMMON = 40
"""A run of words in more statements than this is an idiom."""


_COUNTERS = 4
"""Bytes for each run: one in four or five is then kept although no other text has it."""

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """A text of an entry and the field it stands in."""

    entry: EntryKey
    field: str
    text: str


def worded_alike(graph: KnowledgeGraph) -> Iterator[tuple[Statement, Statement]]:
    """Yield pairs of statements of different entries that say the same in the same words."""
    statements = [each for entry in graph for each in _statements(entry)]
    known: dict[str, str] = {}
    folded = [
        [known.setdefault(word, word) for word in fold(each.text).split()] for each in statements
    ]
    sharing = {
        pair
        for found in _shared(folded)
        if len(found) <= _COMMON
        for pair in combinations(found, 2)
    }
    for one, other in sorted(sharing):
        if statements[one].entry != statements[other].entry:
            alike = fuzz.ratio(folded[one], folded[other], score_cutoff=ALIKE)
            if alike:
                yield statements[one], statements[other]


def _shared(texts: Sequence[list[str]]) -> Iterable[list[int]]:
    """Return for each run of words that texts share the numbers of those that have it.

    Most runs stand in one text alone. They are counted by their hashes, a byte for several, and
    only those are kept that may stand in another one.
    """
    once = bytearray(_COUNTERS * sum(map(len, texts)) + 1)
    twice = bytearray(len(once))
    for words in texts:
        for run in _runs(words):
            place = hash(run) % len(once)
            if once[place]:
                twice[place] = 1
            once[place] = 1
    runs: dict[Run, list[int]] = defaultdict(list)
    for number, words in enumerate(texts):
        for run in _runs(words):
            if twice[hash(run) % len(once)]:
                runs[run].append(number)
    return runs.values()


def _runs(words: list[str]) -> Iterable[Run]:
    if len(words) < FEWEST_WORDS:
        return ()
    return {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


def _statements(entry: Entry) -> Iterator[Statement]:
    for field in ("summary", "description", "definition", "why_it_matters", "contested", "missing"):
        text = getattr(entry, field, None)
        if text:
            yield Statement(entry.key, field, as_plain(text))
    for number, claim in enumerate(entry.claims):
        yield Statement(entry.key, f"claims[{number}]", as_plain(claim.text))
    if isinstance(entry, PaperEntry):
        for heading, finding in findings_of(entry.findings):
            yield Statement(entry.key, heading, as_plain(finding.text))
