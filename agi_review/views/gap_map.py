"""Evidence-gap maps: claims counted by two things they bear on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from agi_review.graph import KnowledgeGraph
from agi_review.graph.knowledge_graph import AnyEntry
from agi_review.schema.entry import Claim, Entry, EntryKey
from agi_review.schema.kinds.challenge import ChallengeEntry
from agi_review.schema.kinds.theme import ThemeEntry
from agi_review.schema.vocabulary import Area, Stage
from agi_review.views.composer import plural
from agi_review.views.links import Link, link_to
from agi_review.views.parts import Cell, Column, GapCell, GapMap, GapRow, Row, Table, Value

GAPS = "maps/gaps/"
"""Where the map of challenges and themes stands."""

MOST_CELLS = 1_000
"""Pairs above which challenges are counted by area and themes by stage."""

MOST_ACROSS = 40
"""Cells of a strip on the page of a challenge, a theme or a modality."""

STEPS = (1, 2, 4, 7, 11)
"""The fewest claims of each step of the ramp."""

Placed = tuple[Entry, Claim]
"""A claim and the entry on whose page it stands."""

Evidence = dict[tuple[str, str], list[Placed]]
"""The claims of each pair of ids, in the order of the base."""


def gap_map(graph: KnowledgeGraph) -> GapMap:
    """Return the whole map; a theme or challenge without any claim keeps its row or column.

    A base with more than `MOST_CELLS` pairs is counted by area and stage instead.
    """
    challenges, themes = graph.of(ChallengeEntry), graph.of(ThemeEntry)
    if names_all_pairs(graph):
        return _map(graph, challenges, themes)
    return _by_area(graph, challenges, themes)


def names_all_pairs(graph: KnowledgeGraph) -> bool:
    """Whether a challenge has a section for every theme, or for those with claims or searches."""
    return len(graph.of(ChallengeEntry)) * len(graph.of(ThemeEntry)) <= MOST_CELLS


def topic_strip(graph: KnowledgeGraph, key: EntryKey) -> GapMap | None:
    """Return the part of the map that a challenge or a theme has on its page, if any."""
    topic = graph.entries[key]
    if isinstance(topic, ChallengeEntry):
        return challenge_strip(graph, topic)
    return theme_strip(graph, topic) if isinstance(topic, ThemeEntry) else None


def challenge_strip(graph: KnowledgeGraph, challenge: ChallengeEntry) -> GapMap | None:
    """Return the map's row of one challenge, or nothing if the base has no themes."""
    themes = _most(graph, graph.of(ThemeEntry), lambda theme: (challenge.id, theme))
    return _map(graph, [challenge], themes) if themes else None


def theme_strip(graph: KnowledgeGraph, theme: ThemeEntry) -> GapMap | None:
    """Return the map's column of one theme, laid on its side, or nothing without challenges."""
    challenges = _most(graph, graph.of(ChallengeEntry), lambda challenge: (challenge, theme.id))
    if not challenges:
        return None
    column = _map(graph, challenges, [theme])
    cells = tuple(row.cells[0] for row in column.rows)
    row = GapRow(link_to(graph, theme.key), cells, column.total)
    links = tuple(each.link for each in column.rows)
    totals = tuple(each.total for each in column.rows)
    return replace(column, columns=links, rows=(row,), totals=totals, corner="Theme")


def _most(
    graph: KnowledgeGraph, entries: list[AnyEntry], pair: Callable[[str], tuple[str, str]]
) -> list[AnyEntry]:
    """The entries a strip has room for: those with the most claims, in their own order."""
    if len(entries) <= MOST_ACROSS:
        return entries
    found = graph.derived(evidence)
    ranked = sorted(entries, key=lambda entry: (-len(found.get(pair(entry.id), ())), entry.id))
    kept = {entry.id for entry in ranked[:MOST_ACROSS]}
    return [entry for entry in entries if entry.id in kept]


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
class Head:
    """The head of a row or a column."""

    id: str
    link: Link
    """Under the name that has room in a map."""
    name: str
    """The name in full, for those who hear it."""
    sub: str | None = None


def crossed(
    down: Sequence[Head],
    across: Sequence[Head],
    found: Evidence,
    cell_path: Callable[[str, str], str],
    searched: Callable[[str, str], bool],
) -> tuple[tuple[GapRow, ...], tuple[int, ...], int]:
    """Return the rows of a map, the totals of its columns, and the total of all.

    Args:
        down: The rows.
        across: The columns.
        found: The claims of each pair of ids, row first.
        cell_path: Where the cell of a pair leads, from the site's root.
        searched: Whether somebody looked for evidence on a pair.
    """

    def distinct(pairs: Sequence[tuple[str, str]]) -> int:
        return len({id(claim) for pair in pairs for _, claim in found.get(pair, ())})

    rows, columns = [head.id for head in down], [head.id for head in across]
    made = tuple(
        GapRow(
            row.link,
            tuple(
                _cell(
                    f"{row.name}, {column.name}",
                    found.get((row.id, column.id), []),
                    cell_path(row.id, column.id),
                    searched=searched(row.id, column.id),
                )
                for column in across
            ),
            distinct([(row.id, column) for column in columns]),
            row.sub,
        )
        for row in down
    )
    totals = tuple(distinct([(row, column) for row in rows]) for column in columns)
    return made, totals, distinct([(row, column) for row in rows for column in columns])


def _map(
    graph: KnowledgeGraph, challenges: list[ChallengeEntry], themes: list[ThemeEntry]
) -> GapMap:
    looked = _looked(challenges)
    across = [_head(graph, theme) for theme in themes]
    found = graph.derived(evidence)
    whole = names_all_pairs(graph)

    def cell_path(challenge: str, theme: str) -> str:
        pair = challenge, theme
        named = whole or pair in found or pair in looked
        return f"{GAPS}{challenge}/#{theme}" if named else f"{GAPS}{challenge}/"

    rows, totals, total = crossed(
        [_head(graph, challenge) for challenge in challenges],
        across,
        found,
        cell_path,
        lambda challenge, theme: (challenge, theme) in looked,
    )
    states = Counter(cell.state for row in rows for cell in row.cells)
    return GapMap(
        id="gap-map",
        caption="Claims by challenge and theme",
        corner="Challenge",
        columns=tuple(head.link for head in across),
        rows=rows,
        totals=totals,
        total=total,
        gaps=states["gap"],
        counted=states["counted"],
        unsearched=states["not-searched"],
    )


def _by_area(
    graph: KnowledgeGraph, challenges: list[ChallengeEntry], themes: list[ThemeEntry]
) -> GapMap:
    """The map of a large base: challenges gathered by area, themes by stage."""
    area = {challenge.id: challenge.area for challenge in challenges}
    stage = {theme.id: theme.stage for theme in themes}
    pairs = graph.derived(evidence)
    gathered: dict[tuple[str, str], dict[int, Placed]] = defaultdict(dict)
    for (challenge, theme), placed in pairs.items():
        cell = gathered[area[challenge], stage[theme]]
        cell.update((id(claim), (entry, claim)) for entry, claim in placed)
    looked = _looked(challenges)
    gathered_looked = {(area[challenge], stage[theme]) for challenge, theme in looked}
    across = [_gathered(each, f"themes/?stage={each}") for each in get_args(Stage)]
    rows, totals, total = crossed(
        [_gathered(each, f"challenges/?area={each}") for each in get_args(Area)],
        across,
        {pair: list(cell.values()) for pair, cell in gathered.items()},
        lambda area, _stage: f"challenges/?area={area}",
        lambda area, stage: (area, stage) in gathered_looked,
    )
    gaps = len(looked - pairs.keys())
    return GapMap(
        id="gap-map",
        caption="Claims by area of challenge and stage of theme",
        corner="Area",
        columns=tuple(head.link for head in across),
        rows=rows,
        totals=totals,
        total=total,
        gaps=gaps,
        counted=len(pairs),
        unsearched=len(challenges) * len(themes) - len(pairs) - gaps,
        gathered=True,
    )


def _looked(challenges: Iterable[ChallengeEntry]) -> set[tuple[str, str]]:
    """The pairs that somebody searched for."""
    return {(challenge.id, each.theme) for challenge in challenges for each in challenge.searches}


def _head(graph: KnowledgeGraph, entry: ChallengeEntry | ThemeEntry) -> Head:
    link = replace(link_to(graph, entry.key), label=_short(entry))
    return Head(entry.id, link, entry.label, getattr(entry, "area", None))


def _gathered(value: str, path: str) -> Head:
    return Head(value, Link(value.capitalize(), path, "list"), value)


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
