"""How far an entry has been worked out: computed, never declared by its writer."""

from __future__ import annotations

from enum import IntEnum

from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds.paper import Finding, Findings, PaperEntry
from agi_review.schema.kinds.term import TermEntry


class Level(IntEnum):
    """stub: facts only; described: says what it is; linked: in the graph; reviewed: checked."""

    STUB = 1
    DESCRIBED = 2
    LINKED = 3
    REVIEWED = 4

    @property
    def word(self) -> str:
        """The level in lower case."""
        return self.name.lower()


_HEADINGS = tuple(Findings.model_fields)

FEWEST_LINKS = 3
"""Relations of its own, outside prose, that make an entry linked."""

FEWEST_FINDINGS = 2
"""Findings that make a paper reviewed."""


def level_of(entry: Entry, graph: KnowledgeGraph) -> Level:
    """Return the level of an entry."""
    if not is_described(entry):
        return Level.STUB
    links = sum(not relation.in_prose for relation in graph.relations(entry))
    needed = 1 if isinstance(entry, TermEntry) else FEWEST_LINKS
    if links < needed and not (isinstance(entry, TermEntry) and graph.backlinks(entry)):
        return Level.DESCRIBED
    return Level.REVIEWED if _reviewed(entry, graph) else Level.LINKED


def findings_of(findings: Findings | None) -> list[tuple[str, Finding]]:
    """Return a paper's findings in order, each with the name of its heading."""
    if findings is None:
        return []
    found: list[tuple[str, Finding]] = []
    for name in _HEADINGS:
        value = getattr(findings, name)
        items = value if isinstance(value, tuple) else (value,) if value else ()
        found.extend((name, item) for item in items)
    return found


def is_described(entry: Entry) -> bool:
    """Whether an entry says what it is; one that does not is a stub."""
    return bool(entry.summary or entry.description or getattr(entry, "definition", None))


def _reviewed(entry: Entry, graph: KnowledgeGraph) -> bool:
    if isinstance(entry, PaperEntry):
        findings = findings_of(entry.findings)
        connected = bool(entry.cites) or any(r.field == "cites" for r in graph.backlinks(entry))
        checked = any(finding.checked for _, finding in findings)
        return len(findings) >= FEWEST_FINDINGS and checked and bool(entry.terms) and connected
    if isinstance(entry, TermEntry):
        return entry.curation is not None and entry.curation.read_through is not None
    return any(claim.checked for claim in entry.claims)
