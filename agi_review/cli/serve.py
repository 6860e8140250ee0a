"""`agi-review serve`: the site while you edit."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from agi_review.cli.build import config_option, processors, require, show_engine
from agi_review.cli.terminal import say, verbose_option
from agi_review.site import serve_site


@click.command(name="serve")
@click.option(
    "--entries",
    type=click.Path(path_type=Path),
    help="The folder of entries; by default as configured.",
)
@click.option("--address", metavar="HOST:PORT", help="Where to listen; 127.0.0.1:8000 by default.")
@config_option
@verbose_option
def command(entries: Path | None, address: str | None, config_file: Path, *, verbose: bool) -> None:
    """Show the site while you edit; it is built anew on every change. Stop with Ctrl-C."""
    gc.enable()  # see `main`
    require(config_file)
    show_engine(verbose=True if verbose is False else verbose)
    say("building the site …")
    serve_site(config_file, entries=entries, address=address, processes=processors())
