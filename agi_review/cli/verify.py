"""`agi-review verify`: the facts of papers against an independent bibliography."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from agi_review.cli.base import load_base
from agi_review.cli.terminal import entries_option, paint
from agi_review.diagnostics import Report, as_json, as_text
from agi_review.importers import read_bibtex
from agi_review.importers.comparison import compare
from agi_review.views.composer import plural


@click.command(name="verify")
@click.option(
    "--against",
    "files",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    required=True,
    help="A BibTeX file to compare with; may be given several times.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@entries_option
def command(files: tuple[Path, ...], form: str, entries: Path) -> None:
    """Compare titles, authors, years and identifiers of papers with a bibliography.

    A difference is an error until the entry is corrected, or says under `curation.departures` why
    it follows another source.
    """
    graph = load_base(entries).graph
    results = [compare(graph, read_bibtex(file.read_bytes(), file.as_posix())) for file in files]
    matched = sum(result.matched for result in results)
    report = Report.of(*(result.differences for result in results), files=matched)
    if form == "json":
        click.echo(as_json.render(report), nl=False)
    else:
        *shown, _ = as_text.render(report, paint).splitlines(keepends=True)
        click.echo("".join(shown), nl=False)
        for file, result in zip(files, results, strict=True):
            click.echo(
                f"{file.as_posix()}: {plural(result.records, 'record')}, {result.matched:,} of "
                f"papers of this base, {result.unreadable:,} without the facts to compare; "
                f"{plural(len(result.differences), 'difference')}, {result.explained:,} explained"
            )
    sys.exit(1 if report.diagnostics else 0)
