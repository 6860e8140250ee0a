"""The lists of a site: the index of each kind and the table of all models, in pages if long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from agi_review.exports import coins, index_markdown
from agi_review.exports.listed_rows import index_row_files, model_row_files
from agi_review.graph import KnowledgeGraph
from agi_review.render import Page, Renderer, list_scripts
from agi_review.schema.entry import Entry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.site.folder import File, Folder, Kept, MakeFiles, Says, Stamped
from agi_review.views import IndexPage, index_page, paging
from agi_review.views.citations import with_coins
from agi_review.views.compare_page import COMPARE, ComparePage, compare_part, compare_stretch
from agi_review.views.hubs import Hub
from agi_review.views.index_page import index_part, index_stretch
from agi_review.views.paging import PAGES, ROWS_ROOT, page_path, pages_of, row_file, row_files


@dataclass(frozen=True, slots=True)
class _List:
    """One list: how a page of it and the rows of a file are made."""

    path: str
    layout: str
    size: int
    a_page: int
    a_file: int
    """Rows of a numbered page, and of a file for scripts."""
    scripts: tuple[str, ...]
    """Of its numbered pages."""
    page: Callable[[int], Page]
    beside: Callable[[int], Iterator[File]]
    """The files beside a page."""
    part: Callable[[int], object]
    """What a page says."""
    rows: Callable[[int, int], str]
    """HTML of the rows from one to another."""
    stretch: Callable[[int, int], object]
    """What those rows say."""
    data: MakeFiles
    """What scripts read of all rows together."""
    whole: Says
    """What that says."""


def _row_file(listed: _List, number: int) -> Iterator[File]:
    first, stop = row_file(number, listed.size, listed.a_file)
    yield f"{listed.path}rows/{number}.html", listed.rows(first, stop)


class Lists:
    """All lists of one base."""

    def __init__(
        self,
        graph: KnowledgeGraph,
        renderer: Renderer,
        hub: Hub | None = None,
        models: ComparePage | None = None,
    ) -> None:
        """Take the base, the templates and, of a base with models, the table of all of them."""
        self.graph = graph
        self._renderer = renderer
        self._hub, self._models = hub, models
        self._indexes: dict[str, IndexPage] = {}

    def index(self, kind: type[Entry], number: int = 1) -> Page:
        """Return a page of the index of a kind."""
        return self._renderer.index(self._index_part(kind, number))

    def compare(self, number: int = 1) -> Page:
        """Return a page of the table of all models."""
        assert self._hub  # noqa: S101 - the page is asked for by its hub alone
        assert self._models  # noqa: S101
        return self._renderer.compare(self._hub, compare_part(self._models, number))

    def folders(self) -> Iterator[Folder]:
        """Yield the numbered pages behind the first ones."""
        for each in self._lists():
            pages = [
                Stamped(
                    str(number),
                    partial(each.page, number),
                    partial(each.beside, number),
                    said=partial(each.part, number),
                )
                for number in range(2, pages_of(each.size, each.a_page) + 1)
            ]
            if pages:
                path, section = f"{each.path}{PAGES}", each.path.rstrip("/")
                yield Folder(path, section, each.layout, each.scripts, pages, contents=False)

    def batches(self) -> Iterator[MakeFiles]:
        """Yield what makes the files beside the first pages, and those that scripts read."""
        for each in self._lists():
            yield partial(each.beside, 1)
            if pages_of(each.size, each.a_page) > 1:
                pages, rows = f"{each.path}{PAGES}", f"{each.path}rows/"
                yield Kept(f"{rows}rows", pages, each.data, each.whole)
                for number in row_files(each.size, each.a_file):
                    span = row_file(number, each.size, each.a_file)
                    make, said = partial(_row_file, each, number), partial(each.stretch, *span)
                    yield Kept(f"{rows}{number}", pages, make, said)

    def _lists(self) -> Iterator[_List]:
        for kind in self.graph.kinds:
            yield _List(
                f"{kind.folder}/",
                "index",
                len(self.graph.current(kind)),
                paging.ROWS_A_PAGE,
                paging.ROWS_A_FILE,
                list_scripts(paged=True, picks=kind is ModelEntry),
                partial(self.index, kind),
                partial(self._beside_index, kind),
                partial(self._index_part, kind),
                partial(self._index_rows, kind),
                partial(self._index_stretch, kind),
                partial(self._index_data, kind),
                partial(self._index_whole, kind),
            )
        if self._models is None:
            return
        yield _List(
            COMPARE,
            "hub",
            self._models.size,
            paging.MODELS_A_PAGE,
            paging.MODELS_A_PAGE,
            list_scripts(paged=True, picks=True, compares=True),
            self.compare,
            lambda _number: iter(()),
            partial(compare_part, self._models),
            partial(self._compare_rows, self._models),
            partial(compare_stretch, self._models),
            partial(model_row_files, self._models),
            lambda: self._models,
        )

    def _beside_index(self, kind: type[Entry], number: int) -> Iterator[File]:
        part = index_part(self._index(kind), number)
        path = page_path(f"{kind.folder}/", number).rstrip("/")
        folders = frozenset(each.folder for each in self.graph.kinds)
        yield f"{path}.md", index_markdown(part, folders)

    def _index_part(self, kind: type[Entry], number: int) -> IndexPage:
        view = index_part(self._index(kind), number)
        return with_coins(view, self._coins) if kind is PaperEntry else view

    def _index_rows(self, kind: type[Entry], first: int, stop: int) -> str:
        part = replace(self._index_stretch(kind, first, stop), root=ROWS_ROOT)
        return self._renderer.index_rows(part)

    def _index_stretch(self, kind: type[Entry], first: int, stop: int) -> IndexPage:
        return index_stretch(self._index(kind), first, stop)

    def _index_data(self, kind: type[Entry]) -> Iterator[File]:
        yield from index_row_files(self._index(kind), self._authors)

    def _index_whole(self, kind: type[Entry]) -> object:
        authors = (self._authors(paper.id) for paper in self.graph.of(PaperEntry))
        return self._index(kind), [*authors] if kind is PaperEntry else None

    def _compare_rows(self, models: ComparePage, first: int, stop: int) -> str:
        part = replace(compare_stretch(models, first, stop), root=ROWS_ROOT)
        return self._renderer.compare_rows(part)

    def _index(self, kind: type[Entry]) -> IndexPage:
        """What the index of a kind says; made once, for its pages and for their Markdown."""
        if kind.kind not in self._indexes:
            self._indexes[kind.kind] = index_page(self.graph, kind)
        return self._indexes[kind.kind]

    def _authors(self, id_: str) -> str:
        """All authors of a paper: its row names the first, and is found by each."""
        paper = self.graph.get(PaperEntry, id_)
        return " · ".join(author.full for author in paper.authors) if paper else ""

    def _coins(self, path: str) -> str | None:
        """What a reference manager reads of the paper at an address."""
        paper = self.graph.get(PaperEntry, path.rstrip("/").rpartition("/")[2])
        return coins(paper) if paper else None
