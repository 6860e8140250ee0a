"""Put together what views, templates and exports make of a base: pages and files beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import partial
from typing import cast

from agi_review.exports import (
    api,
    bibtex,
    card_files,
    compact_json,
    csl_item,
    csl_text,
    download_parts,
    entry_document,
    entry_head,
    entry_markdown,
    feeds,
    home_head,
    hub_markdown,
    llms_txt,
    ris,
    table_csv,
)
from agi_review.exports.styles import CitationStyles
from agi_review.graph import KnowledgeGraph
from agi_review.graph.watching import WatchedGraph
from agi_review.render import Page, Renderer
from agi_review.schema.entry import Entry, EntryKey
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.site.folder import File, Folder, MakeFiles, MakePage, Stamped
from agi_review.site.lists import Lists
from agi_review.views import EntryPage, HubPage, LaterPage, entry_page
from agi_review.views.changes import Change
from agi_review.views.changes_page import CHANGES, changes_page
from agi_review.views.citations import CitationFormat, with_citations
from agi_review.views.compare_page import COMPARE, ComparePage
from agi_review.views.continued import HEAVY, LISTED, MORE, divided_entry, divided_hub
from agi_review.views.gap_map import gaps_table
from agi_review.views.hubs import Hub, HubView, hubs_of
from agi_review.views.paper_page import preview_address
from agi_review.views.publication import Publication
from agi_review.views.published import published
from agi_review.views.surroundings import with_surroundings

ASKING = ("agi-review-ask.js",)
"""The script that loads something from another site once a reader asks for it."""


class Composition:
    """The site of one base: every page it has and every file beside them, in a fixed order."""

    def __init__(
        self,
        graph: KnowledgeGraph,
        renderer: Renderer,
        publication: Publication,
        styles: CitationStyles | None = None,
        changes: Sequence[Change] = (),
    ) -> None:
        """Take the base, the templates, what the maintainer says, who cites, and what changed."""
        self.graph = graph
        # Pages about the whole base are kept by what they say: nobody need note what they ask.
        plain = graph.plain if isinstance(graph, WatchedGraph) else graph
        self._plain = plain
        self.styles = styles or CitationStyles()
        self.publication = publication
        self._changes = changes
        self._renderer = renderer
        self._hubs = hubs_of(plain)
        self._views = {hub.path: published(hub.view(plain), publication) for hub in self._hubs}
        if changes:
            self._views[CHANGES] = changes_page(plain, changes)
        self._last_later: tuple[LaterPage, HubPage] | None = None
        self._last: tuple[EntryKey, EntryPage, tuple[CitationFormat, ...]] | None = None
        models = next((hub for hub in self._hubs if hub.path == COMPARE), None)
        table = cast("ComparePage", self._views[COMPARE]) if models else None
        self.lists = Lists(plain, renderer, models, table)
        self._below = {
            hub.path: [published(view, publication) for view in hub.pages(plain)]
            for hub in self._hubs
            if hub.pages
        }
        self._more: dict[str, list[HubPage]] = {}
        """The pages that go on with long lists, by their folder."""
        self._whole: dict[str, HubPage] = {}
        """Pages whose lists are cut as they were before: the Markdown beside them stays whole."""
        for path, found in self._views.items():
            if isinstance(found, HubPage):
                self._views[path] = self._divided(found)
        for path, pages in self._below.items():
            self._below[path] = [
                self._divided(page) if isinstance(page, HubPage) else page for page in pages
            ]
        fewest = LISTED // HEAVY
        self._long = {entry.key for entry in plain if len(plain.backlinks(entry)) > fewest}

    def hubs(self) -> Iterator[tuple[str, str, MakePage]]:
        """Yield address, label and maker of each page the site engine renders."""
        for hub in self._hubs[:1]:
            yield hub.path, hub.label, partial(self._hub, hub)
        for kind in self.graph.kinds:
            yield f"{kind.folder}/", kind.plural, partial(self.lists.index, kind)
        for hub in self._hubs[1:]:
            yield hub.path, hub.label, partial(self._hub, hub)

    def folders(self) -> Iterator[Folder]:
        """Yield the pages that are stamped, by folder."""
        for kind in self.graph.kinds:
            entries = [self.stamped(entry) for entry in self.graph.of(kind)]
            yield Folder(f"{kind.folder}/", kind.folder, "entry", self._scripts(kind), entries)
        yield from self.lists.folders()
        for hub in self._hubs:
            if hub.path in self._below:
                views = self._below[hub.path]
                pages = [self._below_hub(hub, view) for view in views]
                yield Folder(hub.path, hub.section, "hub", hub.scripts, pages)

        yield from self._continued()

    def _continued(self) -> Iterator[Folder]:
        """Yield the pages that go on with the lists of others, by folder."""
        more = {folder: list(pages) for folder, pages in self._more.items()}
        for key in sorted(self._long):
            entry = self._plain.entries[key]
            # What surrounds an entry and how to cite it is no list that could be long.
            pages = divided_entry(entry_page(self._plain, entry))[1]
            more.setdefault(f"{type(entry).folder}/{MORE}", []).extend(pages)
        for folder, pages in sorted(more.items()):
            section = folder.partition("/")[0]
            stamped = [
                Stamped(page.id, partial(self._renderer.more, page, section), said=page.make)
                for page in pages
            ]
            if stamped:
                yield Folder(folder, section, "hub", (), stamped, contents=False)

    def _divided(self, whole: HubPage) -> HubPage:
        """Return a page whose long lists are cut, and keep the pages that go on with them."""
        page, more = divided_hub(whole)
        if more:
            self._whole[page.path] = whole
        for each in more:
            self._more.setdefault(each.path.removesuffix(f"{each.id}/"), []).append(each)
        return page

    def files(self) -> Iterator[File]:
        """Yield address and content of every file beside the pages."""
        for folder in self.folders():
            for page in folder.pages:
                yield from page.beside()
        for batch in self.batches():
            yield from batch()

    def batches(self) -> Iterator[MakeFiles]:
        """Yield what makes the files about the whole base, the slowest first."""
        yield from download_parts(self.graph, self.publication)
        yield partial(api, self.graph, self.publication)
        hubs = [view for view in self._views.values() if isinstance(view, HubPage)]
        yield partial(llms_txt, self.graph, self.publication, hubs)
        yield partial(feeds, self.graph, self.publication, self._changes)
        yield from self.lists.batches()
        for kind in self.graph.kinds:
            yield partial(card_files, self.graph, kind)
        for view in self._views.values():
            yield partial(self._beside_hub, view)

    def named(self) -> Iterator[tuple[str, str, str]]:
        """Yield address, title and description of the pages about the whole base."""
        for path, view in self._views.items():
            if path:
                yield path, view.title, view.description
        for pages in self._below.values():
            yield from ((view.path, view.title, view.description) for view in pages)

    def documents(self) -> Iterator[str]:
        """Yield the addresses of the documents pages show in a frame when asked to."""
        yield from filter(None, map(preview_address, self.graph.of(PaperEntry)))

    def entry(self, entry: Entry) -> Page:
        """Return the finished page of an entry."""
        # Looked up so that it is noted: a page is made from its own entry first of all.
        entry = self.graph.entries[entry.key]
        view = self._made(entry)[0]
        page = self._renderer.entry(divided_entry(view)[0] if entry.key in self._long else view)
        head = f"{page.head}\n{entry_head(entry, self.publication)}"
        return replace(page, head=head, scripts=self._scripts(type(entry)))

    def stamped(self, entry: Entry) -> Stamped:
        """Return the page of an entry with what stands beside it, to be made."""
        make, beside = partial(self.entry, entry), partial(self._twins, entry)
        return Stamped(entry.id, make, beside, watched=True)

    def on(self, graph: KnowledgeGraph) -> Composition:
        """Return the same site on another graph, for pages of entries alone."""
        other = copy(self)
        other.graph, other._last = graph, None  # noqa: SLF001 - of its own class
        return other

    def _made(self, entry: Entry) -> tuple[EntryPage, tuple[CitationFormat, ...]]:
        """What the page of an entry says, and the records of a paper; the files follow the page."""
        if self._last is None or self._last[0] != entry.key:
            view = entry_page(self.graph, entry)
            view = with_surroundings(view, self.graph, entry, self.publication)
            records: tuple[CitationFormat, ...] = ()
            if isinstance(entry, PaperEntry):
                records = tuple(_records(entry))
                styled = self.styles.of(entry).items()
                references = (CitationFormat(name, text) for name, text in styled)
                view = with_citations(view, (*records, *references))
            self._last = entry.key, view, records
        return self._last[1:]

    @property
    def _folders(self) -> frozenset[str]:
        """The folders whose pages have Markdown beside them."""
        kinds = (kind.folder for kind in self.graph.kinds)
        return frozenset((*kinds, *(hub.section for hub in self._hubs if hub.path in self._below)))

    def _scripts(self, kind: type[Entry]) -> tuple[str, ...]:
        """Papers may show a PDF and, if that is set up, every entry the comments on it."""
        asks = kind is PaperEntry or self.publication.comments is not None
        return ASKING if asks else ()

    def _hub(self, hub: Hub) -> Page:
        if hub.path == COMPARE:
            return self.lists.compare()
        page = self._renderer.hub(hub, self._views[hub.path])
        return page if hub.path else replace(page, head=home_head(self.graph, self.publication))

    def _below_hub(self, hub: Hub, view: HubPage | LaterPage) -> Stamped:
        if isinstance(view, HubPage):
            page = partial(self._renderer.below, hub, view)
            # The Markdown holds what is cut from the page.
            whole = self._whole.get(view.path, view)
            return Stamped(view.id, page, partial(self._beside_hub, view), said=whole.make)
        return Stamped(
            view.id,
            lambda: self._renderer.below(hub, self._made_later(view)),
            lambda: self._beside_hub(self._made_later(view)),
            watched=True,
        )

    def _made_later(self, page: LaterPage) -> HubPage:
        """What a page below a hub says; made once, as its files follow it."""
        if self._last_later is None or self._last_later[0] is not page:
            self._last_later = page, page.make(self.graph)
        return self._last_later[1]

    def _twins(self, entry: Entry) -> Iterator[File]:
        """Yield the files that stand beside an entry's page."""
        name = f"{type(entry).folder}/{entry.id}"
        yield f"{name}.json", compact_json(entry_document(self.graph, entry))
        view, records = self._made(entry)
        yield f"{name}.md", entry_markdown(view, self._folders)
        yield from ((f"{name}{each.ending}", each.text) for each in records)

    def _beside_hub(self, view: HubView) -> Iterator[File]:
        """Yield the files beside a page about the whole base: its Markdown and its pictures."""
        if isinstance(view, HubPage):
            whole = self._whole.get(view.path, view)
            yield f"{view.path[:-1]}.md", hub_markdown(whole, self._folders)
            yield from self._pictures(whole)

    def _pictures(self, view: HubPage) -> Iterator[File]:
        """Yield each picture a page offers, as a file and as the data of its table."""
        for section in view.sections:
            picture = section.picture
            if picture and picture.files:
                yield f"{view.path}{picture.id}.svg", self._renderer.picture(picture, view.root)
                if picture.twin:
                    yield f"{view.path}{picture.id}.csv", table_csv(picture.twin)
            if section.gaps and section.gaps.style == "full":
                yield f"{view.path}{section.gaps.id}.csv", table_csv(gaps_table(section.gaps))


def _records(paper: PaperEntry) -> Iterator[CitationFormat]:
    """Yield the formats that programs read; each is a file too."""
    yield CitationFormat("BibTeX", bibtex(paper), ".bib")
    yield CitationFormat("RIS", ris(paper), ".ris")
    yield CitationFormat("CSL-JSON", csl_text(csl_item(paper)), ".csl.json")
