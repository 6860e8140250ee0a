"""Words, names and numbers for a base that is made up: drawn from what real entries say.

Words come as often as the real entries have them; some are blends of two, so that a larger base
has more words, as larger collections of texts have.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from agi_review.graph.checks.identity import fold
from agi_review.sources.words import PLACEHOLDERS

COMMONEST = 100
"""The commonest words are kept everywhere: they hold a language together."""

SHORTEST = 4
"""Letters of a word that may be exchanged."""

BLENDS = 0.02
"""How many of the words are new ones."""

WORD = re.compile(rf"(?<![\w@'’&/.-])[A-Za-z]?[a-z]{{{SHORTEST - 1},}}(?![\w'’&/-])")


class Vocabulary:
    """An endless supply of words in the frequencies of the texts it was made from."""

    def __init__(self, texts: Iterable[str], size: int, draw: random.Random) -> None:
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(re.findall(rf"(?<!\w)[a-z]{{{SHORTEST},}}(?!\w)", text))
        ranked = sorted(counts, key=lambda word: (-counts[word], word))
        self._kept = frozenset(ranked[:COMMONEST])
        words = [word for word in ranked[COMMONEST:] if word not in PLACEHOLDERS]
        drawn = draw.choices(words, [counts[word] for word in words], k=40_000 + 20 * size)
        others = draw.choices(words, k=int(len(drawn) * BLENDS))
        for other in others:
            at = draw.randrange(len(drawn))
            drawn[at] = blend(drawn[at], other)
        self._words = drawn
        self._draw = draw

    def exchangeable(self, text: str) -> list[re.Match[str]]:
        """Return the words of a text that may be exchanged for others."""
        return [match for match in WORD.finditer(text) if match[0].lower() not in self._kept]

    def words(self, number: int) -> list[str]:
        """Return this many words."""
        start = self._draw.randrange(len(self._words) - number)
        return self._words[start : start + number]


def blend(first: str, second: str) -> str:
    """Return the beginning of one word with the end of another."""
    return first[: (len(first) + 1) // 2] + second[len(second) // 2 :]


class Names:
    """Names that no two things of one sort share."""

    def __init__(self) -> None:
        self._taken: set[tuple[str, str]] = set()

    def new(self, sort: str, make: Callable[[], str], tries: int = 20) -> str:
        """Return a name that is not taken, with a number where making anew does not help."""
        name = make()
        for _ in range(tries):
            if self._free(sort, name):
                return name
            name = make()
        number = 2
        while not self._free(sort, f"{name} {number}"):
            number += 1
        return f"{name} {number}"

    def _free(self, sort: str, name: str) -> bool:
        key = (sort, fold(name))
        if key in self._taken:
            return False
        self._taken.add(key)
        return True


def coined(draw: random.Random, known: Sequence[str]) -> str:
    """Return a name such as a model might have, from the halves of two known ones."""
    first, second = draw.choices(known, k=2)
    name = re.sub(r"[^A-Za-z0-9-]", "", blend(first, second)).strip("-")
    return name if name[:1].isalpha() and len(name) > SHORTEST else f"Med{name}"
