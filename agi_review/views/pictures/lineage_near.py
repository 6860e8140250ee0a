"""The lineage around one model, and among the members of a family: by steps, not by time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.vocabulary import INVERSE_WORDS
from agi_review.views.composer import plural
from agi_review.views.lineage import (
    HOWS,
    Descent,
    Lineage,
    ancestors,
    descendants,
    lineage_among,
    lineage_into,
    lineage_table,
)
from agi_review.views.links import Link, link_to
from agi_review.views.parts import LinkGroup
from agi_review.views.pictures.lineage import (
    DOTS,
    EDGE,
    Box,
    Lane,
    Plan,
    boxes_of,
    drawn,
    item_of,
    legend,
    parents_first,
)
from agi_review.views.pictures.picture import Fold, Picture
from agi_review.views.pictures.placing import SPACE, STEP

MOST_A_SIDE = 25
"""Models drawn on one side before the rest folds away."""
MOST_FOLDED = 150
"""Models drawn in the fold; of more, the nearest, and the fold says so."""
MOST_WITHIN = 120
"""Models drawn of one family; of more, those with the most links."""
WIDTH = 1020
"""The room on an entry's page; columns that need more are drawn closer."""


def lineage_around(graph: KnowledgeGraph, model: ModelEntry) -> Picture | None:
    """Return what a model comes from to its left and what comes from it to its right."""
    up, down = ancestors(graph, model), descendants(graph, model)
    if not up and not down:
        return None
    shown = {model.id, *_nearest(up), *_nearest(down)}
    further = sorted({*up, *down} - shown, key=lambda id_: (up.get(id_) or down[id_], id_))
    rest = set(further[:MOST_FOLDED])
    whole = lineage_among(graph, shown | rest)
    picture = _by_steps(graph, whole.only(shown), model.id)
    return replace(
        picture,
        id="ancestry",
        name=f"Lineage of {model.name}: {plural(len(up), 'ancestor')}, "
        f"{plural(len(down), 'descendant')}",
        legend=legend(boxes_of(graph, whole), whole.descents),
        twin=lineage_table(graph, whole, f"Models that {model.name} comes from or leads to"),
        folds=_folded(graph, whole, rest, model.id, len(further)) if rest else (),
        lists=_lists(graph, whole, model, up, down),
    )


def lineage_within(graph: KnowledgeGraph, family: FamilyEntry) -> Picture | None:
    """Return how the members of a family come from each other and from models outside it."""
    found = (
        graph.get(ModelEntry, relation.source.id)
        for relation in graph.backlinks(family)
        if relation.field == "family" and not relation.in_prose
    )
    members = [model for model in found if model is not None]
    lineage = lineage_into(graph, members)
    if not lineage.descents:
        return None
    if len(lineage.models) > MOST_WITHIN:
        lineage = _fullest(lineage, MOST_WITHIN)
    own = {model.id for model in members}
    outside = sum(model.id not in own for model in lineage.models)
    picture = _by_steps(graph, lineage, None)
    return replace(
        picture,
        id="ancestry",
        name=f"Lineage among the members of {family.name}: {plural(len(lineage.models), 'model')}"
        f", {outside:,} of them from outside, {plural(len(lineage.descents), 'link')}",
        legend=legend(boxes_of(graph, lineage), lineage.descents),
        twin=lineage_table(graph, lineage, f"Members of {family.name} and what they come from"),
        lists=(LinkGroup(None, _made_from(graph, lineage)),),
    )


def _fullest(lineage: Lineage, most: int) -> Lineage:
    """The models of a lineage with the most links, and the links among them."""
    links = Counter(id_ for each in lineage.descents for id_ in (each.parent, each.child))
    ranked = sorted(links, key=lambda id_: (-links[id_], id_))
    return lineage.only(ranked[:most])


def _nearest(steps: dict[str, int]) -> list[str]:
    return sorted(steps, key=lambda id_: (steps[id_], id_))[:MOST_A_SIDE]


def _folded(
    graph: KnowledgeGraph, whole: Lineage, rest: set[str], here: str, further: int
) -> tuple[Fold, ...]:
    """Return the models left out, with every line that leads to or from them."""
    descents = tuple(each for each in whole.descents if rest & {each.parent, each.child})
    ids = {id_ for each in descents for id_ in (each.parent, each.child)}
    part = replace(whole.only(ids), descents=descents)
    picture = replace(
        _by_steps(graph, part, here), id="lineage-more", name=f"{len(rest):,} further models"
    )
    summary = f"and {len(rest):,} more"
    if further > len(rest):
        summary += f" of {further:,}; the others are further away, and in the GraphML of the base"
    return (Fold(summary, picture),)


def _by_steps(graph: KnowledgeGraph, lineage: Lineage, here: str | None) -> Picture:
    boxes, descents = boxes_of(graph, lineage), lineage.descents
    columns = _steps(boxes, descents)
    lanes = dict.fromkeys(columns, 0)
    widest = [0] * (max(columns.values()) + 1)
    for box in boxes:
        item = item_of(box, columns, lanes)
        widest[item.column] = max(widest[item.column], item.width)
    steps = tuple(width + SPACE for width in widest)
    first = EDGE + (DOTS if any(box.asked for box in boxes) else 0)
    plan = Plan(columns, lanes, (Lane(),), steps, first=first)
    aligned = drawn(boxes, descents, plan, here).picture
    if aligned.width <= WIDTH:
        return aligned
    narrow = replace(plan, steps=(STEP,) * len(steps))
    return drawn(boxes, descents, narrow, here).picture


def _steps(boxes: Sequence[Box], descents: Sequence[Descent]) -> dict[str, int]:
    """Return how many steps each model stands from the first; a first one just before its own."""
    parents, children = defaultdict(list), defaultdict(list)
    for each in descents:
        parents[each.child].append(each.parent)
        children[each.parent].append(each.child)
    ordered = parents_first(boxes, descents)
    steps: dict[str, int] = {}
    for id_ in ordered:
        steps[id_] = max((steps[parent] + 1 for parent in parents[id_]), default=0)
    for id_ in reversed(ordered):
        if not parents[id_] and children[id_]:
            steps[id_] = min(steps[child] for child in children[id_]) - 1
    return steps


def _lists(
    graph: KnowledgeGraph,
    whole: Lineage,
    model: ModelEntry,
    up: dict[str, int],
    down: dict[str, int],
) -> tuple[LinkGroup, ...]:
    """Return the same in words: what it was made from, what was made from it, and beyond."""
    shown = {each.id for each in whole.models}
    earlier, later = (
        tuple(_link(graph, id_) for id_, steps in side.items() if steps > 1 and id_ in shown)
        for side in (up, down)
    )
    groups = [
        LinkGroup(
            "Made from",
            tuple(_link(graph, d.parent, d.how) for d in whole.descents if d.child == model.id),
        ),
        LinkGroup("Earlier", earlier),
    ]
    groups += [
        LinkGroup(
            INVERSE_WORDS[how],
            tuple(
                _link(graph, d.child)
                for d in whole.descents
                if d.parent == model.id and d.how == how
            ),
        )
        for how in HOWS
    ]
    groups.append(LinkGroup("Later", later))
    return tuple(group for group in groups if group.links)


def _made_from(graph: KnowledgeGraph, lineage: Lineage) -> tuple[Link, ...]:
    labels = {model.id: model.name for model in lineage.models}
    return tuple(
        replace(_link(graph, d.child), note=f"{d.how.replace('-', ' ')}: {labels[d.parent]}")
        for d in sorted(lineage.descents, key=lambda d: (d.child, d.parent))
    )


def _link(graph: KnowledgeGraph, id_: str, note: str | None = None) -> Link:
    return link_to(graph, EntryKey("model", id_), note)
