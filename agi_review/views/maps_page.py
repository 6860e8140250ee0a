"""The page that leads to every picture of the field."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.views.hub_page import HubPage
from agi_review.views.links import Link
from agi_review.views.offered import is_offered
from agi_review.views.parts import LinkGroup, Section

_MAPS = (
    (
        "Where evidence is missing",
        "maps/gaps/",
        "claims by challenge and roadmap theme: counted, a gap, or not searched",
    ),
    (
        "What is known by modality and task",
        "maps/modalities/",
        "claims on medical models by what they take and what they do",
    ),
    (
        "Where medical models come from",
        "maps/lineage/",
        "each model with what it was made from, by time and category",
    ),
    (
        "Who builds on whom",
        "maps/citations/",
        "the papers in communities that cite each other, by year",
    ),
    (
        "When models appeared",
        "maps/timeline/",
        "models by category and quarter, with a table of names by year",
    ),
    (
        "Benchmarks over time",
        "maps/benchmarks/",
        "published results by date, settings kept apart",
    ),
    (
        "What the base is made of",
        "maps/composition/",
        "papers by year, models by modality and task, weights that can be had",
    ),
)


def maps_page(graph: KnowledgeGraph) -> HubPage:
    """Return the list of maps."""
    links = tuple(
        Link(label, path, "map", note=note)
        for label, path, note in _MAPS
        if is_offered(graph, path)
    )
    return HubPage(
        path="maps/",
        title="See the field",
        description="Maps of the field, each computed from the entries and with its table.",
        lede="Every picture is computed from the entries, has its numbers in a table beside it, "
        "and leads to what stands behind each mark.",
        sections=(Section("maps", "Maps", links=(LinkGroup(None, links),)),),
    )
