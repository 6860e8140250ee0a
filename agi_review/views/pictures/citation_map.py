"""Pictures of the citations of the whole base: communities by year, and one community's papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import sqrt

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.communities import Community
from agi_review.views.composer import plural
from agi_review.views.lineage import Descent
from agi_review.views.links import Link, entry_path, link_to, short_citation
from agi_review.views.parts import Cell, Column, LinkGroup, Row, Table, Value
from agi_review.views.pictures.lettering import fitted
from agi_review.views.pictures.lineage import EDGE, Box, Lane, Plan, drawn
from agi_review.views.pictures.network import cited_here
from agi_review.views.pictures.picture import Band, LegendItem, Lettering, Node, Picture, Stroke

WIDTH = 1320
NAMES = 380
"""The room for the names of the communities, at the left."""
FLOWS = 150
"""The room for the curves between them, at the right."""
LANE = 56
TOP = 40
LARGEST_DOT = 21

MOST_COMMUNITIES = 40
"""Communities drawn, the largest first; table and list have all."""

FEWEST_DRAWN = 5
"""Citations between two communities below which no curve is drawn; the table has all."""
MANY = 15
"""From here on the curve is wide."""

MOST_PAPERS = 150
"""Papers of one community that its picture shows; the table has all."""
COLUMN = 180
"""From year to year at least."""


def community_map(named: Sequence[Community], path: str) -> Picture | None:
    """Return the communities as lanes of years, with the citations between them.

    Args:
        named: The communities, largest first.
        path: Where the pages of the communities stand, from the site's root.
    """
    if not named:
        return None
    every = named
    named = named[:MOST_COMMUNITIES]
    years = sorted({paper.year for community in named for paper in community.papers})
    step = (WIDTH - NAMES - FLOWS) // len(years)
    places = {year: NAMES + step * number + step // 2 for number, year in enumerate(years)}
    middles = {each.id: TOP + LANE * n + LANE // 2 for n, each in enumerate(named)}
    most = max(Counter(p.year for p in each.papers).most_common(1)[0][1] for each in named)
    height = TOP + LANE * len(named) + 8
    flows = citation_flows(named)
    letters = [Lettering(x, 24, str(year), "axis", "middle") for year, x in places.items()]
    for community in named:
        y = middles[community.id]
        letters += _lane_name(community, y)
    counted = [
        (community, year, count)
        for community in named
        for year, count in sorted(Counter(paper.year for paper in community.papers).items())
    ]
    return Picture(
        id="community-map",
        name=f"Communities of papers by year: {plural(len(named), 'group')}",
        width=WIDTH,
        height=height,
        nodes=tuple(
            _dot(each, path, year, count, most, places[year], middles[each.id])
            for each, year, count in counted
        ),
        bands=tuple(
            Band(0, TOP + LANE * n, WIDTH - FLOWS, LANE, "lane") for n in range(0, len(named), 2)
        ),
        strokes=tuple(_flows(flows, middles)),
        letters=tuple(letters),
        legend=(
            LegendItem("papers of a year, larger: more of them", "circle", "link"),
            LegendItem(
                f"{FEWEST_DRAWN} to {MANY - 1} citations between two groups",
                style="flow",
                line=True,
            ),
            LegendItem(f"{MANY} and more", style="flow wide", line=True),
        ),
        twin=_flows_table(every, citation_flows(every), path),
        files=True,
        lists=(LinkGroup(None, tuple(_listed(each, path) for each in every)),),
    )


def _listed(community: Community, path: str) -> Link:
    """A community in words, for screens too narrow for its years."""
    first, last = community.papers[0].year, community.papers[-1].year
    span = str(first) if first == last else f"{first} to {last}"
    note = f"{plural(len(community.papers), 'paper')}, {span}"
    return Link(community.name, f"{path}{community.id}/", "list", note=note)


def citation_flows(named: Sequence[Community]) -> Counter[tuple[str, str]]:
    """Return how many citations go from each community to each other."""
    home = {paper.id: community.id for community in named for paper in community.papers}
    return Counter(
        (community.id, home[cited])
        for community in named
        for paper in community.papers
        for cited in paper.cites
        if cited in home
    )


def _lane_name(community: Community, y: int) -> list[Lettering]:
    first, *others = community.terms
    more = ", ".join([plural(len(community.papers), "paper"), *others])
    return [
        Lettering(8, y - 3, fitted(f"{first[:1].upper()}{first[1:]}", NAMES - 28), "strong"),
        Lettering(8, y + 14, fitted(more, NAMES - 28, 12), "sub"),
    ]


def _dot(  # noqa: PLR0913, PLR0917 - a dot has a place, a size and a meaning
    community: Community, path: str, year: int, count: int, most: int, x: int, y: int
) -> Node:
    size = max(8, round(LARGEST_DOT * sqrt(count / most)))
    name = f"{community.name}, {year}: {plural(count, 'paper')}"
    letters = (Lettering(x, y + 4, str(count), "count", "middle"),)
    place = f"{path}{community.id}/"
    return Node(f"{community.id}-{year}", name, place, x, y, "circle", "link", size, letters)


def _flows(flows: Counter[tuple[str, str]], middles: dict[str, int]) -> list[Stroke]:
    strokes = []
    left = WIDTH - FLOWS + 6
    for one, other in combinations(middles, 2):
        count = flows[one, other] + flows[other, one]
        if count < FEWEST_DRAWN:
            continue
        y1, y2 = middles[one], middles[other]
        out = left + min(FLOWS - 20, 30 + abs(y2 - y1) // 3)
        style = "flow wide" if count >= MANY else "flow"
        curve = f"M{left} {y1}C{out} {y1} {out} {y2} {left} {y2}"
        strokes.append(Stroke(curve, style, ends=(one, other)))
    return strokes


def _flows_table(named: Sequence[Community], flows: Counter[tuple[str, str]], path: str) -> Table:
    names = {community.id: community.name for community in named}
    rows = tuple(
        Row(
            (
                Cell(links=(Link(names[citing], f"{path}{citing}/", "community"),)),
                Cell(links=(Link(names[cited], f"{path}{cited}/", "community"),)),
                Cell(Value(str(count)), number=True),
            )
        )
        for (citing, cited), count in sorted(flows.items(), key=lambda each: (-each[1], each[0]))
    )
    columns = (Column("Papers on"), Column("cite papers on"), Column("Citations", number=True))
    return Table("Citations between and within communities", columns, rows)


def paper_map(graph: KnowledgeGraph, community: Community) -> Picture:
    """Return the papers of a community by year, oldest left, with the citations among them."""
    shown = {paper.id: paper for paper in _most_cited(graph, community.papers)}
    years = sorted({paper.year for paper in shown.values()})
    column = {year: number for number, year in enumerate(years)}
    cites = [
        Descent(cited, paper.id, "cites")
        for paper in shown.values()
        for cited in sorted(set(paper.cites))
        if cited in shown and shown[cited].year < paper.year
    ]
    plan = Plan(
        {id_: column[paper.year] for id_, paper in shown.items()},
        dict.fromkeys(shown, 0),
        (Lane(),),
        (COLUMN,) * len(years),
        TOP - EDGE,
    )
    found = drawn([_box(paper) for paper in shown.values()], cites, plan)
    picture = found.picture
    letters = (
        Lettering(x, 24, str(year), "axis") for year, x in zip(years, found.columns, strict=True)
    )
    return replace(
        picture,
        id="papers-by-year",
        name=f"{community.name}: {plural(len(shown), 'paper')} by year, "
        f"{plural(len(cites), 'citation')} drawn between them",
        nodes=tuple(_as_paper(graph, shown[node.key], node) for node in picture.nodes),
        strokes=tuple(_as_citation(stroke) for stroke in picture.strokes),
        letters=tuple(letters),
        legend=(
            LegendItem("a paper; larger: cited by more papers of this base", "circle", "link"),
            LegendItem("cites", style="cites faint", line=True),
        ),
        twin=_papers_table(graph, community.papers),
        twin_open=True,
    )


def _most_cited(graph: KnowledgeGraph, papers: Sequence[PaperEntry]) -> tuple[PaperEntry, ...]:
    ranked = sorted(papers, key=lambda paper: (-cited_here(graph, paper), paper.id))
    kept = {paper.id for paper in ranked[:MOST_PAPERS]}
    return tuple(paper for paper in papers if paper.id in kept)


def _box(paper: PaperEntry) -> Box:
    label = short_citation(paper)
    return Box(paper.id, label, entry_path(paper), "vision", medical=False, public=str(paper.year))


def _as_paper(graph: KnowledgeGraph, paper: PaperEntry, node: Node) -> Node:
    """Return the box of a lineage as that of a paper: its mark is as large as it is cited."""
    count = cited_here(graph, paper)
    return replace(
        node,
        name=f"{paper.title}, {short_citation(paper)}, cited by {count} here",
        shape="circle",
        style="link",
        size=max(3, min(7, round(2 + sqrt(count)))),
        values=(),
    )


def _as_citation(stroke: Stroke) -> Stroke:
    """Return a line as a citation, which goes from the later paper to the earlier one."""
    ends = stroke.ends[::-1] if stroke.ends else None
    return replace(stroke, style="cites faint", arrow=False, ends=ends)


def _papers_table(graph: KnowledgeGraph, papers: Sequence[PaperEntry]) -> Table:
    rows = tuple(
        Row(
            (
                Cell(links=(link_to(graph, paper.key),)),
                Cell(Value(str(paper.year)), number=True),
                Cell(Value(str(cited_here(graph, paper))), number=True),
            )
        )
        for paper in sorted(papers, key=lambda p: (-cited_here(graph, p), p.year, p.id))
    )
    columns = (Column("Paper"), Column("Year", number=True, width=8))
    return Table("Papers", (*columns, Column("Cited here", number=True, width=10)), rows)
