"""The evidence-gap map: claims counted by challenge and theme."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.challenge import ChallengeEntry
from agi_review.schema.kinds.theme import ThemeEntry
from agi_review.views.links import entry_path, link_to
from agi_review.views.parts import GapCell, GapMap, GapRow

STEPS = (1, 2, 4, 7, 11)
"""The fewest claims of each step of the ramp."""


def gap_map(graph: KnowledgeGraph) -> GapMap:
    """Return the whole map; a theme or challenge without any claim keeps its row or column."""
    return _map(graph, graph.of(ChallengeEntry), graph.of(ThemeEntry))


def challenge_strip(graph: KnowledgeGraph, challenge: ChallengeEntry) -> GapMap | None:
    """Return the map's row of one challenge, or nothing if the base has no themes."""
    themes = graph.of(ThemeEntry)
    return _map(graph, [challenge], themes) if themes else None


def theme_strip(graph: KnowledgeGraph, theme: ThemeEntry) -> GapMap | None:
    """Return the map's column of one theme, laid on its side, or nothing without challenges."""
    challenges = graph.of(ChallengeEntry)
    if not challenges:
        return None
    column = _map(graph, challenges, [theme])
    cells = tuple(row.cells[0] for row in column.rows)
    row = GapRow(link_to(graph, theme.key), cells)
    return replace(column, columns=tuple(each.link for each in column.rows), rows=(row,))


def _map(
    graph: KnowledgeGraph, challenges: list[ChallengeEntry], themes: list[ThemeEntry]
) -> GapMap:
    counts = _counts(graph)
    rows = []
    for challenge in challenges:
        searched = {search.theme for search in challenge.searches}
        cells = tuple(
            _cell(challenge, theme, counts[challenge.id, theme.id], searched=theme.id in searched)
            for theme in themes
        )
        rows.append(GapRow(link_to(graph, challenge.key), cells))
    gaps = sum(cell.state == "gap" for row in rows for cell in row.cells)
    links = tuple(
        replace(link_to(graph, theme.key), label=theme.short or theme.name) for theme in themes
    )
    return GapMap(links, tuple(rows), gaps)


def _counts(graph: KnowledgeGraph) -> dict[tuple[str, str], tuple[int, int]]:
    """Claims and checked claims of each pair; a claim bears on the page it stands on."""
    counts: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for entry in graph:
        for claim in entry.claims:
            challenges = {*claim.challenges, *([entry.id] if entry.key.kind == "challenge" else [])}
            themes = {*claim.themes, *([entry.id] if entry.key.kind == "theme" else [])}
            for pair in ((c, t) for c in challenges for t in themes):
                total, checked = counts[pair]
                counts[pair] = (total + 1, checked + (claim.checked is not None))
    return counts


def _cell(
    challenge: ChallengeEntry, theme: ThemeEntry, count: tuple[int, int], *, searched: bool
) -> GapCell:
    total, checked = count
    state = "counted" if total else "gap" if searched else "not-searched"
    noun = "claim" if total == 1 else "claims"
    said = {
        "counted": f"{total} {noun}, {round(100 * checked / max(total, 1))} % checked",
        "gap": "a gap: searched, nothing found",
        "not-searched": "not searched yet",
    }[state]
    step = sum(total >= fewest for fewest in STEPS)
    anchor = "#claims" if total and challenge.claims else ""
    name = f"{challenge.name}, {theme.name}: {said}"
    return GapCell(total, checked, state, step, name, f"{entry_path(challenge)}{anchor}")
