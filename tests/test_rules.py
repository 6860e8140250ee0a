"""Every rule has a page, an example that breaks it, and exactly the text a contributor sees."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from agi_review.cli.main import cli
from agi_review.diagnostics import Rule
from agi_review.diagnostics.codes import RULES
from tests.conftest import FIXTURES, PROJECT

INVALID = FIXTURES / "invalid"


def _pipe(entries: Path) -> None:
    os.mkfifo(entries / "datasets" / "pipe.yaml")


# What cannot be kept in a repository is made for the test.
MADE_HERE: dict[str, Callable[[Path], None]] = {"unreadable-file": _pipe}


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_a_broken_example_gives_exactly_the_expected_text(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two files make a new case: the bad entry and the text it gives."""
    folder = INVALID / code
    entries = tmp_path / "entries"
    shutil.copytree(folder / "entries", entries, symlinks=True)
    if code in MADE_HERE:
        MADE_HERE[code](entries)

    monkeypatch.chdir(tmp_path)
    against = folder / "against.bib"
    if against.exists():
        shutil.copy(against, tmp_path)
    command = ["verify", "--against", against.name] if against.exists() else ["check"]
    day = folder / "as-of.txt"
    if day.exists():
        command += ["--as-of", day.read_text(encoding="utf-8").strip()]
    run = CliRunner().invoke(cli, command)

    assert run.stderr == ""
    assert (folder / "expected.txt").read_text(encoding="utf-8") == run.stdout
    assert f"[{code}]" in run.stdout
    assert run.exit_code == int(": error[" in run.stdout)


def test_every_example_belongs_to_a_rule() -> None:
    """A folder named for no rule is a test that never ran."""
    assert {rule.code for rule in RULES} == {folder.name for folder in INVALID.iterdir()}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page_with_four_parts(rule: Rule) -> None:
    """`explain` has something to say about each."""
    page = (PROJECT / "docs" / "rules" / f"{rule.code}.md").read_text(encoding="utf-8")

    assert page.startswith(f"# {rule.code}\n")
    assert f"Severity: {rule.severity}." in page
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == ["What", "Why", "Wrong", "Right"]


def test_the_overview_lists_every_rule() -> None:
    """Nobody finds a page that the list leaves out."""
    index = (PROJECT / "docs" / "rules" / "index.md").read_text(encoding="utf-8")

    rows = re.findall(r"^\| \[([a-z0-9-]+)\]\(\1\.md\) \| (\w+) \| .", index, re.MULTILINE)

    assert sorted(rows) == sorted((rule.code, str(rule.severity)) for rule in RULES)
