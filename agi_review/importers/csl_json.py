"""A CSL-JSON file to records, item by item, so that one fault costs one record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from agi_review.importers.encoding import decode
from agi_review.importers.latex import to_plain
from agi_review.importers.names import Name, Names, orcid_in
from agi_review.importers.records import BibFile, BibRecord, Failure, ImportNote

_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "paper-conference": "inproceedings",
    "article": "unpublished",
    "manuscript": "unpublished",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "book": "book",
    "report": "report",
    "standard": "report",
    "thesis": "thesis",
    "dataset": "dataset",
    "software": "software",
    "webpage": "webpage",
    "post": "webpage",
    "post-weblog": "webpage",
    "document": "misc",
}
_IN_A_VOLUME = frozenset({"inproceedings", "incollection"})
_WRAPPED = re.compile(r'\s*\{\s*"items"\s*:\s*(?=\[)')
_ARXIV = re.compile(r"\s*arxiv\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_SHOWN = 200
_SPACE = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class _Item:
    """One element of the array, with its place in the text."""

    start: int
    end: int
    value: Any
    fault: str = ""


def read_csl_json(data: bytes, path: str) -> BibFile:
    """Return the items of a CSL-JSON file: an array of them, one alone, or `{"items": [...]}`.

    Args:
        data: The bytes of the file.
        path: The file's name in messages; its last part stands in the records.
    """
    text, remark = decode(data)
    file = PurePath(path.replace("\\", "/")).name
    notes = [ImportNote(1, "", remark)] if remark else []
    records: list[BibRecord] = []
    failed: list[Failure] = []
    line, seen = 1, 0
    for item in _items(text):
        line, seen = line + text.count("\n", seen, item.start), item.start
        raw = text[item.start : item.end]
        if item.fault:
            failed.append(Failure(line, item.fault, raw))
        elif not isinstance(item.value, dict):
            failed.append(Failure(line, "the item is no object in braces", raw))
        else:
            records.append(record_of(item.value, line, file, raw))
    if data and not records and not failed and text.strip() != "[]":
        reason = f"no item in the {len(data):,} bytes of the file; is it CSL-JSON?"
        failed.append(Failure(1, reason, text[:_SHOWN]))
    elif not data:
        notes.append(ImportNote(1, "", "the file is empty"))
    return BibFile(path, tuple(records), tuple(failed), tuple(notes))


def _items(text: str) -> Iterator[_Item]:
    wrapped = _WRAPPED.match(text)
    at = wrapped.end() if wrapped else len(text) - len(text.lstrip())
    if text[at : at + 1] != "[":
        if text[at : at + 1] == "{":
            yield _item(text, at)
        return
    at += 1
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if at >= len(text) or text[at] == "]":
            return
        item = _item(text, at)
        yield item
        at = item.end


def _item(text: str, at: int) -> _Item:
    """Read one value; after a fault go on where the next item can be read."""
    try:
        value, end = json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        why = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"
        where = getattr(error, "lineno", None)
        shown = f" on line {where}" if where else ""
        return _Item(at, _next_item(text, at + 1), None, f"no JSON: {why}{shown}")
    return _Item(at, end, value)


def _next_item(text: str, at: int) -> int:
    """Return where the next object starts that can be read and looks like a work, or the end."""
    while (at := text.find("{", at)) >= 0:
        try:
            value, _ = json.JSONDecoder().raw_decode(text, at)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict) and {"type", "title"} & value.keys():
            return at
        at += 1
    return len(text)


def record_of(item: Mapping[str, Any], line: int, file: str, raw: str = "") -> BibRecord:
    """Return a CSL item as a record.

    Args:
        item: The item.
        line: Where it starts in its file.
        file: The name of the file, or of the catalogue it was found in.
        raw: The text as it stands in the file.
    """
    kind = _TYPES.get(_text(item.get("type")), _text(item.get("type")) or "misc")
    arxiv = _ARXIV.search(str(item.get("note", ""))) or _ARXIV.match(_text(item.get("number")))
    number = "" if arxiv and not item.get("issue") else item.get("issue", item.get("number"))
    values = {
        "title": item.get("title"),
        "booktitle" if kind in _IN_A_VOLUME else "journal": item.get("container-title"),
        "date": _date(item.get("issued")),
        "volume": item.get("volume"),
        "number": number,
        "pages": item.get("page"),
        "publisher": item.get("publisher"),
        "doi": item.get("DOI"),
        "pmid": item.get("PMID"),
        "eprint": arxiv[1] if arxiv else "",
        "archiveprefix": "arXiv" if arxiv else "",
        "isbn": item.get("ISBN"),
        "url": item.get("URL"),
        "editor": "editors" if item.get("editor") else "",
    }
    fields = {name: text for name, value in values.items() if (text := _text(value))}
    key = _text(item.get("id")) or f"record on line {line}"
    return BibRecord(key, kind, fields, line, file, raw=raw, names=_names(item.get("author")))


def _text(value: Any) -> str:
    """Return a text or a number as text; whatever else stands there says nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return to_plain(str(value))


def _date(issued: Any) -> str:
    if not isinstance(issued, dict):
        return ""
    written = issued.get("date-parts")
    try:
        parts = [int(part) for part in written[0]] if written else []
    except (TypeError, ValueError, KeyError, IndexError):
        parts = []
    if not parts:
        return _text(issued.get("raw") or issued.get("literal"))
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:3])])


def _names(written: Any) -> Names:
    authors: list[Name] = []
    for each in written if isinstance(written, list) else ():
        if not isinstance(each, dict):
            continue
        particle = _text(each.get("non-dropping-particle")) or _text(each.get("dropping-particle"))
        family = _text(each.get("family"))
        parts = {
            "family": f"{particle} {family}".strip() if family else "",
            "given": _text(each.get("given")),
            "suffix": _text(each.get("suffix")),
            "group": _text(each.get("literal") or each.get("name")) if not family else "",
            "orcid": orcid_in(_text(each.get("ORCID") or each.get("orcid"))),
        }
        if not parts["family"]:
            parts |= {"family": parts["given"] if not parts["group"] else "", "given": ""}
        if name := {part: text for part, text in parts.items() if text}:
            authors.append(name)
    return Names(tuple(authors), partial=False)
