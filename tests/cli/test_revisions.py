"""What a change causes, also in files it did not touch."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agi_review.cli.main import cli
from agi_review.errors import UsageError

TERM = "name: {0}\nscheme: concept\ndefinition: See [[term:{1}]].\n"


def git(folder: Path, *arguments: str) -> None:
    """Call git with an identity of its own and without the user's settings."""
    who = {"GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.org"}
    who |= {"GIT_COMMITTER_NAME": "T", "GIT_COMMITTER_EMAIL": "t@example.org"}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", "-C", folder, *arguments], check=True, env=environment)


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base with one old fault, committed; the current folder is the repository."""
    terms = tmp_path / "entries" / "terms"
    terms.mkdir(parents=True)
    for one, other in (("a", "b"), ("b", "a"), ("old", "nowhere")):
        (terms / f"{one}.yaml").write_text(TERM.format(one, other), encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    monkeypatch.chdir(tmp_path)
    return terms


def since(revision: str) -> Result:
    """What is new since a revision."""
    return CliRunner().invoke(cli, ["check", "--changed-since", revision, "--format", "json"])


def found(result: Result) -> list[tuple[str, str]]:
    """Paths and codes of the errors."""
    every = json.loads(result.stdout)["diagnostics"]
    return [(each["path"], each["code"]) for each in every if each["severity"] == "error"]


def test_what_was_there_before_is_not_shown(base: Path) -> None:
    """A contributor does not answer for old faults."""
    result = since("HEAD")

    assert found(result) == []
    assert result.exit_code == 0


def test_a_finding_in_a_file_that_did_not_change_is_shown(base: Path) -> None:
    """Removing an entry breaks whoever refers to it."""
    (base / "a.yaml").unlink()

    result = since("HEAD")

    assert found(result) == [("entries/terms/b.yaml", "unresolved-reference")]
    assert result.exit_code == 1


def test_an_old_finding_that_moved_is_still_old(base: Path) -> None:
    """A line more above it changes its place and nothing else."""
    text = (base / "old.yaml").read_text(encoding="utf-8")
    (base / "old.yaml").write_text(f"# a remark\n{text}", encoding="utf-8")

    assert found(since("HEAD")) == []


def test_a_revision_without_entries_is_an_empty_base(base: Path, tmp_path: Path) -> None:
    """The first pull request of a repository brings all of them."""
    git(tmp_path, "checkout", "--quiet", "--orphan", "bare")
    git(tmp_path, "rm", "--quiet", "-r", "--cached", ".")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "-m", "nothing")

    assert found(since("HEAD")) == [("entries/terms/old.yaml", "unresolved-reference")]


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=/tmp/x", ""])
def test_what_is_no_revision_is_said_in_one_line(base: Path, revision: str) -> None:
    """And never taken for an option of git's."""
    result = since(revision)

    assert isinstance(result.exception, UsageError)
    assert str(result.exception).startswith("git: ")
    assert "\n" not in str(result.exception)
