"""The published site is the old one whole or the new one whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from agi_review.errors import PublishError
from agi_review.site import publish
from agi_review.site.publish import staged


def test_the_new_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """And nothing else is left beside it but the lock."""
    target = tmp_path / "site"
    for word in ("old", "new"):
        with staged(target) as stage:
            (stage / "index.html").write_text(word, encoding="utf-8")

    assert (target / "index.html").read_text(encoding="utf-8") == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.lock", "site"]


def test_a_failed_build_leaves_the_old_site(tmp_path: Path) -> None:
    """Whatever went wrong."""
    target = tmp_path / "site"
    with staged(target) as stage:
        (stage / "index.html").write_text("old", encoding="utf-8")

    def fail() -> None:
        with staged(target) as stage:
            (stage / "index.html").write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert (target / "index.html").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.lock", "site"]


def test_systems_without_an_exchange_use_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same result on macOS and Windows."""
    monkeypatch.setattr(publish, "_exchange", lambda _one, _other: False)
    target = tmp_path / "site"
    for word in ("old", "new"):
        with staged(target) as stage:
            (stage / "index.html").write_text(word, encoding="utf-8")

    assert (target / "index.html").read_text(encoding="utf-8") == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.lock", "site"]


def test_a_build_killed_between_two_renames_is_healed(tmp_path: Path) -> None:
    """The next build brings the old site back before it begins."""
    (tmp_path / ".site.old-123").mkdir()
    (tmp_path / ".site.old-123" / "index.html").write_text("old", encoding="utf-8")
    (tmp_path / ".site.new-abc").mkdir()

    with pytest.raises(RuntimeError), staged(tmp_path / "site"):
        raise RuntimeError

    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.lock", "site"]


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    """The second is told to wait."""
    with staged(tmp_path / "site"), pytest.raises(PublishError, match="another build"):
        staged(tmp_path / "site").__enter__()


def test_windows_locks_its_own_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through `msvcrt`, whose refusal is the same answer; tried with one that stands in for it."""
    held: list[int] = []

    def locking(handle: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1)
        if held:
            raise OSError(13, "Permission denied")
        held.append(handle)

    stand_in = SimpleNamespace(LK_NBLCK=2, locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", stand_in)
    monkeypatch.setattr(sys, "platform", "win32")

    with staged(tmp_path / "site") as stage:
        (stage / "index.html").write_text("new", encoding="utf-8")
        with pytest.raises(PublishError, match="another build"):
            staged(tmp_path / "site").__enter__()

    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize(
    "names", [["notes.txt"], ["index.html", ".git"], ["index.html", "mkdocs.yml"]]
)
def test_what_is_no_site_is_never_replaced(tmp_path: Path, names: list[str]) -> None:
    """`--site-dir .` must not take a project for last week's site."""
    target = tmp_path / "project"
    target.mkdir()
    for name in names:
        (target / name).write_text("mine", encoding="utf-8")

    with pytest.raises(PublishError, match="something else than a site"):
        staged(target).__enter__()

    assert sorted(path.name for path in target.iterdir()) == sorted(names)


WRITER = """
import sys
from pathlib import Path
from agi_review.site.publish import staged
target, number = Path(sys.argv[1]), 0
while True:
    number += 1
    with staged(target) as stage:
        for name in "abcdefgh":
            (stage / name).write_text(str(number))
        (stage / "index.html").write_text(str(number))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs an atomic exchange")
def test_a_killed_build_leaves_a_whole_site(tmp_path: Path) -> None:
    """Ten kills at ten moments: every file is of one and the same build."""
    target = tmp_path / "site"
    with staged(target) as stage:
        for name in ("index.html", *"abcdefgh"):
            (stage / name).write_text("0", encoding="utf-8")
    for moment in range(10):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(target)])
        time.sleep(0.4 + moment / 37)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()

        assert len({(target / name).read_text(encoding="utf-8") for name in "abcdefgh"}) == 1
