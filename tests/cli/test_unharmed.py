"""Whatever goes wrong while entries are written, each is whole and none is half done."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agi_review.cli.main import cli
from tests.conftest import FIXTURES
from tests.crash.faults import largest_file, without_privilege

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="faults are made by POSIX means")

RIGHTS_AND_ROOM = {
    "no room": largest_file(600),
    "no right": without_privilege,
}
"""Fault by how a process is prepared for it."""

KILLED = """
import os, signal, sys
left = int(sys.argv.pop(1))

def count(event, args):
    global left
    writes = event == "open" and isinstance(args[1], type(None)) and args[2] & os.O_CREAT
    if (writes or event in {"os.rename", "os.link", "os.remove"}) and ".yaml" in str(args[0]):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
from agi_review.cli.main import main
main()
"""
"""Runs a command, and kills it before it touches an entry for the n-th time."""

BIB = "@article{{{key},\n title = {{{title}}},\n author = {{Doe, J}},\n year = 2024\n}}\n"


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """A base in which every file of terms and papers has something to mend and to lay out."""
    root = tmp_path / "entries"
    shutil.copytree(FIXTURES / "tiny_kb" / "entries", root)
    for path in (*(root / "terms").glob("*"), *(root / "papers").glob("*")):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(f"{text}  \n# kept\n".replace("\n", "\r\n").encode("utf-8"))
    return root


@pytest.fixture
def bibliography(tmp_path: Path) -> Path:
    """Three works that are not in the base; one of them makes a long file."""
    path = tmp_path / "new.bib"
    titles = {"a2024x": "A first work", "b2024x": "Another " * 120, "c2024x": "A third thing"}
    texts = (BIB.format(key=key, title=title.strip()) for key, title in titles.items())
    path.write_text("".join(texts), encoding="utf-8")
    return path


def commands(bibliography: Path) -> dict[str, list[str]]:
    """Every command that writes entries."""
    return {
        "fmt": ["fmt"],
        "fix": ["check", "--fix"],
        "new": ["new", "term", "fresh-term"],
        "import": ["import", "bibtex", str(bibliography)],
        "add": ["add", str(bibliography)],
    }


def tree(root: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones too."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def ask(arguments: list[str], entries: Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli, [*arguments, "--entries", str(entries)])


def run(
    arguments: list[str], entries: Path, prepare: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "agi_review", *arguments, "--entries", str(entries)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, preexec_fn=prepare
    )  # fmt: skip


@pytest.mark.parametrize("fault", RIGHTS_AND_ROOM)
@pytest.mark.parametrize("name", ["fmt", "fix", "new", "import", "add"])
def test_without_room_or_right_nothing_is_changed(
    entries: Path, bibliography: Path, name: str, fault: str
) -> None:
    """All files, or none: a line that says why, and exit code 2."""
    before = tree(entries)
    folders = [path for path in entries.iterdir() if path.is_dir()]
    if fault == "no right":
        for folder in folders:
            folder.chmod(0o555)

    done = run(commands(bibliography)[name], entries, RIGHTS_AND_ROOM[fault])

    for folder in folders:
        folder.chmod(0o755)
    assert "Traceback" not in done.stderr
    assert done.returncode == 2, done.stdout + done.stderr
    assert re.search("denied|too large", done.stderr.splitlines()[-1])
    assert tree(entries) == before


@pytest.mark.parametrize(
    ("name", "moment"),
    [*(("fmt", moment) for moment in (0, 4, 7, 12)), *(("import", n) for n in (1, 3, 5))],
)
def test_a_kill_leaves_every_entry_whole(
    entries: Path, bibliography: Path, tmp_path: Path, name: str, moment: int
) -> None:
    """Each file is the old one or the new one, byte by byte."""
    before = tree(entries)
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(entries, undisturbed)
    ask(commands(bibliography)[name], undisturbed)
    after = tree(undisturbed)
    assert before != after

    arguments = [*commands(bibliography)[name], "--entries", str(entries)]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(moment), *arguments], capture_output=True, check=False
    )

    assert done.returncode == -signal.SIGKILL, done.stderr
    left = {path: data for path, data in tree(entries).items() if "/." not in path}
    for path in {*before, *left}:
        assert left.get(path) in {before.get(path), after.get(path)}, path


def test_comments_stay(entries: Path) -> None:
    """Every comment of every file, through mending and laying out."""
    assert ask(["check", "--fix", "--quiet"], entries).exit_code == 0
    assert ask(["fmt", "--quiet"], entries).exit_code == 0

    for path in (entries / "terms").glob("*"):
        assert path.read_text(encoding="utf-8").count("# kept") == 1


def test_nothing_is_overwritten(entries: Path, bibliography: Path) -> None:
    """An id that is taken by a file is left to it, by every command that makes files."""
    (entries / "terms" / "fresh-term.yaml").write_text("mine", encoding="utf-8")
    (entries / "papers" / "a2024x.yaml").write_text("mine", encoding="utf-8")
    before = tree(entries)
    for name in ("new", "import", "add"):
        done = ask(commands(bibliography)[name], entries)

        assert "not overwritten" in str(done.exception), name
        assert tree(entries) == before
