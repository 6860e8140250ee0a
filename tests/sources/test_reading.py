"""Bytes to text: only regular files, of bounded size, in UTF-8, without deceiving characters."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agi_review.sources.document import SourceFile
from agi_review.sources.limits import MOST_FILE_BYTES
from agi_review.sources.reading import read_documents, read_text


def source(path: Path) -> SourceFile:
    """A file of entries at a path."""
    return SourceFile(path, path.name, "models", path.stem)


def test_line_ends_of_other_systems_are_read(tmp_path: Path) -> None:
    """A file saved on Windows is no fault of its writer."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\r\nb: 2\r\n")

    assert read_text(source(path)) == ("a: 1\nb: 2\n", [])


@pytest.mark.parametrize(
    "char", ["\t", "\x00", "\x1b", "\x85", "\u2028", "\u202e", "\u2066", "\ufeff"]
)
def test_characters_that_deceive_are_named_with_their_place(tmp_path: Path, char: str) -> None:
    """They are invisible, so the message spells them."""
    path = tmp_path / "a.yaml"
    path.write_text(f"a: 1\nb: x{char}y\n", encoding="utf-8")

    text, (finding,) = read_text(source(path))

    assert text is None
    assert (finding.code, finding.span.line, finding.span.column) == ("forbidden-character", 2, 5)
    assert f"U+{ord(char):04X}" in finding.message


@pytest.mark.parametrize(
    "title", ["nnU-Net", "*p* < 0.05", "[Re] A {B}", "C#", "سلام", "שלום", "👩‍⚕️"]
)
def test_honest_text_survives(tmp_path: Path, title: str) -> None:
    """Right-to-left scripts and joined emoji are text like any other."""
    path = tmp_path / "a.yaml"
    path.write_text(f"a: '{title}'\n", encoding="utf-8")

    assert read_text(source(path)) == (f"a: '{title}'\n", [])


def test_a_file_over_the_bound_is_refused(tmp_path: Path) -> None:
    """It is not even read to its end."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (MOST_FILE_BYTES + 1))

    assert [finding.code for finding in read_text(source(path))[1]] == ["file-too-large"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    """Nobody writes to it; reading it as a file would wait for ever."""
    path = tmp_path / "a.yaml"
    os.mkfifo(path)

    assert [finding.code for finding in read_text(source(path))[1]] == ["unreadable-file"]


def test_a_file_that_vanished_is_a_finding(tmp_path: Path) -> None:
    """Between finding and reading, a file may go."""
    assert [f.code for f in read_text(source(tmp_path / "gone.yaml"))[1]] == ["unreadable-file"]


def test_the_place_of_a_bad_byte_counts_characters(tmp_path: Path) -> None:
    """Two characters of two bytes stand before it."""
    path = tmp_path / "a.yaml"
    path.write_bytes("a: éé".encode() + b"\xff\n")

    ((finding),) = read_text(source(path))[1]

    assert (finding.code, finding.span.line, finding.span.column) == ("not-utf8", 1, 6)


def test_files_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    """The data of a large base are never there all at once; documents read theirs again."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"name: {name}\n", encoding="utf-8")
    documents, faults = read_documents([source(tmp_path / "a.yaml"), source(tmp_path / "b.yaml")])

    document, data = next(documents)
    (tmp_path / "b.yaml").write_text("name: \tb\n", encoding="utf-8")

    assert document.data == data
    assert document.data is not data
    assert (list(documents), [each.code for each in faults]) == ([], ["forbidden-character"])
