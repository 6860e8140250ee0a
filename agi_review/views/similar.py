"""Papers like a paper, each with its reasons in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agi_review.graph import KnowledgeGraph
from agi_review.graph.similar import Similar, SimilarPapers, Thing
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.composer import Composer
from agi_review.views.links import cite_link, link_to
from agi_review.views.parts import LinkGroup, Section

MOST_NAMED = 3
"""Things a reason names before it counts the rest."""


def similar_papers(composer: Composer, paper: PaperEntry) -> list[Section]:
    """Return the section of papers most like one, or nothing."""
    graph = composer.graph
    found = graph.ask(papers_like, paper.key)
    if not found:
        return []
    links = tuple(
        replace(link_to(graph, each.key), note=_in_words(graph, paper, each)) for each in found
    )
    note = "By what they share in this base; what is rare counts more. The reasons are named."
    return [
        Section("similar", "Similar papers", len(links), links=(LinkGroup(None, links),), note=note)
    ]


def papers_like(graph: KnowledgeGraph, key: EntryKey) -> tuple[Similar, ...]:
    """Return the papers most like one."""
    paper = graph.get(PaperEntry, key.id)
    return tuple(graph.derived(SimilarPapers).to(paper)) if paper else ()


def likeness_from(graph: KnowledgeGraph, key: EntryKey) -> bytes | None:
    """Return a digest of all that decides which papers are like one."""
    paper = graph.get(PaperEntry, key.id)
    return graph.derived(SimilarPapers).found_from(paper) if paper else None


def _in_words(graph: KnowledgeGraph, paper: PaperEntry, similar: Similar) -> str:
    text = " · ".join(_reasons(graph, paper, similar))
    return f"{text[:1].upper()}{text[1:]}"


def _reasons(graph: KnowledgeGraph, paper: PaperEntry, similar: Similar) -> Iterator[str]:
    shared = similar.shared
    if cited := shared.get("cites"):
        yield _counted(graph, cited, "both cite", "shared references")
    if citing := shared.get("cited-by"):
        yield _counted(graph, citing, "both cited by", "papers cite both")
    if subjects := shared.get("subjects"):
        yield from _subjects(graph, paper, graph.entries[similar.key], subjects)
    if terms := shared.get("terms"):
        names = _named(_labels(graph, terms))
        yield f"shares the term {names}" if len(terms) == 1 else f"shares the terms {names}"
    if words := shared.get("words"):
        yield f"similar words: {', '.join(map(str, words[:MOST_NAMED]))}"


def _counted(graph: KnowledgeGraph, papers: Sequence[Thing], one: str, several: str) -> str:
    if len(papers) == 1 and isinstance(papers[0], EntryKey):
        return f"{one} {cite_link(graph, papers[0]).label}"
    return f"{len(papers)} {several}"


def _subjects(
    graph: KnowledgeGraph, one: PaperEntry, other: object, subjects: Sequence[Thing]
) -> Iterator[str]:
    """Yield what both do, where both do the same, and what both are about, where they do not."""
    if not isinstance(other, PaperEntry):
        return
    mine, theirs = _roles(graph, one), _roles(graph, other)
    done: dict[str, list[Thing]] = defaultdict(list)
    for subject in subjects:
        same = sorted(mine[subject] & theirs[subject])
        done[f"both {same[0].removesuffix('s')}" if same else "both concern"].append(subject)
    for verb, things in sorted(done.items(), key=lambda pair: (pair[0] == "both concern", pair[0])):
        yield f"{verb} {_named(_labels(graph, things))}"


def _roles(graph: KnowledgeGraph, paper: PaperEntry) -> dict[Thing, set[str]]:
    roles: dict[Thing, set[str]] = defaultdict(set)
    for relation in graph.relations(paper):
        if relation.field in {"models", "datasets", "families"} and relation.qualifier:
            roles[relation.target].add(relation.qualifier)
    for relation in graph.backlinks(paper):
        if relation.field == "introduced_in":
            roles[relation.source].add("introduces")
    return roles


def _labels(graph: KnowledgeGraph, things: Sequence[Thing]) -> list[str]:
    return [graph.entries[thing].label for thing in things if isinstance(thing, EntryKey)]


def _named(labels: Sequence[str]) -> str:
    rest = len(labels) - MOST_NAMED
    if rest > 0:
        return f"{', '.join(labels[:MOST_NAMED])} and {rest} more"
    return " and ".join(part for part in (", ".join(labels[:-1]), labels[-1]) if part)
