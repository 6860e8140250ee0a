"""Two revisions compared on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from agi_review.cli.main import cli
from tests.cli.test_revisions import git

TERM = "name: {0}\nscheme: concept\ndefinition: {1}\n"


@pytest.fixture
def term(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A term, committed and then reworded in the work tree."""
    file = tmp_path / "entries" / "terms" / "a.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(TERM.format("Mask", "An outline."), encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    file.write_text(TERM.format("Mask", "A <b>*region*."), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return file


def diff(*arguments: str) -> str:
    """What the command prints; it never judges."""
    result = CliRunner().invoke(cli, ["diff", *arguments])
    assert result.exit_code == 0
    return result.stdout


def test_the_work_tree_is_compared_with_a_revision(term: Path) -> None:
    """One line a change."""
    term.write_text(TERM.format("Mask", "A region."), encoding="utf-8")

    assert diff("HEAD") == "Mask: definition reworded, “An outline.” → “A region.”\n"


def test_two_revisions_are_compared_without_the_work_tree(term: Path) -> None:
    """What is not committed is not looked at."""
    assert diff("HEAD", "HEAD") == ""
    assert diff("HEAD", "HEAD", "--format", "markdown") == "No entry changed in meaning.\n"
    assert json.loads(diff("HEAD", "HEAD", "--format", "json")) == []


def test_markdown_groups_by_entry_and_shows_texts_as_they_are(term: Path) -> None:
    """A summary of a pull request is written by strangers: nothing in it acts as markup."""
    term.write_text(TERM.format("Mask", "See x_y_z."), encoding="utf-8")

    text = diff("HEAD", "--format", "markdown")

    assert text.startswith("1 change in 1 entry\n\n### Mask (term, 1)\n\n- definition reworded, ")
    assert r"x\_y\_z" in text


def test_json_names_sort_and_entry(term: Path) -> None:
    """Programs need not read the words."""
    term.unlink()
    changes = json.loads(diff("HEAD", "--format", "json"))

    assert [(each["sort"], each["kind"], each["id"]) for each in changes] == [
        ("removed", "term", "a")
    ]


def test_a_change_has_the_day_of_the_last_commit_that_touched_its_entry(
    term: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is only in the work tree has none yet."""
    days = ("2026-01-01T12:00:00Z", "2026-02-02T12:00:00Z")
    for number, day in enumerate(days):
        monkeypatch.setenv("GIT_COMMITTER_DATE", day)
        term.write_text(TERM.format("Mask", f"Outline {number}."), encoding="utf-8")
        (term.parent.parent / "notes.txt").write_text(day, encoding="utf-8")
        git(term.parent, "add", "-A", "../..")
        git(term.parent, "commit", "--quiet", "-m", day)
    other = term.with_name("b.yaml")
    other.write_text(TERM.format("Other", "Not committed."), encoding="utf-8")
    changes = json.loads(diff("HEAD~2", "--format", "json"))

    assert [(each["id"], each["day"]) for each in changes] == [("a", "2026-02-02"), ("b", None)]


def test_an_unreadable_entry_is_said_to_be_missing(term: Path) -> None:
    """Its removal is not real, and the reader is told so."""
    term.write_text("name: [", encoding="utf-8")
    result = CliRunner().invoke(cli, ["diff", "HEAD"])

    assert "the work tree has 1 error" in result.stderr
