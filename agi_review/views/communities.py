"""Communities of papers: groups that cite each other more than the rest of the base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.kinds.term import TermEntry

FEWEST = 4
"""Papers below which a group is too small to be named."""

NAMED_TERMS = 3
SEED = 2306
"""The search for communities starts from random numbers: the same ones in every build."""


@dataclass(frozen=True, slots=True)
class Community:
    """A group of papers under its most telling terms."""

    id: str
    """The citekey of the paper in it that the group cites most."""
    terms: tuple[str, ...]
    """The names of the terms its papers use more than others do, the most telling first."""
    papers: tuple[PaperEntry, ...]
    """By year, then id."""

    @property
    def name(self) -> str:
        """Its terms as a heading."""
        name = ", ".join(self.terms)
        return f"{name[:1].upper()}{name[1:]}"


@dataclass(frozen=True, slots=True)
class Communities:
    """The named groups, largest first, and the papers that belong to none."""

    named: tuple[Community, ...]
    apart: tuple[PaperEntry, ...]


def communities(graph: KnowledgeGraph) -> Communities:
    """Group the papers of a base by who cites whom.

    Source:
        The Louvain method on modularity (Blondel and others 2008), as networkx has it.
    """
    papers = graph.of(PaperEntry)
    groups = sorted(_groups(papers), key=lambda group: (-len(group), group[0].id))
    large = [group for group in groups if len(group) >= FEWEST]
    small = [paper for group in groups if len(group) < FEWEST for paper in group]
    usual = Counter(str(term) for paper in papers for term in set(paper.terms))
    return Communities(
        tuple(_named(graph, group, usual, len(papers)) for group in large),
        tuple(sorted(small, key=lambda paper: (paper.year, paper.id))),
    )


def _groups(papers: Sequence[PaperEntry]) -> list[list[PaperEntry]]:
    # Loaded here: only a build needs it, and a check should start at once.
    import networkx as nx  # noqa: PLC0415

    # Numbers, not ids: the order of a set of texts is another in every process.
    place = {paper.id: number for number, paper in enumerate(papers)}
    drawn = nx.Graph()
    drawn.add_nodes_from(place.values())
    drawn.add_edges_from((place[p.id], place[c]) for p in papers for c in p.cites if c in place)
    found = nx.community.louvain_communities(drawn, seed=SEED)
    groups = ([papers[number] for number in group] for group in found)
    return [sorted(group, key=lambda paper: (paper.year, paper.id)) for group in groups if group]


def _named(
    graph: KnowledgeGraph, group: list[PaperEntry], usual: Counter[str], all_papers: int
) -> Community:
    inside = {paper.id for paper in group}
    cited = Counter(str(id_) for paper in group for id_ in paper.cites if id_ in inside)
    centre = min(group, key=lambda paper: (-cited[paper.id], paper.year, paper.id))
    counts = Counter(str(term) for paper in group for term in set(paper.terms))

    def telling(term: str) -> tuple[float, str]:
        """Frequent here and rare elsewhere comes first."""
        here, anywhere = counts[term] / len(group), usual[term] / all_papers
        return (-counts[term] * log(here / anywhere), term)

    best = sorted(counts, key=telling)[:NAMED_TERMS]
    names = [term.name for id_ in best if (term := graph.get(TermEntry, id_))]
    return Community(centre.id, tuple(names) or (f"around {centre.title}",), tuple(group))
