"""`agi-review check`: every finding of every entry, at once."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import click

from agi_review.cli.base import kinds_of, load_base
from agi_review.cli.clean import Cleanness
from agi_review.cli.days import day_named
from agi_review.cli.paths import within
from agi_review.cli.terminal import entries_option, paint, quiet_option, say, verbose_option
from agi_review.diagnostics import Diagnostic, Report, as_text

# What only some checks need is imported where they need it: most find a clean base as it was.

_FORMATS = ("json", "github", "sarif", "junit")
"""How programs read findings; people read text."""


@click.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@entries_option
@click.option(
    "--format", "form", type=click.Choice(["text", *_FORMATS]), default="text", show_default=True
)
@click.option(
    "--changed-since",
    "revision",
    metavar="REV",
    help="Show only what was not found at this git revision, also in files that did not change.",
)
@click.option(
    "--as-of",
    "today",
    metavar="DAY",
    callback=day_named,
    help="Say too what is overdue on a day: a date such as 2026-01-31, or `today`.",
)
@click.option("--fix", "mend", is_flag=True, help="Mend what needs no judgement, then check.")
@click.option("--watch", "keep_on", is_flag=True, help="Check again on every change until Ctrl-C.")
@quiet_option
@verbose_option
def command(  # noqa: PLR0913 - one parameter an option
    paths: tuple[Path, ...],
    entries: Path,
    form: str,
    revision: str | None,
    today: str | None,
    *,
    mend: bool,
    keep_on: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check entries and say what is wrong, where, and how to mend it.

    With PATHs, only what is found in those files or folders is shown; the rest of the base is still
    read, since references lead there.
    """
    if mend:
        from agi_review.cli.fixing import fix  # noqa: PLC0415 - see above

        for line in fix(entries, within(paths, entries)):
            say(line)
    if keep_on:
        _watch(entries, paths, today)
        return
    say(f"reading {entries}", when=verbose)
    report = load_base(entries, today).report if today else _found(entries)
    if paths:
        report = report.only(within(paths, entries))
    if revision is not None:
        say(f"reading {entries} at {revision}", when=verbose)
        report = _since(report, revision, entries, today)
    if form in _FORMATS:
        # Imported by name: people read text, and need not wait for the other forms.
        written = import_module(f"agi_review.diagnostics.as_{form}")
        click.echo(written.render(report), nl=False)
    else:
        text = as_text.render(report, paint)
        shown = text.splitlines(keepends=True)[:-1] if quiet else [text]
        click.echo("".join(shown), nl=False)
    sys.exit(1 if report.errors else 0)


def _found(entries: Path) -> Report:
    """Return what is found; entries that are as they were when nothing was are not read again."""
    clean = Cleanness(entries)
    if clean.known():
        return Report((), clean.number)
    report = load_base(entries).report
    if not report.diagnostics and _only_own_kinds(entries):
        clean.note()
    return report


def _only_own_kinds(entries: Path) -> bool:
    """Whether nothing but this engine, which is looked at, says what is right."""
    from agi_review.schema.kinds import KINDS  # noqa: PLC0415 - see above

    return kinds_of(entries) == KINDS


def _watch(entries: Path, paths: tuple[Path, ...], today: str | None) -> None:
    from agi_review.cli.watching import watch  # noqa: PLC0415 - see above

    gc.enable()  # see `main`
    keep = within(paths, entries)
    try:
        for text in watch(entries, lambda: load_base(entries, today).report.only(keep), paint):
            click.echo(text, nl=False)
    except KeyboardInterrupt:
        say("stopped")


def _since(report: Report, revision: str, entries: Path, today: str | None) -> Report:
    """Keep the findings a revision did not have; a line that only moved is none."""
    from agi_review.cli.revisions import entries_at  # noqa: PLC0415 - see above
    from agi_review.knowledge_base import load  # noqa: PLC0415

    kinds = kinds_of(entries)
    with entries_at(revision, entries) as earlier:
        before = {_sign(each, earlier) for each in load(earlier, kinds, today).report.diagnostics}
    new = tuple(each for each in report.diagnostics if _sign(each, entries) not in before)
    return replace(report, diagnostics=new)


def _sign(diagnostic: Diagnostic, root: Path) -> tuple[str, str, str]:
    """What makes a finding the same one at two revisions."""
    path = Path(diagnostic.span.path).resolve().relative_to(root.resolve())
    return (path.as_posix(), diagnostic.code, diagnostic.message)
