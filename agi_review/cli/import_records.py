"""`agi-review import FORMAT FILE`: foreign records to draft entries."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from agi_review.cli.base import load_base
from agi_review.cli.terminal import entries_option, progress, quiet_option, say
from agi_review.importers import READERS, ImportResult, draft_all, write_drafts
from agi_review.knowledge_base import collector_paused
from agi_review.schema.kinds import PaperEntry


@click.group(name="import")
def command() -> None:
    """Draft paper entries from foreign records."""


_NAMES = {"bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON"}


def _add_command(reader: str) -> None:
    @command.command(
        name=reader,
        help=f"""Draft a paper entry for every record of a {_NAMES[reader]} FILE that has none yet.

        No bad record stops the import, and none is lost: records = drafted + duplicates + failed.
        Exit code 1 if a record failed.
        """,
    )
    @click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
    @click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where to write the drafts; the papers of --entries by default.",
    )
    @click.option("--dry-run", is_flag=True, help="Say what would be drafted and write nothing.")
    @click.option(
        "--added", metavar="DAY", help="The day to note as the day the entries were added."
    )
    @click.option(
        "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
    )
    @entries_option
    @quiet_option
    def run(  # noqa: PLR0913 - one parameter an option
        file: Path,
        out: Path | None,
        added: str | None,
        form: str,
        entries: Path,
        *,
        dry_run: bool,
        quiet: bool,
    ) -> None:
        with progress("records", quiet=quiet) as step, collector_paused():
            records = READERS[reader](file.read_bytes(), file.name)
            result = draft_all(records, papers_of(entries), step, added)
        if not dry_run:
            folder = out or entries / PaperEntry.folder
            folder.mkdir(parents=True, exist_ok=True)
            write_drafts(result.drafted, folder)
        text = _as_json(result) if form == "json" else as_text(result, file.as_posix())
        click.echo(text, nl=False)
        say("nothing was written", when=dry_run and not quiet)
        sys.exit(1 if result.failed else 0)


for _reader in READERS:
    _add_command(_reader)


def papers_of(entries: Path) -> tuple[PaperEntry, ...]:
    """Return the papers of a base, or none where there is no base yet."""
    return tuple(load_base(entries).graph.of(PaperEntry)) if entries.is_dir() else ()


def _as_json(result: ImportResult) -> str:
    document = {
        "records": result.records,
        "drafted": len(result.drafted),
        "duplicates": [
            {
                "key": each.key,
                "line": each.line,
                "existing": each.existing,
                "reason": each.reason,
            }
            for each in result.duplicates
        ],
        "failed": [
            {"line": each.line, "key": each.key, "reason": each.reason} for each in result.failed
        ],
        "notes": [
            {"line": each.line, "key": each.key, "message": each.message} for each in result.notes
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def as_text(result: ImportResult, path: str) -> str:
    """Return what became of every record, a line each, and the totals."""
    lines = [f"{path}:{each.line}: failed: {each.reason}" for each in result.failed]
    lines += [
        f"{path}:{each.line}: duplicate: {each.key} is {each.existing}"
        for each in result.duplicates
    ]
    lines += [f"{path}:{each.line}: note: {each.key}: {each.message}" for each in result.notes]
    lines.append(
        f"{result.records} records: {len(result.drafted)} drafted, "
        f"{len(result.duplicates)} duplicates, {len(result.failed)} failed"
    )
    return "\n".join(lines) + "\n"
