"""The index of a kind: every entry of it in one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from agi_review.graph import KnowledgeGraph, level_of
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import (
    BenchmarkEntry,
    ChallengeEntry,
    DatasetEntry,
    FamilyEntry,
    ModelEntry,
    PaperEntry,
    TermEntry,
    ThemeEntry,
)
from agi_review.schema.prose import as_plain
from agi_review.views.composer import Composer, quantity
from agi_review.views.links import INDEX_ROOT, link_to
from agi_review.views.parts import Cell, Column, Row, Table, Value
from agi_review.views.tables import models_table, worded_value

LONGEST_SUMMARY = 140


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """Rows under one heading; one group without heading where nothing divides them."""

    heading: str | None
    anchor: str | None
    table: Table


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Everything an index page says."""

    kind: str
    folder: str
    root: str
    title: str
    description: str
    lede: str
    count: str
    groups: tuple[IndexGroup, ...]
    note: str | None
    empty: bool


@dataclass(frozen=True, slots=True)
class _Listing:
    """How the entries of a kind are listed."""

    lede: str
    table: Callable[[Composer, list[Any], str], Table]
    group_by: str | None = None
    note: str | None = None


_THREE_VALUED = (
    "“Not reported” means someone looked and the source does not say. “Not looked at” means nobody "
    "has looked yet. Neither means no."
)


def index_page(graph: KnowledgeGraph, kind: type[Entry]) -> IndexPage:
    """Return the index of a kind; entries that were given up are left out."""
    composer = Composer(graph, INDEX_ROOT)
    entries = [entry for entry in graph.of(kind) if entry.deprecated is None]
    listing = _LISTINGS.get(kind) or _Listing(" ".join((kind.__doc__ or "").split()), _plain)
    noun = kind.plural.lower()
    return IndexPage(
        kind=kind.kind,
        folder=kind.folder,
        root=INDEX_ROOT,
        title=kind.plural,
        description=listing.lede,
        lede=listing.lede,
        count=f"{len(entries):,} {noun}" if len(entries) != 1 else f"1 {noun.removesuffix('s')}",
        groups=tuple(_groups(composer, kind, entries, listing)),
        note=listing.note,
        empty=not entries,
    )


def _groups(
    composer: Composer, kind: type[Entry], entries: list[Entry], listing: _Listing
) -> list[IndexGroup]:
    if listing.group_by is None or not entries:
        table = listing.table(composer, entries, f"All {kind.plural.lower()}")
        return [IndexGroup(None, None, table)]
    divided: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        divided[str(getattr(entry, listing.group_by))].append(entry)
    return [
        IndexGroup(
            word.capitalize(),
            word,
            listing.table(composer, divided[word], f"{kind.plural}: {word}"),
        )
        for word in sorted(divided)
    ]


def _named(composer: Composer, entry: Entry) -> Cell:
    return Cell(links=(link_to(composer.graph, entry.key),))


def _summary(entry: Entry) -> Cell:
    text = as_plain(entry.summary or getattr(entry, "definition", None) or "")
    if len(text) > LONGEST_SUMMARY:
        text = text[:LONGEST_SUMMARY].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return Cell(Value(text) if text else worded_value(None))


def _number(count: int) -> Cell:
    return Cell(Value(f"{count:,}"), number=True)


def _level(composer: Composer, entry: Entry) -> Cell:
    return Cell(Value(level_of(entry, composer.graph).word))


def _by_name(entries: list[Any]) -> list[Any]:
    return sorted(entries, key=lambda entry: (entry.label.casefold(), entry.id))


def _table(
    caption: str, columns: list[Column], entries: list[Any], cells: Callable[[Any], list[Cell]]
) -> Table:
    return Table(caption, tuple(columns), tuple(Row(tuple(cells(entry))) for entry in entries))


def _plain(composer: Composer, entries: list[Any], caption: str) -> Table:
    columns = [Column("Name", width=26), Column("What it is"), Column("Level", width=12)]
    return _table(
        caption,
        columns,
        _by_name(entries),
        lambda entry: [_named(composer, entry), _summary(entry), _level(composer, entry)],
    )


def _models(composer: Composer, entries: list[ModelEntry], caption: str) -> Table:
    return models_table(composer, entries, caption, family=True)


def _families(composer: Composer, entries: list[FamilyEntry], caption: str) -> Table:
    members: dict[str, int] = defaultdict(int)
    for model in composer.graph.of(ModelEntry):
        members[model.family] += 1
    columns = [
        Column("Family", width=22),
        Column("What it is"),
        Column("First public", width=11),
        Column("Members", number=True, width=9),
        Column("Claims", number=True, width=8),
    ]
    return _table(
        caption,
        columns,
        _by_name(entries),
        lambda entry: [
            _named(composer, entry),
            _summary(entry),
            Cell(Value(entry.first_public) if entry.first_public else worded_value(None)),
            _number(members[entry.id]),
            _number(len(entry.claims)),
        ],
    )


def _papers(composer: Composer, entries: list[PaperEntry], caption: str) -> Table:
    columns = [
        Column("Paper"),
        Column("Venue", width=24),
        Column("Year", number=True, width=8),
        Column("Cited here", number=True, width=10),
        Column("Level", width=12),
    ]
    ordered = sorted(entries, key=lambda paper: (-paper.year, paper.title.casefold()))
    return _table(
        caption,
        columns,
        ordered,
        lambda paper: [
            _named(composer, paper),
            Cell(
                Value(paper.venue)
                if paper.venue
                else Value("preprint")
                if paper.type == "article"
                else worded_value(None)
            ),
            Cell(Value(str(paper.year)), number=True),
            _number(len({r.source for r in composer.graph.backlinks(paper)})),
            _level(composer, paper),
        ],
    )


def _topics(composer: Composer, entries: list[Any], caption: str) -> Table:
    columns = [
        Column("Name", width=26),
        Column("In short"),
        Column("Claims", number=True, width=8),
        Column("Checked", number=True, width=9),
        Column("Level", width=12),
    ]
    return _table(
        caption,
        columns,
        _by_name(entries),
        lambda entry: [
            _named(composer, entry),
            _summary(entry),
            _number(len(entry.claims)),
            _number(sum(claim.checked is not None for claim in entry.claims)),
            _level(composer, entry),
        ],
    )


def _datasets(composer: Composer, entries: list[DatasetEntry], caption: str) -> Table:
    columns = [
        Column("Data set", width=20),
        Column("Modalities"),
        Column("Size", width=20),
        Column("Access", width=14),
        Column("Licence", width=14),
        Column("Models", number=True, width=9),
    ]

    def cells(entry: DatasetEntry) -> list[Cell]:
        size = entry.size[0] if entry.size else None
        users = {r.source for r in composer.graph.backlinks(entry) if r.source.kind == "model"}
        return [
            _named(composer, entry),
            Cell(links=composer.links(TermEntry, entry.modalities))
            if entry.modalities
            else Cell(worded_value(None)),
            Cell(Value(quantity(size.value, size.unit)) if size else worded_value(None)),
            Cell(Value(entry.access.replace("-", " ")) if entry.access else worded_value(None)),
            Cell(Value(entry.licence) if entry.licence else worded_value(None)),
            _number(len(users)),
        ]

    return _table(caption, columns, _by_name(entries), cells)


def _benchmarks(composer: Composer, entries: list[BenchmarkEntry], caption: str) -> Table:
    columns = [
        Column("Benchmark"),
        Column("Task"),
        Column("Data set"),
        Column("Metric"),
        Column("Results", number=True),
    ]
    return _table(
        caption,
        columns,
        _by_name(entries),
        lambda entry: [
            _named(composer, entry),
            Cell(links=composer.links(TermEntry, [entry.task])),
            Cell(links=composer.links(DatasetEntry, [entry.dataset])),
            Cell(Value(entry.metric)),
            _number(len(entry.results)),
        ],
    )


def _terms(composer: Composer, entries: list[TermEntry], caption: str) -> Table:
    columns = [
        Column("Term", width=24),
        Column("Definition"),
        Column("Also called", width=24),
        Column("Entries", number=True, width=9),
    ]
    return _table(
        caption,
        columns,
        _by_name(entries),
        lambda entry: [
            _named(composer, entry),
            _summary(entry),
            Cell(Value(", ".join(entry.alt_labels))),
            _number(len({r.source for r in composer.graph.backlinks(entry)})),
        ],
    )


_LISTINGS: dict[type[Entry], _Listing] = {
    ModelEntry: _Listing(
        "Trained models and releases that read, segment, describe or reason about medical images, "
        "and the general models they come from.",
        _models,
        note=_THREE_VALUED,
    ),
    FamilyEntry: _Listing(
        "Lines of models that share an architecture or a training idea, from the language and "
        "vision models of the review to their medical descendants.",
        _families,
        group_by="category",
    ),
    PaperEntry: _Listing(
        "The works behind every page, newest first. A preprint and its published version are one "
        "entry.",
        _papers,
    ),
    ThemeEntry: _Listing(
        "The roadmap: what the field has to do on the way to general intelligence for medical "
        "imaging.",
        _topics,
        group_by="stage",
    ),
    ChallengeEntry: _Listing(
        "What stands in the way, with the evidence for and against each answer.",
        _topics,
        group_by="area",
    ),
    DatasetEntry: _Listing(
        "What the models learn from and are judged on: size, access and licence, each with its "
        "source.",
        _datasets,
        note=_THREE_VALUED,
    ),
    BenchmarkEntry: _Listing(
        "A task on a data set, judged by one metric, with the published results over time.",
        _benchmarks,
    ),
    TermEntry: _Listing(
        "The words of the field: modalities, tasks, anatomies, methods and concepts.",
        _terms,
        group_by="scheme",
    ),
}
"""A kind that is not here is listed with name, summary and level."""
