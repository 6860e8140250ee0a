"""What is done to builds beside killing them, and what must hold afterwards."""

from __future__ import annotations

import shutil
import stat
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from agi_review.site.memo import FOLDER
from tests.crash.builds import Bench, Edition
from tests.crash.faults import largest_file, small_disk, spoilt, without_privilege

_PAGE = 4_096
"""Bytes a small file takes on a disk."""


def full_disk(bench: Bench, folder: Path, sizes: int) -> None:
    """Publish on disks that are full too soon; the old site stays, and room heals.

    Args:
        bench: Where the editions are.
        folder: An empty folder to mount disks at.
        sizes: How many disks, of sizes from one that holds the old site alone to two sites.
    """
    old, new = bench.editions
    needed = _room(bench.target)
    for number in range(sizes):
        size = int(needed * (1.1 + 1.4 * number / max(1, sizes - 1)))
        try:
            with small_disk(folder, needed * 4) as resize:
                there = replace(bench, target=folder / "site")
                there.heal(old)
                resize(size)
                code, said = there.build(new)
                now = there.standing()
                assert (code, now) in ((0, new), (2, old)), said
                assert there.leftovers() == []
                assert code == 0 or "No space left" in said, said
                bench.count(f"full disk: the {'new' if code == 0 else 'old'} site, whole")
                resize(needed * 4)
                there.heal(new)
        except PermissionError as error:
            pytest.skip(f"no disk can be mounted here: {error}")


def _room(site: Path) -> int:
    files = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return sum(-(-size // _PAGE) * _PAGE for size in files)


def quota(bench: Bench, sizes: int) -> None:
    """Let builds write only small files."""
    if sys.platform == "win32":
        pytest.skip("this system has no such bound")
    largest = max(path.stat().st_size for path in bench.target.rglob("*") if path.is_file())
    for number in range(sizes):
        before = bench.standing()
        wanted = bench.other(before)
        limit = largest * number // (sizes - 1)
        code, said = bench.build(wanted, prepare=largest_file(limit))
        now = bench.standing()
        assert (code, now) in ((0, wanted), (2, before)), said
        assert bench.leftovers() == []
        bench.count(f"file too large: the {'new' if code == 0 else 'old'} site, whole")
        bench.heal(wanted)


def two_at_once(bench: Bench, apart: Sequence[float]) -> None:
    """Start a build, and the same some time later; one of them may be told to wait."""
    for seconds in apart:
        wanted = bench.other(bench.standing())
        builds = [bench.start(wanted)]
        time.sleep(seconds)
        builds.append(bench.start(wanted))
        ended = [(build.communicate()[0], build.returncode) for build in builds]
        refused = [said for said, code in ended if code == 2]
        assert {code for _, code in ended} <= {0, 2}, ended
        assert len(refused) <= 1, ended
        assert all("another build of" in said for said in refused), ended
        assert bench.standing() is wanted
        bench.count(f"two at once: {'one refused' if refused else 'one after the other'}, whole")
        bench.heal(wanted)


def read_only_parent(bench: Bench) -> None:
    """Build where nothing can be made beside the site."""
    before = bench.standing()
    _bound(bench, bench.target.parent, bench.other(before), may_succeed=False)
    assert bench.standing() is before
    bench.count("folder not writable: the old site, whole")


def read_only_site(bench: Bench) -> None:
    """Build over a site in which nothing may be written."""
    before = bench.standing()
    wanted = bench.other(before)
    code = _bound(bench, bench.target, wanted, may_succeed=True)
    now = bench.standing()
    assert now is (wanted if code == 0 else before)
    bench.count(f"site not writable: the {'new' if now is wanted else 'old'} site, whole")
    bench.heal(wanted)


def _bound(bench: Bench, folder: Path, edition: Edition, *, may_succeed: bool) -> int:
    if sys.platform == "win32":
        pytest.skip("folders have no such modes here")
    mode = stat.S_IMODE(folder.stat().st_mode)
    folder.chmod(0o555)
    try:
        code, said = bench.build(edition, prepare=without_privilege)
    except OSError as error:
        pytest.skip(f"root cannot be bound by modes here: {error}")
    finally:
        folder.chmod(mode)
    assert code == 2 or may_succeed, said
    assert code == 0 or "cannot be written" in said, said
    return code


def spoilt_memory(bench: Bench, every: int) -> None:
    """Break each file that is kept between builds, and build: the site has the same bytes."""
    for edition in bench.editions:
        bench.heal(edition)
    for number, kind in enumerate(sorted(_kept(bench, bench.editions[0]))):
        ways = [how for how, _ in spoilt(_kept(bench, bench.editions[0])[kind])]
        for how in ways[number % every :: every]:
            wanted = bench.other(bench.standing())
            path = _kept(bench, wanted)[kind]
            dict(spoilt(path))[how]()
            bench.heal(wanted)
            bench.count(f"memory {how}: the new site, whole")
            if path.is_dir():
                shutil.rmtree(path)
                for edition in (bench.other(wanted), wanted):
                    bench.heal(edition)


def _kept(bench: Bench, edition: Edition) -> dict[str, Path]:
    """Return what a project keeps for the site that is published, by its ending."""
    folder = edition.project / FOLDER
    ours = [path for path in folder.iterdir() if path.is_file()]
    return {
        path.name.partition(".")[2]: path
        for path in ours
        if path.name.startswith(f"{bench.target.name}-") or "." not in path.stem
    }
