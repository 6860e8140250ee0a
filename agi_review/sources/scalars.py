"""One text as YAML on one line: plain where it reads the same everywhere, else quoted."""

from __future__ import annotations

import json
import re

from agi_review.sources.requoting import quoted
from agi_review.sources.words import MISREAD

_STARTS_PLAIN = re.compile(r"[^\W_]|[(]")
_ENDS_PLAIN = re.compile(r": |:$| #")


def scalar(text: str) -> str:
    """Return text as YAML on one line: plain if that reads the same everywhere, else quoted."""
    if is_plain(text):
        return text
    if ("\\" in text or '"' in text) and text.isprintable():
        return quoted(text)
    # A JSON string is a YAML string as well, but for what YAML takes for a line break.
    return "".join(map(_escaped, json.dumps(text, ensure_ascii=False)))


def is_plain(text: str) -> bool:
    """Whether every YAML reader takes unquoted text for itself."""
    return (
        _STARTS_PLAIN.match(text) is not None
        and text.isprintable()
        and text == text.strip()
        and _ENDS_PLAIN.search(text) is None
        and text.casefold() not in MISREAD
    )


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04X}" if char <= "\uffff" else f"\\U{ord(char):08X}"
