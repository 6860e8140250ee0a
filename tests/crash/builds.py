"""Builds by the command line, and what stands on disk after one of them went wrong."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agi_review.errors import PublishError
from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import load
from agi_review.site.verify import verify
from tests.site.conftest import make_project

Manifest = Mapping[str, str]
"""Every file of a site by its path, as a hash of its bytes."""

COMMAND = (sys.executable, "-m", "agi_review", "build", "--quiet")
_WITHOUT_EXCHANGE = """
from agi_review.site import publish
publish._exchange = lambda one, other: False
from agi_review.cli.main import main
main()
"""
_IN_THE_GAP = """
import os, signal
from pathlib import Path
rename = Path.rename

def last(self, target):
    rename(self, target)
    if ".old-" in Path(target).name:
        os.kill(os.getpid(), signal.SIGKILL)

Path.rename = last
"""
IN_THE_GAP = (sys.executable, "-c", _IN_THE_GAP + _WITHOUT_EXCHANGE, "build", "--quiet")
"""A build that is killed by itself when it has moved the old site away."""

TWO_RENAMES = (sys.executable, "-c", _WITHOUT_EXCHANGE, "build", "--quiet")
"""The same where the system knows no exchange of two folders."""

EDITED = "entries/terms/complete-term.yaml"


@dataclass(frozen=True)
class Edition:
    """One state of a project, and the site that a build of it gives."""

    name: str
    project: Path
    graph: KnowledgeGraph
    manifest: Manifest


@dataclass
class Bench:
    """Two editions of one project, and a place where sites of them follow one another."""

    editions: tuple[Edition, Edition]
    target: Path
    options: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    def start(
        self,
        edition: Edition,
        command: tuple[str, ...] = COMMAND,
        prepare: Callable[[], None] | None = None,
    ) -> subprocess.Popen[str]:
        """Start a build of an edition, in a process group of its own."""
        return subprocess.Popen(
            [*command, "--site-dir", str(self.target), *self.options],
            cwd=edition.project,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=prepare,  # noqa: PLW1509 - no threads here
        )

    def build(
        self,
        edition: Edition,
        command: tuple[str, ...] = COMMAND,
        prepare: Callable[[], None] | None = None,
    ) -> tuple[int, str]:
        """Build an edition to the end; return the exit code and what was said."""
        started = self.start(edition, command, prepare)
        said, _ = started.communicate()
        assert "Traceback" not in said, said
        return started.returncode, said

    def standing(self) -> Edition:
        """Return the edition whose site is published, whole and with no broken link."""
        found = manifest(self.target)
        edition = next((each for each in self.editions if each.manifest == found), None)
        assert edition is not None, _difference(found, self.editions)
        try:
            verify(self.target, edition.graph)
        except PublishError as error:  # pragma: no cover - what the matrix looks for
            raise AssertionError(str(error)) from error
        return edition

    def heal(self, edition: Edition) -> None:
        """Build an edition as if nothing had happened; afterwards nothing else is left."""
        code, said = self.build(edition)
        assert code == 0, said
        assert self.standing() is edition
        assert self.leftovers() == []

    def leftovers(self) -> list[str]:
        """Return what stands beside the site that a build of it made, but its lock."""
        beside = sorted(path.name for path in self.target.parent.iterdir())
        return [
            name for name in beside if name not in {self.target.name, f".{self.target.name}.lock"}
        ]

    def other(self, edition: Edition) -> Edition:
        """Return the edition that this one is not."""
        return next(each for each in self.editions if each is not edition)

    def count(self, what: str) -> None:
        """Note that something was seen once more."""
        self.counts[what] = self.counts.get(what, 0) + 1


def make_bench(root: Path, options: tuple[str, ...] = ()) -> Bench:
    """Make two editions in a new folder and publish the first; its last build took `seconds`."""
    root.mkdir()
    first = make_project(root / "first")
    second = root / "second"
    shutil.copytree(first, second)
    edited = second / EDITED
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace("name: ", "name: Another ", 1), encoding="utf-8")
    editions = []
    for project in (first, second):
        reference = Bench((), root / f"{project.name}-site", options)  # type: ignore[arg-type]
        graph = load(project / "entries").graph
        unbuilt = Edition(project.name, project, graph, {})
        code, said = reference.build(unbuilt)
        assert code == 0, said
        made = manifest(reference.target)
        editions.append(Edition(project.name, project, graph, made))
    (root / "published").mkdir()
    bench = Bench((editions[0], editions[1]), root / "published" / "site", options)
    bench.heal(editions[0])
    assert editions[0].manifest != editions[1].manifest
    return bench


def manifest(site: Path) -> Manifest:
    """Return every file under a folder with the hash of its bytes."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def _difference(found: Manifest, editions: tuple[Edition, Edition]) -> str:
    lines = []
    for each in editions:
        names = {*found, *each.manifest}
        wrong = sorted(name for name in names if found.get(name) != each.manifest.get(name))
        lines.append(f"{len(wrong)} files are not those of {each.name}: {wrong[:5]}")
    return "; ".join(lines)
