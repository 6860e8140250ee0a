"""Tables as CSV, read back by the standard library."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from agi_review.exports.table_csv import harmless, table_csv
from agi_review.views.links import Link
from agi_review.views.parts import Cell, Column, Row, Table, Value


def test_heads_and_cells_come_back() -> None:
    """Links by their names and notes, values by their words."""
    cells = (
        Cell(links=(Link("SAM, 2", "models/sam-2/", "model", note="fine-tuned"),)),
        Cell(Value('say "yes"')),
    )
    table = Table("t", (Column("Model"), Column("Word")), (Row(cells),))

    rows = list(csv.reader(io.StringIO(table_csv(table), newline="")))

    assert rows == [["Model", "Word"], ["SAM, 2, fine-tuned", 'say "yes"']]


@given(st.text())
def test_no_cell_runs_as_a_formula(text: str) -> None:
    """Numbers stay numbers; everything else that a spreadsheet would run is quoted."""
    cell = harmless(text)

    assert cell.endswith(text)
    if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        float(cell)
