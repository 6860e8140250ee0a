"""Statements of different entries that are worded alike: one of them teaches nothing."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, compress

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


_COUNTERS = 8
"""Bytes for each run: one in eight or nine is then kept although no other text has it."""

_ONE_MORE = bytes((1, 2, 2))
_SEVERAL = bytes((0, 0, 1)).ljust(256)
"""A run is counted as none, one or several."""


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """A text of an entry and the field it stands in."""

    entry: EntryKey
    field: str
    text: str


def worded_alike(graph: KnowledgeGraph) -> Iterator[tuple[Statement, Statement]]:
    """Yield pairs of statements of different entries that say the same in the same words."""
    statements = [each for entry in graph for each in _statements(entry)]
    texts = list(_lettered(each.text for each in statements))
    sharing = {
        pair
        for found in _shared(texts)
        if len(found) <= _COMMON
        for pair in combinations(sorted(found), 2)
    }
    alike = (
        (one, other)
        for one, other in sharing
        if fuzz.ratio(texts[one], texts[other], score_cutoff=ALIKE)
    )
    for one, other in sorted(alike):
        if statements[one].entry != statements[other].entry:
            yield statements[one], statements[other]


def _lettered(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts with a letter for each word: so they are small, and compared by words.

    The letters go round should there ever be more words than letters: what differs is then taken
    for the same, of a million words twice.
    """
    letters: dict[str, str] = defaultdict(lambda: chr(len(letters) % sys.maxunicode))
    for text in texts:
        yield "".join([letters[word] for word in fold(text).split()])


def _shared(texts: Sequence[str]) -> Iterable[set[int]]:
    """Return for each run of words that texts share the numbers of those that have it.

    Most runs stand in one text alone. They are counted by their hashes, a byte for several, and
    only those are looked at again that may stand in another one.
    """
    counts = bytearray(_COUNTERS * sum(map(len, texts)) + 1)
    size = len(counts)
    places = array("Q")
    for text in texts:
        places.extend([hash(text[at : at + _RUN]) % size for at in _starts(text)])
    for place in places:
        counts[place] = _ONE_MORE[counts[place]]
    several = map(counts.translate(_SEVERAL).__getitem__, places)
    first: dict[str, int] = {}
    shared: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        for at in compress(_starts(text), several):
            run = text[at : at + _RUN]
            other = first.setdefault(run, number)
            if other != number:
                shared.setdefault(run, {other}).add(number)
    return shared.values()


def _starts(text: str) -> range:
    """Where the runs of a text start."""
    return range(len(text) - _RUN + 1 if len(text) >= FEWEST_WORDS else 0)


@cache
def _texts_of(kind: type[Entry]) -> tuple[str, ...]:
    """The fields of a kind that hold a statement each."""
    names = ("summary", "description", "definition", "why_it_matters", "contested", "missing")
    return tuple(name for name in names if name in kind.model_fields)


def _statements(entry: Entry) -> Iterator[Statement]:
    for field in _texts_of(type(entry)):
        text = getattr(entry, field)
        if text:
            yield Statement(entry.key, field, as_plain(text))
    for number, claim in enumerate(entry.claims):
        yield Statement(entry.key, f"claims[{number}]", as_plain(claim.text))
    if isinstance(entry, PaperEntry):
        for heading, finding in findings_of(entry.findings):
            yield Statement(entry.key, heading, as_plain(finding.text))
