"""The MkDocs plugin: the only module that knows MkDocs.

MkDocs renders the hub pages and one shell a kind; the entries are stamped when it is done. Without
stamping (`stamp: false`) it renders every entry itself: slower, for comparing and for themes whose
pages differ in more than the slots.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import ClassVar

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from agi_review.bundled import bundled
from agi_review.diagnostics import as_text
from agi_review.errors import AgiReviewError, PublishError
from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import load
from agi_review.render import Page, Renderer, accessible, link_references
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import KINDS
from agi_review.schema.prose import find_references, targets_of
from agi_review.site.compose import downloads, files_of, page_of
from agi_review.site.search_index import complete_index, search_documents
from agi_review.site.shell import Shell, blank_page, sentinel
from agi_review.views.home_page import home_page
from agi_review.views.index_page import index_page
from agi_review.views.links import entry_path
from agi_review.views.prose import prose
from agi_review.views.quality_page import quality_page

log = logging.getLogger("mkdocs.plugins.agi_review")

SEARCH_INDEX = "search/search_index.json"


class PluginConfig(Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may say under `agi-review`."""

    entries = config_options.Type(str, default="entries")
    templates = config_options.Type(str, default="templates")
    stamp = config_options.Type(bool, default=True)


class AgiReviewPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Adds the entries of a base to a MkDocs site."""

    kinds: tuple[type[Entry], ...] = KINDS
    """The kinds the base may hold."""

    tell: Callable[[int, int], None] = staticmethod(lambda _done, _total: None)
    """Told how many of how many entries are stamped."""

    other_entries: ClassVar[Path | None] = None
    """A folder of entries to use instead of the configured one, while serving."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the base; refuse to build from one with errors, before anything is written."""
        root = Path(config.config_file_path or ".").parent
        entries = self.other_entries or root / self.config.entries
        templates = root / self.config.templates
        try:
            base = load(entries, self.kinds)
        except AgiReviewError as error:
            raise PluginError(str(error)) from error
        if base.report.errors:
            raise PluginError("the entries have errors:\n\n" + as_text.render(base.report))
        self.graph: KnowledgeGraph = base.graph
        self.renderer = Renderer(templates if templates.is_dir() else None)
        looks = dict.fromkeys((templates / "theme", bundled("templates") / "theme"))
        config.theme.dirs = [*(str(look) for look in looks if look.is_dir()), *config.theme.dirs]
        self.shells: dict[str, Shell] = {}
        self.pages: dict[str, Callable[[], Page]] = {}
        shown = [{"folder": kind.folder, "label": kind.plural} for kind in self.kinds]
        config.extra["sections"] = [*shown, *config.extra.get("sections", ())]
        hubs = [{kind.plural: f"{kind.folder}/index.md"} for kind in self.kinds]
        config.nav = [{"Home": "index.md"}, *hubs, *(config.nav or [])]
        config.watch.extend(str(folder) for folder in (entries, templates) if folder.is_dir())
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the home page, an index and a shell for each kind, or every entry if not stamping."""
        self._add(files, config, "index.md", self._home_page)
        self._add(files, config, "quality/index.md", self._quality_page)
        for kind in self.kinds:
            name = f"{kind.folder}/index.md"
            self._add(files, config, name, partial(self._index_page, kind))
            if self.config.stamp:
                shell = f"{kind.folder}/{sentinel('slug')}.md"
                self._add(files, config, shell, partial(blank_page, kind.folder))
        if not self.config.stamp:
            for entry in self.graph:
                name = f"{entry_path(entry).rstrip('/')}.md"
                self._add(files, config, name, partial(self._entry_page, entry))
        return files

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give a page of ours its metadata, and a prose page the links to entries it names."""
        make = self.pages.get(page.file.src_uri)
        if make is None:
            return self._with_links(markdown, page)
        made = make()
        self.made = made
        page.meta = {
            "title": made.title,
            "description": made.description,
            "head": made.head,
            "contents": made.contents,
            "layout": made.layout,
            "section": made.section,
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
        """Keep a rendered shell instead of writing it."""
        folder, _, name = page.file.src_uri.rpartition("/")
        if name != f"{sentinel('slug')}.md":
            return output
        kind = next(kind for kind in self.kinds if kind.folder == folder)
        self.shells[kind.kind] = Shell.cut(output, kind.kind)
        return ""

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """List the entries in the sitemap in place of the shells."""
        if template_name != "sitemap.xml" or not config.site_url or not self.config.stamp:
            return output_content
        head, *items = output_content.split("<url>")
        tail = "</urlset>"
        kept = [item.replace(tail, "").strip() for item in items if sentinel("slug") not in item]
        base = config.site_url.rstrip("/")
        added = [
            f"<loc>{escape(f'{base}/{entry_path(entry)}')}</loc>\n    </url>"
            for entry in self.graph
        ]
        listed = "\n    ".join(f"<url>\n         {item}" for item in [*kept, *added])
        return f"{head.strip()}\n    {listed}\n{tail}\n"

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stamp the entries, write their JSON twins, and complete the search index."""
        site = Path(config.site_dir)
        for done, entry in enumerate(self.graph, start=1):
            self.tell(done, len(self.graph))
            folder = site / entry_path(entry)
            if self.config.stamp:
                html = self.shells[entry.key.kind].stamp(self._entry_page(entry), entry.id)
                _write(folder / "index.html", html)
            for ending, text in files_of(self.graph, entry):
                _write(folder.with_name(folder.name + ending), text)
        for name, text in downloads(self.graph):
            _write(site / "downloads" / name, text)
        index = site / SEARCH_INDEX
        if index.is_file():
            full = complete_index(index.read_text(encoding="utf-8"), search_documents(self.graph))
            _write(index, full)

    def _with_links(self, markdown: str, page: MkDocsPage) -> str:
        text = prose(self.graph, markdown, "../" * page.url.count("/"))
        for reference in find_references(markdown):
            for kind, id_ in targets_of(reference):
                if (kind, id_) not in text.links:
                    log.warning(
                        "%s refers to the %s '%s', which is not there", page.file.src_uri, kind, id_
                    )
        return link_references(text)

    def _home_page(self) -> Page:
        return self.renderer.home(home_page(self.graph))

    def _quality_page(self) -> Page:
        return self.renderer.quality(quality_page(self.graph))

    def _index_page(self, kind: type[Entry]) -> Page:
        return self.renderer.index(index_page(self.graph, kind))

    def _entry_page(self, entry: Entry) -> Page:
        return page_of(self.graph, self.renderer, entry)

    def _add(self, files: Files, config: MkDocsConfig, name: str, make: Callable[[], Page]) -> None:
        self.pages[name] = make
        hub = name.endswith("index.md")
        level = InclusionLevel.INCLUDED if hub else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, name, content="", inclusion=level))


def run_build(  # noqa: PLR0913 - one parameter a choice
    config_file: Path,
    site_dir: Path,
    *,
    entries: Path | None = None,
    kinds: tuple[type[Entry], ...] = KINDS,
    stamp: bool | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> KnowledgeGraph:
    """Build the site into a folder with MkDocs and return the graph it was built from.

    Raises:
        PublishError: The entries have errors, or MkDocs could not build the site.
    """
    try:
        config = load_config(str(config_file), site_dir=str(site_dir), strict=True)
        plugin = _plugin(config)
        plugin.kinds = kinds
        if entries is not None:
            plugin.config.entries = str(entries.resolve())
        if stamp is not None:
            plugin.config.stamp = stamp
        if on_progress is not None:
            plugin.tell = on_progress
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except (ConfigurationError, Abort) as error:
        raise PublishError(f"the site could not be built: {error}") from error
    return plugin.graph


def run_serve(config_file: Path, *, entries: Path | None, address: str | None) -> None:
    """Serve the site and build it anew on every change, until interrupted.

    Raises:
        PublishError: MkDocs could not serve the site.
    """
    settings = {"dev_addr": address} if address else {}
    # MkDocs reads its configuration again for every build: the folder cannot be handed over once.
    AgiReviewPlugin.other_entries = entries.resolve() if entries else None
    try:
        mkdocs_serve(str(config_file), livereload=True, **settings)  # type: ignore[arg-type]
    except (ConfigurationError, Abort) as error:
        raise PublishError(f"the site could not be served: {error}") from error
    finally:
        AgiReviewPlugin.other_entries = None


def _write(path: Path, text: str) -> None:
    """Write a file with the line ends it has, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def _plugin(config: MkDocsConfig) -> AgiReviewPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, AgiReviewPlugin):
            return plugin
    raise PublishError("mkdocs.yml does not list the plugin agi-review")
