"""A BibTeX file to records: everything that can be read is, and everything else is said.

The count of records and failures together is the count of records in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from agi_review.importers.blocks import RawFailure, RawRecord, RawString, split
from agi_review.importers.encoding import decode
from agi_review.importers.latex import tidy, to_address, to_text
from agi_review.importers.records import BibFile, BibRecord, Failure, ImportNote
from agi_review.importers.values import LONGEST_VALUE, Abbreviations, Value, read_value

_VERBATIM = frozenset(
    {"url", "doi", "eprint", "ee", "biburl", "file", "pdf", "link", "howpublished"}
)

_INHERITED = (
    "booktitle",
    "journal",
    "year",
    "date",
    "month",
    "volume",
    "number",
    "series",
    "publisher",
    "organization",
    "institution",
    "address",
    "editor",
)
_FIELD_NAME = re.compile(r"[^\s%=,{}\"]+")
_MOST_WITHOUT_COMMA = 40
_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s{}(),=\"]+)\s*,")
_SHOWN = 200


def read_bibtex(data: bytes, path: str) -> BibFile:
    """Return the records of a BibTeX file as Unicode text.

    Args:
        data: The bytes of the file, in any of the encodings such files come in.
        path: The file's name in messages; its last part stands in the records.
    """
    text, remark = decode(data)
    reading = _Reading(tidy(PurePath(path.replace("\\", "/")).name))
    if remark:
        reading.note(1, "", remark)
    reading.read(text)
    reading.resolve_parents()
    if data and not reading.records and not reading.failed:
        reading.failed.append(Failure(1, _nothing_in(data, text), text[:_SHOWN]))
    elif not data:
        reading.note(1, "", "the file is empty")
    return BibFile(path, tuple(reading.records), tuple(reading.failed), tuple(reading.notes))


def _nothing_in(data: bytes, text: str) -> str:
    if not text.strip():
        return f"no record: the file's {len(data):,} bytes are white space"
    return f"no record (@type{{key, ...}}) in the {len(data):,} bytes of the file; is it BibTeX?"


@dataclass(slots=True)
class _Reading:
    """What has been read of one file so far."""

    file: str
    records: list[BibRecord] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    notes: list[ImportNote] = field(default_factory=list)
    abbreviations: Abbreviations = field(default_factory=Abbreviations)
    keys: dict[str, int] = field(default_factory=dict)

    def note(self, line: int, key: str, message: str) -> None:
        self.notes.append(ImportNote(line, key, message))

    def read(self, text: str) -> None:
        for block in split(text):
            if isinstance(block, RawString):
                self._define(block)
            elif isinstance(block, RawRecord):
                self._take(block)
            elif isinstance(block, RawFailure):
                found = _KEY.match(block.raw.lstrip())
                key = tidy(found[1]) if found else ""
                self.failed.append(Failure(block.line, block.reason, block.raw, key))
            else:
                self.note(block.line, "", block.message)

    def _define(self, block: RawString) -> None:
        if problem := self.abbreviations.define(block.name, block.value):
            self.note(block.line, "", problem)

    def _take(self, block: RawRecord) -> None:
        key = tidy(block.key)
        if not key:
            key = f"record on line {block.line}"
            self.note(block.line, key, "the record has no key")
        elif key in self.keys:
            self.note(block.line, key, f"the key was used before, on line {self.keys[key]}")
        self.keys.setdefault(key, block.line)
        source = self._values(block, key)
        self.records.append(
            BibRecord(key, block.type, _Texts(source), block.line, self.file, source, block.raw)
        )

    def _values(self, block: RawRecord, key: str) -> dict[str, str]:
        """Return each field once; the first that says something wins, and the others are said."""
        values: dict[str, str] = {}
        for name, value in self._fields(block, key):
            self._explain(value, name, block.line, key)
            if not values.get(name, "").strip():
                values[name] = value.text
            elif value.text.strip() != values[name].strip():
                self.note(
                    block.line, key, f"the field '{name}' is given twice; the first one is kept"
                )
        return values

    def _fields(self, block: RawRecord, key: str) -> Iterator[tuple[str, Value]]:
        """Yield names and values, also of fields that follow one another without a comma."""
        for written, raw in block.fields:
            names = _FIELD_NAME.findall(written)
            if len(names) != 1:
                what = (
                    f"'{tidy(written)[:40]}' before a value" if names else "a value without a name"
                )
                self.note(block.line, key, f"{what} is no field name")
            if names:
                yield from self._with_following(names[-1].lower(), raw, block.line, key)

    def _with_following(
        self, name: str, raw: str, line: int, key: str
    ) -> Iterator[tuple[str, Value]]:
        """Yield a field, and those that a missing comma has made a part of its value."""
        following: tuple[str, str] | None = (name, raw)
        for _ in range(_MOST_WITHOUT_COMMA):
            if following is None:
                return
            here = following[0].lower()
            value = read_value(following[1], self.abbreviations)
            following = value.next_field
            yield here, value
            if following is not None:
                self.note(line, key, f"a comma is missing after the field '{here}'")

    def _explain(self, value: Value, name: str, line: int, key: str) -> None:
        for unknown in value.undefined:
            self.note(
                line, key, f"'{unknown}' in '{name}' is no @string of this file; kept as it stands"
            )
        if value.loose:
            self.note(line, key, f"'{name}' has text outside its braces; kept as it stands")
        if value.cut:
            self.note(line, key, f"'{name}' is cut after {LONGEST_VALUE:,} characters")

    def resolve_parents(self) -> None:
        """Give records that name a parent by `crossref` what they do not say themselves."""
        parents = {record.key.casefold(): record for record in reversed(self.records)}
        for position, record in enumerate(self.records):
            wanted = record.get("crossref")
            if not wanted:
                continue
            parent = parents.get(wanted.casefold())
            if parent is None or parent is record:
                self.note(record.line, record.key, f"its crossref '{wanted}' is not in the file")
            else:
                self.records[position] = _with_parent(record, parent)


class _Texts(Mapping[str, str]):
    """Fields as text, each converted when it is first asked for.

    Most of the LaTeX in a file stands in abstracts and notes that nobody asks for.
    """

    def __init__(self, source: Mapping[str, str]) -> None:
        self._source = source
        self._texts: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._texts:
            convert = to_address if name in _VERBATIM else to_text
            self._texts[name] = convert(self._source[name])
        return self._texts[name]

    def __contains__(self, name: object) -> bool:
        """Most names that are asked for are not there, and an exception for each costs."""
        return name in self._source

    def __iter__(self) -> Iterator[str]:
        return iter(self._source)

    def __len__(self) -> int:
        return len(self._source)


def _with_parent(record: BibRecord, parent: BibRecord) -> BibRecord:
    """Return a record that says what its parent says, where it is silent itself."""
    source = dict(record.source)
    for name in _INHERITED:
        if not record.get(name) and parent.get(name):
            source[name] = parent.source[name]
    if not source.get("booktitle") and parent.get("title"):
        source["booktitle"] = parent.source["title"]
    return replace(record, fields=_Texts(source), source=source)
