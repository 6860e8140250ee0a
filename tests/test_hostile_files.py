"""Whatever a file among the entries holds, the check answers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile_files import hostile_yaml

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

    command = [sys.executable, "-c", _BOUNDED, "check", "--entries", str(folder.parent)]
    done = subprocess.run([*command, "--format", "json"], capture_output=True, check=False)

    assert done.returncode == 1, done.stderr[-2000:]
    assert b"Traceback" not in done.stderr
    assert isinstance(json.loads(done.stdout), dict)
    refused = {n for n in range(len(files)) if f"/t{n}.yaml".encode() in done.stdout}
    print(f"\n{len(files)} hostile files, {len(refused)} refused")  # noqa: T201
    assert len(files) >= 80
    assert refused == set(range(len(files)))
