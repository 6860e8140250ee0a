"""Finding the files of a base."""

from __future__ import annotations

from pathlib import Path

import pytest

from agi_review.errors import EntriesNotFound
from agi_review.sources import discover

FOLDERS = {"models", "papers"}


def put(root: Path, *names: str) -> None:
    """Make empty files."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")


def test_files_come_in_a_fixed_order(tmp_path: Path) -> None:
    """No output may depend on the order a file system happens to have."""
    put(tmp_path, "papers/b.yaml", "models/z.yaml", "models/a.yaml")

    files, findings = discover(tmp_path, FOLDERS)

    assert [(file.folder, file.id) for file in files] == [
        ("models", "a"),
        ("models", "z"),
        ("papers", "b"),
    ]
    assert findings == []


@pytest.mark.parametrize(
    "name",
    ["stray.yaml", "model/a.yaml", "models/a.yml", "models/a.txt", "models/sub/a.yaml"],
)
def test_nothing_is_skipped_without_a_word(tmp_path: Path, name: str) -> None:
    """Its writer believes it to be an entry."""
    put(tmp_path, name)

    files, findings = discover(tmp_path, FOLDERS)

    assert files == []
    assert [finding.code for finding in findings] == ["misplaced-file"]


@pytest.mark.parametrize(
    "stem", ["A", "a_b", "-a", "a--b", "a-", "é", "con", "lpt1", "index", "x" * 81]
)
def test_ids_are_plain_short_and_not_reserved(tmp_path: Path, stem: str) -> None:
    """An id is part of an address on every system."""
    put(tmp_path, f"models/{stem}.yaml")

    assert [finding.code for finding in discover(tmp_path, FOLDERS)[1]] == ["bad-id"]


def test_a_folder_named_like_an_entry_is_misplaced(tmp_path: Path) -> None:
    """Opening it as a file would raise."""
    (tmp_path / "models" / "a.yaml").mkdir(parents=True)

    assert [finding.code for finding in discover(tmp_path, FOLDERS)[1]] == ["misplaced-file"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Neither to a file nor to a folder outside the base."""
    outside = tmp_path / "outside"
    put(outside, "secret.yaml")
    root = tmp_path / "entries"
    (root / "models").mkdir(parents=True)
    (root / "models" / "a.yaml").symlink_to(outside / "secret.yaml")
    (root / "papers").symlink_to(outside)

    files, findings = discover(root, FOLDERS)

    assert files == []
    assert [finding.code for finding in findings] == ["symlink", "symlink"]


def test_a_missing_folder_is_an_error_of_the_machine(tmp_path: Path) -> None:
    """There is nothing a contributor could mend in a file."""
    with pytest.raises(EntriesNotFound):
        discover(tmp_path / "gone", FOLDERS)
