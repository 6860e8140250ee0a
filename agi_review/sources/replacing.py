"""Put new texts in the place of files' old ones, all of them or none."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def replace_texts(texts: Mapping[Path, str]) -> None:
    """Write each text beside its file, with the file's own rights, then put all in their places.

    Nothing is put in place before everything is written, so that a disk that fills, a folder that
    cannot be written to or a kill leaves every file as it was; each file changes at once.

    Raises:
        OSError: Something cannot be written; the files are as they were.
    """
    aside: dict[Path, Path] = {}
    old: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            aside[path] = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            _write(aside[path], text, stat.S_IMODE(path.stat(follow_symlinks=False).st_mode))
        for path, new in aside.items():
            kept = path.with_name(f".{path.name}.{os.getpid()}.old")
            with suppress(OSError):  # without hard links a failure from here on is not undone
                os.link(path, kept)
                old[path] = kept
            new.replace(path)
    except BaseException:
        for path, kept in old.items():
            kept.replace(path)
        raise
    finally:
        for leftover in (*aside.values(), *old.values()):
            leftover.unlink(missing_ok=True)


def _write(path: Path, text: str, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)
