"""Rules about who refers to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from agi_review.diagnostics import Diagnostic
from agi_review.diagnostics.codes import (
    DEPRECATED_TARGET,
    ORPHAN_ENTRY,
    REPEATED_REFERENCE,
    SELF_REFERENCE,
)
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.graph.relation import Relation
from agi_review.schema.entry import Entry


def self_reference(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """No relation leads from an entry to itself; a claim may rest on the paper it stands on."""
    for entry in graph:
        for relation in graph.relations(entry):
            if relation.target != entry.key or relation.in_prose:
                continue
            if relation.reference.acyclic or len(relation.path) == 1 or _in_plain_list(relation):
                span = graph.span(entry, relation.path)
                message = f"'{entry.id}' refers to itself in '{relation.field}'"
                yield graph.finding(SELF_REFERENCE, entry, span, message)


def repeated_reference(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A list of references names each entry once for each role."""
    for entry in graph:
        first: dict[tuple[object, ...], Relation] = {}
        for relation in graph.relations(entry):
            if relation.in_prose or not _in_plain_list(relation):
                continue
            steps = tuple(step for step in relation.path if isinstance(step, str))
            key = (steps, relation.target, relation.qualifier)
            if key in first:
                span = graph.span(entry, relation.path)
                message = f"'{relation.target.id}' is named twice in '{relation.field}'"
                earlier = graph.span(entry, first[key].path)
                finding = graph.finding(REPEATED_REFERENCE, entry, span, message)
                yield _without(graph, entry, finding).see("first named here", earlier)
            else:
                first[key] = relation


def _without(graph: KnowledgeGraph, entry: Entry, finding: Diagnostic) -> Diagnostic:
    """Say how to take an item out of a list in brackets."""
    span = finding.span
    before = graph.documents[entry.key].line_at(span)[: span.column - 1]
    bare = before.rstrip().removesuffix(",")
    if bare == before.rstrip():
        return finding
    return finding.mend(replace(span, column=len(bare) + 1), "")


def _in_plain_list(relation: Relation) -> bool:
    """Whether the reference is a list item or all of one; claims may share a source."""
    item, inside_item = 2, 3  # `cites.0`, `models.0.model`
    length = len(relation.path)
    return length == item or (length == inside_item and relation.qualifier is not None)


def orphan_entry(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Every entry refers to another or is referred to."""
    for entry in graph:
        if not graph.relations(entry) and not graph.backlinks(entry) and not entry.deprecated:
            span = graph.span(entry, (type(entry).label_field(),))
            yield graph.finding(ORPHAN_ENTRY, entry, span, f"nothing links to or from '{entry.id}'")


def deprecated_target(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """No field refers to an entry that was given up."""
    for entry in graph:
        for relation in graph.relations(entry):
            given_up = graph.entries[relation.target].deprecated
            if given_up is None or relation.in_prose or entry.deprecated:
                continue
            span = graph.span(entry, relation.path)
            message = f"'{relation.target.id}' was given up on {given_up.since}"
            hint = f"did you mean '{given_up.replaced_by}'?" if given_up.replaced_by else None
            yield graph.finding(DEPRECATED_TARGET, entry, span, message, suggestion=hint)
