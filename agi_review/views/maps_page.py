"""The page that leads to every picture of the field, and to the lists beside them."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds import BenchmarkEntry, ModelEntry, PaperEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.views.communities import communities
from agi_review.views.composer import plural
from agi_review.views.family_lines import family_lines
from agi_review.views.gap_map import gap_map
from agi_review.views.hub_page import HubPage
from agi_review.views.lineage import lineage_of
from agi_review.views.links import Link
from agi_review.views.lists import GLOSSARY
from agi_review.views.offered import says_something
from agi_review.views.parts import LinkGroup, Section
from agi_review.views.people import PEOPLE, people
from agi_review.views.venues import VENUES, venues
from agi_review.views.years import YEARS, years

Entrance = tuple[str, str, str, str]
"""A name, an address, what stands there, and how much of it, in a few words."""


def maps_page(graph: KnowledgeGraph) -> HubPage:
    """Return the maps and the lists, each with what it shows and how much."""
    parts = (
        ("evidence", "Evidence", _evidence(graph)),
        ("models", "Models", _models(graph)),
        ("papers", "Papers", _papers(graph)),
        ("lists", "Lists", _lists(graph)),
    )
    return HubPage(
        path="maps/",
        title="See the field",
        description="Maps of the field, each computed from the entries and with its table.",
        lede="Every picture is computed from the entries, has its numbers in a table beside it, "
        "and leads to what stands behind each mark.",
        sections=tuple(
            Section(anchor, title, links=(LinkGroup(None, links),))
            for anchor, title, entrances in parts
            if (links := _links(graph, entrances))
        ),
    )


def _links(graph: KnowledgeGraph, entrances: tuple[Entrance, ...]) -> tuple[Link, ...]:
    return tuple(
        Link(name, path, "map", note=what, detail=much)
        for name, path, what, much in entrances
        if says_something(graph, path)
    )


def _evidence(graph: KnowledgeGraph) -> tuple[Entrance, ...]:
    gaps = gap_map(graph)
    pairs = gaps.counted + gaps.gaps + gaps.unsearched
    held = f"{gaps.counted:,} of {plural(pairs, 'cell')} hold claims"
    benchmarks = graph.current(BenchmarkEntry)
    results = plural(sum(len(benchmark.results) for benchmark in benchmarks), "result")
    claims = sum(len(model.claims) for model in graph.current(ModelEntry))
    return (
        (
            "Where evidence is missing",
            "maps/gaps/",
            "Claims by challenge and roadmap theme: counted, a gap, or not searched.",
            f"{held}, {plural(gaps.gaps, 'gap')}",
        ),
        (
            "What is known by modality and task",
            "maps/modalities/",
            "Claims on medical models by what they take and what they do.",
            f"{plural(claims, 'claim')} on models",
        ),
        (
            "Benchmarks over time",
            "maps/benchmarks/",
            "Published results by date, settings kept apart.",
            f"{results} on {plural(len(benchmarks), 'benchmark')}",
        ),
    )


def _models(graph: KnowledgeGraph) -> tuple[Entrance, ...]:
    lineage = graph.derived(lineage_of)
    families = len(graph.derived(family_lines))
    models = graph.current(ModelEntry)
    dated = sum(model.released is not None for model in models)
    drawn = f"{plural(len(lineage.models), 'model')}, {plural(len(lineage.descents), 'link')}"
    return (
        (
            "Where medical models come from",
            "maps/lineage/",
            "Families and models with what each was made from, by time and category.",
            f"{families:,} {'family' if families == 1 else 'families'}, {drawn}",
        ),
        (
            "When models appeared",
            "maps/timeline/",
            "Models by category and quarter, with a table of names by year.",
            f"{dated:,} of {plural(len(models), 'model')} dated",
        ),
        (
            "What the base is made of",
            "maps/composition/",
            "Papers by year, models by modality and task, weights that can be had.",
            f"{plural(len(graph.current(PaperEntry)), 'paper')}, {plural(len(models), 'model')}",
        ),
    )


def _papers(graph: KnowledgeGraph) -> tuple[Entrance, ...]:
    cited = sum(len(paper.cites) for paper in graph.of(PaperEntry))
    groups = len(graph.derived(communities).named)
    citations = (
        "Who builds on whom",
        "maps/citations/",
        "The papers in communities that cite each other, by year.",
        f"{plural(cited, 'citation')}, {groups:,} {'community' if groups == 1 else 'communities'}",
    )
    by_year = (
        "Years",
        YEARS,
        "What came out in each year.",
        plural(len(graph.derived(years)), "year"),
    )
    return (citations, by_year) if cited else (by_year,)


def _lists(graph: KnowledgeGraph) -> tuple[Entrance, ...]:
    return (
        (
            "Glossary",
            GLOSSARY,
            "Every term from A to Z with its meaning and its other names.",
            plural(len(graph.current(TermEntry)), "term"),
        ),
        (
            "People",
            PEOPLE,
            "Authors with several papers here, by family name.",
            plural(sum(p.has_page for p in graph.derived(people).values()), "name"),
        ),
        (
            "Venues",
            VENUES,
            "Journals and conferences with several papers here.",
            plural(sum(v.has_page for v in graph.derived(venues).values()), "venue"),
        ),
    )
