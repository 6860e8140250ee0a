"""`agi-review schema [KIND]`: JSON Schemas for editors and other tools."""

from __future__ import annotations

from pathlib import Path

import click

from agi_review.cli.choosing import kind_called
from agi_review.cli.terminal import entries_option
from agi_review.errors import EntriesNotFound
from agi_review.schema.json_schema import dump, schema_for
from agi_review.schema.kinds import KINDS
from agi_review.sources import discover


@click.command(name="schema")
@click.argument("kind", required=False)
@entries_option
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Write files to this folder."
)
def command(kind: str | None, entries: Path, out: Path | None) -> None:
    """Print the JSON Schema of KIND, or of every kind as one object.

    The ids of existing entries are offered for completion; any well-formed id is accepted.
    """
    chosen = [kind_called(kind)] if kind is not None else list(KINDS)
    ids = _ids(entries)
    schemas = {each.kind: schema_for(each, ids) for each in chosen}
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas.items():
            (out / f"{name}.schema.json").write_text(dump(schema), encoding="utf-8", newline="\n")
    else:
        click.echo(dump(schemas[kind] if kind else schemas), nl=False)


def _ids(entries: Path) -> dict[str, list[str]]:
    """The ids of each kind; none where there is no base yet."""
    folders = {each.folder: each.kind for each in KINDS}
    ids: dict[str, list[str]] = {each.kind: [] for each in KINDS}
    try:
        files, _ = discover(entries, folders)
    except EntriesNotFound:
        return ids
    for file in files:
        ids[folders[file.folder]].append(file.id)
    return ids
