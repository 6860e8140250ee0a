"""`agi-review build`: the whole site, published at once."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import click

from agi_review.cli.diff import changes_since
from agi_review.cli.terminal import progress, quiet_option, say, verbose_option
from agi_review.cli.timings import Stages
from agi_review.errors import UsageError
from agi_review.site import ARCHIVE, build_site, seal_of

MOST_PROCESSES = 8
"""More wait for the disk, and for the parts of a build that one process does."""

config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The MkDocs configuration.",
)


@click.command(name="build")
@click.option(
    "--entries",
    type=click.Path(path_type=Path),
    help="The folder of entries; by default as configured.",
)
@click.option(
    "--site-dir",
    "--out",
    "site_dir",
    type=click.Path(path_type=Path),
    help="Where to publish the site; by default site, or site-offline with --offline.",
)
@click.option("--offline", is_flag=True, help="Make a site that is opened from disk, unserved.")
@click.option("--zip", "archive", is_flag=True, help=f"Offer that site too, as {ARCHIVE}.")
@click.option(
    "--changes-since",
    "revision",
    metavar="REV",
    help="Tell what changed since this git revision, on the page of changes and in the feeds.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, MOST_PROCESSES),
    help="How many processes may work at a time; by default one a processor.",
)
@click.option("--timings", is_flag=True, help="Print how long each stage took.")
@config_option
@quiet_option
@verbose_option
def command(  # noqa: PLR0913 - one parameter an option
    entries: Path | None,
    site_dir: Path | None,
    config_file: Path,
    revision: str | None,
    processes: int | None,
    *,
    offline: bool,
    archive: bool,
    timings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the site beside the old one, check it, and put it in place at once.

    If anything fails, the old site stays as it is. With --offline the site is a folder whose
    index.html is opened from disk: links, search, filters and exports work without a server.
    """
    if offline and archive:
        raise UsageError("a site for the disk holds no zip of itself; choose --offline or --zip")
    require(config_file)
    show_engine(verbose=verbose)
    changes = changes_since(revision, None, entries or Path("entries")) if revision else ()
    target = site_dir or Path("site-offline" if offline else "site")
    stages = Stages()
    # What a revision held is not among the sources a seal knows.
    seal = None if revision else seal_of(config_file, target, entries, offline, archive)
    if seal and (number := seal.holds()) is not None:
        say(f"nothing has changed: {number:,} entries stand in {target}", when=not quiet)
        return
    with progress("entries", quiet=quiet) as step:
        graph = build_site(
            config_file,
            target,
            entries=entries,
            offline=offline,
            archive=archive,
            changes=changes,
            processes=processes or processors(),
            seal=seal,
            on_progress=step,
            on_stage=stages.ended,
        )
    say(stages.shown(), when=timings)
    say(f"{len(graph):,} entries published in {target}", when=not quiet)


def processors() -> int:
    """Return how many processors this process may use, at most as many as a build profits from."""
    usable = getattr(os, "sched_getaffinity", None)
    return min(len(usable(0)) if usable else os.cpu_count() or 1, MOST_PROCESSES)


def require(config_file: Path) -> None:
    """Refuse to go on without a configuration."""
    if not config_file.is_file():
        raise UsageError(
            f"there is no '{config_file}'; run this where mkdocs.yml is, or name it with --config"
        )


def show_engine(*, verbose: bool) -> None:
    """Show what MkDocs has to say; all of it if asked for."""
    logging.basicConfig(format="%(levelname)s: %(message)s")
    logging.getLogger("mkdocs").setLevel(logging.INFO if verbose else logging.WARNING)
