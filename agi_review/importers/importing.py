"""A bibliography file to drafts: the whole way, with a count that adds up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from agi_review.importers.bibtex import read_bibtex
from agi_review.importers.csl_json import read_csl_json
from agi_review.importers.drafting import Draft, draft
from agi_review.importers.duplicates import DuplicateIndex
from agi_review.importers.records import BibFile, Failure, ImportNote
from agi_review.importers.ris import read_ris
from agi_review.schema.kinds.paper import PaperEntry

READERS: dict[str, Callable[[bytes, str], BibFile]] = {
    "bibtex": read_bibtex,
    "ris": read_ris,
    "csl-json": read_csl_json,
}
"""What reads each form of bibliography, from its bytes and its name."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record of a work that has an entry, or that stands in the file once more."""

    key: str
    line: int
    existing: str
    """The id of the entry or of the draft."""
    reason: str = ""
    """What the two have in common."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of every record of a file."""

    records: int
    """Records found, readable or not; a file with bytes but no record counts as one that failed."""
    drafted: tuple[Draft, ...]
    duplicates: tuple[Duplicate, ...]
    failed: tuple[Failure, ...]
    notes: tuple[ImportNote, ...]

    @property
    def adds_up(self) -> bool:
        """Whether every record is accounted for, exactly once."""
        return self.records == len(self.drafted) + len(self.duplicates) + len(self.failed)


def draft_all(
    file: BibFile,
    existing: Iterable[PaperEntry],
    on_progress: Callable[[int, int], None] | None = None,
    added: str | None = None,
) -> ImportResult:
    """Return drafts of the works in a file that have no entry yet.

    Args:
        file: The file as it was read.
        existing: The papers of the base.
        on_progress: Called after each record with how many are done and how many there are.
        added: The day to write into the drafts as the day they were added.
    """
    papers = list(existing)
    index, taken = DuplicateIndex(papers), {paper.id for paper in papers}
    drafted: list[Draft] = []
    duplicates: list[Duplicate] = []
    failed, notes = list(file.failed), list(file.notes)
    for done, record in enumerate(file.records, start=1):
        outcome = draft(record, taken, added)
        if isinstance(outcome, Failure):
            failed.append(outcome)
        elif (known := index.match(outcome.entry)) is not None:
            duplicates.append(Duplicate(record.key, record.line, known.id, known.reason))
        else:
            drafted.append(outcome)
            index.add(outcome.entry)
            taken.add(outcome.id)
            notes.extend(ImportNote(record.line, record.key, note) for note in outcome.notes)
        if on_progress is not None:
            on_progress(done, len(file.records))
    by_line = attrgetter("line")
    return ImportResult(
        len(file.records) + len(file.failed),
        tuple(drafted),
        tuple(duplicates),
        tuple(sorted(failed, key=by_line)),
        tuple(sorted(notes, key=by_line)),
    )
