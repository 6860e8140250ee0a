"""Find the files of a base, and say what else lies there."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from sys import intern

from agi_review.diagnostics import Diagnostic, Span, did_you_mean
from agi_review.diagnostics.as_text import visible
from agi_review.diagnostics.codes import BAD_ID, MISPLACED_FILE, SYMLINK, TOO_LARGE
from agi_review.errors import EntriesNotFound
from agi_review.sources.document import SourceFile
from agi_review.sources.ids import RESERVED, nearest_id, well_formed
from agi_review.sources.limits import MOST_FILES


def discover(root: Path, folders: Collection[str]) -> tuple[list[SourceFile], list[Diagnostic]]:
    """Return the entry files under `root` in a fixed order, and what does not belong there.

    Args:
        root: The folder of entries.
        folders: The names of the folders that hold entries, one a kind.

    Raises:
        EntriesNotFound: `root` is not a folder.
    """
    if not root.is_dir():
        raise EntriesNotFound(f"no folder of entries at '{root}'")
    files: list[SourceFile] = []
    findings: list[Diagnostic] = []
    for item in _sorted(root):
        shown, name = _shown(root, item.name), visible(item.name)
        if item.is_symlink():
            findings.append(SYMLINK.at(Span(shown), f"'{name}' is a symbolic link"))
        elif not item.is_dir(follow_symlinks=False):
            findings.append(MISPLACED_FILE.at(Span(shown), f"'{name}' lies outside the folders"))
        elif item.name not in folders:
            hint = did_you_mean(item.name, folders)
            message = f"no kind of entry has the folder '{name}'"
            findings.append(MISPLACED_FILE.at(Span(shown), message, suggestion=hint))
        else:
            _discover_folder(root, item.name, files, findings)
    return files, findings


def _discover_folder(
    root: Path, folder: str, files: list[SourceFile], findings: list[Diagnostic]
) -> None:
    for item in _sorted(root / folder):
        shown = _shown(root, folder, item.name)
        if len(files) >= MOST_FILES:
            findings.append(TOO_LARGE.at(Span(shown), f"more than {MOST_FILES} files of entries"))
            return
        if (finding := _fault(item, shown)) is not None:
            findings.append(finding)
        else:
            id_ = intern(item.name.removesuffix(".yaml"))
            files.append(SourceFile(Path(item.path), shown, folder, id_))


def _fault(  # noqa: PLR0911 - one way out a fault
    item: os.DirEntry[str], shown: str
) -> Diagnostic | None:
    span, name = Span(shown), visible(item.name)
    if item.is_symlink():
        return SYMLINK.at(span, f"'{name}' is a symbolic link")
    if item.is_dir(follow_symlinks=False):
        return MISPLACED_FILE.at(span, f"'{name}' is a folder where an entry belongs")
    stem, dot, ending = item.name.rpartition(".")
    if ending == "yml" and dot:
        return MISPLACED_FILE.at(
            span, f"'{name}' ends in .yml", help=f"rename it to {visible(stem)}.yaml"
        )
    if ending != "yaml" or not dot:
        return MISPLACED_FILE.at(span, f"'{name}' is not a .yaml file")
    if not well_formed(stem):
        better = nearest_id(stem)
        hint = f"did you mean '{better}.yaml'?" if better else None
        return BAD_ID.at(span, f"'{visible(stem)}' cannot be an id", suggestion=hint)
    if stem in RESERVED:
        return BAD_ID.at(span, f"'{stem}' is a reserved name", help="choose another id")
    return None


def _sorted(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield what lies in a folder by name, without the hidden files editors and systems leave."""
    with os.scandir(folder) as items:
        yield from sorted(
            (item for item in items if not item.name.startswith(".")), key=lambda i: i.name
        )


def _shown(root: Path, *names: str) -> str:
    """Return how a file is called in messages: a name may hold what must not reach a terminal."""
    return root.joinpath(*map(visible, names)).as_posix()
