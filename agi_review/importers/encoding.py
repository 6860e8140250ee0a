"""Bytes to text, for files written by thirty years of reference managers."""

from __future__ import annotations

import codecs

_MARKS = (  # The marks of UTF-32 begin like those of UTF-16, so they are looked for first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4_096
_TELLING = 0.2
"""Share of NUL among every other byte that tells UTF-16: BibTeX's own words are ASCII."""


def decode(data: bytes) -> tuple[str, str]:
    r"""Return the text of a file with `\n` line ends, and a note where its encoding was guessed."""
    text, note = _decode(data)
    # A mark inside the text is where two files were joined.
    text = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    return text, note


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data, encoding, "")
    likely = _without_mark(data[:_SAMPLE])
    if likely is not None:
        return _replacing(
            data, likely, f"read as {likely.upper()}, though nothing in the file says so"
        )
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _by_line(data)


def _replacing(data: bytes, encoding: str, note: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), note
    except UnicodeDecodeError as error:
        bad = f"bytes that are not {encoding.upper()} are replaced, the first at {error.start:,}"
        return data.decode(encoding, "replace"), f"{note}; {bad}" if note else bad


def _without_mark(sample: bytes) -> str | None:
    """Name the encoding that would explain the NUL bytes of a file's beginning."""
    at = [sample[start::4].count(0) * 4 / max(1, len(sample)) for start in range(4)]
    if at[0] > _TELLING and at[2] > _TELLING and max(at[1], at[3]) < at[0] / 10:
        return "utf-16-be"
    if at[1] > _TELLING and at[3] > _TELLING and max(at[0], at[2]) < at[1] / 10:
        return "utf-16-le"
    if min(at[1:3]) > 1 - _TELLING and (at[0] < _TELLING) != (at[3] < _TELLING):
        return "utf-32-le" if at[0] < _TELLING else "utf-32-be"
    return None


def _by_line(data: bytes) -> tuple[str, str]:
    """Decode line by line, since collections are often pasted together from files of both kinds."""
    lines: list[str] = []
    others: list[int] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            others.append(number)
            lines.append(_single_byte(line))
    which = f"{len(others)} lines are" if len(others) > 1 else f"line {others[0]} is"
    return "\n".join(lines), f"{which} not UTF-8 and read as Latin-1; check the accents"


def _single_byte(line: bytes) -> str:
    """Decode Latin-1, taking Windows' quotes and dashes for what they are, not for controls."""
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")
