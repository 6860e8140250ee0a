"""Take a real entry apart: what may be said anew, and the text that stays between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from vocabulary import Vocabulary

from agi_review.graph import KnowledgeGraph
from agi_review.schema import Entry, EntryKey
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.references import SAME_KIND, references_of
from agi_review.sources.ids import SLUG

PROSE = frozenset(
    {"text", "summary", "description", "definition", "why_it_matters", "contested", "missing"}
    | {"architecture", "training", "heading"}
)
"""Fields whose words are exchanged, every other one."""

ALIASES = frozenset({"also_known_as", "alt_labels"})
NUMBERED = frozenset({"doi", "arxiv", "pmid", "openreview"})
"""Identifiers that belong to one paper alone."""

_CITATION = re.compile(r"\[@[^\]]*\]")
_LINK = re.compile(rf"\[\[([a-z]+):({SLUG.pattern})")
_CITED = re.compile(rf"@({SLUG.pattern})")
_LEFT_ALONE = re.compile(rf"{_CITATION.pattern}|{_LINK.pattern}|`[^`]*`|https?://\S+")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the text of an entry that is filled anew for each copy."""

    start: int
    end: int
    what: str
    value: object
    """For a reference the key of its target, else what stands there."""


@dataclass(frozen=True)
class Skeleton:
    """One real entry with its slots, in the order of its text."""

    entry: Entry
    group: str
    """Entries of one kind and group can stand for each other."""
    rank: tuple[str, int, str]
    """What comes from others, or is later, ranks higher."""
    literals: tuple[str, ...]
    slots: tuple[Slot, ...]
    targets: dict[EntryKey, bool] = field(default_factory=dict)
    """What it refers to, and whether only lower ranks will do."""


def skeletons(graph: KnowledgeGraph, words: Vocabulary) -> Iterator[Skeleton]:
    """Yield every entry of a base, taken apart."""
    ranks = _ranks(graph)
    for entry in graph:
        text = graph.documents[entry.key].text
        slots = sorted(_slots(entry, text, words), key=lambda slot: slot.start)
        ends = [0, *(slot.end for slot in slots)]
        starts = [*(slot.start for slot in slots), len(text)]
        literals = tuple(text[end:start] for end, start in zip(ends, starts, strict=True))
        yield Skeleton(
            entry=entry,
            group=str(getattr(entry, "scheme", "")),
            rank=ranks[entry.key],
            literals=literals,
            slots=tuple(slots),
            targets=_targets(entry, slots),
        )


def _targets(entry: Entry, slots: list[Slot]) -> dict[EntryKey, bool]:
    lower = {
        EntryKey(entry.key.kind if found.refers.kind == SAME_KIND else found.refers.kind, found.id)
        for found in references_of(entry)
        if found.refers.acyclic or found.path[0] == "introduced_in"
    }
    keys = sorted({slot.value for slot in slots if isinstance(slot.value, EntryKey)})
    return {key: key in lower for key in keys if key != entry.key}


def _ranks(graph: KnowledgeGraph) -> dict[EntryKey, tuple[str, int, str]]:
    """By date, never before what it comes from."""
    ranks: dict[EntryKey, tuple[str, int, str]] = {}

    def rank(key: EntryKey) -> tuple[str, int, str]:
        if key not in ranks:
            entry = graph.entries[key]
            above = [
                rank(relation.target)
                for relation in graph.relations(entry)
                if relation.reference.refers.acyclic and relation.target.kind == key.kind
            ]
            date = max([_date(entry), *(each[0] for each in above)])
            ranks[key] = (date, 1 + max((each[1] for each in above), default=0), key.id)
        return ranks[key]

    for key in graph.entries:
        rank(key)
    return ranks


def _date(entry: Entry) -> str:
    """When it became public; a paper without preprint may have been known years before."""
    if isinstance(entry, PaperEntry):
        arxiv = (entry.ids and entry.ids.arxiv) or ""
        preprint = re.match(r"([0-9]{2})([0-9]{2})\.", arxiv)
        return f"20{preprint[1]}-{preprint[2]}" if preprint else str(entry.year - 2)
    dates = (getattr(entry, name, None) for name in ("released", "first_public"))
    return next((date for date in dates if date), "")


def _slots(entry: Entry, text: str, words: Vocabulary) -> Iterator[Slot]:
    kinds = {
        found.path: entry.key.kind if found.refers.kind == SAME_KIND else found.refers.kind
        for found in references_of(entry)
        if not found.in_prose
    }
    is_published = getattr(entry, "type", None) != "article"  # else the venue says that it is not
    for path, node in _scalars(yaml.compose(text, Loader=yaml.CSafeLoader), ()):
        start = node.start_mark.index
        end = start + len(text[start : node.end_mark.index].rstrip())
        name = next(step for step in reversed(path) if isinstance(step, str))
        if path in kinds:
            yield Slot(start, end, "reference", EntryKey(kinds[path], node.value))
        elif path == (type(entry).label_field(),):
            yield Slot(start, end, "label", node.value)
        elif path[0] == "authors" and name in {"family", "given"}:
            yield Slot(start, end, f"author {name}", (path[1], node.value))
        elif name in ALIASES:
            yield Slot(start, end, "alias", node.value)
        elif (path[0] == "ids" and name in NUMBERED) or (name == "venue" and is_published):
            yield Slot(start, end, name, node.value)
        elif name in PROSE or (name == "name" and path[0] == "approaches"):
            yield from _prose_slots(text[start:end], start, words)


def _prose_slots(text: str, offset: int, words: Vocabulary) -> Iterator[Slot]:
    apart = [match.span() for match in _LEFT_ALONE.finditer(text)]
    for group in _CITATION.finditer(text):
        for cited in _CITED.finditer(text, *group.span()):
            key = EntryKey("paper", cited[1])
            yield Slot(offset + cited.start(1), offset + cited.end(1), "reference", key)
    for link in _LINK.finditer(text):
        key = EntryKey(link[1], link[2])
        yield Slot(offset + link.start(2), offset + link.end(2), "reference", key)
    found = [
        match
        for match in words.exchangeable(text)
        if not any(start <= match.start() < end for start, end in apart)
    ]
    for match in found[::2]:
        what = "Word" if match[0][0].isupper() else "word"
        yield Slot(offset + match.start(), offset + match.end(), what, match[0])


def _scalars(node: yaml.Node, path: Path) -> Iterator[tuple[Path, yaml.ScalarNode]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _scalars(value, (*path, number))
    elif isinstance(node, yaml.ScalarNode):
        yield path, node
