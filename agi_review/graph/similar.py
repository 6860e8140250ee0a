"""Which papers are like each other, and by what: computed once for the whole base.

Each paper is described five times over, by sets of things it may share with others: what it cites,
what cites it, what it bears on (models, data sets, families), its terms, and the words of its text.
A thing weighs by its rarity, ln(papers / papers that have it), so that sharing what everybody has
says nothing. Per description, two papers are as alike as the cosine of their weighted sets, from 0
to 1, where each set counts one more thing that nobody else has: two papers with a single reference
each are not the same for sharing it. The score is the sum of the five, each times its entry in
`WEIGHTS`.

An inverted index from things to papers makes the cost of one paper that of the papers it shares
something with. A thing more than `COMMONEST` papers have is left out of the index: it would cost
most and weigh least.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from heapq import nsmallest
from itertools import chain, islice
from math import log, sqrt
from typing import Literal

from agi_review.graph.completeness import findings_of
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.prose import as_plain

Aspect = Literal["cites", "cited-by", "subjects", "terms", "words"]
Thing = EntryKey | str
Counts = Mapping[Thing, int]

WEIGHTS: Mapping[Aspect, float] = {
    "cites": 3.0,
    "cited-by": 2.0,
    "subjects": 2.0,
    "terms": 1.5,
    "words": 2.0,
}
"""How much each likeness counts. Common references are chosen by the authors themselves, and say
most; terms are chosen by whoever made the entry, and say least."""

COMMONEST = 120
"""Papers that have a thing, beyond which it no longer tells papers apart."""

MOST_SIMILAR = 8
"""Similar papers of one paper."""

LEAST_SCORE = 0.4
"""Score below which a likeness is chance."""

MOST_WORDS = 40
"""Words that describe a text: its rarest and most repeated."""

FEWEST_WORDS = 3
"""Rare words two texts must share to be alike in words."""

RARE = 50
"""One paper in so many may have a word for it to be named as a reason."""

_WORD = re.compile(r"[^\W\d_][\w-]{3,}[^\W_]")


@dataclass(frozen=True, slots=True)
class Similar:
    """A paper like another, and what the two share, the rarest first."""

    key: EntryKey
    score: float = field(repr=False)
    """Only the order it gives is ever shown."""
    shared: Mapping[Aspect, tuple[Thing, ...]]


class SimilarPapers:
    """The index of the papers of a base."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        """Describe every paper that has not been given up."""
        papers = [paper for paper in graph.of(PaperEntry) if paper.deprecated is None]
        # Papers go by their number, in the order of their keys: numbers are counted up faster.
        self._keys = sorted(paper.key for paper in papers)
        self._numbers = {key: number for number, key in enumerate(self._keys)}
        self._weighted: dict[Aspect, dict[EntryKey, dict[Thing, float]]] = {}
        self._holders: dict[Aspect, dict[Thing, list[tuple[int, float]]]] = {}
        self._named = blake2b(
            repr(self._keys).encode("utf-8", "surrogatepass"), digest_size=8
        ).digest()
        described = {paper.key: _description(graph, paper) for paper in papers}
        for aspect in WEIGHTS:
            counts = {key: each[aspect] for key, each in described.items()}
            weighted = _weighted(counts, MOST_WORDS if aspect == "words" else None)
            holders: dict[Thing, list[tuple[int, float]]] = defaultdict(list)
            for key, things in weighted.items():
                number = self._numbers[key]
                for thing, weight in things.items():
                    holders[thing].append((number, weight))
            self._weighted[aspect] = weighted
            self._holders[aspect] = {
                thing: keys for thing, keys in holders.items() if 1 < len(keys) <= COMMONEST
            }

    def to(self, paper: PaperEntry) -> list[Similar]:
        """Return the papers most like one, the most similar first."""
        scores: dict[int, float] = defaultdict(float)
        for aspect, weight in WEIGHTS.items():
            holders = self._holders[aspect]
            for thing, mine in self._weighted[aspect].get(paper.key, {}).items():
                weighed = weight * mine
                for number, theirs in holders.get(thing, ()):
                    scores[number] += weighed * theirs
        scores.pop(self._numbers.get(paper.key, -1), None)
        ranked = ((-round(score, 9), n) for n, score in scores.items() if score >= LEAST_SCORE)
        best = ((self._keys[n], -score) for score, n in nsmallest(3 * MOST_SIMILAR, ranked))
        found = (Similar(key, score, self._shared(paper.key, key)) for key, score in best)
        return list(islice((each for each in found if each.shared), MOST_SIMILAR))

    def found_from(self, paper: PaperEntry) -> bytes:
        """Return a digest of all that decides which papers are like one; they take longer to find.

        That is who has what the paper has, and what it weighs with each of them.
        """
        digest = blake2b(self._named, digest_size=8)
        for aspect, held in self._held.items():
            for thing in self._weighted[aspect].get(paper.key, ()):
                if thing in held:
                    digest.update(held[thing])
        return digest.digest()

    @cached_property
    def _held(self) -> dict[Aspect, dict[Thing, bytes]]:
        """A digest of each thing that several papers have, and of what it weighs with them."""
        found: dict[Aspect, dict[Thing, bytes]] = {}
        for aspect, held in self._holders.items():
            found[aspect] = {}
            for thing, holders in held.items():
                digest = blake2b(
                    f"{aspect} {thing} ".encode("utf-8", "surrogatepass"), digest_size=8
                )
                digest.update(array("d", chain.from_iterable(holders)).tobytes())
                found[aspect][thing] = digest.digest()
        return found

    def _shared(self, one: EntryKey, other: EntryKey) -> dict[Aspect, tuple[Thing, ...]]:
        shared: dict[Aspect, tuple[Thing, ...]] = {}
        for aspect, holders in self._holders.items():
            mine = self._weighted[aspect].get(one, {})
            theirs = self._weighted[aspect].get(other, {})
            both = [
                thing
                for thing in mine.keys() & theirs.keys()
                if self._tells(aspect, len(holders.get(thing, ())))
            ]
            if len(both) >= (FEWEST_WORDS if aspect == "words" else 1):
                both.sort(key=lambda thing: (len(holders[thing]), thing))
                shared[aspect] = tuple(both)
        return shared

    def _tells(self, aspect: Aspect, holders: int) -> bool:
        """Whether a thing that so many papers have may be named as a reason."""
        return holders > 0 and (
            aspect != "words" or holders * RARE <= max(len(self._keys), 2 * RARE)
        )


def _description(graph: KnowledgeGraph, paper: PaperEntry) -> dict[Aspect, Counts]:
    citing = {r.source for r in graph.backlinks(paper) if r.field == "cites"}
    introduced = {r.source for r in graph.backlinks(paper) if r.field == "introduced_in"}
    subjects = {
        *(EntryKey("model", each.model) for each in paper.models),
        *(EntryKey("dataset", each.dataset) for each in paper.datasets),
        *(EntryKey("family", each.family) for each in paper.families),
        *introduced,
    }
    return {
        "cites": _once(EntryKey("paper", id_) for id_ in paper.cites),
        "cited-by": _once(citing),
        "subjects": _once(subjects),
        "terms": _once(EntryKey("term", id_) for id_ in paper.terms),
        "words": Counter(map(str.casefold, _WORD.findall(_text(paper)))),
    }


def _once(things: Iterable[EntryKey]) -> Counts:
    return dict.fromkeys(sorted(set(things)), 1)


def _text(paper: PaperEntry) -> str:
    findings = (finding.text for _, finding in findings_of(paper.findings))
    texts = (paper.title, *(as_plain(text) for text in (paper.summary or "", *findings)))
    return " ".join(texts)


def _weighted(
    counts: Mapping[EntryKey, Counts], most: int | None
) -> dict[EntryKey, dict[Thing, float]]:
    """Weigh the things of each paper by rarity and repetition, relative to the whole set."""
    having = Counter(chain.from_iterable(counts.values()))
    rarity = {thing: log(len(counts) / papers) for thing, papers in having.items()}
    unshared = log(len(counts) + 1) ** 2
    weighted = {}
    for key, things in counts.items():
        weights = {
            thing: rarity[thing] if count == 1 else (1 + log(count)) * rarity[thing]
            for thing, count in things.items()
        }
        kept = weights if most is None else _heaviest(weights, most)
        length = sqrt(unshared + sum([weight * weight for weight in kept.values()]))
        weighted[key] = {thing: weight / length for thing, weight in kept.items() if weight > 0}
    return weighted


def _heaviest(weights: Mapping[Thing, float], most: int) -> dict[Thing, float]:
    ranked = sorted([(-round(weight, 9), thing) for thing, weight in weights.items()])
    return {thing: weights[thing] for _, thing in ranked[:most]}
