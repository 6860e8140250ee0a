"""Rules about who refers to whom."""

from __future__ import annotations

from collections.abc import Iterator

from agi_review.diagnostics import Diagnostic
from agi_review.diagnostics.codes import (
    DEPRECATED_TARGET,
    ORPHAN_ENTRY,
    REDUNDANT_LINK,
    REPEATED_REFERENCE,
    SELF_REFERENCE,
)
from agi_review.graph.checks.leaving_out import without_item
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.graph.relation import Relation


def self_reference(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """No relation leads from an entry to itself; a claim may rest on the paper it stands on."""
    for key, relations in graph.outgoing.items():
        for relation in relations:
            if relation.target != key or relation.in_prose:
                continue
            refers = relation.reference.refers
            if refers.acyclic or len(relation.path) == 1 or _in_plain_list(relation):
                entry = graph.entries[key]
                span = graph.span(entry, relation.path)
                message = f"'{entry.id}' refers to itself in '{relation.field}'"
                yield graph.finding(SELF_REFERENCE, entry, span, message)


def repeated_reference(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A list of references names each entry once for each role."""
    for source, relations in graph.outgoing.items():
        first: dict[tuple[object, ...], Relation] = {}
        for relation in relations:
            if relation.in_prose or not _in_plain_list(relation):
                continue
            key = (relation.field_path, relation.target, relation.qualifier)
            if key in first:
                entry = graph.entries[source]
                span = graph.span(entry, relation.path)
                message = f"'{relation.target.id}' is named twice in '{relation.field}'"
                earlier = graph.span(entry, first[key].path)
                finding = graph.finding(REPEATED_REFERENCE, entry, span, message)
                mended = without_item(graph, entry, finding, relation.path)
                yield mended.see("first named here", earlier)
            else:
                first[key] = relation


def _in_plain_list(relation: Relation) -> bool:
    """Whether the reference is a list item or all of one; claims may share a source."""
    item, inside_item = 2, 3  # `cites.0`, `models.0.model`
    length = len(relation.path)
    return length == item or (length == inside_item and relation.qualifier is not None)


def redundant_link(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A relation that can be written at either end is written at one; the other is derived."""
    for source, relations in graph.outgoing.items():
        for relation in relations:
            back = _said_there(graph, relation)
            if back is None:
                continue
            entry = graph.entries[source]
            span = graph.span(entry, relation.path)
            message = f"'{relation.target.id}' says so itself, in its '{back.field}'"
            finding = graph.finding(REDUNDANT_LINK, entry, span, message)
            mended = without_item(graph, entry, finding, relation.path)
            there = graph.span(graph.entries[relation.target], back.path)
            yield mended.see("the same, from the other end", there)


def _said_there(graph: KnowledgeGraph, relation: Relation) -> Relation | None:
    """Return the relation by which the target says the same, if the target is to keep it."""
    mirror = relation.reference.refers.mirror
    if mirror is None or relation.qualifier not in {None, "introduces"}:
        return None
    if mirror == relation.field and relation.source < relation.target:
        return None  # of two alike, the first entry's stays
    stated = graph.outgoing.get(relation.target, ())
    return next((r for r in stated if r.field == mirror and r.target == relation.source), None)


def orphan_entry(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Every entry refers to another or is referred to."""
    for key, entry in graph.entries.items():
        if key not in graph.outgoing and key not in graph.incoming and not entry.deprecated:
            span = graph.span(entry, (type(entry).label_field(),))
            yield graph.finding(ORPHAN_ENTRY, entry, span, f"nothing links to or from '{entry.id}'")


def deprecated_target(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """No field refers to an entry that was given up."""
    given_up_entries = {
        key: entry.deprecated for key, entry in graph.entries.items() if entry.deprecated
    }
    for source, relations in graph.outgoing.items() if given_up_entries else ():
        entry = graph.entries[source]
        for relation in relations:
            given_up = given_up_entries.get(relation.target)
            if given_up is None or relation.in_prose or entry.deprecated:
                continue
            span = graph.span(entry, relation.path)
            message = f"'{relation.target.id}' was given up on {given_up.since}"
            hint = f"did you mean '{given_up.replaced_by}'?" if given_up.replaced_by else None
            yield graph.finding(DEPRECATED_TARGET, entry, span, message, suggestion=hint)
