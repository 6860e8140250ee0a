"""Tables as CSV: those of pages, and the sheets of the whole base."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from agi_review.exports.sheets import Sheet
from agi_review.views.parts import Cell, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula."""


def table_csv(table: Table) -> str:
    """Return a table's heads and rows."""
    rows = ([words(cell) for cell in row.cells] for row in table.rows)
    return _csv([column.label for column in table.columns], rows)


def sheet_csv(sheet: Sheet) -> str:
    """Return a sheet's heads and rows; what nobody has looked at is an empty cell."""
    rows = (["" if value is None else str(value) for value in row] for row in sheet.rows)
    return _csv(sheet.columns, rows)


def _csv(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV; a cell that could run as a formula begins with `'`.

    Source:
        RFC 4180 for the form; lines end with CR LF.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(harmless, heads))
    writer.writerows([harmless(text) for text in row] for row in rows)
    return out.getvalue()


def words(cell: Cell) -> str:
    """Return what a cell says, without markup."""
    links = "; ".join(", ".join(filter(None, (link.label, link.note))) for link in cell.links)
    return "; ".join(filter(None, (cell.value.text if cell.value else "", links)))


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
