"""When files were last written, to see that one was."""

from __future__ import annotations

import os
from pathlib import Path

Stamps = dict[str, tuple[int, int]]


def stamps(folder: Path) -> Stamps:
    """Return when each file under a folder was last written, and its size."""
    found: Stamps = {}
    for inside, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(inside, name)  # noqa: PTH118 - asked for twice a second
            if name.startswith(".") or not os.path.lexists(path):
                continue
            state = os.lstat(path)
            found[path] = (state.st_mtime_ns, state.st_size)
    return found
