"""What is kept from one build to the next only ever saves time."""

from __future__ import annotations

from pathlib import Path

import pytest

from agi_review.site.memo import keep, recall

TEXTS = {"b": ["two", "“zwei”"], "a": ["one", "eins"]}


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """In a folder that was not there before, and in a fixed order."""
    path = tmp_path / "folder" / "texts.json"

    keep(path, "v1", TEXTS)
    first = path.read_bytes()
    keep(path, "v1", dict(reversed(TEXTS.items())))

    assert recall(path, "v1") == TEXTS
    assert path.read_bytes() == first
    assert [each.name for each in path.parent.iterdir()] == ["texts.json"]


def test_another_version_starts_anew(tmp_path: Path) -> None:
    """Texts of another processor or style would be wrong."""
    keep(tmp_path / "texts.json", "v1", TEXTS)

    assert recall(tmp_path / "texts.json", "v2") == {}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "[" * 100_000, '{"fingerprint": "v1", "texts": 3}']
)
def test_a_broken_file_is_no_file(tmp_path: Path, text: str) -> None:
    """Whatever wrote it."""
    path = tmp_path / "texts.json"
    path.write_text(text, encoding="utf-8")

    assert recall(path, "v1") == {}


def test_a_text_that_was_changed_is_not_taken(tmp_path: Path) -> None:
    """A disk that failed leaves a file that reads well and says something else."""
    path = tmp_path / "texts.json"
    keep(path, "v1", TEXTS)
    path.write_text(path.read_text(encoding="utf-8").replace("eins", "eimx"), encoding="utf-8")

    assert recall(path, "v1") == {}


def test_a_place_that_cannot_be_written_to_is_left_alone(tmp_path: Path) -> None:
    """The site is built all the same."""
    (tmp_path / "folder").write_text("a file", encoding="utf-8")

    keep(tmp_path / "folder" / "texts.json", "v1", TEXTS)

    assert recall(tmp_path / "folder" / "texts.json", "v1") == {}
