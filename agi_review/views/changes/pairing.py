"""Which part of the old goes with which part of the new; the same seen from either side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rapidfuzz.fuzz import ratio

T = TypeVar("T")

ALIKE = 60.0
"""From this likeness on, of a hundred, two texts are one that was reworded."""


@dataclass
class Pairs(Generic[T]):
    """What goes together, and what is left over on each side."""

    gone: list[T]
    came: list[T]
    pairs: list[tuple[T, T]] = field(default_factory=list)

    def by(self, identity: Callable[[T], Hashable]) -> None:
        """Pair what has the same identity; nothing is no identity."""
        waiting: dict[Hashable, list[T]] = defaultdict(list)
        for item in self.came:
            waiting[identity(item)].append(item)
        gone: list[T] = []
        taken: list[int] = []
        for item in self.gone:
            key = identity(item)
            if key is not None and waiting[key]:
                other = waiting[key].pop(0)
                taken.append(id(other))
                self.pairs.append((item, other))
            else:
                gone.append(item)
        self.gone, self.came = gone, [item for item in self.came if id(item) not in taken]

    def by_likeness(self, text: Callable[[T], str | None]) -> None:
        """Pair the most alike first.

        Ties are broken by the texts themselves, the smaller first, so that the two sides may be
        swapped.
        """
        found = [
            (-likeness, sorted((one, other)), number, place)
            for number, item in enumerate(self.gone)
            for place, candidate in enumerate(self.came)
            if (one := text(item))
            and (other := text(candidate))
            and (likeness := ratio(one, other, score_cutoff=ALIKE))
        ]
        gone, came = list(self.gone), list(self.came)
        for _, _, number, place in sorted(found):
            item, candidate = gone[number], came[place]
            if any(item is each for each in self.gone) and any(
                candidate is each for each in self.came
            ):
                self._join(item, candidate)

    def only_ones(self) -> None:
        """Pair what is left if it is one on each side."""
        if len(self.gone) == len(self.came) == 1:
            self._join(self.gone[0], self.came[0])

    def _join(self, item: T, other: T) -> None:
        self.pairs.append((item, other))
        self.gone = [each for each in self.gone if each is not item]
        self.came = [each for each in self.came if each is not other]


def pairs_of(old: Sequence[T], new: Sequence[T]) -> Pairs[T]:
    """Return two lists with nothing paired yet."""
    return Pairs(list(old), list(new))
