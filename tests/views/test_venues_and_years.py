"""Venues and years gather every entry once and link both ways."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.kinds import BenchmarkEntry, DatasetEntry, ModelEntry, PaperEntry
from agi_review.views.hub_page import HubPage
from agi_review.views.pages import entry_page
from agi_review.views.venue_pages import venue_pages, venues_page
from agi_review.views.venues import series_of_paper, venues
from agi_review.views.year_pages import year_pages, years_page
from agi_review.views.years import years
from tests.conftest import PROJECT, MakeBase

PAPER = "title: {0}\nauthors:\n  - family: A\nyear: {1}\ntype: {2}\n"


def rows(page: HubPage, anchor: str) -> list[str]:
    """The paths the rows of a section lead to."""
    tables = [section.table for section in page.sections if section.anchor == anchor]
    return [row.cells[0].links[0].path for table in tables if table for row in table.rows]


def facts(graph: KnowledgeGraph, paper: PaperEntry) -> dict[str, str]:
    """Where the facts of a paper's page lead."""
    lines = [line for group in entry_page(graph, paper).facts for line in group.facts]
    return {line.label: value.link.path for line in lines for value in line.values if value.link}


def test_a_venue_shows_its_papers_and_its_spellings(make_base: MakeBase) -> None:
    """Under the name most records have, without year."""
    names = ("Big Conference, BC 2023, Rome", "Big Conference, BC 2024, Oslo", "Other")
    graph = make_base(
        {
            f"papers/p{n}.yaml": PAPER.format(n, 2020 + n, "paper-conference") + f"venue: {name}\n"
            for n, name in enumerate(names)
        }
    ).graph

    (page,) = venue_pages(graph)

    assert (page.title, page.path) == ("Big Conference", "venues/big-conference/")
    assert rows(page, "papers") == ["papers/p1/", "papers/p0/"]
    table = page.sections[1].table
    assert table is not None
    assert [row.cells[0].value.text for row in table.rows if row.cells[0].value] == list(names[:2])
    assert "1 venue with one paper here is left out; 0 records" in (
        venues_page(graph).sections[0].note or ""
    )


def test_only_preprints_with_an_arxiv_id_are_called_arxiv(make_base: MakeBase) -> None:
    """A report without a venue is in none."""
    arxiv = "ids:\n  arxiv: '2401.0000{0}'\n"
    graph = make_base(
        {
            "papers/a.yaml": PAPER.format("A", 2024, "article") + arxiv.format(1),
            "papers/b.yaml": PAPER.format("B", 2024, "article") + arxiv.format(2),
            "papers/c.yaml": PAPER.format("C", 2024, "article"),
            "papers/d.yaml": PAPER.format("D", 2024, "paper-conference") + arxiv.format(3),
            "papers/e.yaml": PAPER.format("E", 2024, "article") + "venue: bioRxiv\n",
        }
    ).graph

    (page,) = venue_pages(graph)

    assert page.title == "arXiv preprints"
    assert rows(page, "papers") == ["papers/a/", "papers/b/"]
    assert "2 records name no venue" in (venues_page(graph).sections[0].note or "")


def test_every_paper_of_the_base_is_at_one_venue_and_in_one_year() -> None:
    """Counts equal the graph, and what a paper links to links back."""
    graph = load(PROJECT / "entries").graph
    papers = graph.current(PaperEntry)
    found = venues(graph)
    pages = {page.path: page for page in (*venue_pages(graph), *year_pages(graph))}

    said = [paper for paper in papers if series_of_paper(paper)]
    assert sum(len(venue.papers) for venue in found.values()) == len(said)
    assert len({venue.slug for venue in found.values()}) == len(found)
    for paper in papers[::20]:
        led = facts(graph, paper)
        assert f"papers/{paper.id}/" in rows(pages[led["Year"]], "papers")
        if "Venue" in led:
            assert f"papers/{paper.id}/" in rows(pages[led["Venue"]], "papers")


def test_years_count_what_the_graph_holds(tiny_kb: KnowledgeBase) -> None:
    """Papers, dated models and data sets, dated results; latest year first."""
    graph = tiny_kb.graph
    found = years(graph)

    assert list(found) == sorted(found, reverse=True)
    assert sum(len(year.papers) for year in found.values()) == len(graph.current(PaperEntry))
    models = [model for model in graph.current(ModelEntry) if model.released]
    assert sum(len(year.models) for year in found.values()) == len(models)
    datasets = [dataset for dataset in graph.current(DatasetEntry) if dataset.released]
    assert sum(len(year.datasets) for year in found.values()) == len(datasets)
    results = [r for b in graph.current(BenchmarkEntry) for r in b.results if r.date]
    assert sum(len(year.results) for year in found.values()) == len(results)
    for page, year in zip(year_pages(graph), found.values(), strict=True):
        assert len(rows(page, "models")) == len(year.models)
        assert len(rows(page, "papers")) == len(year.papers)


def test_a_year_leads_to_its_neighbours(make_base: MakeBase) -> None:
    """Over years without entries."""
    graph = make_base(
        {f"papers/p{y}.yaml": PAPER.format(y, y, "article") for y in (2017, 2020, 2023)}
    ).graph

    page = next(each for each in year_pages(graph) if each.id == "2020")

    assert [action.url for action in page.actions] == ["../2017/", "../2023/", "../"]


def test_empty_bases_have_empty_lists(make_base: MakeBase) -> None:
    """No traceback, and no page below."""
    graph = make_base({}).graph

    assert venue_pages(graph) == []
    assert year_pages(graph) == []
    assert venues_page(graph).title
    assert years_page(graph).title
