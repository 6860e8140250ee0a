"""How wide a text is, so that it never meets the edge of its box in any of the system's fonts."""

from __future__ import annotations

from bisect import bisect_right

_GROUPS = {
    28: "'ijl",
    32: " ,.IJ",
    36: "-/:;\\f|",
    40: "!()[]t",
    46: '"r',
    50: "*_`",
    53: "?sz",
    56: "Lc",
    60: "FPkvxy",
    62: "TYaeo",
    64: "$0123456789ESbdghnpqu{}",
    66: "K",
    69: "ABRVXZ",
    74: "CU",
    78: "&DGHN",
    84: "#+<=>OQ^w~",
    88: "M",
    100: "%@Wm",
}
"""Hundredths of the type size, of the widest of the fonts a system may have as its own."""

_OTHER = 66
_WIDE = 100
_FIRST_WIDE = 0x1100
"""From here on, scripts have letters as wide as they are high."""


class _Widths(dict[str, int]):
    """The width of every letter: those nobody measured are told apart when they are first met."""

    def __missing__(self, letter: str) -> int:
        self[letter] = _WIDE if ord(letter) >= _FIRST_WIDE else _OTHER
        return self[letter]


_WIDTHS = _Widths({letter: width for width, letters in _GROUPS.items() for letter in letters})

BOLD = 1.1
SLACK = 1.05


def width_of(text: str, size: int = 13, *, bold: bool = False) -> int:
    """Return the room a line of text needs, in pixels, with some slack.

    Args:
        text: The line.
        size: The type size in pixels.
        bold: Whether it is set in a heavier weight.
    """
    # Called for every label of every picture, many times for those that are cut.
    hundredths = sum(map(_WIDTHS.__getitem__, text))
    return round(hundredths * size * SLACK * (BOLD if bold else 1) / 100)


def fitted(text: str, room: int, size: int = 13, *, bold: bool = False) -> str:
    """Return the text, cut with a sign that it goes on if it is wider than its room."""
    if width_of(text, size, bold=bold) <= room:
        return text
    # A longer text is never narrower, so the longest that fits is found by halving.
    lengths = range(1, len(text) + 1)
    fits = bisect_right(
        lengths, room, key=lambda length: width_of(f"{text[:length]}…", size, bold=bold)
    )
    cut = text[:fits]
    at_word = cut.rpartition(" ")[0]
    # A cut within a word is better than a line that lost most of its words to a long one.
    kept = at_word if len(at_word) > len(cut) * 2 // 3 else cut
    return kept.rstrip(" ,;:–-") + "…"
