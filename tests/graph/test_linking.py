"""References, in fields and in prose, become relations seen from both ends."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase
from tests.conftest import MakeBase

TERM = "name: {0}\nscheme: concept\ndefinition: See [[term:{1}]].\n"


def test_a_field_gives_a_relation_with_its_inverse(tiny_kb: KnowledgeBase) -> None:
    """The words of the inverse stand beside the field and nowhere else."""
    graph = tiny_kb.graph
    family = graph.entry("family", "complete-family")

    members = [r.source.id for r in graph.backlinks(family) if r.inverse == "Members"]

    assert members == ["complete-model", "old-model", "small-model"]


def test_prose_links_and_cites_like_a_field(tiny_kb: KnowledgeBase) -> None:
    """The same graph, marked as prose."""
    graph = tiny_kb.graph
    paper = graph.entry("paper", "complete2024paper")

    in_prose = {(r.target.id, r.inverse) for r in graph.relations(paper) if r.in_prose}

    assert in_prose == {("small2023paper", "Cited in"), ("small-model", "Mentioned in")}


def test_a_role_says_how_the_relation_reads(tiny_kb: KnowledgeBase) -> None:
    """`fine-tuned` reads `Fine-tuned into` from the parent."""
    graph = tiny_kb.graph
    parent = graph.entry("model", "small-model")

    (relation,) = (r for r in graph.backlinks(parent) if r.field == "derives_from")

    assert (relation.qualifier, relation.inverse) == ("fine-tuned", "Fine-tuned into")


def test_every_relation_has_its_backlink(tiny_kb: KnowledgeBase) -> None:
    """Derived, never written: the two sides are one set."""
    graph = tiny_kb.graph

    outgoing = [relation for entry in graph for relation in graph.relations(entry)]
    incoming = [relation for entry in graph for relation in graph.backlinks(entry)]

    assert sorted(map(repr, outgoing)) == sorted(map(repr, incoming))


def test_the_second_mention_in_a_text_has_its_own_place(make_base: MakeBase) -> None:
    """Folding moves words; the position is where the id was typed."""
    base = make_base(
        {
            "terms/a.yaml": "name: a\nscheme: concept\ndefinition: >-\n"
            "  One [[term:b]]\n  and again\n  [[term:b]] here.\n"
        }
    )

    spans = [(d.span.line, d.span.column) for d in base.report.diagnostics if "'b'" in d.message]

    assert spans == [(4, 9), (6, 5)]


def test_what_refers_to_a_broken_entry_is_left_alone(make_base: MakeBase) -> None:
    """Its own fault is reported; mending it mends the reference."""
    base = make_base(
        {
            "terms/a.yaml": TERM.format("a", "b"),
            "terms/b.yaml": "name: b\nscheme: wrong\ndefinition: B.\n",
        }
    )

    assert {d.code for d in base.report.diagnostics} == {"not-in-vocabulary", "orphan-entry"}


def test_files_in_any_order_give_the_same_graph(make_base: MakeBase) -> None:
    """Sorted at the border, so that no output depends on a file system."""
    base = make_base({f"terms/{x}.yaml": TERM.format(x, "a") for x in "cab"})

    assert [entry.id for entry in base.graph] == ["a", "b", "c"]


def test_what_is_derived_from_the_whole_base_is_made_once(tiny_kb: KnowledgeBase) -> None:
    """However many pages ask for it."""
    calls: list[int] = []

    def size(graph: KnowledgeGraph) -> int:
        calls.append(1)
        return len(graph)

    assert tiny_kb.graph.derived(size) == tiny_kb.graph.derived(size) == len(tiny_kb.graph)
    assert len(calls) == 1


def test_relations_share_the_keys_and_the_places_of_entries(tiny_kb: KnowledgeBase) -> None:
    """A base has many relations for each entry: each is little more than what it alone says."""
    graph = tiny_kb.graph
    keys = {id(key) for key in graph.entries}
    relations = [each for stated in graph.outgoing.values() for each in stated]
    places = {id(each.path) for each in relations}

    assert {id(key) for each in relations for key in (each.source, each.target)} <= keys
    assert len(places) == len({each.path for each in relations}) < len(relations)
