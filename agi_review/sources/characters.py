"""Characters that no entry may hold, written or escaped."""

from __future__ import annotations

import re

# Controls but line feed, the C1 block, line and paragraph separators, marks that turn the
# direction of text (a reviewer would see another text than the machine), surrogates and
# non-characters.
# Zero-width joiners stay: scripts and emoji need them.
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)

_NAMES = {"\t": "a tab", "\r": "a carriage return", "\ufeff": "a byte order mark", "\x00": "NUL"}


def named(char: str) -> str:
    """Return a character that cannot be shown by its name and number."""
    code = f"U+{ord(char):04X}"
    return f"{_NAMES[char]} ({code})" if char in _NAMES else f"the character {code}"
