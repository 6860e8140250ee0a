"""A sealed site is not built again until something it was made from changes, or the site itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from agi_review.cli.main import cli
from agi_review.site.seal import Seal


@pytest.fixture
def seal(tmp_path: Path) -> Seal:
    """A site of one page from one entry, sealed."""
    for name, text in {
        "mkdocs.yml": "site_name: A base\n",
        "entries/a.yaml": "name: A\n",
        "site/index.html": "<h1>A</h1>",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    sealed = Seal(tmp_path / "notes" / "seal.json", tmp_path / "site", tmp_path / "mkdocs.yml", "x")
    sealed.put(sealed.read([tmp_path / "entries"]), 7)
    return sealed


def test_it_holds_while_nothing_changes(seal: Seal) -> None:
    """And says how many entries there are."""
    assert seal.holds() == 7


@pytest.mark.parametrize(
    "name",
    ["mkdocs.yml", "entries/a.yaml", "entries/b.yaml", "site/index.html", "site/more.html"],
)
def test_any_change_breaks_it(seal: Seal, tmp_path: Path, name: str) -> None:
    """Of a source, of the configuration, of the site; also a new file."""
    (tmp_path / name).write_text("changed\n", encoding="utf-8")

    assert seal.holds() is None


def test_it_is_of_what_was_asked(seal: Seal) -> None:
    """Another engine or another option is another seal."""
    assert Seal(seal.path, seal.site, seal.config_file, "y").holds() is None


def test_a_removed_site_is_built_again(seal: Seal) -> None:
    """As is one whose seal cannot be read."""
    (seal.site / "index.html").unlink()
    assert seal.holds() is None
    seal.path.write_text("[]", encoding="utf-8")
    assert seal.holds() is None


def test_what_depends_on_more_than_its_sources_is_not_sealed(seal: Seal, tmp_path: Path) -> None:
    """A setting may come from the environment or from another file."""
    (tmp_path / "mkdocs.yml").write_text("site_name: !ENV NAME\n", encoding="utf-8")

    assert seal.read([tmp_path / "entries"]) == {}


def test_a_build_of_what_has_not_changed_writes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a file, not a time; an edit is built, with the untouched files as they were."""
    monkeypatch.chdir(project)

    def build() -> str:
        result = CliRunner().invoke(cli, ["build"], catch_exceptions=False)
        assert result.exit_code == 0
        return result.stderr

    def times() -> dict[Path, int]:
        paths = (path for path in (project / "site").rglob("*") if path.is_file())
        return {path: path.stat().st_mtime_ns for path in paths}

    assert "published" in build()
    before = times()
    assert "nothing has changed" in build()
    assert times() == before
    entry = project / "entries" / "terms" / "task-term.yaml"
    entry.write_text(entry.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")
    assert "published" in build()
    after = times()
    assert after.keys() == before.keys()
    changed = {
        path.relative_to(project / "site").as_posix()
        for path in after
        if after[path] != before[path]
    }
    assert changed <= {"sitemap.xml", "sitemap.xml.gz"}


def test_a_seal_too_deep_to_read_is_none(tmp_path: Path) -> None:
    """The file that says a site needs no build may be anything after a crash."""
    path = tmp_path / "seal.json"
    path.write_text("[" * 200_000, encoding="utf-8")

    assert Seal(path, tmp_path, tmp_path / "mkdocs.yml", "").holds() is None
