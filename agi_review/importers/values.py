"""The value of a BibTeX field: braced, quoted or bare pieces joined by `#`, with abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

LONGEST_ABBREVIATION = 1_000
"""Characters an abbreviation may stand for, lest strings that double each other fill the memory."""

LONGEST_VALUE = 200_000
"""Characters of one value; the author list of a large collaboration takes half of it."""

_BRACE = re.compile(r"(?<!\\)[{}]")
_QUOTE_OR_BRACE = re.compile(r'(?<!\\)["{}]')
_WORD = re.compile(r'[^\s{}"#,]+')
_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w.:+/-]*)\s*=(.*)", re.DOTALL)


@dataclass(slots=True)
class Abbreviations:
    """The `@string` definitions of one file, whatever their case; the months are always there."""

    texts: dict[str, str] = field(default_factory=lambda: {month: month for month in MONTHS})

    def define(self, name: str, value: str) -> str | None:
        """Take a definition; return what is wrong with it, if anything."""
        read = read_value(value, self)
        self.texts[name.lower()] = read.text[:LONGEST_ABBREVIATION]
        if len(read.text) > LONGEST_ABBREVIATION:
            return f"@string '{name}' is cut after {LONGEST_ABBREVIATION:,} characters"
        if read.undefined:
            return f"@string '{name}' uses '{read.undefined[0]}', which is not defined"
        return None


@dataclass(frozen=True, slots=True)
class Value:
    """A value read from a record."""

    text: str
    """LaTeX, without the outer delimiters."""
    undefined: tuple[str, ...] = ()
    """Abbreviations nobody defined; each stands in the text by its name."""
    next_field: tuple[str, str] | None = None
    """Name and value of a field that follows without a comma."""
    loose: bool = False
    """Whether text stood outside the delimiters; the value is then kept as written."""
    cut: bool = False


def read_value(raw: str, abbreviations: Abbreviations) -> Value:
    """Return what a value says.

    Args:
        raw: All that stands between `=` and the comma or brace that ends the field.
        abbreviations: The strings defined so far.
    """
    pieces: list[str] = []
    undefined: list[str] = []
    at, size = 0, 0
    while True:
        at = _skip_space(raw, at)
        end, piece, is_name = _piece(raw, at)
        if is_name:
            known = abbreviations.texts.get(piece.lower())
            if known is None:
                undefined.append(piece)
            piece = piece if known is None else known
        pieces.append(piece)
        size += len(piece)
        at = _skip_space(raw, end)
        if raw[at : at + 1] != "#" or size > LONGEST_VALUE:
            break
        at += 1
    text, rest = "".join(pieces), raw[at:]
    if rest and size <= LONGEST_VALUE:
        if following := _NEXT_FIELD.fullmatch(rest):
            return Value(text, tuple(undefined), next_field=(following[1], following[2]))
        return Value(raw, loose=True)
    return Value(text[:LONGEST_VALUE], tuple(undefined), cut=size > LONGEST_VALUE)


def _skip_space(raw: str, at: int) -> int:
    while at < len(raw) and raw[at].isspace():
        at += 1
    return at


def _piece(raw: str, at: int) -> tuple[int, str, bool]:
    """Return where one piece of a value ends, what it says, and whether it is a name to look up."""
    opening = raw[at : at + 1]
    if opening == "{":
        end = _closing_brace(raw, at)
        return end, raw[at + 1 : end - 1], False
    if opening == '"':
        end = _closing_quote(raw, at)
        return end, raw[at + 1 : end - 1], False
    word = _WORD.match(raw, at)
    if word is None:
        return at, "", False
    return word.end(), word[0], not word[0][0].isdigit()


def _closing_brace(raw: str, at: int) -> int:
    depth = 0
    for found in _BRACE.finditer(raw, at):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.end()
    return len(raw) + 1


def _closing_quote(raw: str, at: int) -> int:
    depth = 0
    for found in _QUOTE_OR_BRACE.finditer(raw, at + 1):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth <= 0:
            return found.end()
    return len(raw) + 1
