"""Whatever the size of a base: pictures, tables and graph agree, and no picture explodes."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import load
from agi_review.render import Renderer
from agi_review.schema.kinds import (
    BenchmarkEntry,
    ChallengeEntry,
    FamilyEntry,
    ModelEntry,
    PaperEntry,
    ThemeEntry,
)
from agi_review.views import HUBS, HubPage, entry_page
from agi_review.views.benchmarks_page import benchmarks_page
from agi_review.views.citation_pages import citations_page
from agi_review.views.communities import communities
from agi_review.views.composition_page import composition_page
from agi_review.views.coverage_pages import coverage_page
from agi_review.views.gap_map import (
    MOST_CELLS,
    challenge_strip,
    evidence,
    gap_map,
    gaps_table,
    theme_strip,
)
from agi_review.views.gap_pages import challenge_gaps, gaps_page
from agi_review.views.lineage_page import lineage_page
from agi_review.views.parts import Cell, GapMap, Table
from agi_review.views.pictures import Picture
from agi_review.views.pictures.timeline import MOST_MARKS
from agi_review.views.results import dated
from agi_review.views.timeline_page import timeline_page
from tests.conftest import PROJECT
from tests.views.pictures.bases import random_base

LARGEST = 300_000
"""Bytes a picture may have."""

BASES = ("empty", "one entry", "small", "middle", "large", "real")


@cache
def made(name: str) -> KnowledgeGraph:
    """A random base of some size, or the real one; the large one has 10,000 entries."""
    if name == "real":
        return load(PROJECT / "entries").graph
    sizes = {"empty": 0, "one entry": 1, "small": 120, "middle": 900, "large": 10_000}
    return random_base(len(name), sizes[name])


@pytest.fixture(params=BASES)
def base(request: pytest.FixtureRequest) -> KnowledgeGraph:
    """Each of the bases; they are made once, in whatever order tests run."""
    return made(request.param)


def pictures(graph: KnowledgeGraph) -> list[tuple[str, Picture]]:
    """Every picture of the maps, with what it folds away."""
    found = []
    for hub in HUBS:
        if not hub.path.startswith("maps/"):
            continue
        view = hub.view(graph)
        if isinstance(view, HubPage):
            drawn = [section.picture for section in view.sections if section.picture]
            found += [(view.root, each) for each in drawn]
            found += [(view.root, fold.picture) for each in drawn for fold in each.folds]
    return found


def only_picture(page: HubPage) -> Picture | None:
    """The picture of the first section."""
    return page.sections[0].picture


def paths(cell: Cell) -> list[str]:
    """Where the links of a cell lead."""
    return [link.path for link in cell.links]


def column(table: Table | None, number: int) -> list[str]:
    """The texts of a column."""
    assert table is not None
    return [cell.value.text for row in table.rows if (cell := row.cells[number]).value]


def test_no_picture_is_larger_than_a_reader_can_load(base: KnowledgeGraph) -> None:
    """As a file with its style, whatever the base."""
    renderer = Renderer()
    sizes = {
        picture.id: len(renderer.picture(picture, root).encode())
        for root, picture in pictures(base)
    }

    assert max(sizes.values(), default=0) < LARGEST, sizes


def test_pictures_of_the_most_linked_entries_are_bounded_too(base: KnowledgeGraph) -> None:
    """The network of the paper most cited, the lineage of the model and family most built on."""
    renderer = Renderer()
    for kind in (PaperEntry, ModelEntry, FamilyEntry):
        ranked = sorted(base.of(kind), key=lambda entry: (-len(base.backlinks(entry)), entry.id))
        for entry in ranked[:2]:
            page = entry_page(base, entry)
            for section in (*page.beside, *page.rest):
                if section.picture:
                    text = renderer.picture(section.picture, page.root)
                    assert len(text.encode()) < LARGEST, (entry.key, section.anchor)


def test_the_timeline_counts_every_dated_model(base: KnowledgeGraph) -> None:
    """One by one or by bars; its table names or counts all, the undated too."""
    picture = only_picture(timeline_page(base))
    models = [model for model in base.of(ModelEntry) if model.deprecated is None]
    known = [model for model in models if model.released]
    assert picture is not None
    assert picture.twin is not None
    if len(known) <= MOST_MARKS:
        assert {node.key for node in picture.nodes} == {model.id for model in known}
        named = [path for row in picture.twin.rows for cell in row.cells for path in paths(cell)]
        assert sorted(named) == sorted(f"models/{model.id}/" for model in models)
    else:
        counts = (node.name.rpartition(": ")[2].split()[0] for node in picture.nodes)
        assert sum(int(count.replace(",", "")) for count in counts) == len(known)
        cells = [cell for row in picture.twin.rows for cell in row.cells[1:]]
        said = (cell.links[0].label.replace(",", "") for cell in cells if cell.links)
        assert sum(map(int, said)) == len(models)


def test_the_gap_map_counts_every_claim(base: KnowledgeGraph) -> None:
    """Cell by cell, or gathered by area and stage; pairs add up to all pairs."""
    gaps = gap_map(base)
    found = base.derived(evidence)
    challenges, themes = base.of(ChallengeEntry), base.of(ThemeEntry)
    searched = {(each.id, search.theme) for each in challenges for search in each.searches}
    pairs = len(challenges) * len(themes)

    assert gaps.gathered == (pairs > MOST_CELLS)
    assert (gaps.counted, gaps.gaps) == (len(found), len(searched - found.keys()))
    assert gaps.counted + gaps.gaps + gaps.unsearched == pairs
    assert gaps.total == len({id(claim) for placed in found.values() for _, claim in placed})
    assert gaps_page(base).sections[0].gaps is not None
    _table_says_the_same(gaps)
    if not gaps.gathered:
        cells = {
            (row.link.path.split("/")[1], head.path.split("/")[1]): cell
            for row in gaps.rows
            for head, cell in zip(gaps.columns, row.cells, strict=True)
        }
        assert {pair: cell.claims for pair, cell in cells.items() if cell.claims} == {
            pair: len(placed) for pair, placed in found.items()
        }
        assert {pair for pair, cell in cells.items() if cell.state == "gap"} == (
            searched - found.keys()
        )


def test_every_cell_of_a_strip_leads_to_a_place_that_is_there(base: KnowledgeGraph) -> None:
    """Also where the page of a challenge names only the themes that have claims or searches."""
    pages = challenge_gaps(base)
    places = {page.path for page in pages}
    places |= {f"{page.path}#{section.anchor}" for page in pages for section in page.sections}
    strips = [challenge_strip(base, each) for each in base.of(ChallengeEntry)]
    strips += [theme_strip(base, each) for each in base.of(ThemeEntry)]

    led_to = {c.path for strip in filter(None, strips) for row in strip.rows for c in row.cells}

    assert led_to <= places


def test_the_map_of_modalities_has_a_table_that_says_the_same(base: KnowledgeGraph) -> None:
    """Cells, totals and the number of rows left out."""
    section = coverage_page(base).sections[0]

    assert section.gaps is not None
    assert len(section.gaps.rows) * len(section.gaps.columns) <= MOST_CELLS
    _table_says_the_same(section.gaps)


def _table_says_the_same(gaps: GapMap) -> None:
    table = gaps_table(gaps)
    shown = [
        [
            row.link.label,
            *(
                str(cell.claims) if cell.state == "counted" else cell.state.replace("-", " ")
                for cell in row.cells
            ),
            str(row.total),
        ]
        for row in gaps.rows
    ]
    told = [[cell.value.text for cell in row.cells if cell.value] for row in table.rows]
    assert told == [*shown, ["All", *map(str, gaps.totals), str(gaps.total)]]


def test_the_citations_of_communities_are_all_in_the_table(base: KnowledgeGraph) -> None:
    """Between and within; each paper is in one community or in none."""
    found = base.derived(communities)
    placed = [paper.id for group in found.named for paper in group.papers]
    papers = [paper.id for paper in base.of(PaperEntry)]
    assert sorted([*placed, *(paper.id for paper in found.apart)]) == sorted(papers)
    picture = only_picture(citations_page(base))
    assert (picture is None) == (not found.named)
    if picture is not None:
        inside = set(placed)
        edges = sum(
            cited in inside
            for paper in base.of(PaperEntry)
            if paper.id in inside
            for cited in paper.cites
        )
        assert sum(map(int, column(picture.twin, 2))) == edges
        counted = Counter(paper.year for group in found.named for paper in group.papers)
        assert sum(counted.values()) == len(placed)


def test_benchmarks_are_all_in_the_table(base: KnowledgeGraph) -> None:
    """With as many dated results as they have; those drawn say as many."""
    page = benchmarks_page(base)
    picture = only_picture(page)
    table = picture.twin if picture else page.sections[0].table
    assert table is not None
    counts = {row.cells[0].links[0].path: row.cells[4].value for row in table.rows}
    for benchmark in base.of(BenchmarkEntry):
        value = counts[f"benchmarks/{benchmark.id}/"]
        assert value is not None
        assert value.text == str(len(dated(benchmark)))
    if picture is not None:
        for node in picture.nodes:
            value = counts[f"benchmarks/{node.key}/"]
            assert value is not None
            assert f": {value.text} dated result" in node.name


def test_the_lineage_names_every_family_and_every_drawn_model(base: KnowledgeGraph) -> None:
    """The table of families is whole; a picture of models is whole or is not there."""
    page = lineage_page(base)
    families = [section for section in page.sections if section.anchor == "by-family"]
    (models,) = (section for section in page.sections if section.anchor == "map")
    assert bool(families) == bool(base.of(FamilyEntry))
    for section in families:
        assert section.picture is not None
        assert section.picture.twin is not None
        told = {row.cells[0].links[0].path for row in section.picture.twin.rows}
        assert told == {f"families/{family.id}/" for family in base.of(FamilyEntry)}
    if models.picture is not None:
        drawn = {(*stroke.ends,) for stroke in models.picture.strokes if stroke.ends}
        stated = {(d.model, m.id) for m in base.of(ModelEntry) for d in m.derives_from}
        assert {ends for ends in drawn if ends[0] != ends[1]} == stated


def test_bars_add_up_to_what_they_count(base: KnowledgeGraph) -> None:
    """Papers by year and weights by year count each paper and each model once."""
    by_year, _, _, weights = composition_page(base).sections
    for section, kind in ((by_year, PaperEntry), (weights, ModelEntry)):
        assert section.picture is not None
        totals = column(section.picture.twin, -1)
        current = [entry for entry in base.of(kind) if entry.deprecated is None]
        assert sum(int(total.replace(",", "")) for total in totals) == len(current)
        drawn = (node.name.rpartition(": ")[2].split()[0] for node in section.picture.nodes)
        assert sum(int(count.replace(",", "")) for count in drawn) == len(current)
