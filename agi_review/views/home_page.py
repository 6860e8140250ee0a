"""The home page: the field at a glance, every number computed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import (
    KINDS,
    ChallengeEntry,
    DatasetEntry,
    FamilyEntry,
    ModelEntry,
    PaperEntry,
    ThemeEntry,
)
from agi_review.schema.vocabulary import Stage
from agi_review.views.composer import in_words, plural
from agi_review.views.facets import matching
from agi_review.views.gap_map import GAPS, gap_map
from agi_review.views.links import Link, link_to, mark_of
from agi_review.views.offered import says_something
from agi_review.views.parts import Action, GapMap
from agi_review.views.publication import Review


@dataclass(frozen=True, slots=True)
class Question:
    """A question a reader comes with, where its answer stands, and the answer in two words."""

    text: str
    path: str
    answer: str


@dataclass(frozen=True, slots=True)
class CategoryView:
    """One of the three categories of model with its families."""

    name: str
    text: str
    families: tuple[Link, ...]
    count: str
    """How many models it has, and how many of them are medical."""
    path: str
    """The list of them."""


@dataclass(frozen=True, slots=True)
class StageView:
    """The roadmap themes of one stage of a model's life."""

    name: str
    themes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with its noun and the page behind it."""

    value: str
    noun: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Entries of one kind that came into the base on one day."""

    count: str
    """How many, with their noun."""
    path: str
    newest: tuple[Link, ...]
    """Those that became public last, the last first."""


@dataclass(frozen=True, slots=True)
class Addition:
    """Entries that came into the base on one day."""

    day: str
    date: str
    kinds: tuple[Arrivals, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything the home page says."""

    root: str
    title: str
    description: str
    lede: str
    questions: tuple[Question, ...]
    categories: tuple[CategoryView, ...]
    stages: tuple[StageView, ...]
    gaps: GapMap | None
    maps: tuple[Action, ...]
    """Where the whole map stands, and the others."""
    numbers: tuple[Number, ...]
    additions: tuple[Addition, ...]
    more: tuple[Action, ...]
    """Pages that say more about the base itself."""
    review: Review | None = None
    """What the base grows from."""


_CATEGORIES = {
    "language": "Read and write reports, answer questions, carry medical knowledge.",
    "multimodal": "Join images and text: retrieval, report drafting, visual questions.",
    "vision": "Learn from pixels alone: segmentation, features, detection.",
}

MOST_NEWEST = 3
"""Entries of a kind named for a day."""

MOST_DAYS = 4
"""Days on which something came in; the page of changes has all."""

_FOLLOWED = (ModelEntry, PaperEntry, FamilyEntry, DatasetEntry, ChallengeEntry, ThemeEntry)


def home_page(graph: KnowledgeGraph) -> HomePage:
    """Return what the home page says."""
    claims = [claim for entry in graph for claim in entry.claims]
    checked = sum(claim.checked is not None for claim in claims)
    gaps = gap_map(graph) if says_something(graph, GAPS) else None
    return HomePage(
        root="",
        title="What is known, claim by claim",
        description="A curated base in which every claim names its source.",
        lede="Every claim names its source and the place in it, and says whether someone has "
        "checked.",
        questions=tuple(_questions(graph, gaps)),
        categories=tuple(_categories(graph)),
        stages=tuple(_stages(graph)),
        gaps=gaps,
        maps=(Action("The whole map", GAPS), Action("All maps", "maps/")),
        numbers=(
            *_entries(graph),
            *_claims(len(claims), checked),
            *(_evidence(graph, gaps) if gaps else ()),
        ),
        additions=tuple(_additions(graph)),
        more=(
            Action("How entries are made and checked", "method/"),
            Action("what is still missing", "quality/"),
            Action("all of it as data", "downloads/"),
            Action("add an entry", "contribute/"),
            Action("about this site", "about/"),
        ),
    )


def _number(count: int, kind: type[Entry]) -> Number:
    noun = kind.noun if count == 1 else kind.plural.lower()
    return Number(f"{count:,}", noun, f"{kind.folder}/")


def _entries(graph: KnowledgeGraph) -> list[Number]:
    """How many entries there are of the kinds readers ask for, and of a base's own."""
    own = (kind for kind in graph.kinds if kind not in KINDS)
    asked: tuple[type[Entry], ...] = (PaperEntry, ModelEntry, FamilyEntry, DatasetEntry, *own)
    counts = ((len(graph.of(kind)), kind) for kind in asked)
    return [_number(count, kind) for count, kind in counts if count]


def _claims(count: int, checked: int) -> list[Number]:
    """How many claims there are and which share of them is checked, if there are any."""
    if not count:
        return []
    # Rounded down: 100 % is said only when it is all of them.
    share = f"{100 * checked // count} %"
    noun = "claim" if count == 1 else "claims"
    return [
        Number(f"{count:,}", noun, "quality/"),
        Number(share, "checked against the source", "quality/"),
    ]


def _evidence(graph: KnowledgeGraph, gaps: GapMap) -> list[Number]:
    """The known gaps, and the last day somebody searched the literature for one."""
    days = [search.on for c in graph.of(ChallengeEntry) for search in c.searches]
    noun = "known gap" if gaps.gaps == 1 else "known gaps"
    last = [Number(in_words(max(days)) or "", "last search", GAPS)] if days else []
    return [Number(f"{gaps.gaps:,}", noun, GAPS), *last]


def _questions(graph: KnowledgeGraph, gaps: GapMap | None) -> list[Question]:
    """The questions lead to views that show as many rows or claims as the answer says."""
    questions = [
        *_filtered(
            graph,
            "Which segmentation models publish weights?",
            {"task": "segmentation", "weights": "yes"},
        ),
        *_filtered(
            graph,
            "Which models draft reports and publish weights?",
            {"task": "report-generation", "weights": "yes"},
        ),
        *_filtered(graph, "What was tested on outside data?", {"validation": "yes"}),
    ]
    asked = (
        ("What can be done about scarce labels?", "annotation-scarcity"),
        ("I write reports: what about hallucination?", "hallucination"),
        ("I worry about privacy", "privacy"),
    )
    for text, id_ in asked:
        challenge = graph.get(ChallengeEntry, id_)
        if challenge is not None:
            count = sum(
                id_ in claim.challenges or entry.key == challenge.key
                for entry in graph
                for claim in entry.claims
            )
            questions.append(Question(text, f"challenges/{id_}/", plural(count, "claim")))
    if gaps:
        answer = f"{plural(gaps.gaps, 'known gap')}, {gaps.unsearched:,} not searched"
        questions.append(Question("Where is nobody working?", GAPS, answer))
    return questions


def _filtered(graph: KnowledgeGraph, text: str, chosen: dict[str, str]) -> list[Question]:
    """A question whose answer is a filtered list of models; none if nothing would be left."""
    count = matching(graph, ModelEntry, chosen)
    query = "&".join(f"{name}={value}" for name, value in chosen.items())
    return [Question(text, f"models/?{query}", plural(count, "model"))] if count else []


def _categories(graph: KnowledgeGraph) -> list[CategoryView]:
    if not graph.of(FamilyEntry):
        return []
    models = [(mark_of(graph, model), model) for model in graph.of(ModelEntry)]
    views = []
    for name, text in _CATEGORIES.items():
        own = [model for mark, model in models if mark and mark.category == name]
        medical = sum(model.domain == "medical" for model in own)
        families = (f for f in graph.of(FamilyEntry) if f.category == name)
        views.append(
            CategoryView(
                name,
                text,
                tuple(link_to(graph, family.key) for family in families),
                f"{plural(len(own), 'model')}, {medical:,} of them medical",
                f"models/?category={name}",
            )
        )
    return views


def _stages(graph: KnowledgeGraph) -> list[StageView]:
    """The themes by stage, in the order of a model's life."""
    themes = sorted(graph.of(ThemeEntry), key=lambda theme: theme.name.casefold())
    stages = []
    for stage in get_args(Stage):
        links = tuple(link_to(graph, theme.key) for theme in themes if theme.stage == stage)
        stages += [StageView(stage, links)] if links else []
    return stages


def _additions(graph: KnowledgeGraph) -> list[Addition]:
    """The latest days on which entries came in, with the newest of each kind."""
    days: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in graph:
        if entry.curation and entry.curation.added and entry.deprecated is None:
            days[entry.curation.added][entry.key.kind].append(entry)
    return [
        Addition(in_words(date) or date, date, tuple(_arrivals(graph, days[date])))
        for date in sorted(days, reverse=True)[:MOST_DAYS]
    ]


def _arrivals(graph: KnowledgeGraph, kinds: dict[str, list[Entry]]) -> Iterator[Arrivals]:
    own = (kind for kind in graph.kinds if kind not in KINDS)
    followed: tuple[type[Entry], ...] = (*_FOLLOWED, *own)
    for kind in followed:
        entries = kinds.get(kind.kind, [])
        if entries:
            newest = sorted(entries, key=lambda entry: entry.id)
            newest.sort(key=_public, reverse=True)
            dated = [entry for entry in newest if _public(entry)][:MOST_NEWEST]
            noun = kind.noun if len(entries) == 1 else kind.plural.lower()
            links = tuple(link_to(graph, entry.key) for entry in dated)
            yield Arrivals(f"{len(entries):,} {noun}", f"{kind.folder}/", links)


def _public(entry: Entry) -> str:
    """When what an entry is about came out, as far as that is known."""
    if isinstance(entry, PaperEntry):
        return entry.date or str(entry.year)
    return getattr(entry, "released", None) or getattr(entry, "first_public", None) or ""
