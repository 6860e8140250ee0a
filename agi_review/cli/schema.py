"""`agi-review schema [KIND]`: JSON Schemas for editors and other tools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import yaml

from agi_review.cli.base import kinds_of
from agi_review.cli.choosing import kind_called
from agi_review.cli.reference import reference
from agi_review.cli.terminal import entries_option
from agi_review.errors import EntriesNotFound
from agi_review.schema.entry import Entry
from agi_review.schema.issue_form import issue_form
from agi_review.schema.json_schema import dump, schema_for
from agi_review.sources import discover


@click.command(name="schema")
@click.argument("kind", required=False)
@entries_option
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Write files to this folder."
)
@click.option(
    "--docs",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write pages of reference, kinds and commands, to this folder.",
)
@click.option(
    "--forms",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the issue forms of a host to this folder.",
)
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: click.Context,
    kind: str | None,
    entries: Path,
    out: Path | None,
    docs: Path | None,
    forms: Path | None,
) -> None:
    """Print the JSON Schema of KIND, or of every kind as one object.

    The ids of existing entries are offered for completion; any well-formed id is accepted.
    """
    kinds = kinds_of(entries)
    if docs is not None:
        root = context.find_root().command
        _write(docs, reference(root, kinds) if isinstance(root, click.Group) else {})
    if forms is not None:
        _write(forms, {f"{each.kind}.yml": _form(each) for each in kinds if each.form})
    if out is None and (docs is not None or forms is not None):
        return
    chosen = [kind_called(kind, entries)] if kind is not None else list(kinds)
    ids = _ids(entries, kinds)
    schemas = {each.kind: schema_for(each, ids) for each in chosen}
    if out is not None:
        _write(out, {f"{name}.schema.json": dump(schema) for name, schema in schemas.items()})
    else:
        click.echo(dump(schemas[kind] if kind else schemas), nl=False)


def _form(kind: type[Entry]) -> str:
    head = "# Made by `agi-review schema --forms`; change the class of the kind instead.\n"
    form = issue_form(kind)
    return head + yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=1_000_000)


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _ids(entries: Path, kinds: Sequence[type[Entry]]) -> dict[str, list[str]]:
    """The ids of each kind; none where there is no base yet."""
    folders = {each.folder: each.kind for each in kinds}
    ids: dict[str, list[str]] = {each.kind: [] for each in kinds}
    try:
        files, _ = discover(entries, folders)
    except EntriesNotFound:
        return ids
    for file in files:
        ids[folders[file.folder]].append(file.id)
    return ids
