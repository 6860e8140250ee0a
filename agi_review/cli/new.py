"""`agi-review new KIND ID`: a new entry with its required fields and the rest as comments."""

from __future__ import annotations

from pathlib import Path

import click

from agi_review.cli.choosing import kind_called
from agi_review.cli.terminal import entries_option
from agi_review.errors import UsageError
from agi_review.importers import write_files
from agi_review.schema.skeleton import skeleton
from agi_review.sources.ids import RESERVED, nearest_id, well_formed


@click.command(name="new")
@click.argument("kind")
@click.argument("id_", metavar="ID")
@entries_option
def command(kind: str, id_: str, entries: Path) -> None:
    """Start a new entry of KIND in entries/<folder>/<ID>.yaml."""
    chosen = kind_called(kind, entries)
    if not well_formed(id_) or id_ in RESERVED:
        better = nearest_id(id_)
        hint = f"; did you mean '{better}'?" if better not in {"", id_} else ""
        raise UsageError(f"'{id_}' cannot be an id{hint}")
    path = entries / chosen.folder / f"{id_}.yaml"
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    write_files({path: skeleton(chosen, id_)}, path.parent)
    click.echo(path.as_posix())
