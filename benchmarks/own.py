"""This project on a base of its own: what is run, and what is changed in between."""

from __future__ import annotations

import re
import shutil
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from generate import generate

PROJECT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "agi_review")
SUMMARY = re.compile(r"^(summary: (?:>-\n  )?)([A-Z])", re.MULTILINE)
"""A summary that can have a word put before it."""

ALONE = """\
title: A work that stands alone
authors:
  - family: Nobody
    given: Ann
year: 2020
type: article-journal
summary: It refers to itself only [@nobody2020work].
curation:
  added: 2026-01-01
"""


class Own:
    """A project folder with generated entries and the real prose."""

    def __init__(self, work: Path, size: int) -> None:
        self.folder = work / "own"
        self.site = work / "site"
        self.entries = self.folder / "entries"
        generate(PROJECT / "entries", self.entries, size)
        for name in ("docs", "templates"):
            shutil.copytree(PROJECT / name, self.folder / name)
        shutil.copyfile(PROJECT / "mkdocs.yml", self.folder / "mkdocs.yml")
        # The prose names real entries; this base has others.
        for page in (self.folder / "docs").rglob("*.md"):
            text = page.read_text(encoding="utf-8")
            page.write_text(re.sub(r"\[@[^]]*\]|\[\[[^]]*\]\]", "", text), encoding="utf-8")
        self.edited = next(self._simple())
        self._unedited = self.edited.read_text(encoding="utf-8")
        self.alone = work / "alone"
        (self.alone / "papers").mkdir(parents=True)
        (self.alone / "papers" / "nobody2020work.yaml").write_text(ALONE, encoding="utf-8")

    @property
    def build(self) -> tuple[str, ...]:
        """The command that builds the site."""
        return (*COMMAND, "build", "--timings", "--out", str(self.site))

    @property
    def edited_page(self) -> str:
        """The address of the page of the entry that is edited."""
        return f"papers/{self.edited.stem}/"

    def forget(self) -> None:
        """Remove what earlier runs kept for later ones; the site stays."""
        shutil.rmtree(self.folder / ".agi-review", ignore_errors=True)
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)

    def edit(self, word: str) -> None:
        """Put a word before the summary of one entry, as one write like an editor's."""
        text = SUMMARY.sub(rf"\g<1>{word} \g<2>", self._unedited)
        self.edited.write_text(text, encoding="utf-8")

    def restore(self) -> None:
        """Undo the edit."""
        self.edited.write_text(self._unedited, encoding="utf-8")

    def _simple(self) -> Iterator[Path]:
        """Yield papers from the middle on whose summary can have a word put before it."""
        papers = sorted((self.entries / "papers").glob("*.yaml"))
        for path in papers[len(papers) // 2 :]:
            if SUMMARY.search(path.read_text(encoding="utf-8")):
                yield path


def written(before: dict[Path, tuple[int, int]], after: dict[Path, tuple[int, int]]) -> int:
    """Return how many files are new or were written again."""
    return sum(before.get(path) != state for path, state in after.items())


def states(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return what tells for each file whether it was written since."""
    stats = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in stats}


def fast_extra() -> dict[str, list[str]]:
    """Return the packages of the `fast` extra that are installed, with their modules.

    Runs on default dependencies hide these modules.
    """
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = settings["project"].get("optional-dependencies", {}).get("fast", [])
    found = {}
    for requirement in wanted:
        name = re.split(r"[^\w.-]", requirement)[0]
        try:
            files = distribution(name).files or []
        except PackageNotFoundError:
            continue
        tops = {Path(str(file)).parts[0] for file in files}
        modules = {top.split(".")[0] for top in tops if "-info" not in top}
        found[f"{name} {distribution(name).version}"] = sorted(modules - {"", "bin"})
    return found


def hiding(modules: Iterable[str], work: Path) -> dict[str, str]:
    """Return an environment in which some modules cannot be imported."""
    folder = work / "hidden"
    for module in modules:
        folder.mkdir(exist_ok=True)
        (folder / f"{module}.py").write_text("raise ImportError\n", encoding="utf-8")
    return {"PYTHONPATH": str(folder)} if folder.is_dir() else {}
