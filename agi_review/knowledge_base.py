"""Load a base: the one place that knows the order of the stages."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from agi_review.diagnostics import Report
from agi_review.graph import KnowledgeGraph, link, run_checks
from agi_review.schema import Entry, EntryKey, validate
from agi_review.schema.kinds import KINDS
from agi_review.sources import Parsed, discover, read_documents


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """The graph of all entries that could be read, and everything found on the way."""

    graph: KnowledgeGraph
    report: Report


def load(
    root: Path,
    kinds: Sequence[type[Entry]] = KINDS,
    today: str | None = None,
    drafts: Sequence[Parsed] = (),
) -> KnowledgeBase:
    """Read every entry under `root`, link them, and report what is wrong.

    Args:
        root: The folder of entries.
        kinds: The kinds of entry the base may hold.
        today: The day it is, for the rules about what is overdue; without it they do not run.
        drafts: Documents that are not there yet, read as if they were.

    Raises:
        EntriesNotFound: `root` is not a folder.
    """
    by_folder = {kind.folder: kind for kind in kinds}
    with collector_paused():
        files, misplaced = discover(root, by_folder)
        documents, unreadable = read_documents(files)
        entries, invalid = validate(chain(documents, drafts), by_folder)
        files += (draft.document.file for draft in drafts)
        read = {entry.key for entry, _ in entries}
        present = {EntryKey(by_folder[file.folder].kind, file.id) for file in files}
        graph, unlinked = link(entries, kinds, present - read)
        checked = run_checks(graph, today)
        report = Report.of(misplaced, unreadable, invalid, unlinked, checked, files=len(files))
    return KnowledgeBase(graph, report)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Stop cyclic garbage collection: a build keeps what it makes, and scanning that costs more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
