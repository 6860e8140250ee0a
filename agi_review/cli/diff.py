"""`agi-review diff`: what changed between two revisions, by meaning."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path

import click

from agi_review.cli.base import kinds_of
from agi_review.cli.markdown import escaped
from agi_review.cli.revisions import days_of_change, entries_at
from agi_review.cli.terminal import entries_option, say
from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import load
from agi_review.views.changes import Change, changes_between
from agi_review.views.composer import plural


@click.command(name="diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@entries_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
)
def command(old: str, new: str | None, entries: Path, form: str) -> None:
    """Say what changed between two git revisions, one line a change.

    NEW is the work tree if left out. Line breaks, quotes, comments and the order of
    lists that are sets are no change.
    """
    changes = changes_since(old, new, entries)
    click.echo(_FORMATS[form](changes), nl=False)


def changes_since(old: str, new: str | None, entries: Path) -> tuple[Change, ...]:
    """Return what changed between two revisions, each with the day it was committed."""
    graph = graph_at(new, entries)
    days = days_of_change(old, new or "HEAD", entries)
    folders = {kind.kind: kind.folder for kind in graph.kinds}
    return tuple(
        replace(change, day=days.get((folders[change.kind], change.id)))
        for change in changes_between(graph_at(old, entries), graph)
    )


def graph_at(revision: str | None, entries: Path) -> KnowledgeGraph:
    """Read the base at a revision, or as it is in the work tree; say what could not be read."""
    with entries_at(revision, entries) if revision else nullcontext(entries) as folder:
        base = load(folder, kinds_of(entries))
    if base.report.errors:
        where = revision or "the work tree"
        faults = plural(base.report.errors, "error")
        say(f"{where} has {faults}; an entry that cannot be read counts as not there")
    return base.graph


def _text(changes: Sequence[Change]) -> str:
    return "".join(f"{change.line}\n" for change in changes)


def _json(changes: Sequence[Change]) -> str:
    return json.dumps([asdict(each) for each in changes], ensure_ascii=False, indent=2) + "\n"


def _markdown(changes: Sequence[Change]) -> str:
    if not changes:
        return "No entry changed in meaning.\n"
    groups = [list(group) for _, group in groupby(changes, lambda c: (c.kind, c.id))]
    lines = [f"{plural(len(changes), 'change')} in {_entries(len(groups))}", ""]
    for group in groups:
        first = group[0]
        lines += [f"### {escaped(first.label)} ({first.kind}, {len(group)})", ""]
        lines += [f"- {escaped(change.text)}" for change in group]
        lines.append("")
    return "\n".join(lines)


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number:,} entries"


_FORMATS: dict[str, Callable[[Sequence[Change]], str]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
}
