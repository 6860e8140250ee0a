"""Evidence-gap maps: claims counted by two things they bear on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Claim, Entry
from agi_review.schema.kinds.challenge import ChallengeEntry
from agi_review.schema.kinds.theme import ThemeEntry
from agi_review.views.composer import plural
from agi_review.views.links import link_to
from agi_review.views.parts import Cell, Column, GapCell, GapMap, GapRow, Row, Table, Value

GAPS = "maps/gaps/"
"""Where the map of challenges and themes stands."""

STEPS = (1, 2, 4, 7, 11)
"""The fewest claims of each step of the ramp."""

Placed = tuple[Entry, Claim]
"""A claim and the entry on whose page it stands."""

Evidence = dict[tuple[str, str], list[Placed]]
"""The claims of each pair of ids, in the order of the base."""


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
    row = GapRow(link_to(graph, theme.key), cells, column.total)
    links = tuple(each.link for each in column.rows)
    totals = tuple(each.total for each in column.rows)
    return replace(column, columns=links, rows=(row,), totals=totals, corner="Theme")


def evidence(graph: KnowledgeGraph) -> Evidence:
    """Return the claims of each challenge and theme; a claim bears on the page it stands on."""
    found: Evidence = defaultdict(list)
    for entry in graph:
        for claim in entry.claims:
            challenges = {*claim.challenges, *([entry.id] if entry.key.kind == "challenge" else [])}
            themes = {*claim.themes, *([entry.id] if entry.key.kind == "theme" else [])}
            for pair in ((c, t) for c in challenges for t in themes):
                found[pair].append((entry, claim))
    return found


def gaps_table(gaps: GapMap) -> Table:
    """Return a map as a table of counts and words, with its totals, for those who compute."""
    columns = (
        Column(gaps.corner),
        *(Column(column.label, number=True) for column in gaps.columns),
        Column("All", number=True),
    )
    rows = [
        (row.link.label, *(_said(cell) for cell in row.cells), str(row.total)) for row in gaps.rows
    ]
    rows.append(("All", *(str(total) for total in (*gaps.totals, gaps.total))))
    return Table(
        gaps.caption, columns, tuple(Row(tuple(Cell(Value(t)) for t in row)) for row in rows)
    )


def _said(cell: GapCell) -> str:
    return str(cell.claims) if cell.state == "counted" else cell.state.replace("-", " ")


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a map: the ids, names and second lines of its rows or columns."""

    entries: Sequence[Entry]
    short: Callable[[Entry], str]
    sub: Callable[[Entry], str | None] = lambda _entry: None


def crossed(  # noqa: PLR0913, PLR0917 - what a map is made of
    graph: KnowledgeGraph,
    down: Axis,
    across: Axis,
    found: Evidence,
    cell_path: Callable[[str, str], str],
    searched: Callable[[str, str], bool],
) -> tuple[tuple[GapRow, ...], tuple[int, ...], int]:
    """Return the rows of a map, the totals of its columns, and the total of all.

    Args:
        graph: The base.
        down: The rows.
        across: The columns.
        found: The claims of each pair of ids, row first.
        cell_path: Where the cell of a pair leads, from the site's root.
        searched: Whether somebody looked for evidence on a pair.
    """

    def distinct(pairs: Sequence[tuple[str, str]]) -> int:
        return len({id(claim) for pair in pairs for _, claim in found.get(pair, ())})

    rows, columns = [entry.id for entry in down.entries], [entry.id for entry in across.entries]
    made = tuple(
        GapRow(
            replace(link_to(graph, row.key), label=down.short(row)),
            tuple(
                _cell(
                    f"{row.label}, {column.label}",
                    found.get((row.id, column.id), []),
                    cell_path(row.id, column.id),
                    searched=searched(row.id, column.id),
                )
                for column in across.entries
            ),
            distinct([(row.id, column) for column in columns]),
            down.sub(row),
        )
        for row in down.entries
    )
    totals = tuple(distinct([(row, column) for row in rows]) for column in columns)
    return made, totals, distinct([(row, column) for row in rows for column in columns])


def _map(
    graph: KnowledgeGraph, challenges: list[ChallengeEntry], themes: list[ThemeEntry]
) -> GapMap:
    looked = {(challenge.id, s.theme) for challenge in challenges for s in challenge.searches}
    rows, totals, total = crossed(
        graph,
        Axis(challenges, lambda entry: entry.label, lambda entry: getattr(entry, "area", None)),
        Axis(themes, _short),
        graph.derived(evidence),
        lambda challenge, theme: f"{GAPS}{challenge}/#{theme}",
        lambda challenge, theme: (challenge, theme) in looked,
    )
    return GapMap(
        id="gap-map",
        caption="Claims by challenge and theme",
        corner="Challenge",
        columns=tuple(replace(link_to(graph, theme.key), label=_short(theme)) for theme in themes),
        rows=rows,
        totals=totals,
        total=total,
        gaps=sum(cell.state == "gap" for row in rows for cell in row.cells),
    )


def _short(entry: Entry) -> str:
    return getattr(entry, "short", None) or entry.label


def _cell(pair: str, placed: list[Placed], path: str, *, searched: bool) -> GapCell:
    total = len(placed)
    checked = sum(claim.checked is not None for _, claim in placed)
    state = "counted" if total else "gap" if searched else "not-searched"
    said = {
        "counted": f"{plural(total, 'claim')}, {100 * checked // max(total, 1)} % checked",
        "gap": "a gap: searched, nothing found",
        "not-searched": "not searched yet",
    }[state]
    step = sum(total >= fewest for fewest in STEPS)
    return GapCell(total, checked, state, step, f"{pair}: {said}", path)
