"""`agi-review fmt`: what it changes, what it leaves, what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agi_review.cli.main import cli

HEAD = "# yaml-language-server: $schema=../../schemas/term.schema.json\n"
GOOD = f"{HEAD}name: A\nscheme: concept\ndefinition: One.\n"
OTHER = "scheme: concept\nname: 'A' # said\ndefinition: One.\n"


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    """A folder of one term in the form, one in another, one with a fault."""
    folder = tmp_path / "entries" / "terms"
    folder.mkdir(parents=True)
    (folder / "good.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "other.yaml").write_text(OTHER, encoding="utf-8")
    return folder


def run(terms: Path, *arguments: str) -> Result:
    """Call the command on the folder."""
    return CliRunner().invoke(cli, ["fmt", "--entries", str(terms.parent), *arguments])


def test_a_file_is_written_in_the_form_once(terms: Path) -> None:
    """The second run finds nothing to do."""
    first, second = run(terms), run(terms)

    assert (first.exit_code, first.stdout) == (0, f"{terms / 'other.yaml'}\n")
    assert (second.exit_code, second.stdout) == (0, "")
    assert (terms / "other.yaml").read_text(encoding="utf-8") == GOOD.replace(
        "name: A", "name: A # said"
    )
    assert sorted(path.name for path in terms.iterdir()) == ["good.yaml", "other.yaml"]


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_changes_nothing(terms: Path, option: str) -> None:
    """And exits with 1 if there is something to do."""
    done = run(terms, option)

    assert done.exit_code == 1
    assert "other.yaml" in done.stdout
    assert "good.yaml" not in done.stdout
    assert (terms / "other.yaml").read_text(encoding="utf-8") == OTHER
    assert run(terms, option, str(terms / "good.yaml")).exit_code == 0


def test_a_file_with_faults_is_left_and_named(terms: Path) -> None:
    """The others are written all the same."""
    bad = "scheme: concept\nname: A\nname: B\n"
    (terms / "bad.yaml").write_text(bad, encoding="utf-8")
    done = run(terms)

    assert done.exit_code == 1
    assert f"{terms / 'bad.yaml'}: left as it is: it has faults" in done.stderr
    assert (terms / "bad.yaml").read_text(encoding="utf-8") == bad
    assert done.stdout == f"{terms / 'other.yaml'}\n"


def test_line_ends_of_another_system_are_replaced(terms: Path) -> None:
    """The one form has one kind of line end."""
    (terms / "good.yaml").write_bytes(GOOD.replace("\n", "\r\n").encode())
    run(terms)

    assert (terms / "good.yaml").read_bytes() == GOOD.encode()
