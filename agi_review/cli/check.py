"""`agi-review check`: every finding of every entry, at once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from agi_review.cli.terminal import entries_option, paint, quiet_option, say, verbose_option
from agi_review.diagnostics import Report, as_json, as_text
from agi_review.errors import UsageError
from agi_review.knowledge_base import load


@click.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@entries_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@quiet_option
@verbose_option
def command(
    paths: tuple[Path, ...], entries: Path, form: str, *, quiet: bool, verbose: bool
) -> None:
    """Check entries and say what is wrong, where, and how to mend it.

    With PATHs, only what is found in those files or folders is shown; the rest of the base is still
    read, since references lead there.
    """
    say(f"reading {entries}", when=verbose)
    base = load(entries)
    report = _within(base.report, paths, entries) if paths else base.report
    if form == "json":
        click.echo(as_json.render(report), nl=False)
    else:
        text = as_text.render(report, paint)
        shown = text.splitlines(keepends=True)[:-1] if quiet else [text]
        click.echo("".join(shown), nl=False)
    say(f"{len(base.graph)} entries could be read", when=verbose)
    sys.exit(1 if report.errors else 0)


def _within(report: Report, paths: tuple[Path, ...], entries: Path) -> Report:
    """Keep the findings in some files or folders."""
    root = entries.resolve()
    wanted = [path.resolve() for path in paths]
    for path, resolved in zip(paths, wanted, strict=True):
        if resolved != root and root not in resolved.parents:
            raise UsageError(f"'{path}' is not under '{entries}'")

    def keep(shown: str) -> bool:
        found = Path(shown).resolve()
        return any(found == path or path in found.parents for path in wanted)

    return report.only(keep)
