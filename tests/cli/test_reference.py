"""The pages of reference say what the code says."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from agi_review.cli.main import cli
from agi_review.schema.kinds import KINDS
from tests.conftest import PROJECT


def test_the_issue_forms_are_up_to_date(tmp_path: Path) -> None:
    """Each kind that has a form on the site has one at the host."""
    assert CliRunner().invoke(cli, ["schema", "--forms", str(tmp_path)]).exit_code == 0
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    folder = PROJECT / ".github" / "ISSUE_TEMPLATE"

    assert sorted(made) == ["dataset.yml", "model.yml", "paper.yml"]
    for name, text in made.items():
        assert text == (folder / name).read_text(encoding="utf-8")


def test_the_pages_are_up_to_date(tmp_path: Path) -> None:
    """`make reference` would change nothing; every kind, field and command is named."""
    assert CliRunner().invoke(cli, ["schema", "--docs", str(tmp_path)]).exit_code == 0
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    kept = (PROJECT / "docs" / "reference").iterdir()

    assert made == {path.name: path.read_text(encoding="utf-8") for path in kept}
    for kind in KINDS:
        assert all(f"`{name}`" in made["kinds.md"] for name in kind.model_fields if name != "id")
    assert all(f"## `agi-review {name}" in made["commands.md"] for name in ("check", "new"))
