"""An RIS file to records: every one in it is read, or listed with its line and the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from agi_review.importers.encoding import decode
from agi_review.importers.latex import to_plain
from agi_review.importers.names import Name, Names
from agi_review.importers.records import BibFile, BibRecord, Failure, ImportNote

_TAG = re.compile(r"[ \t]*([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]+(.*)|[ \t]*)")
_TYPES = {
    "JOUR": "article",
    "JFULL": "article",
    "EJOUR": "article",
    "MGZN": "article",
    "NEWS": "article",
    "CPAPER": "inproceedings",
    "CONF": "inproceedings",
    "UNPB": "unpublished",
    "CHAP": "incollection",
    "ECHAP": "incollection",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "RPRT": "report",
    "STAND": "report",
    "THES": "thesis",
    "DATA": "dataset",
    "COMP": "software",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "webpage",
    "GEN": "misc",
}
_IN_A_VOLUME = frozenset({"inproceedings", "incollection"})
_AUTHORS = ("AU", "A1")
_ET_AL = re.compile(r"et\.?\s*al\.?|others", re.IGNORECASE)
_ARXIV = re.compile(r"arxiv\s*:\s*(\S+)", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{4})(?:[/-]([0-9]{1,2})?(?:[/-]([0-9]{1,2})?)?)?")
_SHOWN = 200


@dataclass(slots=True)
class _Lines:
    """The tagged lines of one record."""

    line: int
    values: list[tuple[str, str]] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    closed: bool = False

    def every(self, *tags: str) -> list[str]:
        """Return all that stands under the tags, in the order of the file."""
        return [value for tag, value in self.values if tag in tags and value]

    def first(self, *tags: str) -> str:
        """Return what stands under the first of the tags that says something."""
        return next((values[0] for tag in tags if (values := self.every(tag))), "")


def read_ris(data: bytes, path: str) -> BibFile:
    """Return the records of an RIS file.

    Args:
        data: The bytes of the file.
        path: The file's name in messages; its last part stands in the records.
    """
    text, remark = decode(data)
    file = PurePath(path.replace("\\", "/")).name
    notes = [ImportNote(1, "", remark)] if remark else []
    records: list[BibRecord] = []
    failed: list[Failure] = []
    for lines in _split(text):
        if not lines.values or lines.values[0][0] != "TY":
            reason = "the record does not begin with its type (TY)"
            failed.append(Failure(lines.line, reason, "\n".join(lines.raw), lines.first("ID")))
            continue
        record = _record(lines, file)
        records.append(record)
        if not lines.closed:
            notes.append(ImportNote(lines.line, record.key, "the record is not ended by ER"))
    if data and not records and not failed:
        reason = f"no record (TY  - ...) in the {len(data):,} bytes of the file; is it RIS?"
        failed.append(Failure(1, reason, text[:_SHOWN]))
    elif not data:
        notes.append(ImportNote(1, "", "the file is empty"))
    return BibFile(path, tuple(records), tuple(failed), tuple(notes))


def _split(text: str) -> Iterator[_Lines]:
    """Yield the records, each from its first tag to its end or to the next one's beginning."""
    lines: _Lines | None = None
    for number, written in enumerate(text.split("\n"), start=1):
        match = _TAG.fullmatch(written)
        tag = match[1] if match else ""
        if lines is not None and tag == "TY":
            yield lines
            lines = None
        if match is None:
            if lines is not None:
                _continue(lines, written)
            continue
        if lines is None:
            if tag == "ER":
                continue
            lines = _Lines(number)
        lines.raw.append(written)
        if tag == "ER":
            lines.closed = True
            yield lines
            lines = None
        else:
            lines.values.append((tag, (match[2] or "").strip()))
    if lines is not None:
        yield lines


def _continue(lines: _Lines, written: str) -> None:
    """Add a line without a tag to the value before it: long titles are broken so."""
    lines.raw.append(written)
    if written.strip():
        tag, value = lines.values[-1]
        lines.values[-1] = (tag, f"{value} {written.strip()}")


def _record(lines: _Lines, file: str) -> BibRecord:
    kind = _TYPES.get(lines.first("TY").upper(), lines.first("TY").lower())
    container = lines.first("T2", "JO", "JF", "JA", "BT")
    pages = "–".join(part for part in (lines.first("SP"), lines.first("EP")) if part)
    arxiv = next((m[1] for each in lines.every("AN", "M1", "C1") if (m := _ARXIV.match(each))), "")
    values = {
        "title": lines.first("TI", "T1", *(("BT",) if kind == "book" else ()), "CT"),
        "booktitle" if kind in _IN_A_VOLUME else "journal": container,
        "date": _date(lines),
        "volume": lines.first("VL"),
        "number": lines.first("IS"),
        "pages": pages or lines.first("C7"),
        "publisher": lines.first("PB"),
        "doi": lines.first("DO"),
        "eprint": arxiv,
        "archiveprefix": "arXiv" if arxiv else "",
        "isbn": lines.first("SN") if kind in {"book", "report", "thesis"} else "",
        "url": lines.first("UR", "L2", "L1"),
        "editor": lines.first("A2", "ED"),
    }
    fields = {name: text for name, value in values.items() if (text := to_plain(value))}
    key = to_plain(lines.first("ID")) or f"record on line {lines.line}"
    raw, names = "\n".join(lines.raw), _names(lines.every(*_AUTHORS))
    return BibRecord(key, kind, fields, lines.line, file, raw=raw, names=names)


def _date(lines: _Lines) -> str:
    """Return the date as far as it agrees with the year, else what is written for the year."""
    year = lines.first("PY", "Y1")
    match = _DATE.match(lines.first("DA")) or _DATE.match(year)
    if match is None or not (year or match[0]).startswith(match[1]):
        return year
    return "-".join(part if len(part) > 1 else f"0{part}" for part in match.groups() if part)


def _names(values: list[str]) -> Names:
    """Read `Family, Given, Suffix`; a name without a comma is a group's."""
    authors: list[Name] = []
    notes: list[str] = []
    partial = False
    for value in map(to_plain, values):
        if _ET_AL.fullmatch(value):
            partial = True
            continue
        family, comma, rest = (part.strip() for part in value.partition(","))
        given, _, suffix = (part.strip() for part in rest.partition(","))
        if not comma:
            notes.append(f"'{value}' is taken for a group; a person is 'Family, Given'")
        parts = {"family": family, "given": given, "suffix": suffix} if comma else {"group": value}
        if name := {part: text for part, text in parts.items() if text}:
            authors.append(name)
    return Names(tuple(authors), partial, tuple(notes))
