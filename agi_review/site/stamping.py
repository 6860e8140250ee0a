"""Write what a composition holds: pages into their shells, and the files beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from agi_review.exports.downloads import Content
from agi_review.exports.styles import CitationStyles
from agi_review.graph.watching import State, WatchedGraph
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.site.fingerprints import fingerprint
from agi_review.site.folder import File, Folder, Kept, MakeFiles, Says, Stamped
from agi_review.site.memory import Memory
from agi_review.site.shell import Shell
from agi_review.site.workers import shared_out


def set_citations(styles: CitationStyles, papers: Sequence[PaperEntry], processes: int) -> None:
    """Set the references of all papers whose texts are not known from an earlier build."""
    unknown = [paper for paper in papers if not styles.know(paper)]
    for texts in shared_out(unknown, styles.formatted, processes):
        styles.texts.update(texts)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the pages of a folder are made with, beside the base."""

    shell: Shell
    policy: str
    """What browsers may do on the pages."""
    fingerprint: str
    """Changes whenever the same base would give other pages."""


@dataclass(frozen=True, slots=True)
class Task:
    """Files to write: a page with what stands beside it, or some about the whole base."""

    name: str
    """The address of the page, or of the first file, without what it ends in."""
    frame: Frame
    files: MakeFiles
    watched: bool = False
    said: Says | None = None

    @property
    def folder(self) -> str:
        """The folder they stand in."""
        return self.name.rpartition("/")[0]

    def fingerprint(self) -> str:
        """Return a digest of what they are made with, and of what they say, if that is told."""
        frame = self.frame.fingerprint
        return fingerprint(frame, repr(self.said())) if self.said else frame


def page_task(folder: str, page: Stamped, frame: Frame) -> Task:
    """Return what writes a page into its folder."""
    name = f"{folder}{page.slug}"

    def files() -> Iterator[File]:
        yield f"{name}/index.html", frame.shell.stamp(page.make(), page.slug, frame.policy)
        yield from page.beside()

    return Task(name, frame, files, page.watched, page.said)


class Written(NamedTuple):
    """What was noted while a page was written."""

    task: int
    made_with: str
    made_from: tuple[str, ...]
    files: tuple[str, ...]
    digests: dict[str, str]


class Writer:
    """Writes a site: what an earlier build made is taken over where it would be the same."""

    def __init__(
        self, site: Path, graph: WatchedGraph, state: State, memory: Memory | None, processes: int
    ) -> None:
        """Take where to write, what to watch, and what is remembered of an earlier site."""
        self._site = site
        self._graph = graph
        self._state = state
        self._memory = memory
        self._processes = processes

    def write(
        self,
        folders: Iterable[Folder],
        frames: Mapping[str, Frame],
        batches: Iterable[MakeFiles],
        on_progress: Callable[[int, int], None],
    ) -> None:
        """Stamp all pages and write them with all files beside them.

        Args:
            folders: The pages; without any, those of the site engine stay as they are.
            frames: What each folder's pages are made with.
            batches: What makes the files about the whole base.
            on_progress: Told how many pages and batches of how many are written.
        """
        tasks = [
            page_task(folder.path, page, frames[folder.path])
            for folder in folders
            for page in folder.pages
        ]
        long: list[MakeFiles] = []
        for batch in batches:
            if isinstance(batch, Kept):
                tasks.append(Task(batch.name, frames[batch.folder], batch.make, said=batch.said))
            else:
                long.append(batch)
        self._tasks = self._to_do(tasks)
        # One page of each folder is made here: what all of them need is then not found, nor are
        # their templates read, by each process again.
        first = {task.folder: number for number, task in reversed([*enumerate(self._tasks)])}
        rest = set(range(len(self._tasks))).difference(first.values())
        work: list[MakeFiles | int] = [*long, *sorted(rest)]
        here = len(first)

        def tell(done: int, total: int) -> None:
            on_progress(here + done, here + total)

        made = [self._do(number) for number in first.values()]
        tell(0, len(work))
        there = shared_out(work, self._do, self._processes, tell, len(long))
        for written in chain(made, there):
            if written is not None and self._memory is not None:
                task = self._tasks[written.task]
                self._memory.learn(written.digests)
                self._memory.note(task.name, written.made_with, written.made_from, written.files)

    def _to_do(self, tasks: list[Task]) -> list[Task]:
        """Put what can be kept in place; return what is left."""
        memory = self._memory
        if memory is None:
            return tasks
        memory.compare(self._state, self._processes)
        # Nothing is asked what it says that was not there before: of a first build nothing at all.
        known = [task for task in tasks if memory.knows(task.name)]
        made_with = shared_out(known, Task.fingerprint, self._processes)
        kept = [
            task
            for task, frame in zip(known, made_with, strict=True)
            if memory.keep(task.name, frame)
        ]
        place = partial(memory.place, stage=self._site)
        for _ in shared_out([task.name for task in kept], place, self._processes):
            pass
        names = {task.name for task in kept}
        return [task for task in tasks if task.name not in names]

    def _do(self, work: MakeFiles | int) -> Written | None:
        if not isinstance(work, int):
            for name, content in work():
                write(self._site / name, content)
            return None
        task = self._tasks[work]
        files = []
        with self._graph.watching() as noted:
            for name, content in task.files():
                write(self._site / name, content)
                files.append(name)
        if self._memory is None or not (task.watched or task.said):
            return None
        made_from = tuple(noted) if task.watched else ()
        for dependency in made_from:
            self._state.of(dependency)
        return Written(work, task.fingerprint(), made_from, tuple(files), self._state.news())


def write(path: Path, content: Content) -> None:
    """Write a file with the line ends it has, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Iterator):
        with path.open("wb") as file:
            file.writelines(piece.encode("utf-8") for piece in content)
    else:
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
