"""Put a new text in the place of a file's old one, at once or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Write `text` beside the file, with the file's own rights, and put it in its place.

    Raises:
        OSError: It cannot be written; the file is as it was.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    mode = stat.S_IMODE(path.stat(follow_symlinks=False).st_mode)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(aside, flags, mode), "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(mode)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
