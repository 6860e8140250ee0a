"""Entries as they were at another revision of the repository they are kept in."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from agi_review.errors import UsageError


@contextmanager
def entries_at(revision: str, entries: Path) -> Iterator[Path]:
    """Give a folder that holds the entries as they were at a revision, until the block ends.

    Args:
        revision: What git calls a commit: a hash, a branch, `HEAD~3`, `origin/main`.
        entries: The folder of entries in the work tree.

    Raises:
        UsageError: There is no git, no repository, or no such revision.
    """
    top = Path(_git(entries, "rev-parse", "--show-toplevel").decode().strip())
    inside = entries.resolve().relative_to(top.resolve()).as_posix()
    # A name that begins with a dash would be an option of git's.
    commit = _git(entries, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    name = commit.decode().strip()
    with TemporaryDirectory(prefix="agi-review-") as folder:
        if _git(top, "ls-tree", "--name-only", name, "--", inside):
            archive = _git(top, "archive", "--format=tar", name, "--", inside)
            with tarfile.open(fileobj=BytesIO(archive)) as tar:
                # Nothing is written outside the folder, no link is followed out of it.
                tar.extractall(folder, filter="data")
        found = Path(folder) / inside
        found.mkdir(parents=True, exist_ok=True)
        yield found


def days_of_change(since: str, until: str, entries: Path) -> dict[tuple[str, str], str]:
    """Return the day each entry was last committed after a revision, by folder and id.

    Args:
        since: The revision after which commits count.
        until: The last revision that counts.
        entries: The folder of entries in the work tree.

    Raises:
        UsageError: There is no git, no repository, or no such revision.
    """
    commits = [
        _git(entries, "rev-parse", "--verify", "--end-of-options", f"{each}^{{commit}}")
        for each in (since, until)
    ]
    span = "..".join(commit.decode().strip() for commit in commits)
    form = ("--format=%x00%cs", "--name-only", "--no-renames", "--relative")
    days: dict[tuple[str, str], str] = {}
    for commit in _git(entries, "log", *form, span, "--", ".").decode().split("\0")[1:]:
        day, *paths = commit.split()
        for path in map(PurePosixPath, paths):
            days.setdefault((path.parent.name, path.stem), day)  # the latest commit comes first
    return days


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - the program is git, and no shell reads its arguments
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - wherever git is installed
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError(
            "git is needed to look at another revision, and is not installed"
        ) from None
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise UsageError(f"git: {(last or ['it failed'])[0].removeprefix('fatal: ')}")
    return done.stdout
