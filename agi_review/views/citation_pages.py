"""The citation network of the whole base: communities, and a page for each."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.communities import Community, communities
from agi_review.views.composer import plural
from agi_review.views.hub_page import HubPage
from agi_review.views.links import link_to
from agi_review.views.parts import Action, LinkGroup, Section
from agi_review.views.pictures.citation_map import (
    MOST_COMMUNITIES,
    MOST_PAPERS,
    community_map,
    paper_map,
)

CITATIONS = "maps/citations/"


def citations_page(graph: KnowledgeGraph) -> HubPage:
    """Return the communities of papers and the citations between them."""
    found = graph.derived(communities)
    papers = graph.of(PaperEntry)
    edges = sum(len(paper.cites) for paper in papers)
    picture = community_map(found.named, CITATIONS)
    left = len(found.named) - MOST_COMMUNITIES
    cut = f" The {MOST_COMMUNITIES} largest are drawn; the table has all." if left > 0 else ""
    sections = [
        Section(
            "communities",
            "Communities by year",
            len(found.named),
            note=f"{edges:,} citations between {len(papers):,} papers. Groups are papers that cite "
            "each other more than the rest; their names are the terms they use more than others "
            "do. Only citations known to be true are recorded, so that a missing curve proves "
            f"nothing. Open a dot to see the papers of its group.{cut}",
            picture=picture,
        )
        if picture
        else Section("communities", "Communities by year", 0, note="No citations are recorded yet.")
    ]
    if found.apart and edges:  # without citations it would be the list of all papers
        links = tuple(link_to(graph, paper.key) for paper in found.apart)
        note = (
            f"{plural(len(links), 'paper')} without a recorded citation, or in a group too small "
            "to name."
        )
        sections.append(
            Section(
                "apart",
                "In no group",
                len(links),
                links=(LinkGroup(None, links, dense=True),),
                note=note,
            )
        )
    return HubPage(
        path=CITATIONS,
        title="Who builds on whom",
        description="The papers of this base in communities that cite each other, by year.",
        lede="The papers of this base, grouped by who cites whom. Each paper's own page shows the "
        "citations around it.",
        sections=tuple(sections),
        actions=(Action("All maps", "../"),),
    )


def community_pages(graph: KnowledgeGraph) -> list[HubPage]:
    """Return a page for each community, with its papers by year."""
    return [_community_page(graph, community) for community in graph.derived(communities).named]


def _community_page(graph: KnowledgeGraph, community: Community) -> HubPage:
    count = len(community.papers)
    shown = f"All {count:,} papers"
    if count > MOST_PAPERS:
        shown = f"The {MOST_PAPERS} papers the base cites most, of {count:,}; the table has all"
    section = Section(
        "papers",
        "Papers by year",
        count,
        note=f"{shown}. A line joins a citing paper, at its right, to the cited one at its left; "
        "citations within one year are not drawn.",
        picture=paper_map(graph, community),
    )
    return HubPage(
        path=f"{CITATIONS}{community.id}/",
        title=community.name,
        description=f"{plural(count, 'paper')} of this base that cite each other: "
        f"{community.name}.",
        lede=f"{plural(count, 'paper')} that cite each other more than the rest of this base, "
        "oldest at the left.",
        sections=(section,),
        actions=(Action("All communities", "../"),),
    )
