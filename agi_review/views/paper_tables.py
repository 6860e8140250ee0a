"""Papers as rows, with what leads on from them: their venue and their year."""

from __future__ import annotations

from collections.abc import Iterable

from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.composer import Composer, work_type
from agi_review.views.links import link_to
from agi_review.views.parts import Cell, Column, Row, Table, Value
from agi_review.views.tables import by_year
from agi_review.views.venues import link_to_venue
from agi_review.views.years import year_link


def papers_table(
    composer: Composer,
    papers: Iterable[PaperEntry],
    caption: str,
    *,
    venue: bool = True,
    year: bool = True,
) -> Table:
    """Return papers as rows, newest first.

    Args:
        composer: Makes the links.
        papers: The rows, in any order.
        caption: The table's caption.
        venue: Whether to say where each appeared.
        year: Whether to say when.
    """
    columns = [
        (Column("Paper"), _paper),
        *([(Column("Venue", width=26), _venue)] if venue else []),
        *([(Column("Year", number=True, width=8), _year)] if year else []),
    ]
    rows = tuple(
        Row(tuple(cell(composer, each) for _, cell in columns)) for each in by_year(papers)
    )
    return Table(caption, tuple(column for column, _ in columns), rows)


def _paper(composer: Composer, paper: PaperEntry) -> Cell:
    return Cell(links=(link_to(composer.graph, paper.key),))


def _venue(composer: Composer, paper: PaperEntry) -> Cell:
    venue = link_to_venue(composer.graph, paper)
    if venue:
        return Cell(links=(venue,))
    return Cell(Value(paper.venue or work_type(paper.type)))


def _year(_composer: Composer, paper: PaperEntry) -> Cell:
    return Cell(links=(year_link(paper.year),), number=True)
