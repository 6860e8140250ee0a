"""`agi-review fmt`: entries in one form, saying what they said."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from difflib import unified_diff
from pathlib import Path

import click

from agi_review.cli.base import kinds_of
from agi_review.cli.choosing import files_within
from agi_review.cli.terminal import entries_option, quiet_option, say
from agi_review.schema.entry import Entry
from agi_review.schema.key_order import shape_of
from agi_review.schema.skeleton import modeline
from agi_review.sources import SourceFile, discover
from agi_review.sources.layout import NotLaidOut, lay_out
from agi_review.sources.reading import read_text
from agi_review.sources.replacing import replace_texts


@click.command(name="fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@entries_option
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Change nothing; print what would change.")
@quiet_option
def command(
    paths: tuple[Path, ...], entries: Path, *, check: bool, diff: bool, quiet: bool
) -> None:
    """Write entries in one form: order of fields, line width, quotes only where needed.

    Values and comments stay. A file with faults is left as it is and named; exit code 1. If one
    file cannot be written, none is.
    """
    kinds = {kind.folder: kind for kind in kinds_of(entries)}
    files, _ = discover(entries, kinds)
    changed: dict[Path, str] = {}
    left = 0
    for file in files_within(files, paths, entries):
        try:
            before, after = _both(file, kinds[file.folder])
        except NotLaidOut as reason:
            left += 1
            click.echo(f"{file.path}: left as it is: {reason}", err=True)
            continue
        if before == after:
            continue
        changed[file.location] = after
        if diff:
            click.echo("".join(_difference(file.path, before, after)), nl=False)
        else:
            click.echo(file.path)
    if not (check or diff):
        replace_texts(changed)
    would = "would change" if check or diff else "changed"
    say(f"{len(files)} files, {len(changed)} {would}, {left} left as they are", when=not quiet)
    sys.exit(1 if left or ((check or diff) and changed) else 0)


def _both(file: SourceFile, kind: type[Entry]) -> tuple[str, str]:
    """Return the text of a file as it is and as it should be."""
    text, findings = read_text(file)
    if text is None or findings:
        raise NotLaidOut("it has faults; see agi-review check")
    after = lay_out(text, shape_of(kind), modeline(kind))
    # What was read has the line ends of this system; what is on disk may not.
    return file.location.read_bytes().decode("utf-8"), after


def _difference(path: str, before: str, after: str) -> Iterable[str]:
    old: Sequence[str] = before.splitlines(keepends=True)
    return unified_diff(old, after.splitlines(keepends=True), path, path)
