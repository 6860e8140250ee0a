"""The files of a folder: their names, and what tells that one was changed."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG

Stamp = tuple[int, int]
"""Size and time of change of a file."""


def files_of(folder: Path) -> list[str]:
    """Return the path of every file below a folder, with forward slashes, in order."""
    waiting, names = [""], []
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as found:
            for each in found:
                name = f"{below}{each.name}"
                if each.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                else:
                    names.append(name)
    return sorted(names)


def stamp_of(path: str | Path) -> Stamp | None:
    """Return the stamp of a regular file; a site has too many to make a path of each."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if S_ISREG(found.st_mode) else None
