"""The MkDocs plugin; with `engine`, which runs MkDocs, the only module that knows it.

MkDocs renders the hub pages and one shell a folder; the rest is stamped when it is done. Without
stamping (`stamp: false`) it renders every page itself: slower, for comparing and for themes whose
pages differ in more than the slots.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from agi_review.bundled import bundled
from agi_review.diagnostics import as_text
from agi_review.errors import AgiReviewError
from agi_review.exports.styles import CitationStyles
from agi_review.exports.styles import fingerprint as styles_fingerprint
from agi_review.graph import KnowledgeGraph
from agi_review.graph.watching import State, WatchedGraph
from agi_review.knowledge_base import load
from agi_review.render import Renderer, accessible, link_references
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import KINDS
from agi_review.schema.kinds.installed import kinds_named
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.prose import find_references, targets_of
from agi_review.site.compose import Composition
from agi_review.site.faults_page import FaultsInBrowser
from agi_review.site.fingerprints import code_of, fingerprint, made_with
from agi_review.site.folder import MakePage
from agi_review.site.memo import FOLDER, keep, recall
from agi_review.site.memory import Memory
from agi_review.site.policy import inline_scripts, policy
from agi_review.site.search_index import SEARCH_INDEX, search_documents, search_files
from agi_review.site.settings import entry_files, whole, with_slash, written_pages
from agi_review.site.shell import Shell, blank_page, sentinel
from agi_review.site.sitemap import SITEMAP, pack_sitemap, sitemap_files
from agi_review.site.stamping import Frame, Writer, set_citations, write
from agi_review.site.theme_script import mark_theme_script
from agi_review.views.changes import Change
from agi_review.views.offered import says_something
from agi_review.views.prose import prose
from agi_review.views.publication import Comments, Licence, Publication, Review
from agi_review.views.questions import FOUND_FROM, QUESTIONS

log = logging.getLogger("mkdocs.plugins.agi_review")


class PluginConfig(Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may say under `agi-review`."""

    entries = config_options.Type(str, default="entries")
    templates = config_options.Type(str, default="templates")
    stamp = config_options.Type(bool, default=True)
    kinds = config_options.ListOfItems(config_options.Type(str), default=[])
    title = config_options.Type(str, default="")
    lede = config_options.Type(str, default="")
    licence = config_options.Type(dict, default={})
    review = config_options.Type(dict, default={})
    notice = config_options.Type(str, default="")
    comments = config_options.Type(dict, default={})


class AgiReviewPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Adds the entries of a base to a MkDocs site."""

    kinds: tuple[type[Entry], ...] | None = None
    """The kinds the base may hold, if they are not those that `mkdocs.yml` names."""

    tell: Callable[[int, int], None] = staticmethod(lambda _done, _total: None)
    """Told how much of how much is written."""

    changes: Sequence[Change] = ()
    """What changed since a revision, if the build was told one."""

    ended: Callable[[str], None] = staticmethod(lambda _stage: None)
    """Told the name of each stage of the build when it ends."""

    faults: FaultsInBrowser | None = None
    """Where findings are shown while serving."""

    processes = 1
    """How many processes may work at a time."""

    memory: Memory | None = None
    """What is remembered of the site that was published before, if it is to be used."""

    serving = False
    """Whether the site is only looked at, by a server that adds a script of its own."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note what the site is made for."""
        self.serving = command == "serve"

    def held(self) -> tuple[type[Entry], ...]:
        """Return the kinds the base may hold."""
        return self.kinds or kinds_named(self.config.kinds) or KINDS

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the base; refuse to build from one with errors, before anything is written."""
        root = Path(config.config_file_path or ".").parent
        entries = root / self.config.entries
        templates = root / self.config.templates
        try:
            self.ended("start")
            kinds = self.held()
            base = load(entries, kinds)
            publication = self._publication(config)
            self.ended("read, check and link the entries")
        except AgiReviewError as error:
            raise PluginError(str(error)) from error
        if base.report.errors:
            if self.faults is not None:
                self.faults.show(base.report)
            raise PluginError("the entries have errors:\n\n" + as_text.render(base.report))
        renderer = Renderer(templates if templates.is_dir() else None)
        self.graph: KnowledgeGraph = base.graph
        self.memo = root / FOLDER / "citations.json"
        styles = CitationStyles(recall(self.memo, styles_fingerprint()))
        self.watched = WatchedGraph(base.graph, QUESTIONS)
        self.site = Composition(self.watched, renderer, publication, styles, self.changes)
        self.folders = tuple(self.site.folders())
        self.ended("decide what pages about the base say")
        looks = (templates, bundled("templates"))
        self.made_with = made_with(kinds, looks) if self.memory else ""
        themes = dict.fromkeys(look / "theme" for look in looks)
        config.theme.dirs = [*(str(each) for each in themes if each.is_dir()), *config.theme.dirs]
        self.shells: dict[str, Shell] = {}
        self.frames: dict[str, Frame] = {}
        self.pages: dict[str, MakePage] = {}
        self.inline: set[str] = set()
        self.rendered: list[str] = []
        self.sitemaps: dict[str, str] = {}
        said = {"review": publication.review, "notice": self.config.notice}
        config.extra.update(policy=sentinel("policy"), **said)
        filled = [kind for kind in kinds if base.graph.of(kind)] or kinds
        shown = [{"folder": kind.folder, "label": kind.plural} for kind in filled]
        config.extra["sections"] = [*shown, *config.extra.get("sections", ())]
        config.extra["folders"] = [kind.folder for kind in kinds]
        pages = [path for path, _, _ in self.site.hubs()]
        config.extra["empty"] = [p.rstrip("/") for p in pages if not says_something(base.graph, p)]
        hubs = [{label: f"{path}index.md"} for path, label, _ in self.site.hubs()]
        config.nav = [*hubs, *(config.nav or [])]
        config.watch.extend(str(folder) for folder in (entries, templates) if folder.is_dir())
        return config

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Show findings in the browser while an edit leaves the entries with errors."""
        # `mkdocs serve` makes a plugin for each build: what they share is kept by the class.
        faults = AgiReviewPlugin.faults = FaultsInBrowser(Path(config.config_file_path).parent)
        server.builder = faults.around_build(builder, Abort)
        server.set_app(faults.around(server.serve_request))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the hub pages and a shell for each folder, or all its pages if not stamping."""
        for path, _, make in self.site.hubs():
            self._add(files, config, f"{path}index.md", make)
        for folder in self.folders:
            if self.config.stamp:
                shell = partial(
                    blank_page,
                    folder.section,
                    folder.layout,
                    folder.scripts,
                    contents=folder.contents,
                )
                self._add(files, config, f"{folder.path}{sentinel('slug')}.md", shell)
            else:
                for page in folder.pages:
                    self._add(files, config, f"{folder.path}{page.slug}.md", page.make)
        return files

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give a page of ours its metadata, and a prose page the links to entries it names."""
        make = self.pages.get(page.file.src_uri)
        if make is None:
            return self._with_links(markdown, page)
        self.made = made = make()
        page.meta = {
            "title": made.title,
            "description": made.description,
            "head": made.head,
            "contents": made.contents,
            "layout": made.layout,
            "section": made.section,
            "scripts": made.scripts,
            "search": {"exclude": True},
        }
        return ""

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give a page of ours its finished HTML, which no Markdown extension looks into."""
        if page.file.src_uri not in self.pages:
            return accessible(html)
        page.toc = TableOfContents([AnchorLink(page.meta["title"], "content", 1)])
        return self.made.body

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keep a rendered shell instead of writing it, and note the scripts of the theme."""
        frame = output.replace(page.content or "", "").replace(page.meta.get("head") or "", "")
        self.inline.update(inline_scripts(frame))
        folder, _, name = page.file.src_uri.rpartition("/")
        if name != f"{sentinel('slug')}.md":
            self.rendered.append(page.file.dest_uri)
            return output
        contents = bool(page.meta["contents"])
        self.shells[f"{folder}/"] = Shell.cut(output, folder, contents=contents)
        return ""

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """List the stamped pages in the sitemap in place of the shells."""
        if template_name == "404.html":
            self.inline.update(inline_scripts(output_content))
            self.rendered.append(template_name)
        if template_name != SITEMAP or not config.site_url or not self.config.stamp:
            return output_content
        paths = (f"{each.path}{page.slug}/" for each in self.folders for page in each.pages)
        base = with_slash(config.site_url)
        (_, first), *others = sitemap_files(output_content, base, paths)
        self.sitemaps = dict(others)
        return first

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stamp the pages, write the files beside them and about the base, search among them."""
        self.ended("render those pages, prose and shells")
        site = Path(config.site_dir)
        rules = self._policy(config)
        mark_theme_script(site)
        for name in self.rendered:
            text = (site / name).read_text(encoding="utf-8")
            write(site / name, text.replace(sentinel("policy"), rules, 1))
        for name, text in self.sitemaps.items():
            write(site / name, text)
        pack_sitemap(site)
        set_citations(self.site.styles, self.graph.of(PaperEntry), self.processes)
        self.ended("set citations in their styles")
        self._stamp(site, rules)
        self.ended("stamp pages and write the files beside them")
        if not self.serving:
            self._forget()

    def _stamp(self, site: Path, rules: str) -> None:
        state = State(self.graph, QUESTIONS, FOUND_FROM, self.made_with)
        writer = Writer(site, self.watched, state, self.memory, self.processes)
        search = partial(self._search_files, site / SEARCH_INDEX)
        if self.config.stamp:
            self.frames = {path: self._frame(shell, rules) for path, shell in self.shells.items()}
            writer.write(self.folders, self.frames, [search, *self.site.batches()], self.tell)
        else:
            writer.write((), {}, [search, self.site.files], self.tell)
        keep(self.memo, styles_fingerprint(), self.site.styles.texts)

    def _search_files(self, index: Path) -> Iterator[tuple[str, str]]:
        """Yield the files of the search, which begin with the index the theme wrote, if it did."""
        if index.is_file():
            documents = search_documents(self.graph, self.site.named())
            yield from search_files(index.read_text(encoding="utf-8"), documents)

    def _forget(self) -> None:
        """Drop what pages were made from: checks need the graph alone.

        This plugin is held until the site is published, and that is most of what a build holds.
        """
        del self.site, self.watched
        self.folders, self.pages, self.frames, self.shells = (), {}, {}, {}
        self.graph.forget()

    def sources(self, config: MkDocsConfig) -> list[Path]:
        """Return the files and folders a site is made from, beside the configuration itself."""
        root = Path(config.config_file_path or ".").parent
        own = [root / self.config.entries, root / self.config.templates, Path(config.docs_dir)]
        hooks = [root / str(hook) for hook in config.hooks or ()]
        return [*own, *map(Path, config.theme.dirs), *hooks, *code_of(self.held())]

    def _frame(self, shell: Shell, rules: str) -> Frame:
        said = (repr(self.site.publication), rules, *shell.pieces)
        return Frame(shell, rules, fingerprint(self.made_with, *said))

    def _publication(self, config: MkDocsConfig) -> Publication:
        """What the configuration says of the site."""
        said, pages = self.config, Path(config.docs_dir)
        files = entry_files(config.repo_url, config.edit_uri, pages.name, said.entries)
        return Publication(
            config.site_name,
            config.site_description or "",
            with_slash(config.site_url),
            files,
            whole("comments", said.comments, Comments),
            whole("licence", said.licence, Licence),
            whole("review", said.review, Review),
            said.title,
            said.lede,
            written_pages(pages),
        )

    def _policy(self, config: MkDocsConfig) -> str:
        """What browsers may do on the site; while serving all, for the server's own script."""
        if self.serving:
            return ""
        comments = self.site.publication.comments
        documents = self.site.documents()
        repository = config.repo_url or ""
        return policy(self.inline, documents, repository=repository, comments=comments)

    def _with_links(self, markdown: str, page: MkDocsPage) -> str:
        text = prose(self.graph, markdown, "../" * page.url.count("/"))
        for reference in find_references(markdown):
            for kind, id_ in targets_of(reference):
                if (kind, id_) not in text.links:
                    log.warning(
                        "%s refers to the %s '%s', which is not there", page.file.src_uri, kind, id_
                    )
        return link_references(text)

    def _add(self, files: Files, config: MkDocsConfig, name: str, make: MakePage) -> None:
        self.pages[name] = make
        hub = name.endswith("index.md")
        level = InclusionLevel.INCLUDED if hub else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, name, content="", inclusion=level))
