"""Rules that make every statement name its source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from agi_review.diagnostics import Diagnostic
from agi_review.diagnostics.codes import UNCITED_PARAGRAPH, UNSOURCED_FACT
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.schema.entry import Fact, TopicEntry
from agi_review.schema.prose import CitationGroup, find_references, paragraphs
from agi_review.schema.references import Path, placed_values, slots_of


def unsourced_fact(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A contestable number names the paper it was read in."""
    for entry in graph:
        for fact, path in _facts(entry, ()):
            if fact.source is None and fact.value != "not-reported":
                span = graph.span(entry, (*path, "value"))
                message = f"'{fact.value}' in '{path[0]}' has no source"
                yield graph.finding(
                    UNSOURCED_FACT,
                    entry,
                    span,
                    message,
                    help="add 'source:' with the id of a paper",
                )


def _facts(record: BaseModel, path: Path) -> Iterator[tuple[Fact, Path]]:
    if not _holds_facts(type(record)):
        return
    for slot, item, at in placed_values(record, path):
        if isinstance(item, Fact):
            yield item, at
        elif slot.record is not None:
            yield from _facts(item, at)


@cache
def _holds_facts(record: type[BaseModel]) -> bool:
    """Whether anything in a record, or in the records inside it, can be a fact."""
    inside = [record]
    for each in inside:
        records = (slot.record for slot in slots_of(each)[0] if slot.record)
        inside += (found for found in records if found not in inside)
    return any(issubclass(each, Fact) for each in inside[1:])


def uncited_paragraph(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Every paragraph of a family, theme or challenge cites a paper."""
    for entry in graph.of(TopicEntry):
        for text, path in _topic_prose(entry):
            for paragraph in paragraphs(text):
                if any(isinstance(found, CitationGroup) for found in find_references(paragraph)):
                    continue
                start = paragraph.split()[0]
                span = graph.documents[entry.key].locate_text(path, start)
                message = f"a paragraph of '{path[0]}' cites nothing"
                yield graph.finding(UNCITED_PARAGRAPH, entry, span, message)


def _topic_prose(entry: TopicEntry) -> Iterator[tuple[str, Path]]:
    for name in ("description", "why_it_matters", "contested", "missing"):
        if text := getattr(entry, name):
            yield text, (name,)
    for number, approach in enumerate(entry.approaches):
        yield approach.text, ("approaches", number, "text")
