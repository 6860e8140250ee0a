"""The list of venues, and a page for each with several papers here."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.composer import Composer, plural
from agi_review.views.hub_page import HubPage
from agi_review.views.lists import other_lists
from agi_review.views.paper_tables import papers_table
from agi_review.views.parts import Action, Cell, Column, Row, Section, Table, Value
from agi_review.views.tables import years_of
from agi_review.views.venues import VENUES, Venue, series_of_paper, venues

_BELOW = "../" * (VENUES.count("/") + 1)

_GATHERED = (
    "Names that differ in year, number, place or dates are one series, and so are the spellings of "
    "well-known ones; in doubt two names stay apart."
)


def venues_page(graph: KnowledgeGraph) -> HubPage:
    """Return the list of venues, those with most papers first."""
    shown = _with_page(graph)
    note = _rest(graph, len(shown))
    return HubPage(
        path=VENUES,
        title="Venues",
        description="Journals, conferences and preprints with several papers in this base.",
        lede="Where the papers of this base appeared.",
        note=_GATHERED,
        sections=(Section("venues", "By papers here", len(shown), note=note, table=_list(shown)),),
        actions=other_lists(graph, VENUES),
    )


def venue_pages(graph: KnowledgeGraph) -> list[HubPage]:
    """Return a page for each venue with several papers here."""
    composer = Composer(graph, _BELOW)
    return [_page(composer, venue) for venue in _with_page(graph)]


def _with_page(graph: KnowledgeGraph) -> list[Venue]:
    found = (venue for venue in graph.derived(venues).values() if venue.has_page)
    return sorted(found, key=lambda venue: (-len(venue.papers), venue.series.key))


def _rest(graph: KnowledgeGraph, shown: int) -> str:
    """How many venues and papers the list leaves out."""
    rest = len(graph.derived(venues)) - shown
    unsaid = sum(series_of_paper(paper) is None for paper in graph.current(PaperEntry))
    counted = f"{plural(rest, 'venue')} with one paper here {'is' if rest == 1 else 'are'} left out"
    records = f"{plural(unsaid, 'record')} {'names' if unsaid == 1 else 'name'} no venue"
    return f"{counted}; {records}."


def _list(shown: list[Venue]) -> Table:
    columns = (
        Column("Venue"),
        Column("Papers", number=True, width=10),
        Column("Years", width=14, whole=True),
    )
    rows = tuple(
        Row(
            (
                Cell(links=(venue.link,)),
                Cell(Value(str(len(venue.papers))), number=True),
                Cell(Value(years_of(venue.papers))),
            )
        )
        for venue in shown
    )
    return Table("Venues by papers here", columns, rows)


def _page(composer: Composer, venue: Venue) -> HubPage:
    number = plural(len(venue.papers), "paper")
    table = papers_table(composer, venue.papers, f"Papers: {venue.name}", venue=False)
    return HubPage(
        path=venue.link.path,
        title=venue.name,
        description=f"{number} of this base appeared here, {years_of(venue.papers)}.",
        lede=f"{number} in this base, {years_of(venue.papers)}.",
        sections=(
            Section("papers", "Papers", len(venue.papers), table=table),
            *_spellings(venue),
        ),
        actions=(Action("All venues", "../"),),
    )


def _spellings(venue: Venue) -> list[Section]:
    if not venue.spellings:
        return []
    rows = tuple(
        Row((Cell(Value(name)), Cell(Value(str(count)), number=True)))
        for name, count in venue.spellings
    )
    columns = (Column("Name in the record"), Column("Papers", number=True, width=10))
    table = Table("Names this venue has in the records", columns, rows)
    return [Section("names", "How the records name it", len(rows), note=_GATHERED, table=table)]
