"""Building and publishing as a whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import weakref
from pathlib import Path
from typing import Annotated, Any

import pytest

from agi_review.errors import PublishError
from agi_review.schema.entry import Entry
from agi_review.schema.fields import Line, Text
from agi_review.schema.json_schema import schema_for
from agi_review.schema.kinds import KINDS
from agi_review.schema.references import EntryRef, RefersTo
from agi_review.site import build_site
from agi_review.site.compose import Composition
from agi_review.site.tree import files_of

PAPER = "title: A\nauthors:\n  - family: Ma\nyear: 2024\ntype: article\n"
BAD = {
    "a syntax error": "name: A: b\n",
    "a repeated key": "name: A\nname: B\ndomain: medical\n",
    "a dangling reference": "name: A\ndomain: medical\nmodalities: [no-such]\n",
    "an alias bomb": "a: &a [x, x]\nb: &b [*a, *a]\n",
    "deep nesting": "a: " + "[" * 100_000,
    "a tag": "!!python/object/apply:os.system ['true']\n",
    "not text": "\x00\x01",
    "a script for a title": "name: '<script>'\ndomain: <script>\n",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_input_is_a_diagnostic_and_the_old_site_stays(project: Path, text: str) -> None:
    """From `agi-review build` and from `mkdocs build` alike: a position, no traceback."""
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("old", encoding="utf-8")
    (project / "entries" / "datasets" / "bad.yaml").write_text(text, encoding="utf-8")

    for command in (["agi_review", "build"], ["mkdocs", "build", "--strict"]):
        run = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=project,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert run.returncode != 0
        assert "entries/datasets/bad.yaml:" in run.stderr
        assert "Traceback" not in run.stderr + run.stdout
        assert [path.name for path in site.iterdir()] == ["index.html"]


def test_mkdocs_builds_the_same_pages(project: Path, tmp_path: Path) -> None:
    """`mkdocs build --strict` and `agi-review build` are two doors to one house."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--quiet",
            "-d",
            str(tmp_path / "one"),
        ],
        cwd=project,
        check=True,
        timeout=120,
    )
    build_site(project / "mkdocs.yml", tmp_path / "other")

    pages = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.html"))
    assert pages == sorted(
        p.relative_to(tmp_path / "other") for p in (tmp_path / "other").rglob("*.html")
    )
    for page in pages:
        assert (tmp_path / "one" / page).read_bytes() == (tmp_path / "other" / page).read_bytes()


class CourseEntry(Entry, kind="course", folder="courses"):
    """A course that teaches about the field."""

    name: Text
    """What it is called."""

    level: Text
    """Whom it is for."""

    motto: Line | None = None
    """What it promises."""

    teaches: tuple[Annotated[EntryRef, RefersTo("model", inverse="Taught in")], ...] = ()
    """Models it teaches."""


def test_a_new_kind_needs_no_more_than_a_class_and_a_folder(project: Path, tmp_path: Path) -> None:
    """Folder, page, index, navigation, backlink, JSON Schema, JSON and search follow."""
    (project / "entries" / "courses").mkdir()
    (project / "entries" / "courses" / "first-steps.yaml").write_text(
        "name: First steps\nlevel: beginners\nmotto: Start [[model:small-model|small]].\n"
        "summary: An introduction.\nteaches: [complete-model]\n",
        encoding="utf-8",
    )
    site = tmp_path / "site"

    build_site(project / "mkdocs.yml", site, kinds=(*KINDS, CourseEntry))

    page = (site / "courses" / "first-steps" / "index.html").read_text(encoding="utf-8")
    for piece in (
        "<h1>First steps</h1>",
        "beginners",
        "An introduction.",
        "../../models/complete-model/",
    ):
        assert piece in page
    index = (site / "courses" / "index.html").read_text(encoding="utf-8")
    assert "A course that teaches about the field." in index
    assert "../courses/first-steps/" in index
    assert "courses/" in (site / "index.html").read_text(encoding="utf-8")
    backlink = (site / "models" / "complete-model" / "index.html").read_text(encoding="utf-8")
    assert "Taught in" in backlink
    assert (site / "courses" / "first-steps.json").is_file()
    assert "First steps" in (site / "search" / "documents.json").read_text(encoding="utf-8")
    schema = schema_for(CourseEntry, {})
    assert set(schema["required"]) == {"name", "level"}


def test_an_empty_base_is_a_site_too(project: Path, tmp_path: Path) -> None:
    """The first entry of a new base finds its place."""
    (tmp_path / "none").mkdir()

    build_site(project / "mkdocs.yml", tmp_path / "site", entries=tmp_path / "none")

    assert "Nothing here yet" in (tmp_path / "site" / "models" / "index.html").read_text(
        encoding="utf-8"
    )


def test_the_header_names_the_kinds_that_have_entries(project: Path, tmp_path: Path) -> None:
    """The first entry of a kind puts it into every header, also into those of kept pages."""
    entries, site = tmp_path / "entries", tmp_path / "site"
    (entries / "papers").mkdir(parents=True)
    (entries / "papers" / "ma2024a.yaml").write_text(PAPER, encoding="utf-8")

    def header() -> list[str]:
        build_site(project / "mkdocs.yml", site, entries=entries)
        page = (site / "papers" / "ma2024a" / "index.html").read_text(encoding="utf-8")
        menu = page.partition('aria-label="Sections"')[2].partition("</nav>")[0]
        return re.findall(r">([^<]+)</a>", menu)

    def listed() -> set[str]:
        page = (site / "method" / "index.html").read_text(encoding="utf-8")
        menu = page.partition('class="ar-toc__pages"')[2].partition("</nav>")[0]
        return set(re.findall(r">([^<]+)</a>", menu))

    assert header() == ["Papers", "Maps", "About"]
    assert not {"Models", "Compare models", "Glossary"} & listed()
    assert {"People", "Venues", "Years"} <= listed()
    (entries / "terms").mkdir()
    (entries / "terms" / "m.yaml").write_text(
        "name: M\nscheme: task\ndefinition: M.\n", encoding="utf-8"
    )
    assert header() == ["Papers", "Terms", "Maps", "About"]
    assert "Glossary" in listed()


def test_a_configuration_without_the_plugin_is_refused(project: Path, tmp_path: Path) -> None:
    """Else a site without entries would take the place of one with."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    before, _, rest = text.partition("  - agi-review:\n")
    config.write_text(before + rest.partition("\n\n")[2], encoding="utf-8")

    with pytest.raises(PublishError):
        build_site(config, tmp_path / "site")


def test_prose_pages_link_entries_the_way_entries_do(project: Path, tmp_path: Path) -> None:
    """In running text; code shows what was typed. A dead reference stops the build."""
    page = project / "docs" / "about.md"
    page.write_text(
        "# About\n\nSee [[model:small-model|it]] [@small2023paper], `[[a:b]]`.\n", encoding="utf-8"
    )

    build_site(project / "mkdocs.yml", tmp_path / "site")

    html = (tmp_path / "site" / "about" / "index.html").read_text(encoding="utf-8")
    assert '<a href="../models/small-model/">it</a>' in html
    assert '<a class="ar-source" href="../papers/small2023paper/">Esempio et al. 2023</a>' in html
    assert "<code>[[a:b]]</code>" in html

    page.write_text("# About\n\nSee [[model:gone]].\n", encoding="utf-8")
    with pytest.raises(PublishError):
        build_site(project / "mkdocs.yml", tmp_path / "site")


def test_the_bytes_depend_on_the_sources_alone(project: Path, tmp_path: Path) -> None:
    """Not on the order hashes come in, language, time zone, day, processes, or order of files."""
    other = tmp_path / "other"
    shutil.copytree(project, other)
    for path in sorted(other.rglob("*.yaml"), reverse=True):  # created in another order
        text = path.read_text(encoding="utf-8")
        path.unlink()
        path.write_text(text, encoding="utf-8")
        os.utime(path, (0, 0))
    here = {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    there = {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Pacific/Apia", "PYTHONUTF8": "0"}
    there["SOURCE_DATE_EPOCH"] = "86400"

    _build(project, here, "1")
    _build(other, there, "2")

    assert _bytes_of(project / "site") == _bytes_of(other / "site")


def _build(project: Path, env: dict[str, str], processes: str) -> None:
    command = [sys.executable, "-m", "agi_review", "build", "--quiet", "--processes", processes]
    subprocess.run(command, cwd=project, env={**os.environ, **env}, check=True)


def _bytes_of(site: Path) -> dict[str, bytes]:
    return {name: (site / name).read_bytes() for name in files_of(site)}


def test_what_pages_were_made_from_is_dropped_before_they_are_checked(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is most of what a build holds, and nothing is collected while one runs."""
    held: list[weakref.ref[Composition]] = []
    there: dict[str, bool] = {}

    class Held(Composition):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            held.append(weakref.ref(self))

    def on_stage(stage: str) -> None:
        there[stage] = any(each() for each in held)

    monkeypatch.setattr("agi_review.site.plugin.Composition", Held)
    build_site(project / "mkdocs.yml", tmp_path / "site", on_stage=on_stage)

    assert there["stamp pages and write the files beside them"]
    assert not there["keep files that hold the same"]
    assert not there["check every link"]
