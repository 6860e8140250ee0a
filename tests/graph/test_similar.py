"""Similar papers: what they are said to share, they share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agi_review.graph import KnowledgeGraph
from agi_review.graph.similar import LEAST_SCORE, MOST_SIMILAR, Similar, SimilarPapers
from agi_review.knowledge_base import load
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds import PaperEntry
from tests.conftest import PROJECT, MakeBase

PAPER = "title: {0}\nauthors:\n  - family: Ma\nyear: 2024\ntype: article\n{1}"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """The real base: shapes nobody thought of."""
    return load(PROJECT / "entries").graph


def found(graph: KnowledgeGraph) -> dict[EntryKey, list[Similar]]:
    """Every paper with its similar ones."""
    similar = SimilarPapers(graph)
    return {paper.key: similar.to(paper) for paper in graph.of(PaperEntry)}


def has(graph: KnowledgeGraph, key: EntryKey) -> dict[str, set[EntryKey]]:
    """What a paper is linked to, read from the relations alone."""
    paper = graph.entries[key]
    out = [r for r in graph.relations(paper) if not r.in_prose]
    into = [r for r in graph.backlinks(paper) if not r.in_prose]
    subjects = {"models", "datasets", "families"}
    return {
        "cites": {r.target for r in out if r.field == "cites"},
        "cited-by": {r.source for r in into if r.field == "cites"},
        "terms": {r.target for r in out if r.field == "terms"},
        "subjects": {r.target for r in out if r.field in subjects}
        | {r.source for r in into if r.field == "introduced_in"},
    }


def test_every_reason_is_true_of_both(graph: KnowledgeGraph) -> None:
    """Read back from the relations, not from the index."""
    for key, similar in found(graph).items():
        mine = has(graph, key)
        for each in similar:
            theirs = has(graph, each.key)
            assert each.shared
            for aspect, things in each.shared.items():
                if aspect != "words":
                    assert set(things) <= mine[aspect] & theirs[aspect], (key, each.key, aspect)


def test_a_likeness_has_two_ends(graph: KnowledgeGraph) -> None:
    """What two papers share and how much does not depend on whose page it stands on."""
    pages = found(graph)
    ends = {(key, each.key): each for key, similar in pages.items() for each in similar}
    both = [(ends[pair], ends[pair[::-1]]) for pair in ends if pair[::-1] in ends]

    assert both
    for one, other in both:
        assert one.score == pytest.approx(other.score)
        assert one.shared == other.shared


def test_the_best_come_first_and_no_more_than_a_handful(graph: KnowledgeGraph) -> None:
    """Never the paper itself, none twice, none by chance, in the same order every time."""
    pages = found(graph)

    assert pages == found(graph)
    for key, similar in pages.items():
        scores = [each.score for each in similar]
        keys = [each.key for each in similar]
        assert len(similar) <= MOST_SIMILAR
        assert scores == sorted(scores, reverse=True)
        assert min(scores, default=1) >= LEAST_SCORE
        assert len({key, *keys}) == len(keys) + 1


@pytest.mark.parametrize("word", ["zebras", "segmentation"])
def test_what_a_likeness_is_found_from_decides_it(graph: KnowledgeGraph, word: str) -> None:
    """One summary more or less: while that is the same, so are the papers, in the same order."""
    (edited, *_) = (paper for paper in graph.of(PaperEntry) if paper.summary)
    entry = edited.model_copy(update={"summary": f"{word} {edited.summary}"})
    before = SimilarPapers(graph)
    after = SimilarPapers(replace(graph, entries={**graph.entries, edited.key: entry}))

    papers = graph.of(PaperEntry)
    same = [paper for paper in papers if before.found_from(paper) == after.found_from(paper)]

    assert [before.to(paper) for paper in same] == [after.to(paper) for paper in same]
    assert edited not in same
    assert bool(same) == (word == "zebras")


def test_common_references_bring_papers_together(make_base: MakeBase) -> None:
    """Two that cite the same two are similar; one that cites another is not."""
    files = {f"papers/old{n}2020x.yaml": PAPER.format(f"Old {n}", "") for n in range(9)}
    for name, cites in (("one", "0, old1"), ("two", "0, old1"), ("three", "7")):
        text = ", ".join(f"old{each.strip().removeprefix('old')}2020x" for each in cites.split(","))
        files[f"papers/{name}2024x.yaml"] = PAPER.format(name, f"cites: [{text}]\n")
    graph = make_base(files).graph

    pages = found(graph)

    (similar,) = pages[EntryKey("paper", "one2024x")]
    assert similar.key == EntryKey("paper", "two2024x")
    assert similar.shared == {
        "cites": (EntryKey("paper", "old02020x"), EntryKey("paper", "old12020x"))
    }
    cited = {each.key.id for each in pages[EntryKey("paper", "old02020x")]}
    assert cited == {"old12020x"}
    assert pages[EntryKey("paper", "three2024x")] == []


def test_what_everybody_has_brings_nobody_together(make_base: MakeBase) -> None:
    """A term of all papers says nothing of any two."""
    files = {f"papers/p{n}2024x.yaml": PAPER.format(f"P {n}", "terms: [t]\n") for n in range(4)}
    files["terms/t.yaml"] = "name: T\nscheme: concept\ndefinition: T.\n"

    assert not any(found(make_base(files).graph).values())


def test_a_paper_that_was_given_up_is_not_recommended(make_base: MakeBase) -> None:
    """Its page stays, but no list leads to it."""
    files = {f"papers/p{n}2024x.yaml": PAPER.format(f"P {n}", "") for n in range(6)}
    files["terms/t.yaml"] = "name: T\nscheme: concept\ndefinition: T.\n"
    gone = "deprecated:\n  since: 2026-01-01\n  reason: Twice.\n"
    for name, more in (("a", ""), ("b", gone)):
        files[f"papers/{name}2024x.yaml"] = PAPER.format(name, f"terms: [t]\n{more}")

    pages = found(make_base(files).graph)

    assert not any(each.key.id == "b2024x" for similar in pages.values() for each in similar)
    assert pages[EntryKey("paper", "b2024x")] == []


def test_an_empty_base_and_a_single_paper_have_none(make_base: MakeBase) -> None:
    """Nothing to compare with is no fault."""
    assert found(make_base({}).graph) == {}
    assert list(found(make_base({"papers/a2024x.yaml": PAPER.format("A", "")}).graph).values()) == [
        []
    ]
