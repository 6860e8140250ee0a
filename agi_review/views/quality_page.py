"""The quality page: what is known of the base itself, so that its gaps are visible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from agi_review.graph import KnowledgeGraph, Level, level_of
from agi_review.graph.completeness import findings_of, is_described
from agi_review.graph.wording import worded_alike
from agi_review.schema.entry import Claim, Entry
from agi_review.schema.kinds import ChallengeEntry, ModelEntry, PaperEntry, ThemeEntry
from agi_review.schema.kinds.paper import Finding
from agi_review.views.composer import in_words
from agi_review.views.hub_page import HubPage
from agi_review.views.links import link_to
from agi_review.views.parts import Cell, Column, Row, Section, Table, Value
from agi_review.views.tables import count_cell


def quality_page(graph: KnowledgeGraph) -> HubPage:
    """Return how complete, how checked and how fresh the base is."""
    as_of = latest_day(graph)
    latest = f" The latest day noted in any entry is {in_words(as_of)}." if as_of else ""
    return HubPage(
        path="quality/",
        title="Quality of the base",
        description="How complete, how checked and how fresh the entries are, computed from them.",
        lede="Computed from the entries at every build, so that what is missing can be seen."
        f"{latest}",
        sections=tuple(section for section in _sections(graph, as_of) if _holds(section)),
    )


def _sections(graph: KnowledgeGraph, as_of: str | None) -> tuple[Section, ...]:
    return (
        Section(
            "levels",
            "How far entries are worked out",
            note="Levels are computed; the method page says what each needs.",
            table=_levels(graph),
        ),
        Section(
            "statements",
            "How much was checked",
            note="A statement is checked if somebody compared it with the source's own text. "
            "One source means that nobody has looked for a second opinion.",
            table=_statements(graph),
        ),
        Section(
            "looked-at",
            "What nobody has looked at yet",
            note="Fields of models that are left out, neither answered nor noted as not reported.",
            table=_looked_at(graph),
        ),
        Section(
            "weak",
            "Where to begin",
            note="What a next contributor could mend.",
            table=_weak(graph, as_of),
        ),
        Section(
            "freshness",
            "How fresh themes and challenges are",
            note="The day the literature was last searched, and the day it should be again.",
            table=_freshness(graph),
        ),
    )


def _holds(section: Section) -> bool:
    """Whether a base has anything of what a section counts."""
    return section.table is not None and bool(section.table.rows)


def latest_day(graph: KnowledgeGraph) -> str | None:
    """Return the latest day noted anywhere: the base's own clock, the same in every build."""
    return max(_days(graph), default=None)


def _days(graph: KnowledgeGraph) -> Iterator[str]:
    for entry in graph:
        curation = entry.curation
        if curation:
            yield from filter(None, (curation.added, curation.read_through, curation.searched))
        yield from (claim.checked for claim in entry.claims if claim.checked)


def _text(text: str) -> Cell:
    return Cell(Value(text))


def _share(part: int, whole: int) -> Cell:
    return Cell(Value(f"{100 * part // whole} %" if whole else "–"), number=True)


def _levels(graph: KnowledgeGraph) -> Table:
    columns = [Column("Kind"), *(Column(level.word, number=True) for level in Level)]
    rows = []
    for kind in graph.kinds:
        counts = Counter(level_of(entry, graph) for entry in graph.of(kind))
        if not counts:
            continue
        cells = (_text(kind.plural), *(count_cell(counts[level]) for level in Level))
        rows.append(Row((*cells, count_cell(counts.total()))))
    return Table("Entries by kind and level", (*columns, Column("all", number=True)), tuple(rows))


def _statements(graph: KnowledgeGraph) -> Table:
    columns = (
        Column("Where"),
        Column("Statements", number=True),
        Column("Checked", number=True),
        Column("Share", number=True),
        Column("With a place", number=True),
        Column("One source", number=True),
    )
    rows = []
    for kind in graph.kinds:
        claims = [claim for entry in graph.of(kind) for claim in entry.claims]
        if claims:
            rows.append(_claims_row(f"Claims on {kind.plural.lower()}", claims))
    findings = [f for paper in graph.of(PaperEntry) for _, f in findings_of(paper.findings)]
    if findings:
        rows.append(_findings_row("Findings of papers", findings))
    return Table("Statements and how many were checked", columns, tuple(rows))


def _claims_row(name: str, claims: list[Claim]) -> Row:
    checked = sum(claim.checked is not None for claim in claims)
    placed = sum(all(source.where for source in claim.sources) for claim in claims)
    single = sum(len(claim.sources) == 1 for claim in claims)
    cells = (count_cell(len(claims)), count_cell(checked), _share(checked, len(claims)))
    return Row((_text(name), *cells, count_cell(placed), count_cell(single)))


def _findings_row(name: str, findings: list[Finding]) -> Row:
    checked = sum(finding.checked is not None for finding in findings)
    placed = sum(finding.where is not None for finding in findings)
    count = count_cell(len(findings))
    share = _share(checked, len(findings))
    return Row((_text(name), count, count_cell(checked), share, count_cell(placed), count))


_FIELDS: tuple[tuple[str, Callable[[ModelEntry], object]], ...] = (
    ("Release date", lambda model: model.released),
    ("Parameters", lambda model: model.parameters),
    ("Modalities", lambda model: model.modalities),
    ("Training data", lambda model: model.training_data),
    ("Weights", lambda model: model.availability and model.availability.weights),
    ("Code", lambda model: model.availability and model.availability.code),
    ("Licence", lambda model: model.availability and model.availability.licence),
    ("External validation", lambda model: model.validation and model.validation.external),
)


def _looked_at(graph: KnowledgeGraph) -> Table:
    models = graph.of(ModelEntry)
    columns = (
        Column("Field"),
        Column("Looked at", number=True),
        Column("Not looked at", number=True),
        Column("Share looked at", number=True),
    )
    rows = []
    for name, read in _FIELDS if models else ():
        known = sum(bool(read(model)) for model in models)
        cells = (count_cell(known), count_cell(len(models) - known), _share(known, len(models)))
        rows.append(Row((_text(name), *cells)))
    return Table("Fields of models", columns, tuple(rows))


def _weak(graph: KnowledgeGraph, as_of: str | None) -> Table:
    entries = list(graph)
    papers = graph.of(PaperEntry)
    counts = {
        "Stubs": sum(not is_described(entry) for entry in entries),
        "Entries that nothing links to": sum(not graph.backlinks(entry) for entry in entries),
        "Entries that link to nothing": sum(not graph.relations(entry) for entry in entries),
        "Papers without findings": sum(paper.findings is None for paper in papers),
        "Papers whose record breaks off its authors": sum(
            paper.author_list == "partial" for paper in papers
        ),
        "Papers without any identifier": sum(paper.ids is None for paper in papers),
        "Statements worded like one of another entry": len(
            {later for _, later in worded_alike(graph)}
        ),
        "Entries whose review is overdue": sum(_overdue(entry, as_of) for entry in entries),
    }
    rows = tuple(Row((_text(name), count_cell(count))) for name, count in counts.items())
    return Table("What to mend", (Column("What"), Column("Count", number=True)), rows)


def _overdue(entry: Entry, as_of: str | None) -> bool:
    review_by = entry.curation.review_by if entry.curation else None
    return bool(as_of and review_by and review_by < as_of)


def _freshness(graph: KnowledgeGraph) -> Table:
    columns = (Column("Entry"), Column("Kind"), Column("Last search"), Column("Search again by"))
    rows = []
    for kind in (ThemeEntry, ChallengeEntry):
        for entry in graph.of(kind):
            curation = entry.curation
            rows.append(
                Row(
                    (
                        Cell(links=(link_to(graph, entry.key),)),
                        _text(kind.kind),
                        _day(curation.searched if curation else None),
                        _day(curation.review_by if curation else None),
                    )
                )
            )
    return Table("Themes and challenges by date of search", columns, tuple(rows))


def _day(day: str | None) -> Cell:
    shown = in_words(day)
    return Cell(Value(shown) if shown else Value("not looked at", glyph="not-looked-at"))
