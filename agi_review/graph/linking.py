"""Resolve every reference, in fields and in prose, and invert it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from agi_review.diagnostics import CLOSE_ID, Diagnostic, Span, did_you_mean
from agi_review.diagnostics.codes import (
    ALTERNATIVE_LABEL,
    UNRESOLVED_REFERENCE,
    WRONG_KIND,
    WRONG_SCHEME,
)
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.graph.relation import Relation
from agi_review.schema.entry import Entry, EntryKey
from agi_review.schema.references import SAME_KIND, Reference, references_of
from agi_review.sources import Document
from agi_review.sources.ids import fold, nearest_id


def link(
    entries: Iterable[tuple[Entry, Document]],
    kinds: Sequence[type[Entry]],
    unreadable: Iterable[EntryKey] = (),
) -> tuple[KnowledgeGraph, list[Diagnostic]]:
    """Build the graph; report references that lead nowhere or to the wrong kind.

    Args:
        entries: Valid entries with their documents.
        kinds: All kinds, in their order.
        unreadable: Keys of files that exist but could not be read as entries. What refers to them
            is left alone: their own faults are reported, and mending those mends the reference.
    """
    pairs = sorted(entries, key=lambda pair: pair[0].key)
    linker = _Linker(
        KnowledgeGraph(
            tuple(kinds),
            {entry.key: entry for entry, _ in pairs},
            {entry.key: document for entry, document in pairs},
        ),
        frozenset(unreadable),
    )
    return linker.run()


def with_entry(graph: KnowledgeGraph, entry: Entry, document: Document) -> KnowledgeGraph | None:
    """Return a graph with one entry in another form, or nothing if it refers to what is not there.

    What was found out about the whole base is taken over as it was.
    """
    key = entry.key
    entries = {**graph.entries, key: entry}
    documents = {**graph.documents, key: document}
    linker = _Linker(KnowledgeGraph(graph.kinds, entries, documents), frozenset())
    relations = linker.relations(entry)
    if linker.findings:
        return None
    incoming = dict(graph.incoming)
    for target in {each.target for each in (*graph.outgoing.get(key, ()), *relations)}:
        others = (each for each in incoming.get(target, ()) if each.source != key)
        mine = (each for each in relations if each.target == target)
        incoming[target] = tuple(sorted((*others, *mine), key=lambda each: each.source))
    outgoing = {**graph.outgoing, key: relations}
    changed = KnowledgeGraph(graph.kinds, entries, documents, outgoing, incoming)
    changed.take_over(graph, key)
    return changed


class _Linker:
    """One pass over all references."""

    def __init__(self, graph: KnowledgeGraph, unreadable: frozenset[EntryKey]) -> None:
        self.graph = graph
        self.unreadable = unreadable
        self.findings: list[Diagnostic] = []
        self.by_name: dict[EntryKey, list[Entry]] | None = None
        # A relation holds the keys the entries go by, not copies of them.
        self.keys = {key: key for key in graph.entries}
        self.ids: dict[str, list[str]] = defaultdict(list)
        for key in graph.entries:
            self.ids[key.kind].append(key.id)

    def run(self) -> tuple[KnowledgeGraph, list[Diagnostic]]:
        outgoing: dict[EntryKey, tuple[Relation, ...]] = {}
        incoming: dict[EntryKey, list[Relation]] = defaultdict(list)
        for key, entry in self.graph.entries.items():
            relations = self.relations(entry)
            if relations:
                outgoing[key] = relations
            for relation in relations:
                incoming[relation.target].append(relation)
        linked = KnowledgeGraph(
            self.graph.kinds,
            self.graph.entries,
            self.graph.documents,
            outgoing,
            {key: tuple(relations) for key, relations in sorted(incoming.items())},
        )
        return linked, self.findings

    def relations(self, entry: Entry) -> tuple[Relation, ...]:
        return tuple(self._relations(entry))

    def _relations(self, entry: Entry) -> Iterable[Relation]:
        keys = self.keys
        key = keys[entry.key]
        for reference in (references := references_of(entry)):
            kind = key.kind if reference.refers.kind == SAME_KIND else reference.refers.kind
            target = EntryKey(kind, reference.id)
            found = keys.get(target)
            if found is not None:
                if reference.refers.scheme is not None:
                    self._check_scheme(entry, reference, self.graph.entries[found])
                yield Relation(key, found, reference, str(reference.path[0]))
            elif target not in self.unreadable:
                occurrence = _occurrence(reference, references)
                self.findings.append(self._unresolved(entry, reference, target, occurrence))

    def _unresolved(
        self, entry: Entry, reference: Reference, target: EntryKey, occurrence: int
    ) -> Diagnostic:
        span = self._span(entry, reference, occurrence)
        known = {kind.kind: kind for kind in self.graph.kinds}
        if target.kind not in known:
            hint = did_you_mean(target.kind, known)
            message = f"no kind is called '{target.kind}'"
            help_ = f"the kinds are {', '.join(known)}"
            return self.graph.finding(
                UNRESOLVED_REFERENCE, entry, span, message, suggestion=hint, help=help_
            )
        elsewhere = [kind for kind in known if target.id in self.ids[kind]]
        if elsewhere:
            message = f"'{target.id}' is a {elsewhere[0]}; the field takes a {target.kind}"
            return self.graph.finding(WRONG_KIND, entry, span, message)
        meant = self._called(reference, target)
        if len(meant) == 1:
            message = f"'{target.id}' is another name of the {target.kind} '{meant[0]}'"
            hint = f"did you mean '{meant[0]}'?"
            return self.graph.finding(
                ALTERNATIVE_LABEL, entry, span, message, suggestion=hint
            ).mend(span, self._as_written(reference, meant[0]))
        file = f"entries/{known[target.kind].folder}/{target.id}.yaml"
        help_ = f"add {file} or correct the id"
        if meant:
            help_ = f"{' and '.join(meant)} are called so; name the one that is meant"
        return self.graph.finding(
            UNRESOLVED_REFERENCE,
            entry,
            span,
            f"no {target.kind} has the id '{target.id}'",
            suggestion=did_you_mean(target.id, self.ids[target.kind], CLOSE_ID),
            help=help_,
        )

    def _called(self, reference: Reference, target: EntryKey) -> list[str]:
        """Return the ids of the entries whose name, or another name, reads like the target's id."""
        if self.by_name is None:
            self.by_name = defaultdict(list)
            for entry in self.graph:
                for name in {nearest_id(fold(each)) for each in (entry.label, *entry.other_names)}:
                    self.by_name[EntryKey(entry.key.kind, name)].append(entry)
        return [
            found.id
            for found in self.by_name.get(target, ())
            if reference.refers.scheme in {None, getattr(found, "scheme", None)}
        ]

    @staticmethod
    def _as_written(reference: Reference, id_: str) -> str:
        """Return an id in the form the reference has where it stands."""
        return reference.written.removesuffix(reference.id) + id_

    def _check_scheme(self, entry: Entry, reference: Reference, found: Entry) -> None:
        scheme = getattr(found, "scheme", None)
        wanted = reference.refers.scheme
        if scheme != wanted:
            span = self._span(entry, reference, 0)
            message = f"'{found.id}' is a {scheme}; the field takes a {wanted}"
            self.findings.append(self.graph.finding(WRONG_SCHEME, entry, span, message))

    def _span(self, entry: Entry, reference: Reference, occurrence: int) -> Span:
        document = self.graph.documents[entry.key]
        if not reference.in_prose:
            return document.locate(reference.path)
        return document.locate_text(reference.path, reference.written, occurrence)


def _occurrence(reference: Reference, among: Iterable[Reference]) -> int:
    """Return how many references of the same words stand before one in the same text."""
    same = [
        each for each in among if each.path == reference.path and each.written == reference.written
    ]
    return next(number for number, each in enumerate(same) if each is reference)
