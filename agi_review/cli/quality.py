"""`agi-review quality`: how complete, how checked and how fresh the base is."""

from __future__ import annotations

import json
from pathlib import Path

import click

from agi_review.cli.base import load_base
from agi_review.cli.terminal import entries_option
from agi_review.views.parts import Cell, Table
from agi_review.views.quality_page import quality_page


@click.command(name="quality")
@entries_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(entries: Path, form: str) -> None:
    """Print coverage: levels by kind, share checked, what nobody has looked at, what is overdue.

    The same tables stand on the site under /quality/.
    """
    page = quality_page(load_base(entries).graph)
    if form == "json":
        tables = {part.anchor: _records(part.table) for part in page.sections if part.table}
        click.echo(json.dumps(tables, indent=2, ensure_ascii=False))
        return
    for part in page.sections:
        if part.table:
            click.echo(f"{part.title}\n{part.note}\n\n{_aligned(part.table)}\n")


def _words(cell: Cell) -> str:
    return cell.value.text if cell.value else ", ".join(link.label for link in cell.links)


def _records(table: Table) -> list[dict[str, str]]:
    labels = [column.label for column in table.columns]
    return [
        dict(zip(labels, (_words(cell) for cell in row.cells), strict=True)) for row in table.rows
    ]


def _aligned(table: Table) -> str:
    """Return a table as text: words to the left, numbers to the right."""
    rows = [[column.label for column in table.columns]]
    rows += [[_words(cell) for cell in row.cells] for row in table.rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.columns))]
    return "\n".join(
        "  "
        + "  ".join(
            text.rjust(width) if column.number else text.ljust(width)
            for text, width, column in zip(row, widths, table.columns, strict=True)
        ).rstrip()
        for row in rows
    )
