"""A table of a page as CSV."""

from __future__ import annotations

import csv
import io

from agi_review.views.parts import Cell, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula."""


def table_csv(table: Table) -> str:
    """Return a table's heads and rows; a cell that could run as a formula begins with `'`.

    Source:
        RFC 4180 for the form; lines end with CR LF.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.label for column in table.columns)
    writer.writerows([harmless(words(cell)) for cell in row.cells] for row in table.rows)
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
