"""Put a finished site in place of the old one in a single step.

A web server that reads the path must find the old site whole or the new one whole, never a gap or a
mixture, whenever the process may be killed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from agi_review.errors import PublishError

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target`; when the block ends well, it takes the target's place.

    If the block raises, the target is left as it was. Only one build of a target runs at a time.

    Raises:
        PublishError: The target holds something else than a site, another build is at work, or the
            folder cannot be written.
    """
    target = target.resolve()
    _refuse_to_replace(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target):
        _clear_leftovers(target)
        try:
            stage = Path(mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
        except OSError as error:
            raise PublishError(f"'{target.parent}' cannot be written: {error.strerror}") from error
        try:
            stage.chmod(0o755)
            yield stage
            _swap(stage, target)
        finally:
            _remove(stage)


def _refuse_to_replace(target: Path) -> None:
    """Publishing removes what stood there, so that must be a site, an empty folder or nothing."""
    if not target.exists():
        return
    if not target.is_dir():
        raise PublishError(f"'{target}' is not a folder")
    holds = {path.name for path in target.iterdir()}
    if holds & {".git", "mkdocs.yml", "pyproject.toml"} or (holds and "index.html" not in holds):
        raise PublishError(f"'{target}' holds something else than a site; it was left as it is")


def _swap(stage: Path, target: Path) -> None:
    """Exchange the two folders; afterwards `stage` holds the old site, which the caller removes."""
    if not target.exists():
        stage.rename(target)
        return
    if _exchange(stage, target):
        return
    # Two renames are the shortest gap a system without an exchange allows.
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    target.rename(old)
    try:
        stage.rename(target)
    except OSError:
        old.rename(target)
        raise
    _remove(old)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths at once where the system can (Linux 3.15 and newer); say if it did."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    result = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(result == 0)


def _clear_leftovers(target: Path) -> None:
    """Remove what a killed build left; bring back a site it had moved away."""
    for old in sorted(target.parent.glob(f".{target.name}.old-*")):
        if target.exists():
            _remove(old)
        else:
            old.rename(target)
    for stage in target.parent.glob(f".{target.name}.new-*"):
        _remove(stage)


def _remove(folder: Path) -> None:
    """Remove a folder, also one whose parts nobody may write to; what cannot go stays."""
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        return
    with suppress(OSError):
        folder.chmod(0o700)
        for place, folders, _ in os.walk(folder):
            for name in folders:
                inside = Path(place, name)
                if not inside.is_symlink():
                    inside.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Hold the lock of a target; the system drops it if the process dies."""
    path = target.with_name(f".{target.name}.lock")
    with path.open("a+b") as file:
        if not _take(file.fileno()):
            raise PublishError(f"another build of '{target}' is at work; wait for it to end")
        yield


def _take(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
