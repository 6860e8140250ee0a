"""The index of a kind: every entry of it in one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
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
from agi_review.views import paging
from agi_review.views.composer import Composer, quantity, shortened, worded_value
from agi_review.views.facets import Facet, facet_values, facets_of
from agi_review.views.links import INDEX_ROOT, link_to
from agi_review.views.paging import Pager, numbered, pager, spans
from agi_review.views.parts import Cell, Column, Row, Table, Value
from agi_review.views.tables import by_release, count_cell, model_columns

LONGEST_SUMMARY = 140


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """Rows under one heading; one group without heading where nothing divides them."""

    heading: str | None
    anchor: str | None
    table: Table
    size: int
    """Rows under the heading on all pages together."""


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
    noun: str
    """The kind in the plural, for counting."""
    facets: tuple[Facet, ...]
    columns: tuple[str, ...]
    """The heads of the columns, for sorting."""
    groups: tuple[IndexGroup, ...]
    note: str | None
    compared: bool
    """Whether its entries can be chosen to be compared."""
    empty: bool
    pager: Pager | None = None
    """Where this page stands, if the list is too long for one."""

    @property
    def size(self) -> int:
        """Rows on all pages together."""
        return self.pager.rows if self.pager else sum(group.size for group in self.groups)


CellOf = Callable[[Composer, Any], Cell]


@dataclass(frozen=True, slots=True)
class _Listing:
    """How the entries of a kind are listed: a column and how its cell is made, side by side."""

    lede: str
    columns: tuple[tuple[Column, CellOf], ...]
    order: Callable[[Any], Any] = lambda entry: (entry.label.casefold(), entry.id)
    group_by: str | None = None
    note: str | None = None

    def table(self, composer: Composer, entries: Iterable[Entry], caption: str) -> Table:
        """Return a row an entry."""
        rows = tuple(
            Row(
                tuple(cell(composer, entry) for _, cell in self.columns),
                facet_values(composer.graph, entry),
            )
            for entry in sorted(entries, key=self.order)
        )
        return Table(caption, tuple(column for column, _ in self.columns), rows)


THREE_VALUED = (
    "“Not reported” means someone looked and the source does not say. “Not looked at” means nobody "
    "has looked yet. Neither means no."
)


def index_page(graph: KnowledgeGraph, kind: type[Entry]) -> IndexPage:
    """Return the index of a kind; entries that were given up are left out."""
    composer = Composer(graph, INDEX_ROOT)
    entries = [entry for entry in graph.of(kind) if entry.deprecated is None]
    listing = _LISTINGS.get(kind) or _Listing(" ".join((kind.__doc__ or "").split()), _PLAIN)
    noun = kind.plural.lower()
    groups = tuple(_groups(composer, kind, entries, listing))
    listed = (row.facets for group in groups for row in group.table.rows)
    return IndexPage(
        kind=kind.kind,
        folder=kind.folder,
        root=INDEX_ROOT,
        title=kind.plural,
        description=listing.lede,
        lede=listing.lede,
        count=f"{len(entries):,} {noun}" if len(entries) != 1 else f"1 {noun.removesuffix('s')}",
        noun=noun,
        facets=facets_of(graph, kind, listed),
        columns=tuple(column.label for column, _ in listing.columns),
        groups=groups,
        note=listing.note,
        compared=kind is ModelEntry,
        empty=not entries,
    )


def index_part(page: IndexPage, number: int) -> IndexPage:
    """Return a numbered page of an index, or the index itself if it is short.

    Args:
        page: The index with all its rows.
        number: Which page, from one.
    """
    place = pager(f"{page.folder}/", number, page.size, paging.ROWS_A_PAGE)
    if place is None:
        return page
    return numbered(index_stretch(page, place.first - 1, place.last), place)


def index_stretch(page: IndexPage, first: int, stop: int) -> IndexPage:
    """Return an index with the rows from one to another alone, under their headings."""
    found = spans([len(group.table.rows) for group in page.groups], first, stop)
    return replace(
        page,
        groups=tuple(_rows_of(page.groups[group], start, end) for group, start, end in found),
    )


def _rows_of(group: IndexGroup, start: int, stop: int) -> IndexGroup:
    return replace(group, table=replace(group.table, rows=group.table.rows[start:stop]))


def _groups(
    composer: Composer, kind: type[Entry], entries: list[Entry], listing: _Listing
) -> list[IndexGroup]:
    if listing.group_by is None or not entries:
        table = listing.table(composer, entries, f"All {kind.plural.lower()}")
        return [IndexGroup(None, None, table, len(entries))]
    divided: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        divided[str(getattr(entry, listing.group_by))].append(entry)
    return [
        IndexGroup(
            word.capitalize(),
            word,
            listing.table(composer, divided[word], f"{kind.plural}: {word}"),
            len(divided[word]),
        )
        for word in sorted(divided)
    ]


def _named(composer: Composer, entry: Entry) -> Cell:
    return Cell(links=(link_to(composer.graph, entry.key),))


def _summary(_composer: Composer, entry: Entry) -> Cell:
    text = as_plain(entry.summary or getattr(entry, "definition", None) or "")
    text = shortened(text, LONGEST_SUMMARY)
    return Cell(Value(text) if text else worded_value(None))


def _level(composer: Composer, entry: Entry) -> Cell:
    return Cell(Value(level_of(entry, composer.graph).word))


def _claims(_composer: Composer, entry: Entry) -> Cell:
    return count_cell(len(entry.claims))


def _checked(_composer: Composer, entry: Entry) -> Cell:
    return count_cell(sum(claim.checked is not None for claim in entry.claims))


def _linking(kind: str | None = None) -> CellOf:
    """Return a cell that counts the entries, perhaps of one kind, that link to this one."""

    def cell(composer: Composer, entry: Entry) -> Cell:
        sources = {relation.source for relation in composer.graph.backlinks(entry)}
        return count_cell(sum(kind in {None, source.kind} for source in sources))

    return cell


def _text(read: Callable[[Any], str | None], *, number: bool = False) -> CellOf:
    """Return a cell of plain text; a missing one says that nobody has looked."""

    def cell(_composer: Composer, entry: Entry) -> Cell:
        text = read(entry)
        return Cell(Value(text) if text else worded_value(None), number=number)

    return cell


def _links(kind: type[Entry], read: Callable[[Any], Iterable[str]]) -> CellOf:
    """Return a cell of links; an empty one says that nobody has looked."""

    def cell(composer: Composer, entry: Entry) -> Cell:
        links = composer.links(kind, read(entry))
        return Cell(links=links) if links else Cell(worded_value(None))

    return cell


def _members(composer: Composer, family: FamilyEntry) -> Cell:
    models = composer.graph.backlinks(family)
    return count_cell(sum(relation.field == "family" for relation in models))


def _size(dataset: DatasetEntry) -> str | None:
    return quantity(dataset.size[0].value, dataset.size[0].unit) if dataset.size else None


def _venue(paper: PaperEntry) -> str | None:
    return paper.venue or ("preprint" if paper.type == "article" else None)


def _access(dataset: DatasetEntry) -> str | None:
    return dataset.access.replace("-", " ") if dataset.access else None


_PLAIN = (
    (Column("Name", width=26), _named),
    (Column("What it is", sentence=True), _summary),
    (Column("Level", width=12), _level),
)

_TOPIC = (
    (Column("Name", width=26), _named),
    (Column("In short", sentence=True), _summary),
    (Column("Claims", number=True, width=8), _claims),
    (Column("Checked", number=True, width=8), _checked),
    (Column("Level", width=12), _level),
)

_LISTINGS: dict[type[Entry], _Listing] = {
    ModelEntry: _Listing(
        "Trained models and releases that read, segment, describe or reason about medical images, "
        "and the general models they come from.",
        model_columns(family=True),
        order=by_release,
        note=THREE_VALUED,
    ),
    FamilyEntry: _Listing(
        "Lines of models that share an architecture or a training idea, from the language and "
        "vision models of the review to their medical descendants.",
        (
            (Column("Family", width=22), _named),
            (Column("What it is", sentence=True), _summary),
            (
                Column("First public", width=10, whole=True),
                _text(lambda family: family.first_public),
            ),
            (Column("Members", number=True, width=8), _members),
            (Column("Claims", number=True, width=8), _claims),
        ),
        group_by="category",
    ),
    PaperEntry: _Listing(
        "The works behind every page, newest first. A preprint and its published version are one "
        "entry.",
        (
            (Column("Paper"), _named),
            (Column("Venue", width=24), _text(_venue)),
            (Column("Year", number=True, width=8), _text(lambda p: str(p.year), number=True)),
            (Column("Linked here", number=True, width=10), _linking()),
            (Column("Level", width=12), _level),
        ),
        order=lambda paper: (-paper.year, paper.title.casefold(), paper.id),
    ),
    ThemeEntry: _Listing(
        "The roadmap: what the field has to do on the way to general intelligence for medical "
        "imaging.",
        _TOPIC,
        group_by="stage",
    ),
    ChallengeEntry: _Listing(
        "What stands in the way, with the evidence for and against each answer.",
        _TOPIC,
        group_by="area",
    ),
    DatasetEntry: _Listing(
        "What the models learn from and are judged on: size, access and licence, each with its "
        "source.",
        (
            (Column("Data set", width=20), _named),
            (Column("Modalities"), _links(TermEntry, lambda dataset: dataset.modalities)),
            (Column("Size", width=18), _text(_size)),
            (Column("Access", width=14), _text(_access)),
            (Column("Licence", width=14), _text(lambda dataset: dataset.licence)),
            (Column("Models", number=True, width=8), _linking("model")),
        ),
        note=THREE_VALUED,
    ),
    BenchmarkEntry: _Listing(
        "A task on a data set, judged by one metric, with the published results over time.",
        (
            (Column("Benchmark"), _named),
            (Column("Task"), _links(TermEntry, lambda benchmark: [benchmark.task])),
            (Column("Data set"), _links(DatasetEntry, lambda benchmark: [benchmark.dataset])),
            (Column("Metric"), _text(lambda benchmark: benchmark.metric)),
            (Column("Results", number=True), lambda _, entry: count_cell(len(entry.results))),
        ),
    ),
    TermEntry: _Listing(
        "The words of the field: modalities, tasks, anatomies, methods and concepts.",
        (
            (Column("Term", width=24), _named),
            (Column("Definition", sentence=True), _summary),
            (
                Column("Also called", width=24),
                lambda _, term: Cell(Value(", ".join(term.alt_labels))),
            ),
            (Column("Linked here", number=True, width=10), _linking()),
        ),
        group_by="scheme",
    ),
}
"""A kind that is not here is listed with name, summary and level."""
