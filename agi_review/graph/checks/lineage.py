"""Rules about time and descent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agi_review.diagnostics import Diagnostic
from agi_review.diagnostics.codes import CYCLIC_DERIVATION, IMPOSSIBLE_DATE
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.graph.relation import Relation
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry

MONTHS_BEFORE_PREPRINT = 12
"""A model may be out this many months before the preprint that describes it."""

YEARS_BEFORE_PRINT = 3
"""A model may be out this many years before a journal prints its paper."""


def cyclic_derivation(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Following derivation, broader terms, prerequisites or replacements never leads back."""
    edges: dict[tuple[EntryKey, str], list[Relation]] = {}
    for source, relations in graph.outgoing.items():
        for relation in relations:
            if relation.reference.refers.acyclic and relation.target != source:
                edges.setdefault((source, relation.field), []).append(relation)
    for cycle in _cycles(edges):
        closing = cycle[-1]
        entry = graph.entries[closing.source]
        way = " → ".join([*(r.source.id for r in cycle), closing.target.id])
        message = f"'{closing.field}' leads back to where it began: {way}"
        yield graph.finding(CYCLIC_DERIVATION, entry, graph.span(entry, closing.path), message)


def _cycles(edges: dict[tuple[EntryKey, str], list[Relation]]) -> Iterator[list[Relation]]:
    """Yield each cycle once, as the relations along it; iterative, since chains can be long."""
    done: set[tuple[EntryKey, str]] = set()
    for start in sorted(edges):
        if start in done:
            continue
        path: list[Relation] = []
        on_path = {start: 0}
        stack = [iter(edges[start])]
        while stack:
            relation = next(stack[-1], None)
            if relation is None:
                stack.pop()
                if path:
                    left = path.pop()
                    node = (left.target, left.field)
                    on_path.pop(node, None)
                    done.add(node)
                continue
            node = (relation.target, relation.field)
            if node in on_path:
                yield [*path[on_path[node] :], relation]
            elif node in edges and node not in done:
                path.append(relation)
                on_path[node] = len(path)
                stack.append(iter(edges[node]))
        done.add(start)


def impossible_date(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """No model is out long before its paper, nor before the model it comes from."""
    for model in graph.of(ModelEntry):
        if model.released is None:
            continue
        paper = graph.get(PaperEntry, model.introduced_in)
        if paper is not None and _too_early(model.released, paper):
            message = f"released {model.released}, long before its paper ({_known_date(paper)})"
            finding = _released(graph, model, message)
            yield finding.see("the paper's year", graph.span(paper, ("year",)))
        for derivation in model.derives_from:
            parent = graph.get(ModelEntry, derivation.model)
            if parent is not None and parent.released and _before(model.released, parent.released):
                message = f"released before its parent '{parent.id}' ({parent.released})"
                finding = _released(graph, model, message)
                yield finding.see("the earlier model", graph.span(parent, ("released",)))


def _released(graph: KnowledgeGraph, model: ModelEntry, message: str) -> Diagnostic:
    return graph.finding(IMPOSSIBLE_DATE, model, graph.span(model, ("released",)), message)


def _too_early(released: str, paper: PaperEntry) -> bool:
    first = _preprint_month(paper)
    if first is not None:
        return _months(first) - _months(released, last=True) > MONTHS_BEFORE_PREPRINT
    return paper.year - int(released[:4]) > YEARS_BEFORE_PRINT


def _known_date(paper: PaperEntry) -> str:
    return _preprint_month(paper) or str(paper.year)


def _preprint_month(paper: PaperEntry) -> str | None:
    """The month of the first version on arXiv, which new-style ids carry."""
    match = (
        re.match(r"(\d{2})(\d{2})\.", paper.ids.arxiv) if paper.ids and paper.ids.arxiv else None
    )
    return f"20{match[1]}-{match[2]}" if match else None


def _months(date: str, *, last: bool = False) -> int:
    """Months since year 0; for a bare year its last month or its first."""
    year, _, month = date.partition("-")
    return int(year) * 12 + (int(month) if month else 12 if last else 1)


def _before(date: str, other: str) -> bool:
    """Whether `date` is earlier at the precision both share."""
    shared = min(len(date), len(other))
    return date[:shared] < other[:shared]
