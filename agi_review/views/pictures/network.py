"""The citation network of a paper: what it cites to the left, what cites it to the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import sqrt

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.composer import plural
from agi_review.views.links import Link, link_to, short_citation
from agi_review.views.parts import Cell, Column, LinkGroup, Row, Table, Value
from agi_review.views.pictures.lettering import fitted
from agi_review.views.pictures.picture import Fold, LegendItem, Lettering, Node, Picture, Stroke

MOST_A_SIDE = 25
"""Papers drawn on one side before the rest folds away."""

WIDTH = 1020
MIDDLE = WIDTH // 2
LEFT, RIGHT = MIDDLE - 96, MIDDLE + 96
"""Where the marks of each side stand."""
PITCH = 38
TOP = 52
GAP = 16
"""Between a mark's place and its text."""

SMALLEST, LARGEST = 4, 10


BELOW = 60
"""What the names of the paper itself need under its mark."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of the picture: its papers, oldest first, and how it looks."""

    papers: tuple[PaperEntry, ...]
    word: str
    """The relation, as the table says it."""
    heading: str
    shape: str
    colour: str
    x: int
    outward: int
    """The direction its texts run: -1 to the left, 1 to the right."""


def cited_here(graph: KnowledgeGraph, paper: PaperEntry) -> int:
    """Return how many papers of the base cite a paper."""
    return graph.ask(citations_of, paper.key)


def citations_of(graph: KnowledgeGraph, key: EntryKey) -> int:
    """Return how many papers of the base cite one."""
    return graph.derived(_citations)[key]


def _citations(graph: KnowledgeGraph) -> Counter[EntryKey]:
    """How many papers of the base cite each."""
    return Counter(
        EntryKey("paper", id_)
        for paper in graph.of(PaperEntry)
        for id_ in dict.fromkeys(paper.cites)
    )


def citation_network(graph: KnowledgeGraph, paper: PaperEntry) -> Picture | None:
    """Return the picture around a paper, or nothing if the base knows no citation of it."""
    cited = _oldest_first(graph.get(PaperEntry, id_) for id_ in paper.cites)
    citing = _oldest_first(
        graph.get(PaperEntry, relation.source.id)
        for relation in graph.backlinks(paper)
        if relation.field == "cites" and not relation.in_prose
    )
    if not cited and not citing:
        return None
    left = _Side(cited, "it cites", "Papers it cites", "square", "link", LEFT, -1)
    right = _Side(citing, "cites it", "Papers that cite it", "circle", "fwd", RIGHT, 1)
    kept = [replace(side, papers=_most_cited(graph, side.papers)) for side in (left, right)]
    rest = [
        replace(side, papers=tuple(p for p in side.papers if p not in shown.papers))
        for side, shown in zip((left, right), kept, strict=True)
    ]
    totals = (len(cited), len(citing))
    picture = _drawn(graph, paper, kept, totals, "network")
    left_out = sum(len(side.papers) for side in rest)
    folds: tuple[Fold, ...] = ()
    if left_out:
        folds = (Fold(f"and {left_out:,} more", _drawn(graph, paper, rest, totals, "more")),)
    return replace(
        picture,
        name=f"Citations around this paper: it cites {plural(len(cited), 'paper')} of this base, "
        f"and {plural(len(citing), 'paper')} of it cite this one",
        legend=_LEGEND,
        twin=_table(graph, (left, right)),
        folds=folds,
        lists=tuple(_listed(graph, side) for side in (left, right) if side.papers),
    )


_LEGEND = (
    LegendItem("it cites", "square", "link"),
    LegendItem("this paper", "disc", "ink2"),
    LegendItem("cites it", "circle", "fwd"),
    LegendItem("larger: cited by more papers of this base"),
)


def _oldest_first(papers: Iterable[PaperEntry | None]) -> tuple[PaperEntry, ...]:
    found = {paper.id: paper for paper in papers if paper is not None}
    return tuple(sorted(found.values(), key=lambda p: (p.year, short_citation(p), p.id)))


def _most_cited(graph: KnowledgeGraph, papers: tuple[PaperEntry, ...]) -> tuple[PaperEntry, ...]:
    """The papers one side has room for, those the base cites most; in the order they came."""
    if len(papers) <= MOST_A_SIDE:
        return papers
    ranked = sorted(papers, key=lambda paper: (-cited_here(graph, paper), paper.year, paper.id))
    kept = {paper.id for paper in ranked[:MOST_A_SIDE]}
    return tuple(paper for paper in papers if paper.id in kept)


def _drawn(
    graph: KnowledgeGraph,
    paper: PaperEntry,
    sides: list[_Side],
    totals: tuple[int, int],
    id_: str,
) -> Picture:
    rows = max(2, *(len(side.papers) for side in sides))
    centre = TOP + rows * PITCH // 2
    height = max(TOP + rows * PITCH + 8, centre + BELOW)
    nodes: list[Node] = []
    strokes: list[Stroke] = []
    letters: list[Lettering] = []
    for side, total in zip(sides, totals, strict=True):
        first = centre - (len(side.papers) - 1) * PITCH // 2
        head = f"{side.heading} · {len(side.papers)} of {total}"
        anchor = "end" if side.outward < 0 else "start"
        letters.append(Lettering(side.x, 20, head, f"head {side.colour}", anchor))
        for number, other in enumerate(side.papers):
            y = first + number * PITCH
            nodes.append(_node(graph, other, side, y))
            inner = MIDDLE + side.outward * 20
            edge = side.x - side.outward * 4
            ends = (paper.id, other.id) if side.outward < 0 else (other.id, paper.id)
            strokes.append(
                Stroke(_curve(edge, y, inner, centre), f"cites {side.colour}", ends=ends)
            )
        if side.outward < 0:
            nodes.append(_itself(paper, centre))
    return Picture(
        id=id_,
        name=f"{sum(len(side.papers) for side in sides)} further papers",
        width=WIDTH,
        height=height,
        nodes=tuple(nodes),
        strokes=tuple(strokes),
        letters=tuple(letters),
    )


def _curve(x1: int, y1: int, x2: int, y2: int) -> str:
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"


def _node(graph: KnowledgeGraph, paper: PaperEntry, side: _Side, y: int) -> Node:
    x = side.x + side.outward * GAP
    room = (x if side.outward < 0 else WIDTH - x) - 4
    anchor = "end" if side.outward < 0 else "start"
    by = short_citation(paper)
    count = cited_here(graph, paper)
    letters = (
        Lettering(x, y - 2, fitted(paper.title, room), "name", anchor),
        Lettering(x, y + 13, fitted(by, room, 12), "sub", anchor),
    )
    name = f"{paper.title}, {by}, {side.word}, cited by {count} here"
    path = link_to(graph, paper.key).path
    size = max(SMALLEST, min(LARGEST, round(2 * sqrt(count))))
    return Node(paper.id, name, path, side.x, y, side.shape, side.colour, size, letters)


def _itself(paper: PaperEntry, y: int) -> Node:
    letters = (
        Lettering(MIDDLE, y + 36, "This paper", "strong", "middle"),
        Lettering(MIDDLE, y + 52, fitted(short_citation(paper), 180, 12), "sub", "middle"),
    )
    return Node(paper.id, "This paper", None, MIDDLE, y, "disc", "ink2", 11, letters)


def _listed(graph: KnowledgeGraph, side: _Side) -> LinkGroup:
    links: list[Link] = [link_to(graph, paper.key) for paper in side.papers]
    return LinkGroup(f"{side.heading}: {len(links)}", tuple(links))


def _table(graph: KnowledgeGraph, sides: tuple[_Side, _Side]) -> Table:
    rows = tuple(
        Row(
            (
                Cell(links=(link_to(graph, paper.key),)),
                Cell(Value(side.word)),
                Cell(Value(str(paper.year)), number=True),
                Cell(Value(str(cited_here(graph, paper))), number=True),
            )
        )
        for side in sides
        for paper in side.papers
    )
    columns = (
        Column("Paper"),
        Column("Relation", width=12),
        Column("Year", number=True, width=8),
        Column("Cited here", number=True, width=10),
    )
    return Table("Papers of this base that it cites or that cite it", columns, rows)
