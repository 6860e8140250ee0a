"""Words with the places that hold them, cut into small files: a reader loads those a query needs.

The files hold the words in one order, so that all words with one beginning stand together. What
`agi-review-words.js` does with them is said there; both cut texts into words the same way.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

FILE_SIZE = 12_000
"""Letters of a file at which the next one begins; a word's places are never divided."""

MOST_FILES = 4
"""Files read for one beginning; where it has more, its places stand ready in one list."""

MOST_BEST = 400
"""Places in such a list, where the best are enough."""

SHORTEST = 2
"""Letters of a beginning; a single one begins too much and is found as a word only."""

LAST = "\uffff"
"""Sorts behind every letter that can follow in a word."""

_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+(?:[.\-/_:][^\W_]+)*")
_INNER = re.compile(r"[.\-/_:]")


def folded(text: str) -> str:
    """Return a text without accents and in small letters."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return text.lower()


def words_of(text: str) -> list[str]:
    """Return the words of a text; one with inner points or dashes also in its parts."""
    found = _WORD.findall(folded(text))
    parts = (_INNER.split(word) for word in found if not word.isalnum())
    return [*found, *chain.from_iterable(parts)]


@dataclass(slots=True)
class WordIndex:
    """Words with the places that hold them, in groups by how much a word weighs there."""

    weights: tuple[int, ...]
    """What a word weighs in each group."""
    found: dict[str, tuple[list[int], ...]] = field(default_factory=dict)
    """Rising places by word, a list a group."""

    def add(self, words: Iterable[str], place: int, group: int) -> None:
        """Note words at a place; places come in rising order."""
        found, groups = self.found, range(len(self.weights))
        for word in words:
            lists = found.get(word)
            if lists is None:
                lists = found[word] = tuple([] for _ in groups)
            lists[group].append(place)

    def files(self, folder: str, about: Mapping[str, object], *, best: bool) -> Files:
        """Yield address and text of the files.

        Args:
            folder: Where they stand, with what their names begin with: `search/words`.
            about: What the file that names the others says besides.
            best: Whether the lists of beginnings of too many words hold their best places alone.
                Such a list stands in the file of its words; one of all places is a file.
        """
        words = sorted(self.found, key=_order)
        texts = [_listed(self.found[word]) for word in words]
        starts = list(_cuts(words, texts))
        firsts = [words[start] for start in starts]
        extra = dict(self._best(words, firsts)) if best else {}
        for number, (start, stop) in enumerate(pairwise([*starts, len(words)])):
            held = dict(zip(words[start:stop], texts[start:stop], strict=True))
            mine = {key: text for key, text in extra.items() if _file_of(firsts, key) == number}
            yield f"{folder}-{number}.json", _json({**held, **mine})
        ready = [] if best else list(_spread(words, firsts))
        for number, (_, some) in enumerate(ready):
            yield f"{folder}-all-{number}.json", _json(_deltas(self._all_of(some)))
        known = {"firsts": firsts, "weights": self.weights, "most": MOST_FILES if best else 0}
        yield f"{folder}.json", _json({**about, **known, "all": [begin for begin, _ in ready]})

    def _best(self, words: Sequence[str], firsts: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the lists of beginnings whose words stand in too many files."""
        for begin, some in _spread(words, firsts):
            yield f"{begin}*", self._best_of(begin, some)

    def _all_of(self, words: Iterable[str]) -> list[int]:
        """Return the places that hold any of some words."""
        lists = (groups for word in words if word[-1:] != " " for groups in self.found[word])
        return sorted(set(chain.from_iterable(lists)))

    def _best_of(self, begin: str, words: Sequence[str]) -> str:
        """Return the best places for a beginning: their number, they themselves, their weights."""
        scores: dict[int, float] = {}
        ranked = sorted(range(len(self.weights)), key=lambda group: -self.weights[group])
        for group in ranked:
            for word in words:
                if word[-1:] == " ":
                    continue
                weight = self.weights[group] * share(begin, word)
                for place in self.found[word][group]:
                    if scores.get(place, 0) < weight:
                        scores[place] = weight
            if len(scores) >= MOST_BEST:
                break
        chosen = sorted(sorted(scores, key=lambda place: (-scores[place], place))[:MOST_BEST])
        weights = ",".join(str(round(scores[place] * 100)) for place in chosen)
        return f"{_deltas(chosen)};{weights}"


Files = Iterator[tuple[str, str]]


def share(begin: str, word: str) -> float:
    """Return how much of its weight a word has for a beginning; a whole word has it twice."""
    return 2 if begin == word else len(begin) / len(word)


def _spread(words: Sequence[str], firsts: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the beginnings whose words stand in too many files, in order, with those words."""
    keys, heads = [_order(word) for word in words], [_order(first) for first in firsts]
    for begin in sorted(_wide(firsts)):
        low, high = bisect_left(keys, _order(begin)), bisect_left(keys, _order(begin + LAST))
        spanned = bisect_right(heads, keys[high - 1]) - bisect_right(heads, _order(begin))
        if spanned + 1 > MOST_FILES:
            yield begin, words[low:high]


def _wide(firsts: Sequence[str]) -> set[str]:
    """Return the beginnings that may stand in more files than are read for one."""
    found: set[str] = set()
    for one, other in zip(firsts[1:], firsts[MOST_FILES - 1 :], strict=False):
        shared = 0
        while shared < min(len(one), len(other)) and one[shared] == other[shared]:
            shared += 1
        found.update(one[:length] for length in range(SHORTEST, shared + 1))
    return {begin for begin in found if " " not in begin}


def _cuts(words: Sequence[str], texts: Sequence[str]) -> Iterator[int]:
    """Yield the number of the first word of each file."""
    size = FILE_SIZE
    for number, (word, text) in enumerate(zip(words, texts, strict=True)):
        if size >= FILE_SIZE:
            yield number
            size = 0
        size += len(word) + len(text) + 6


def _file_of(firsts: Sequence[str], key: str) -> int:
    return max(bisect_right(firsts, _order(key), key=_order) - 1, 0)


def _order(word: str) -> bytes:
    """The order in which a browser compares texts."""
    return word.encode("utf-16-be", "surrogatepass")


def _listed(groups: Iterable[Sequence[int]]) -> str:
    return ";".join(map(_deltas, groups))


def _deltas(places: Sequence[int]) -> str:
    """Return rising numbers as the steps between them, which are shorter."""
    if len(places) < 2:  # noqa: PLR2004 - nothing to take away
        return str(places[0]) if places else ""
    steps = map(int.__sub__, places[1:], places)
    return f"{places[0]},{','.join(map(str, steps))}"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
