"""What surrounds an entry on its page: its neighbours, its file, and the talk about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel

from agi_review.graph import KnowledgeGraph
from agi_review.graph.completeness import findings_of
from agi_review.schema.entry import Entry, Fact
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.references import Path, placed_values
from agi_review.sources import Route
from agi_review.views.composer import claim_anchor
from agi_review.views.entry_page import EntryPage
from agi_review.views.links import entry_path
from agi_review.views.neighbours import neighbours
from agi_review.views.parts import Action, Discussion, FactGroup, Section
from agi_review.views.publication import EntryFiles, Publication


def with_surroundings(
    page: EntryPage, graph: KnowledgeGraph, entry: Entry, publication: Publication
) -> EntryPage:
    """Return the page of an entry with what stands around it; what is not set up is not there."""
    page = replace(page, neighbours=neighbours(graph, entry))
    if files := publication.files:
        page = _with_file(page, graph, entry, files)
    if said := publication.comments:
        term = entry_path(entry).rstrip("/")
        talk = Discussion(term, said.repo, said.repo_id, said.category, said.category_id)
        page = replace(page, comments=talk)
    return page


def _with_file(
    page: EntryPage, graph: KnowledgeGraph, entry: Entry, files: EntryFiles
) -> EntryPage:
    name = f"{type(entry).folder}/{entry.id}.yaml"
    fix = Action("Fix this entry", f"{files.edit}{name}")
    page = replace(page, actions=(*page.actions, fix))
    if files.lines is None:
        return page
    written = {
        claim_anchor(text): f"{files.lines}{name}#L{graph.span(entry, route).line}"
        for text, route in _statements(entry)
    }
    numbers = {
        fact: f"{files.lines}{name}#L{graph.span(entry, route).line}"
        for fact, route in _facts(entry, ())
    }
    return replace(
        page,
        facts=_facts_with_lines(page.facts, numbers),
        lead=_with_lines(page.lead, written) if page.lead else None,
        beside=tuple(_with_lines(section, written) for section in page.beside),
        rest=tuple(_with_lines(section, written) for section in page.rest),
    )


def _statements(entry: Entry) -> Iterator[tuple[str, Route]]:
    """Yield the claims and findings of an entry with where they are written."""
    for number, claim in enumerate(entry.claims):
        yield claim.text, ("claims", number, "text")
    if isinstance(entry, PaperEntry) and entry.findings:
        for heading, finding in findings_of(entry.findings):
            several = getattr(entry.findings, heading)
            place = (several.index(finding),) if isinstance(several, tuple) else ()
            yield finding.text, ("findings", heading, *place, "text")


def _facts(record: BaseModel, place: Path) -> Iterator[tuple[Fact, Path]]:
    """Yield the sourced numbers of an entry with where they are written."""
    for slot, value, at in placed_values(record, place):
        if isinstance(value, Fact):
            yield value, (*at, "value")
        elif slot.record is not None:
            yield from _facts(value, at)


def _facts_with_lines(
    groups: tuple[FactGroup, ...], written: Mapping[Fact, str]
) -> tuple[FactGroup, ...]:
    return tuple(
        replace(
            group,
            facts=tuple(
                replace(line, source_line=written.get(line.fact)) if line.fact else line
                for line in group.facts
            ),
        )
        for group in groups
    )


def _with_lines(section: Section, written: Mapping[str, str]) -> Section:
    if not section.claims:
        return section
    groups = (
        replace(
            group,
            claims=tuple(
                replace(claim, source_line=written.get(claim.anchor)) for claim in group.claims
            ),
        )
        for group in section.claims
    )
    return replace(section, claims=tuple(groups))
