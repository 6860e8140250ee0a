"""The walk for most files reads what the walk that knows all places reads, or gives up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.sources import parsing
from agi_review.sources.faultless import faultless
from tests.conftest import PROJECT
from tests.hostile_files import hostile_yaml

ENTRIES = sorted((PROJECT / "entries").glob("*/*.yaml"))

PIECES = st.sampled_from(
    [
        *("a", "b", "a: ", "b:\n", "- ", "\n", "\n  ", "\n    ", " ", ": ", "#", " # c\n", "? "),
        *("[", "]", "{", "}", ", ", '"', "'", "|\n", ">-\n  ", ">\n  ", "\\n", "\\u202e", "\\x00"),
        *("&x ", "*x", "!!str ", "! ", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "~", "null"),
        *("None", "n/a", "TBD", "-", "?", "2306.05480", "no", "\u00a0", "\u2028", "\x85", "é"),
    ]
)  # fmt: skip


def thorough(text: str) -> tuple[object, list[str]]:
    """What is read, and reported, by the walk that knows all places."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "faultless", lambda _text: None)
        data, findings = parsing.parse("x.yaml", text)
    return data, [finding.code for finding in findings]


def agree(text: str) -> None:
    """Compare both walks."""
    data, findings = thorough(text)
    assert faultless(text) == (None if findings else data), text


@pytest.mark.parametrize("path", ENTRIES[:: len(ENTRIES) // 40], ids=lambda path: path.stem)
def test_real_entries_are_read_alike(path: Path) -> None:
    """None of them needs the walk that takes longer."""
    text = path.read_text(encoding="utf-8")

    assert faultless(text) is not None
    agree(text)


def test_hostile_files_are_left_to_the_other_walk() -> None:
    """Unless nothing is wrong with them; those too large for either are left to it unread."""
    for raw in hostile_yaml():
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(text) < 100_000:
            agree(text)
        else:
            assert faultless(text) is None


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_looks_like_yaml_is_read_alike(text: str) -> None:
    """Whatever stands beside what."""
    agree(text)


@given(st.sampled_from(ENTRIES), st.floats(0, 1), st.integers(0, 12), PIECES)
def test_what_was_an_entry_is_read_alike(path: Path, place: float, cut: int, piece: str) -> None:
    """With something taken out, and something put in its place."""
    text = path.read_text(encoding="utf-8")
    at = int(place * len(text))

    agree(text[:at] + piece + text[at + cut :])
