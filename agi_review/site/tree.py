"""The files of a folder by name."""

from __future__ import annotations

import os
from pathlib import Path


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
