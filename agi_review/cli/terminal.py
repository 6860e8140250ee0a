"""Colour and progress, where somebody is looking and wants them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

_COLOURS = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "path": {"bold": True},
    "caret": {"fg": "red"},
    "suggestion": {"fg": "cyan"},
    "help": {"fg": "cyan"},
    "ok": {"fg": "green"},
}

_STEPS = 500
"""How often progress is shown at most: terminals are slower than the work."""

entries_option = click.option(
    "--entries",
    type=click.Path(path_type=Path),
    default=Path("entries"),
    show_default=True,
    help="The folder of entries.",
)
quiet_option = click.option(
    "--quiet", "-q", is_flag=True, help="Print findings only, no progress, no totals."
)
verbose_option = click.option("--verbose", "-v", is_flag=True, help="Say what is being done.")


def colours_wanted() -> bool:
    """Whether standard output is a terminal whose user has not asked for plain text."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def paint(text: str, role: str) -> str:
    """Return `text` in the colour of its role, if colours are wanted."""
    style = _COLOURS.get(role)
    return click.style(text, **style) if style and colours_wanted() else text  # type: ignore[arg-type]


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show how far long work is, on a terminal; yields a function of done and total."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return

    def show(done: int, total: int) -> None:
        if done % max(1, total // _STEPS) and done != total:
            return
        click.echo(f"\r{label}: {done:,} of {total:,}", nl=False, err=True)

    try:
        yield show
    finally:
        click.echo("\r\033[K", nl=False, err=True)


def say(message: str, *, when: bool = True) -> None:
    """Tell the user something that is not output, on standard error."""
    if when:
        click.echo(message, err=True)
