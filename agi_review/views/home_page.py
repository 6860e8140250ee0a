"""The home page: the field at a glance, every number computed."""

from __future__ import annotations

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
from agi_review.views.links import Link, link_to
from agi_review.views.offered import is_offered
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
class Addition:
    """Entries that came into the base on one day."""

    day: str
    date: str
    links: tuple[Link, ...]
    more: int
    """How many came on that day beyond those named."""


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

MOST_ADDITIONS = 6
"""Entries named for a day before `and n more`."""

MOST_DAYS = 4

_FOLLOWED = (ModelEntry, PaperEntry, FamilyEntry)


def home_page(graph: KnowledgeGraph) -> HomePage:
    """Return what the home page says."""
    claims = [claim for entry in graph for claim in entry.claims]
    checked = sum(claim.checked is not None for claim in claims)
    gaps = gap_map(graph) if is_offered(graph, GAPS) else None
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
            Number(f"{len(claims):,}", "claims"),
            Number(f"{_share(checked, len(claims))} %", "checked against the source"),
            *((Number(f"{gaps.gaps:,}", "known gaps"),) if gaps else ()),
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
    return [
        _number(len(graph.of(kind)), kind)
        for kind in (PaperEntry, ModelEntry, FamilyEntry, DatasetEntry, *own)
        if kind in graph.kinds
    ]


def _share(part: int, whole: int) -> int:
    # Rounded down: 100 % is said only when it is all of them.
    return 100 * part // whole if whole else 0


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
        answer = plural(gaps.gaps, "known gap")
        questions.append(Question("Where is nobody working?", GAPS, answer))
    return questions


def _filtered(graph: KnowledgeGraph, text: str, chosen: dict[str, str]) -> list[Question]:
    """A question whose answer is a filtered list of models; none if nothing would be left."""
    count = matching(graph, ModelEntry, chosen)
    query = "&".join(f"{name}={value}" for name, value in chosen.items())
    return [Question(text, f"models/?{query}", plural(count, "model"))] if count else []


def _categories(graph: KnowledgeGraph) -> list[CategoryView]:
    families = graph.of(FamilyEntry)
    if not families:
        return []
    return [
        CategoryView(
            name,
            text,
            tuple(link_to(graph, family.key) for family in families if family.category == name),
        )
        for name, text in _CATEGORIES.items()
    ]


def _stages(graph: KnowledgeGraph) -> list[StageView]:
    """The themes by stage, in the order of a model's life."""
    themes = sorted(graph.of(ThemeEntry), key=lambda theme: theme.name.casefold())
    stages = []
    for stage in get_args(Stage):
        links = tuple(link_to(graph, theme.key) for theme in themes if theme.stage == stage)
        stages += [StageView(stage, links)] if links else []
    return stages


def _additions(graph: KnowledgeGraph) -> list[Addition]:
    """The latest days on which entries came in; models and papers are what readers look for."""
    days: dict[str, list[Link]] = {}
    for entry in graph:
        if (
            entry.curation
            and entry.curation.added
            and (isinstance(entry, _FOLLOWED) or type(entry) not in KINDS)
        ):
            days.setdefault(entry.curation.added, []).append(link_to(graph, entry.key))
    return [
        Addition(
            in_words(date) or date,
            date,
            tuple(days[date][:MOST_ADDITIONS]),
            max(0, len(days[date]) - MOST_ADDITIONS),
        )
        for date in sorted(days, reverse=True)[:MOST_DAYS]
    ]
