"""Drafts to YAML files, in one plain style, all of them or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from agi_review.errors import UsageError
from agi_review.importers.drafting import Draft
from agi_review.schema.entry_text import entry_text
from agi_review.schema.kinds.paper import PaperEntry


def render_draft(draft: Draft) -> str:
    """Return the text of a draft's file."""
    return entry_text(PaperEntry, draft.data)


def write_drafts(drafts: Iterable[Draft], folder: Path) -> list[Path]:
    """Write each draft to `<id>.yaml` in `folder` and return the paths.

    No file is ever replaced. If one draft cannot be written, those of the same call are taken back.

    Args:
        drafts: The drafts.
        folder: An existing folder, or one to be made in an existing folder.

    Raises:
        UsageError: A file is there already, or the folder cannot be written to.
    """
    every = list(drafts)
    texts = {folder / f"{draft.id}.yaml": render_draft(draft) for draft in every}
    if len(texts) < len(every):
        raise UsageError("two drafts have the same id")
    write_files(texts, folder)
    return list(texts)


def write_files(texts: Mapping[Path, str], folder: Path) -> None:
    """Write texts to their paths in one folder, all of them or none.

    Raises:
        UsageError: A file is there already, or the folder cannot be written to.
    """
    for path in texts:
        if os.path.lexists(path):
            raise _there(path)
    made = _make(folder)
    written: list[Path] = []
    try:
        for path, text in texts.items():
            _write_new(path, text)
            written.append(path)
    except BaseException as error:
        for path in written:
            path.unlink(missing_ok=True)
        if made:
            with suppress(OSError):  # somebody else has put something into it
                folder.rmdir()
        if isinstance(error, OSError):
            where = error.filename or folder
            raise UsageError(f"'{where}' cannot be written: {error.strerror}") from error
        raise


def _make(folder: Path) -> bool:
    """Make the folder if it is not there; say whether it was made."""
    if folder.is_dir():
        return False
    try:
        folder.mkdir()
    except OSError as error:
        raise UsageError(f"the folder '{folder}' cannot be made: {error.strerror}") from error
    return True


def _write_new(path: Path, text: str) -> None:
    """Put a complete file in place at once; a reader never finds half of one."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(
            aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
        )
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        _publish(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def _publish(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)
    except FileExistsError:
        raise _there(path) from None
    except OSError:
        # A file system without hard links: take the name first, so that nothing is replaced.
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        except FileExistsError:
            raise _there(path) from None
        try:
            aside.replace(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _there(path: Path) -> UsageError:
    return UsageError(f"'{path}' is there already; it is not overwritten")
