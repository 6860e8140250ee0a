"""Write what a composition holds: pages into their shells, and the files beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from agi_review.exports.styles import CitationStyles
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.site.compose import File, Folder, MakeFiles, Stamped
from agi_review.site.shell import Shell
from agi_review.site.workers import shared_out


def set_citations(styles: CitationStyles, papers: Sequence[PaperEntry], processes: int) -> None:
    """Set the references of all papers whose texts are not known from an earlier build."""
    unknown = [paper for paper in papers if not styles.know(paper)]
    for texts in shared_out(unknown, styles.formatted, processes):
        styles.texts.update(texts)


def write_site(  # noqa: PLR0913 - one parameter a part of the site
    site: Path,
    folders: Iterable[Folder],
    shells: Mapping[str, Shell],
    batches: Iterable[MakeFiles],
    *,
    policy: str,
    processes: int,
    on_progress: Callable[[int, int], None],
) -> None:
    """Stamp all pages and write them with all files beside them.

    Args:
        site: The folder to write to.
        folders: The pages; without any, those of the site engine stay as they are.
        shells: The shell of each folder.
        batches: What makes the files about the whole base.
        policy: What browsers may do on the pages.
        processes: How many may write at a time.
        on_progress: Told how many pages and batches of how many are written.
    """
    pages = [
        partial(_stamped, folder.path, shells[folder.path], page, policy)
        for folder in folders
        for page in folder.pages
    ]
    for _ in shared_out([*batches, *pages], partial(_write_all, site), processes, on_progress):
        pass


def _stamped(folder: str, shell: Shell, page: Stamped, policy: str) -> Iterator[File]:
    yield f"{folder}{page.slug}/index.html", shell.stamp(page.make(), page.slug, policy)
    yield from page.beside()


def _write_all(site: Path, make: MakeFiles) -> None:
    for name, content in make():
        write(site / name, content)


def write(path: Path, content: str | bytes) -> None:
    """Write a file with the line ends it has, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
