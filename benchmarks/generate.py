"""Make a base of any size, modelled on the real entries; the same bytes for the same size.

Each entry is a copy of a real one: the same fields, as many relations, prose as long. Its words,
names, people and identifiers are drawn anew, and what it refers to is a copy of what the real one
refers to: half the time one made along with it, else one of all, the earlier the likelier, so that
few are referred to very often, as in real collections.

    python benchmarks/generate.py SIZE FOLDER
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from plan import Plan, plan
from skeleton import Skeleton, Slot, skeletons
from vocabulary import WORD, Names, Vocabulary, coined

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import load
from agi_review.schema import EntryKey
from agi_review.schema.kinds import KINDS
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.sources.ids import LONGEST_ID, fold, nearest_id
from agi_review.sources.words import PLACEHOLDERS

TOGETHER = 0.5
"""How often a reference stays among the copies that were made together."""

PLAIN = re.compile(r"[A-Za-zÀ-ÿ](?:[\w .'’()/+-]*[\w.')])?")
"""What needs no quotation marks in YAML."""

FOLDERS = {kind.kind: kind.folder for kind in KINDS}


@dataclass(slots=True)
class Copy:
    """One entry of the base to be: who it is; its text is made when it is written."""

    skeleton: Skeleton
    round: int
    """How many copies of the same real entry were made before."""
    id: str = ""
    label: str = ""
    authors: list[tuple[str, str]] = field(default_factory=list)


def generate(real: Path, folder: Path, size: int) -> None:
    """Write a base of `size` entries to a folder, from the entries in `real`."""
    draw = random.Random(size)  # noqa: S311 - nothing here is secret
    graph = load(real).graph
    texts = [
        graph.documents[key].file.location.read_text(encoding="utf-8") for key in graph.entries
    ]
    words = Vocabulary(texts, size, draw)
    planned = plan(skeletons(graph, words), size, draw)
    maker = Maker(graph, words, planned, draw)
    for kind in FOLDERS.values():
        (folder / kind).mkdir(parents=True, exist_ok=True)
    for copy in maker.copies:
        path = folder / FOLDERS[copy.skeleton.entry.key.kind] / f"{copy.id}.yaml"
        path.write_text(maker.text(copy), encoding="utf-8")


class Maker:
    """Gives every copy its name and its people, then makes the texts."""

    def __init__(
        self, graph: KnowledgeGraph, words: Vocabulary, planned: Plan, draw: random.Random
    ) -> None:
        self._words = words
        self._draw = draw
        self._planned = planned
        self._names = Names()
        self._people = People(graph, draw)
        self._known = sorted({entry.label for entry in graph if entry.key.kind in COINED})
        self._numbers: Counter[str] = Counter()
        self._venues: dict[tuple[str, int], str] = {}
        self.copies = [self._named(copy) for copy in self._copies()]
        self._ids: dict[EntryKey, list[str]] = defaultdict(list)
        for copy in self.copies:
            self._ids[copy.skeleton.entry.key].append(copy.id)

    def text(self, copy: Copy) -> str:
        """Return the file of one copy."""
        slots = copy.skeleton.slots
        words = iter(self._words.words(len(slots)))
        ids = {key: self._target(copy, key) for key in copy.skeleton.targets}
        ids[copy.skeleton.entry.key] = copy.id
        parts = []
        for literal, slot in zip(copy.skeleton.literals, slots, strict=False):
            parts.append(literal)
            if slot.what == "word":
                parts.append(next(words))
            elif slot.what == "Word":
                parts.append(next(words).capitalize())
            elif slot.what == "reference":
                parts.append(ids[slot.value])  # type: ignore[index]
            else:
                parts.append(self._filled(copy, slot))
        parts.append(copy.skeleton.literals[-1])
        return "".join(parts)

    def _copies(self) -> Iterator[Copy]:
        made: Counter[EntryKey] = Counter()
        for kind in sorted(self._planned.copies):
            for skeleton in self._planned.copies[kind]:
                yield Copy(skeleton, made[skeleton.entry.key])
                made[skeleton.entry.key] += 1

    def _named(self, copy: Copy) -> Copy:
        entry = copy.skeleton.entry
        sort = f"{entry.key.kind} {copy.skeleton.group}"
        copy.label = self._names.new(sort, lambda: self._reworded(entry.label))
        stem = copy.label
        if isinstance(entry, PaperEntry):
            copy.authors = [self._people.one(author.full, copy.round) for author in entry.authors]
            first = next((word for word in copy.label.split() if len(word) > 3), "work")  # noqa: PLR2004
            stem = f"{copy.authors[0][0]}{entry.year}{first}".replace(" ", "").replace("-", "")
        plain = nearest_id(fold(stem))[: LONGEST_ID - 8].strip("-") or entry.key.kind
        copy.id = self._names.new(f"id {entry.key.kind}", lambda: plain, 1).replace(" ", "-")
        return copy

    def _reworded(self, text: str) -> str:
        """Exchange every word of a name, and coin what looks like a name in it."""
        found = list(WORD.finditer(text))
        words = self._words.words(len(found))
        pieces, at = [], 0
        for match, word in zip(found, words, strict=True):
            new = word.capitalize() if match[0][0].isupper() else word
            pieces += [text[at : match.start()], new]
            at = match.end()
        pieces.append(text[at:])
        named = re.sub(
            r"[\w-]*(?:[A-Z0-9][\w-]*[A-Z]|[A-Z][\w-]*[0-9])[\w-]*",
            lambda _: coined(self._draw, self._known),
            "".join(pieces),
        )
        return named if named != text else coined(self._draw, self._known)

    def _filled(self, copy: Copy, slot: Slot) -> str:
        value = str(slot.value)
        match slot.what:
            case "label":
                return scalar(copy.label)
            case "author family":
                return scalar(copy.authors[slot.value[0]][0])  # type: ignore[index]
            case "author given":
                return scalar(copy.authors[slot.value[0]][1])  # type: ignore[index]
            case "alias":
                return scalar(self._reworded(value))
            case "venue":
                return scalar(self._venue(value, copy.round))
            case _:
                return self._number(slot.what, value)

    def _venue(self, name: str, number: int) -> str:
        """Return the venue, or every tenth round another one: a larger base has more."""
        key = (name, number // 10)
        if key not in self._venues:
            self._venues[key] = name if number < 10 else self._reworded(name)  # noqa: PLR2004
        return self._venues[key]

    def _number(self, what: str, value: str) -> str:
        """Return an identifier nothing else has, in the form of the real one."""
        stem = {
            "doi": _doi_stem(value),
            "arxiv": re.match(r"[0-9]{4}\.|[^/]*/", value + "/")[0],  # type: ignore[index]
            "pmid": "3",
            "openreview": "made",
        }[what]
        width = {"doi": 7, "pmid": 7, "openreview": 7}.get(what, len(value) - len(stem))
        self._numbers[what + stem] += 1
        return f"{stem}{self._numbers[what + stem]:0{width}d}"

    def _target(self, copy: Copy, key: EntryKey) -> str:
        """Return whom a copy refers to where the real entry refers to `key`."""
        kind = copy.skeleton.entry.key.kind
        there = self._ids[self._planned.stand_ins[copy.skeleton.entry.key].get(key, key)]
        only_earlier = key.kind == kind and copy.skeleton.targets[key]
        number = min(len(there), copy.round + 1) if only_earlier else len(there)
        if copy.round < number and self._draw.random() < TOGETHER:
            return there[copy.round]
        return there[int(number * self._draw.random() ** 3)]


def _doi_stem(doi: str) -> str:
    """Begin a DOI like another one: by that one tells preprints from published works."""
    prefix, _, rest = doi.partition("/")
    return f"{prefix}/{'2026.' if rest[:1].isdigit() else 'made.'}"


COINED = frozenset({"model", "dataset", "family"})
"""Kinds whose names are short and made up, by their makers too."""


class People:
    """The people of the base: for each real one another with each round, some of them again."""

    AGAIN = 0.3
    """How often a paper has somebody of an earlier round."""

    def __init__(self, graph: KnowledgeGraph, draw: random.Random) -> None:
        authors = [author for paper in graph.of(PaperEntry) for author in paper.authors]
        self._families = [author.family for author in authors if author.family]
        self._givens = [author.given for author in authors if author.given]
        self._draw = draw
        self._made: dict[tuple[str, int], tuple[str, str]] = {}
        self._taken: set[tuple[str, str]] = set()

    def one(self, real: str, number: int) -> tuple[str, str]:
        """Return family and given name of who stands for somebody real in one round."""
        if self._draw.random() < self.AGAIN:
            number = int((number + 1) * self._draw.random() ** 3)
        key = (real, number)
        if key not in self._made:
            name = self._new()
            while name in self._taken:
                initial = self._draw.choice("ABCDEFGHIJKLMNOPRSTVWYZ")
                name = (name[0], f"{name[1]} {initial}.")
            self._taken.add(name)
            self._made[key] = name
        return self._made[key]

    def _new(self) -> tuple[str, str]:
        return self._draw.choice(self._families), self._draw.choice(self._givens)


def scalar(text: str) -> str:
    """Return a text as YAML has it on one line."""
    plain = PLAIN.fullmatch(text) and text.casefold() not in PLACEHOLDERS
    return text if plain else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    generate(Path(__file__).parent.parent / "entries", Path(sys.argv[2]), int(sys.argv[1]))
