"""What a bibliography file holds once it is read, and what could not be read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from agi_review.importers.names import Names


@dataclass(frozen=True, slots=True)
class ImportNote:
    """Something a curator should know: a mended fault, or a value that was left out."""

    line: int
    """Where the record starts in its file, from 1."""
    key: str
    """The record's key; empty for a note on the whole file."""
    message: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that gives no draft, with everything needed to mend it by hand."""

    line: int
    """Where the record starts in its file, from 1."""
    reason: str
    raw: str
    """The text as it stands in the file."""
    key: str = ""
    """The record's key, where one could be read."""


@dataclass(frozen=True, slots=True)
class BibRecord:
    """One foreign record with its fields by BibTeX's names, as plain Unicode text."""

    key: str
    type: str
    """The entry type in lower case, without `@`."""
    fields: Mapping[str, str]
    """Field name in lower case to text without LaTeX, braces and line breaks."""
    line: int
    """Where the record starts in its file, from 1."""
    file: str = ""
    """The name of the file, without its folder."""
    source: Mapping[str, str] = field(default_factory=dict)
    """Field name to LaTeX as written: the braces around a name decide what kind of name it is."""
    raw: str = ""
    """The text as it stands in the file."""
    names: Names | None = None
    """The authors, where the format itself tells the parts of a name."""
    also: tuple[str, ...] = ()
    """Other records it was put together from, as a curator would name them."""

    def get(self, *names: str) -> str:
        """Return the first of the named fields that holds something, or an empty text."""
        for name in names:
            if name in self.fields and (value := self.fields[name]):
                return value
        return ""


@dataclass(frozen=True, slots=True)
class BibFile:
    """A bibliography file: every record in it is in `records` or in `failed`."""

    path: str
    records: tuple[BibRecord, ...]
    failed: tuple[Failure, ...]
    notes: tuple[ImportNote, ...] = ()
