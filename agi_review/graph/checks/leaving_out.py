"""How a machine takes an item out of a list."""

from __future__ import annotations

from dataclasses import replace

from agi_review.diagnostics import Diagnostic, Span
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.references import Path


def without_item(
    graph: KnowledgeGraph, entry: Entry, finding: Diagnostic, route: Path
) -> Diagnostic:
    """Return a finding about a list item with the way to take it out, where that is one stretch.

    An item with a comment beside it is left to a person, and so is the last one of a list.
    """
    document = graph.documents[entry.key]
    span = document.locate(route)
    line = document.line_at(span)
    before, after = line[: span.column - 1], line[span.end_column - 1 :]
    if span.line != span.end_line:
        return finding
    if before.rstrip().endswith(","):
        return finding.mend(replace(span, column=len(before.rstrip())), "")
    if after.startswith(","):
        spaces = len(after) - len(after[1:].lstrip(" "))
        return finding.mend(replace(span, end_column=span.end_column + spaces), "")
    alone = len(_list_at(document.data, route[:-1])) == 1
    if before.strip() == "-" and not after and not alone:
        return finding.mend(Span(span.path, span.line, 1, span.line + 1, 1), "")
    return finding


def _list_at(data: object, route: Path) -> list[object]:
    for step in route:
        data = data[step]  # type: ignore[index]
    return data if isinstance(data, list) else []
