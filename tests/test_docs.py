"""What the documents say is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from agi_review import __version__
from agi_review.cli.main import cli
from tests.conftest import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", cli.list_commands(None))  # type: ignore[arg-type]
def test_every_command_is_in_the_readme_and_has_help(command: str) -> None:
    """And its help says what it does."""
    assert f"`agi-review {command}" in README

    run = CliRunner().invoke(cli, [command, "--help"])

    assert run.exit_code == 0
    assert len(run.stdout) > 100


def test_every_make_target_has_a_line_of_help() -> None:
    """`make help` lists what the README names."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    helped = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))

    assert {"site", "serve", "check", "test", "lint", "format", "clean"} <= helped
    assert set(re.findall(r"make ([a-z-]+)", README)) <= helped


def test_the_architecture_page_names_every_package() -> None:
    """A package without its line is one that nobody can place."""
    page = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = {
        path.name + "/"
        for path in (PROJECT / "agi_review").iterdir()
        if (path / "__init__.py").is_file()
    }

    assert sorted(name for name in packages if f"`{name}`" not in page) == []


def test_no_module_is_a_house_of_many_rooms() -> None:
    """Four hundred lines is where a seam should be looked for."""
    long = {
        path.relative_to(PROJECT).as_posix(): count
        for path in (PROJECT / "agi_review").rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}


def test_the_version_is_said_once() -> None:
    """The citation file follows the package."""
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text(encoding="utf-8"))

    assert citation["version"] == __version__
    assert len(citation["references"][0]["authors"]) == 19


def test_the_lock_file_pins_every_dependency_and_names_no_host() -> None:
    """Hashes for each, from wherever they come."""
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {
        re.split(r"[<>=~! ]", each)[0].lower().replace(".", "-").replace("_", "-")
        for each in wanted
    }
    pinned = {
        name.replace(".", "-") for name in re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE)
    }

    assert names <= pinned
    assert "://" not in lock
    assert lock.count("==") <= lock.count("--hash=sha256:")


def test_prose_pages_have_a_title_and_a_description() -> None:
    """They stand in search results and in the head of the page."""
    for name in ("about", "method", "data", "contribute", "architecture"):
        text = Path(PROJECT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        meta = yaml.safe_load(text.split("---")[1])
        assert meta["title"]
        assert len(meta["description"]) > 20
