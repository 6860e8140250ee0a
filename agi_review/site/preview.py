"""The page of an entry that was just edited, before the site is built anew.

Who edits looks at one page. It is made from the last build with the edited entry in its place: what
was found out about the whole base is taken as it was, until the build that follows finds it anew.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from agi_review.graph import KnowledgeGraph
from agi_review.graph.linking import with_entry
from agi_review.schema import validate
from agi_review.schema.entry import Entry
from agi_review.site.compose import Composition
from agi_review.site.folder import File
from agi_review.site.stamping import Frame, page_task, write
from agi_review.site.tree import Stamp, stamp_of
from agi_review.sources import Document, read_documents


class Preview:
    """Knows the last build, and makes single pages of it again."""

    def __init__(self) -> None:
        """Begin without a build."""
        self._built: tuple[KnowledgeGraph, Composition, Mapping[str, Frame]] | None = None
        self._stamps: dict[Path, Stamp] = {}
        self._looked_at: dict[Path, Stamp] = {}
        self._began = sys.maxsize

    def begin(self) -> None:
        """Take note that a build begins: what is written from now on may not be in it."""
        self._began = time.time_ns()

    def remember(
        self, graph: KnowledgeGraph, site: Composition, frames: Mapping[str, Frame]
    ) -> None:
        """Take the site as it was built just now."""
        self._built = graph, site, frames
        self._stamps = {
            path: stamp
            for document in graph.documents.values()
            if (stamp := stamp_of(path := document.file.location)) and stamp[1] < self._began
        }
        self._looked_at = {}

    def write(self, site: Path) -> int:
        """Write the pages of entries that were edited since this looked and have no fault.

        Returns:
            How many were written.
        """
        number = 0
        for name, html in self._pages():
            # The file may be shared with another site, and be asked for at this moment: it is
            # neither written into nor ever missing.
            aside = site / f"{name}.edited"
            write(aside, html)
            aside.replace(site / name)
            number += 1
        return number

    def _pages(self) -> Iterator[File]:
        if self._built is None:
            return
        graph, site, frames = self._built
        for entry, document in self._edited(graph):
            edited = with_entry(graph, entry, document)
            if edited is None:
                continue
            folder = f"{type(entry).folder}/"
            task = page_task(folder, site.on(edited).stamped(entry), frames[folder])
            yield next(iter(task.files()))

    def _edited(self, graph: KnowledgeGraph) -> Iterator[tuple[Entry, Document]]:
        kinds = {kind.folder: kind for kind in graph.kinds}
        edited = []
        for document in graph.documents.values():
            path = document.file.location
            stamp = stamp_of(path)
            if stamp and stamp not in (self._stamps.get(path), self._looked_at.get(path)):
                self._looked_at[path] = stamp
                edited.append(document.file)
        documents, unreadable = read_documents(edited)
        entries, invalid = validate(documents, kinds)
        if not unreadable and not invalid:
            yield from entries
