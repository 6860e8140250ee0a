"""`agi-review build`: the whole site, published at once."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from agi_review.cli.terminal import progress, quiet_option, say, verbose_option
from agi_review.errors import UsageError
from agi_review.site import build_site

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
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Where to publish the site.",
)
@config_option
@quiet_option
@verbose_option
def command(
    entries: Path | None, site_dir: Path, config_file: Path, *, quiet: bool, verbose: bool
) -> None:
    """Build the site beside the old one, check it, and put it in place at once.

    If anything fails, the old site stays as it is.
    """
    require(config_file)
    show_engine(verbose=verbose)
    with progress("entries", quiet=quiet) as step:
        graph = build_site(config_file, site_dir, entries=entries, on_progress=step)
    say(f"{len(graph):,} entries published in {site_dir}", when=not quiet)


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
