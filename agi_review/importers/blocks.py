"""BibTeX text to raw blocks and names: the one module that knows bibtexparser.

Its splitter and its parser of single names are used. Its middleware drops a record for one repeated
field and expands strings without a bound, and its splitter of lists of names loses a command at the
start of a name; `values` and `names` do that work. Lines count from 1 here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bibtexparser import model
from bibtexparser.middlewares import names
from bibtexparser.splitter import Splitter

from agi_review.importers.silence import silenced

_SPLIT_TYPE = re.compile(r"^([ \t]*)@\s*([A-Za-z]\w*)(\s*)([{(])", re.MULTILINE)
_NO_KEY = re.compile(
    r"(@(?!(?:string|comment|preamble)\b)\w+[ \t]*[{(])(?=\s*[A-Za-z][\w-]*\s*=)", re.IGNORECASE
)
_LINE_BREAK_COMMAND = re.compile(r'(?<!\\)((?:\\\\)+)(?=[{}"])')
_MENDS = (
    (
        re.compile(r"^[ \t]*%.*$|(?<=,)[ \t]*%[^\n{}\"]*$", re.MULTILINE),
        "",
        "remarks that start with % inside this record are left out",
    ),
    (
        re.compile(r"(@\w+[ \t]*[{(]\s*[^\s,{}()=\"]+)(?=\s+[A-Za-z][\w-]*\s*=)"),
        r"\1,",
        "a comma is missing after the key",
    ),
    (re.compile(r",(\s*),"), r",\1", "a comma that stands twice is left out"),
    # One reference manager writes `{{\&}` for `{\&}`, and so never closes the value.
    (re.compile(r"\{\{\\&\}(?!\})"), r"{\\&}", "a brace before '\\&' is left out"),
)
_RECORD_START = re.compile(r"@(?!comment\b)\w+[ \t]*[{(]", re.IGNORECASE)
_KIND = re.compile(r"@\s*(\w*)")
_COMMENTED = re.compile(r"[ \t]*%")
_ODD_START = re.compile(
    r"^[ \t]*@(?!(?:comment|string|preamble)\b)([^\s{}()@,=\"][^{}()@,=\"\n]*)(?:[{(]|,[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)
_LEFT_OVER = re.compile(r"\s*(?:[,}]|[A-Za-z][\w-]*\s*=\s*[{\"0-9])")

NOT_RECORDS = frozenset({"comment", "preamble", "string"})


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record with its values as written, delimiters and all."""

    line: int
    key: str
    type: str
    fields: tuple[tuple[str, str], ...]
    raw: str


@dataclass(frozen=True, slots=True)
class RawString:
    """The definition of an abbreviation."""

    line: int
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class RawFailure:
    """A record that cannot be taken apart."""

    line: int
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the file that is not a record."""

    line: int
    message: str


RawBlock = RawRecord | RawString | RawFailure | Remark


def split(text: str) -> Iterator[RawBlock]:
    r"""Yield the blocks of a file in order, every record in it as a record or a failure.

    Args:
        text: The whole file with `\n` line ends.
    """
    lines = text.split("\n")
    blocks = _blocks(text)
    starts = _next_starts(blocks, len(lines))
    previous: RawBlock | None = None
    for wrapped, end in zip(blocks, starts, strict=True):
        block, line = _unwrapped(wrapped), _line(wrapped)
        if isinstance(block, model.ImplicitComment):
            yield from _between(block, previous)
        elif isinstance(block, model.ExplicitComment):
            yield from _in_comment(block)
        elif isinstance(block, model.String):
            yield RawString(line, block.key, block.value)
        elif isinstance(block, model.Preamble):
            pass
        elif _COMMENTED.match(lines[line - 1]):
            yield Remark(line, "a record that is commented out with % is not imported")
        elif isinstance(block, model.Entry) and not _has_remarks(block):
            yield (previous := _record(block))
            continue
        else:
            # As far as the next block, for what follows the fault belongs to the record as well.
            alone = "\n".join(lines[line - 1 : end - 1])
            yield from _mended(block, alone or block.raw or "")
        previous = None


def name_parts(name: str) -> names.NameParts:
    """Return the words of a name as BibTeX groups them: `first`, `von`, `last` and `jr`."""
    return names.parse_single_name_into_parts(name, strict=False)


def _blocks(text: str) -> list[model.Block]:
    """Return bibtexparser's blocks of `text`, mending what it would trip over without a word.

    Each substitution keeps the number of lines, so that positions stay true.
    """
    text = _SPLIT_TYPE.sub(r"\1@\2\4\3", text)
    text = _NO_KEY.sub(r"\1,", text)
    text = _LINE_BREAK_COMMAND.sub(r"\1 ", text)
    with silenced("bibtexparser.splitter"):
        return Splitter(text).split().blocks


def _next_starts(blocks: list[model.Block], lines: int) -> list[int]:
    """Return for each block the line on which the next one that is not loose text starts."""
    starts: list[int] = []
    following = lines + 1
    for block in reversed(blocks):
        starts.append(following)
        if not isinstance(block, model.ImplicitComment):
            following = _line(block)
    return starts[::-1]


def _line(block: model.Block) -> int:
    return (block.start_line or 0) + 1


def _unwrapped(block: model.Block) -> model.Block:
    """Return the block itself where the library refuses it for something that comes twice."""
    while isinstance(block, model.DuplicateBlockKeyBlock | model.DuplicateFieldKeyBlock):
        if block.ignore_error_block is None:
            break
        block = block.ignore_error_block
    return block


def _record(entry: model.Entry, offset: int = 0) -> RawRecord | RawFailure:
    line, kind = _line(entry) + offset, entry.entry_type.strip().lower()
    if not kind:
        return RawFailure(line, "the record has no type", entry.raw or "")
    fields = tuple((field.key, field.value) for field in entry.fields)
    return RawRecord(line, entry.key, kind, fields, entry.raw or "")


def _has_remarks(entry: model.Entry) -> bool:
    """Whether % stands between the fields, where BibTeX has no remarks but people write them."""
    return any("%" in field.key for field in entry.fields)


def _mended(block: model.Block, raw: str) -> Iterator[RawBlock]:
    """Read a faulty block again with the faults mended that need no guess, or say what is wrong."""
    line = _line(block)
    kind = _KIND.match(block.raw or "")
    if kind is not None and kind[1].lower() in NOT_RECORDS:
        yield Remark(line, f"this @{kind[1].lower()} is not closed; what follows it is read")
        return
    for pattern, replacement, message in _MENDS:
        text = pattern.sub(replacement, raw)
        entry = _only_entry(text) if text != raw else None
        if entry is not None:
            yield Remark(line, message)
            yield _record(entry, line - 1)
            return
    if isinstance(block, model.Entry):
        yield _record(block)
        return
    error = getattr(block, "error", None)
    yield RawFailure(line, _in_words(str(getattr(error, "abort_reason", ""))), raw.strip("\n"))


def _only_entry(text: str) -> model.Entry | None:
    """Return the record that `text` is, or nothing if it is more or less than one."""
    first, *rest = [*map(_unwrapped, _blocks(text)), None]
    left = next((each for each in rest if each is not None), None)
    if not isinstance(first, model.Entry) or not first.entry_type.strip():
        return None
    if left is None or (
        isinstance(left, model.ImplicitComment) and not _LEFT_OVER.match(left.comment)
    ):
        return first
    return None


def _between(block: model.ImplicitComment, previous: RawBlock | None) -> Iterator[RawBlock]:
    """Look at text outside records: comments pass, what looks like a part of a record does not."""
    text, line = block.comment, _line(block)
    if previous is not None and _LEFT_OVER.match(text):
        start = " ".join(text[:200].split())[:60]
        yield Remark(
            line, f"text after the end of a record is not read (a brace too many?): {start}"
        )
    found = list(_ODD_START.finditer(text))
    counted = 0
    ends = [each.start() for each in found[1:]] + [len(text)]
    for odd, end in zip(found, ends, strict=False):
        line += text.count("\n", counted, odd.start())
        counted = odd.start()
        raw = text[odd.start() : end].strip()
        yield RawFailure(line, f"'@{odd[1].strip()[:40]}' is not a type of record", raw)


def _in_comment(block: model.ExplicitComment) -> Iterator[RawBlock]:
    inside = len(_RECORD_START.findall(block.comment))
    if inside:
        what = "a record" if inside == 1 else f"{inside} records"
        yield Remark(_line(block), f"{what} inside a @comment: not imported")


def _in_words(reason: str) -> str:
    if "end of file" in reason:
        return "the record is not closed before the file ends: a brace or a quote is missing"
    if "Unexpected block start" in reason:
        return "the record is not closed before the next one starts: a brace or a quote is missing"
    if "comma after entry key" in reason:
        return "there is no comma after the record's key"
    if named := re.search(r"after entry key `([^`]*)`", reason):
        return f"the field '{' '.join(named[1].split())[:40]}' has no value"
    if "Expected a `=`" in reason:
        return "a field has no '=' between its name and its value"
    return " ".join(reason.split()) or "the record cannot be read"
