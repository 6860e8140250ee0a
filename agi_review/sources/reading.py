"""Bytes to text: a regular file, of bounded size, in UTF-8, without characters that deceive."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator

from agi_review.diagnostics import Diagnostic, Span
from agi_review.diagnostics.codes import (
    FILE_TOO_LARGE,
    FORBIDDEN_CHARACTER,
    NOT_UTF8,
    UNREADABLE_FILE,
)
from agi_review.sources.characters import FORBIDDEN, named
from agi_review.sources.document import Document, Parsed, SourceFile
from agi_review.sources.limits import MOST_FILE_BYTES
from agi_review.sources.parsing import parse

_MOST_FINDINGS = 20


def read_documents(
    files: Iterable[SourceFile],
) -> tuple[Iterator[Parsed], list[Diagnostic]]:
    """Read and parse files, one whenever the next is asked for.

    Returns:
        The documents that can be read, and a list which by the end of them holds every fault found.
    """
    findings: list[Diagnostic] = []
    return _read(files, findings), findings


def _read(files: Iterable[SourceFile], findings: list[Diagnostic]) -> Iterator[Parsed]:
    for file in files:
        text, faults = read_text(file)
        findings.extend(faults)
        if text is None:
            continue
        data, faults = parse(file.path, text)
        findings.extend(faults)
        if data is not None:
            yield Parsed(Document(file, text), data)


def read_text(file: SourceFile) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of a file, or nothing and the reason."""
    start = Span(file.path)
    try:
        raw = _read_bytes(file)
    except OSError as error:
        return None, [UNREADABLE_FILE.at(start, f"it cannot be read: {error.strerror or error}")]
    if raw is None:
        return None, [UNREADABLE_FILE.at(start, "it is not a regular file")]
    if len(raw) > MOST_FILE_BYTES:
        return None, [FILE_TOO_LARGE.at(start, f"the file has more than {MOST_FILE_BYTES:,} bytes")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(file.path, raw, error)]
    # A line end of another system is not a fault of the writer; everything below counts "\n".
    text = text.replace("\r\n", "\n")
    if FORBIDDEN.search(text):
        return None, _forbidden(file.path, text)
    return text, []


def _read_bytes(file: SourceFile) -> bytes | None:
    """Return at most one byte more than allowed, or nothing if it is not a regular file.

    Opened without following links and without waiting, so that neither a link swapped in nor a
    named pipe can lead elsewhere or hang.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0)
    handle = os.open(file.location, flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        chunks, left = [], MOST_FILE_BYTES + 1
        while left and (chunk := os.read(handle, left)):
            chunks.append(chunk)
            left -= len(chunk)
        return b"".join(chunks)
    finally:
        os.close(handle)


def _not_utf8(path: str, raw: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = raw[: error.start].decode("utf-8")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    source = (before[before.rfind("\n") + 1 :] + "\ufffd").strip("\r")
    span = Span(path, line, column, line, column + 1)
    return NOT_UTF8.at(span, f"the byte 0x{raw[error.start]:02X} is not UTF-8", source=source)


def _forbidden(path: str, text: str) -> list[Diagnostic]:
    findings: list[Diagnostic] = []
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        for match in FORBIDDEN.finditer(line):
            if len(findings) >= _MOST_FINDINGS:
                return findings
            column = match.start() + 1
            span = Span(path, number, column, number, column + 1)
            what = named(match[0])
            finding = FORBIDDEN_CHARACTER.at(span, f"{what} may not stand here", source=line)
            findings.append(_mended(finding, line, match))
    return findings


def _mended(finding: Diagnostic, line: str, match: re.Match[str]) -> Diagnostic:
    """Say how to mend a tab or a byte order mark; of other characters nobody knows."""
    if match[0] == "\ufeff":
        return finding.mend(finding.span, "")
    if match[0] == "\t":
        indents = not line[: match.start()].strip()
        return finding.mend(finding.span, "  " if indents else " ")
    return finding
