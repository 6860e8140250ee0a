"""Whether entries are just as they were when nothing was found in them.

What is noted is a digest of their contents, of when and where each file was written, of the
configuration that names their kinds, and of this engine. A note that came with the files holds
nowhere else: there they were written at another time.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import agi_review
from agi_review.cli.base import configuration_of

NOTE = Path(".agi-review") / "clean"
"""Beside the folder of entries; not under version control."""

FEWEST = 200
"""Files below which a check is over before anything could be looked up."""


class Cleanness:
    """What is known of a folder of entries as it is now."""

    def __init__(self, entries: Path) -> None:
        """Look at all files, and at what checks them."""
        files = list(_files(os.fspath(entries)))
        self.number = len(files)
        self._note = entries.resolve().parent / NOTE
        self._digest = _digest(files, entries) if self.number >= FEWEST else ""

    def known(self) -> bool:
        """Whether nothing was found in these very files."""
        try:
            return bool(self._digest) and self._note.read_text(encoding="utf-8") == self._digest
        except (OSError, ValueError):
            return False

    def note(self) -> None:
        """Note that nothing was found; a place that cannot be written to is left alone."""
        if self._digest:
            with suppress(OSError):
                self._note.parent.mkdir(exist_ok=True)
                self._note.write_text(self._digest, encoding="utf-8")


def _digest(files: list[str], entries: Path) -> str:
    found = blake2b(digest_size=16)
    configuration = configuration_of(entries)
    for path in [*files, *([os.fspath(configuration)] if configuration else ())]:
        found.update(_stamp(path) + _content(path))
    for path in _files(os.path.dirname(agi_review.__file__)):  # noqa: PTH120 - as below
        if path.endswith(".py"):
            found.update(_stamp(path))
    return found.hexdigest()


def _stamp(path: str) -> bytes:
    """Return which file a path names, how long it is, and when it was written."""
    try:
        at = os.lstat(path)
    except OSError:
        return b"gone"
    said = (path, at.st_mode, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns)
    return repr(said).encode("utf-8", "surrogateescape")


def _content(path: str) -> bytes:
    """Return what a regular file holds; a named pipe would never say that it holds no more."""
    with suppress(OSError):
        if stat.S_ISREG(os.lstat(path).st_mode):
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as below
                return file.read()
    return b""


def _files(folder: str) -> Iterator[str]:
    """Yield all files under a folder, as texts: making a `Path` of each takes longer than all."""
    for inside, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(inside, name) for name in sorted(names))  # noqa: PTH118
