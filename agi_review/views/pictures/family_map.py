"""The families against time: where a reader begins who does not want every model at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from agi_review.graph import KnowledgeGraph
from agi_review.views.composer import plural
from agi_review.views.family_lines import FamilyLine, families_table, grown_from
from agi_review.views.links import Link, entry_path, link_to
from agi_review.views.parts import LinkGroup
from agi_review.views.pictures.against_time import YEARS, against_time
from agi_review.views.pictures.lineage import Box, legend
from agi_review.views.pictures.picture import CATEGORY_SHAPES, Picture

MOST_FAMILIES = 80
"""Families drawn; those with the fewest models stand in the table only."""


def family_map(graph: KnowledgeGraph, lines: tuple[FamilyLine, ...]) -> Picture:
    """Return the families, each with how many models it has and the families it grew from."""
    ranked = sorted(lines, key=lambda line: (-line.models, line.family.id))
    shown = {line.family.id for line in ranked[:MOST_FAMILIES]}
    drawn = [line for line in lines if line.family.id in shown]
    boxes = [_box(line) for line in drawn]
    descents = [each for line in drawn for each in line.parents if each.parent in shown]
    return replace(
        against_time(boxes, descents, YEARS),
        id="families",
        name=f"Lineage of families: {len(boxes):,} with {plural(len(descents), 'link')}, "
        "from the earliest at the left to the latest at the right",
        legend=legend(boxes, descents),
        twin=families_table(graph, lines),
        files=True,
        lists=tuple(_lists(graph, lines)),
    )


def _box(line: FamilyLine) -> Box:
    family = line.family
    return Box(
        family.id,
        family.short or family.name,
        entry_path(family),
        family.category,
        family.domain == "medical",
        line.public,
        said=plural(line.models, "model"),
    )


def _lists(graph: KnowledgeGraph, lines: tuple[FamilyLine, ...]) -> Iterator[LinkGroup]:
    """The same in words, by category."""
    for category in CATEGORY_SHAPES:
        links = tuple(_link(graph, line) for line in lines if line.family.category == category)
        if links:
            yield LinkGroup(category.capitalize(), links)


def _link(graph: KnowledgeGraph, line: FamilyLine) -> Link:
    names = ", ".join(f"{link.label} ({link.note})" for link in grown_from(graph, line))
    origin = f", from {names}" if names else ""
    return link_to(graph, line.family.key, f"{plural(line.models, 'model')}{origin}")
