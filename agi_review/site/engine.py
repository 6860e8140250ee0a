"""Run MkDocs: to build a site, and to serve one while its entries are edited."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer

from agi_review.errors import PublishError
from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import load
from agi_review.schema.entry import Entry
from agi_review.site.faults_page import FaultsInBrowser, show_until_mended
from agi_review.site.memory import Memory
from agi_review.site.plugin import AgiReviewPlugin
from agi_review.site.preview import Preview
from agi_review.views.changes import Change

log = logging.getLogger("mkdocs.plugins.agi_review")

LOOKS_EVERY = 0.2
"""Seconds between two looks at the files while serving."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What a build needs to know while the site is served."""

    url: str
    """The address the site is served at."""
    faults: FaultsInBrowser
    preview: Preview
    look: Callable[[], None]
    """Shows what was edited while the build goes on; called where the old site may be changed."""


def run_build(  # noqa: PLR0913 - one parameter a choice
    config_file: Path,
    site_dir: Path,
    *,
    entries: Path | None = None,
    kinds: tuple[type[Entry], ...] | None = None,
    stamp: bool | None = None,
    archive: str = "",
    changes: Sequence[Change] = (),
    processes: int = 1,
    memory: Memory | None = None,
    serving: Serving | None = None,
    on_sources: Callable[[Sequence[Path]], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    on_stage: Callable[[str], None] | None = None,
) -> KnowledgeGraph:
    """Build the site into a folder with MkDocs and return the graph it was built from.

    Pages link to `archive`, if one is named; whoever calls makes it.

    Raises:
        PublishError: The entries have errors, or MkDocs could not build the site.
    """
    try:
        config = load_config(str(config_file), site_dir=str(site_dir), strict=serving is None)
        plugin = _plugin(config)
        plugin.kinds = kinds
        plugin.changes = changes
        plugin.processes = processes
        plugin.memory = memory
        if entries is not None:
            plugin.config.entries = str(entries.resolve())
        if stamp is not None:
            plugin.config.stamp = stamp
        if serving is not None:
            config.site_url = serving.url
            plugin.faults = serving.faults
        config.extra["archive"] = archive
        if on_sources is not None:
            on_sources(plugin.sources(config))
        if on_progress is not None:
            plugin.tell = on_progress
        if on_stage is not None:
            plugin.ended = on_stage
        if serving is not None:
            # Only until the site is put in place: what is remembered of it must be what was built.
            plugin.tell = lambda _done, _total: serving.look()
            plugin.ended = lambda _stage: serving.look()
        config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except (ConfigurationError, Abort) as error:
        raise PublishError(f"the site could not be built: {error}") from error
    if serving is not None:
        serving.preview.remember(plugin.graph, plugin.site, plugin.frames)
    return plugin.graph


def run_serve(
    config_file: Path,
    build: Callable[[Path, Serving, int], KnowledgeGraph],
    *,
    entries: Path | None,
    address: str | None,
    processes: int,
) -> None:
    """Serve the site and build it anew on every change, until interrupted.

    Args:
        config_file: The project's `mkdocs.yml`.
        build: Publishes the site to a folder, in so many processes.
        entries: The folder of entries; by default the one `mkdocs.yml` names.
        address: `host:port` to listen on; by default MkDocs' own.
        processes: How many may make the first site.

    Raises:
        PublishError: MkDocs could not serve the site.
    """
    settings = {"dev_addr": address} if address else {}
    try:
        config = load_config(str(config_file), **settings)
        plugin = _plugin(config)
        if entries is not None:
            plugin.config.entries = str(entries.resolve())
        folder = config_file.resolve().parent / plugin.config.entries
        show_until_mended(lambda: load(folder, plugin.held()).report, folder, config.dev_addr)
        with TemporaryDirectory(prefix="agi-review-") as place:
            server = LiveServer(config, Path(place) / "site", folder, build)
            server.build(processes)
            for source in (config_file, *plugin.sources(config)):
                if source.exists():
                    server.watch(str(source))
            try:
                server.serve()  # type: ignore[no-untyped-call]
            except KeyboardInterrupt:
                log.info("stopped")
            finally:
                server.shutdown()
    except (ConfigurationError, Abort) as error:
        raise PublishError(f"the site could not be served: {error}") from error


class LiveServer(LiveReloadServer):
    """Serves a site that is published anew on every change, the edited page first."""

    def __init__(
        self,
        config: MkDocsConfig,
        site: Path,
        entries: Path,
        build: Callable[[Path, Serving, int], KnowledgeGraph],
    ) -> None:
        host, port = config.dev_addr
        path = urlsplit(config.site_url or "/").path
        super().__init__(self._rebuild, host, port, str(site), path, LOOKS_EVERY)
        self._site, self._build = site, build
        self._faults = FaultsInBrowser(entries.parent)
        self._serving = Serving(self.url, self._faults, Preview(), self._look)
        self._looked = 0.0
        self.set_app(self._faults.around(self.serve_request))
        self.error_handler = self._error_page

    def build(self, processes: int) -> None:
        """Publish the site."""
        self._serving.preview.begin()
        self._build(self._site, self._serving, processes)

    def _rebuild(self) -> None:
        self._show_edited()
        # One process: this one has threads, and a copy of it would have their locks.
        rebuild = self._faults.around_build(lambda: self.build(1), PublishError)
        try:
            rebuild()
        except PublishError as error:
            log.error("%s", error)  # noqa: TRY400 - a page of the project, not of this program
        # Browsers load the site once more, and shall not lose an edit that came meanwhile.
        self._serving.preview.write(self._site)
        self._wanted_epoch += 1

    def _look(self) -> None:
        if time.monotonic() - self._looked > LOOKS_EVERY:
            self._show_edited()
            self._looked = time.monotonic()

    def _show_edited(self) -> None:
        """Let browsers load an edited page now; until the site is built, requests would wait."""
        if not self._serving.preview.write(self._site):
            return
        with self._epoch_cond:
            if self._visible_epoch == self._wanted_epoch:  # an earlier edit is shown already
                self._wanted_epoch += 1
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def _error_page(self, code: int) -> bytes | None:
        page = self._site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


def _plugin(config: MkDocsConfig) -> AgiReviewPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, AgiReviewPlugin):
            return plugin
    raise PublishError("mkdocs.yml does not list the plugin agi-review")
