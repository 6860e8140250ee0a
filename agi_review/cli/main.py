"""The `agi-review` command."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

from agi_review import __version__
from agi_review.errors import AgiReviewError

_COMMANDS = {
    "check": (
        "agi_review.cli.check",
        "Check entries and say what is wrong, where, and how to mend it.",
    ),
    "fmt": ("agi_review.cli.fmt", "Write entries in one form, saying what they said."),
    "build": ("agi_review.cli.build", "Build the whole site and put it in place at once."),
    "serve": (
        "agi_review.cli.serve",
        "Show the site while you edit; it is built anew on every change.",
    ),
    "new": ("agi_review.cli.new", "Start a new entry from its kind's fields."),
    "add": ("agi_review.cli.add", "Add a paper by its arXiv id, DOI, PubMed id or a file."),
    "from-form": (
        "agi_review.cli.from_form",
        "Make an entry from the answers of an issue form.",
    ),
    "import": ("agi_review.cli.import_records", "Draft paper entries from foreign records."),
    "verify": ("agi_review.cli.verify", "Compare facts of papers with a bibliography."),
    "quality": ("agi_review.cli.quality", "Print how complete, checked and fresh the base is."),
    "diff": ("agi_review.cli.diff", "Say what changed between two revisions, by meaning."),
    "links": ("agi_review.cli.links", "Ask whether the pages that entries link to are there."),
    "explain": ("agi_review.cli.explain", "Explain a rule: what, why, wrong, right."),
    "schema": ("agi_review.cli.schema", "Print the JSON Schema of a kind, or write all of them."),
}
"""Module and one-line help of each command; the modules are imported only when called."""

EXIT_COULD_NOT_RUN = 2
EXIT_STOPPED = 130


class _Commands(click.Group):
    """A group whose commands load when they are needed, so that `--help` starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(_COMMANDS[cmd_name][0])
        command: click.Command = module.command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in _COMMANDS.items()])


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="agi-review")
def cli() -> None:
    """Check, build and extend a curated literature base.

    Exit codes: 0 clean, 1 findings, 2 could not run.
    """


def main() -> None:
    """Run the command line and end; a broken machine is one line and exit code 2, no traceback."""
    # Most commands end before cyclic garbage could matter; looking for it, while modules are loaded
    # and once more at the end, takes an eighth of a check. Those that stay turn it on again.
    gc.disable()
    code = _run()
    # What a large base is made of takes seconds to be taken apart; the system frees it at once.
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _run() -> int:
    """Run the command line; return the code to exit with."""
    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except SystemExit as stop:
        return int(stop.code or 0)
    except click.ClickException as problem:
        problem.show()
        return EXIT_COULD_NOT_RUN
    except click.Abort:
        click.echo("stopped", err=True)
        return EXIT_STOPPED
    except (AgiReviewError, OSError) as problem:
        click.echo(f"agi-review: {problem}", err=True)
        return EXIT_COULD_NOT_RUN
    return 0
