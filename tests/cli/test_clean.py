"""Entries in which nothing was found are read again when anything about them is another."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agi_review.cli import check as module
from agi_review.cli.clean import NOTE, Cleanness
from agi_review.cli.main import cli
from tests.conftest import PROJECT


class Read(Exception):
    """The entries were read."""


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """The entries of the base, somewhere else, checked once."""
    copied = shutil.copytree(PROJECT / "entries", tmp_path / "entries")
    assert check(copied).output.endswith("nothing to mend\n")
    return copied


def check(entries: Path, *options: str) -> Result:
    """Check a folder of entries."""
    return CliRunner().invoke(cli, ["check", "--entries", str(entries), *options])


def refuse(_entries: Path, _today: str | None = None) -> None:
    """Stand in for reading."""
    raise Read


def test_what_was_clean_and_is_untouched_is_not_read_again(
    entries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every form, with the same words; what a day or a revision may change is read."""
    said = [check(entries, "--format", form).output for form in ("text", "json", "sarif")]
    monkeypatch.setattr(module, "load_base", refuse)

    again = [check(entries, "--format", form).output for form in ("text", "json", "sarif")]

    assert again == said
    assert isinstance(check(entries, "--as-of", "2026-01-01").exception, Read)


@pytest.mark.parametrize("change", ["edited", "touched", "added", "removed", "renamed"])
def test_any_change_is_read(entries: Path, change: str) -> None:
    """Also a file that was written anew with what it held."""
    path = entries / "terms" / "ct.yaml"
    assert Cleanness(entries).known()
    if change == "edited":
        path.write_text(path.read_text(encoding="utf-8") + "#\n", encoding="utf-8")
    elif change == "touched":
        path.write_bytes(path.read_bytes())
    elif change == "added":
        (entries / "terms" / "new.yaml").write_text("name: New\n", encoding="utf-8")
    elif change == "removed":
        path.unlink()
    else:
        path.rename(path.with_name("other.yaml"))

    assert not Cleanness(entries).known()


def test_another_configuration_is_read(entries: Path) -> None:
    """It may name other kinds, and one nearer to the entries may come."""
    (entries.parent / "mkdocs.yml").write_text("plugins: [agi-review: {kinds: [paper]}]\n")

    assert not Cleanness(entries).known()


def test_a_base_without_kinds_of_its_own_reads_no_library_of_schemas(entries: Path) -> None:
    """It would take longer to start than everything else takes."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "agi_review", "check", "--entries", entries],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.endswith("nothing to mend\n")
    assert not re.search(r"\| +(?:pydantic|yaml)\b", done.stderr)


def test_a_note_holds_for_no_other_files(entries: Path, tmp_path: Path) -> None:
    """A contribution cannot bring a note that it was found clean: its files are others here."""
    elsewhere = tmp_path / "clone" / "entries"
    shutil.copytree(entries, elsewhere)
    shutil.copytree(entries.parent / NOTE.parent, elsewhere.parent / NOTE.parent)

    assert not Cleanness(elsewhere).known()


def test_what_has_findings_is_never_noted(entries: Path) -> None:
    """It is read every time."""
    (entries.parent / NOTE).unlink()
    (entries / "terms" / "alone.yaml").write_text(
        "name: Alone\nscheme: concept\ndefinition: A word.\n", encoding="utf-8"
    )

    assert "orphan-entry" in check(entries).output
    assert not (entries.parent / NOTE).exists()
