"""Whatever a file among the entries holds, the check answers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from agi_review.diagnostics.as_text import visible
from tests.hostile_files import HOSTILE_NAMES, hostile_things, hostile_yaml

_BOUNDED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
from agi_review.cli.main import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such bounds")
def test_every_hostile_file_is_answered_within_bounds(tmp_path: Path) -> None:
    """All of them in one base and one gigabyte; each has its finding, which names the file."""
    folder = tmp_path / "entries" / "terms"
    folder.mkdir(parents=True)
    files = list(hostile_yaml())
    for number, content in enumerate(files):
        (folder / f"t{number}.yaml").write_bytes(content)

    refused = _refused(folder.parent)
    print(f"\n{len(files)} hostile files, {len(refused)} refused with a position")  # noqa: T201
    assert len(files) >= 80
    assert refused == {f"t{n}.yaml" for n in range(len(files))}


@pytest.mark.skipif(sys.platform == "win32", reason="it has neither such names nor such files")
def test_every_hostile_name_is_refused(tmp_path: Path) -> None:
    """Names, folders, links, pipes and devices: each has its finding, in every form of report."""
    folder = tmp_path / "entries" / "terms"
    folder.mkdir(parents=True)
    outside = tmp_path / "outside"
    outside.write_text("name: Secret\nscheme: concept\n", encoding="utf-8")
    for name in HOSTILE_NAMES:
        (folder / name).write_text("name: X\nscheme: concept\n", encoding="utf-8")
    made = hostile_things(folder, outside)

    refused = _refused(folder.parent)
    names = {visible(name) for name in (*HOSTILE_NAMES, *made)}
    print(f"\n{len(names)} hostile names and things, {len(refused)} refused")  # noqa: T201
    assert refused == names
    for form in ("text", "github", "sarif", "junit"):
        said = _check(folder.parent, form)
        assert b"\x1b" not in said
        assert "\u202e" not in said.decode("utf-8")
        assert b"Secret" not in said


def _refused(entries: Path) -> set[str]:
    """Check a base, and return the names of the files with an error at a line and a column."""
    found = json.loads(_check(entries, "json"))["diagnostics"]
    assert all(each["line"] >= 1 and each["column"] >= 1 and each["message"] for each in found)
    return {each["path"].rpartition("/")[2] for each in found if each["severity"] == "error"}


def _check(entries: Path, form: str) -> bytes:
    command = [sys.executable, "-c", _BOUNDED, "check", "--entries", str(entries)]
    done = subprocess.run([*command, "--format", form], capture_output=True, check=False)
    assert done.returncode == 1, done.stderr[-2000:]
    assert b"Traceback" not in done.stderr
    return done.stdout
