"""Build the whole site aside, check it, and put it in place at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import collector_paused
from agi_review.schema.entry import Entry
from agi_review.site.fingerprints import engine_fingerprint, fingerprint
from agi_review.site.memo import FOLDER
from agi_review.site.memory import NO_LINKS, Memory, keep_unchanged
from agi_review.site.offline import ARCHIVE, make_offline, pack
from agi_review.site.publish import staged
from agi_review.site.seal import Seal
from agi_review.site.verify import verify
from agi_review.views.changes import Change

if TYPE_CHECKING:
    from agi_review.site.engine import Serving


def build_site(  # noqa: PLR0913 - one parameter a choice
    config_file: Path,
    site_dir: Path,
    *,
    entries: Path | None = None,
    kinds: tuple[type[Entry], ...] | None = None,
    offline: bool = False,
    archive: bool = False,
    changes: Sequence[Change] = (),
    processes: int = 1,
    seal: Seal | None = None,
    serving: Serving | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    on_stage: Callable[[str], None] = lambda _stage: None,
) -> KnowledgeGraph:
    """Build and publish; on any failure the site that was there stays as it was.

    Args:
        config_file: The project's `mkdocs.yml`.
        site_dir: Where the site is published.
        entries: The folder of entries; by default the one `mkdocs.yml` names.
        kinds: The kinds of entry the base may hold; by default those `mkdocs.yml` names.
        offline: Whether the site is to be read from disk rather than served.
        archive: Whether a served site offers one for the disk, packed as `ARCHIVE`.
        changes: What changed since a revision, for the page of changes.
        processes: How many may work at a time.
        seal: Put on the finished site, if it is to be known again.
        serving: Who serves the site, if it is not to be published but looked at.
        on_progress: Told how much of how much is written.
        on_stage: Told the name of each stage when it ends.

    Returns:
        The graph the site was built from.

    Raises:
        PublishError: The entries have errors, the theme lost a slot, or a link leads nowhere.
    """
    # Imported here: everything but building and serving works without a site engine.
    from agi_review.site.engine import run_build  # noqa: PLC0415

    # What is noted of a site that is only looked at goes with it.
    notes = site_dir.parent / "pages.json" if serving else _notes(config_file, site_dir, "pages")
    memory = None if offline else Memory(notes, site_dir)
    sources: dict[Path, str] = {}
    with staged(site_dir) as stage, collector_paused():
        graph = run_build(
            config_file,
            stage,
            entries=entries,
            kinds=kinds,
            archive=ARCHIVE if archive else "",
            changes=changes,
            processes=processes,
            memory=memory,
            serving=serving,
            on_sources=lambda paths: sources.update(seal.read(paths)) if seal else None,
            on_progress=on_progress,
            on_stage=on_stage,
        )
        if archive:
            _pack_offline(stage, graph, processes)
        if offline:
            make_offline(stage, processes)
        if archive or offline:
            on_stage("make the site for the disk")
        keep_unchanged(site_dir, stage, processes, memory.kept() if memory else ())
        known = memory.known_links(stage) if memory else NO_LINKS
        on_stage("keep files that hold the same")
        links = verify(stage, graph, offline=offline, processes=processes, known=known)
        on_stage("check every link")
    on_stage("put the site in place")
    if memory:
        memory.save(links)
        on_stage("note what the pages were made from")
    if seal and sources:
        seal.put(sources, len(graph))
    return graph


def seal_of(config_file: Path, site_dir: Path, *asked: object) -> Seal:
    """Return the seal of a site, for what was asked of a build beside its sources."""
    said = fingerprint(engine_fingerprint(), *map(repr, asked))
    return Seal(_notes(config_file, site_dir, "seal"), site_dir, config_file, said)


def _notes(config_file: Path, site_dir: Path, what: str) -> Path:
    """Where builds note something about a site."""
    place = fingerprint(str(site_dir.resolve()))[:8]
    return config_file.parent / FOLDER / f"{site_dir.name}-{place}.{what}.json"


def _pack_offline(stage: Path, graph: KnowledgeGraph, processes: int) -> None:
    """Add to a site the archive of itself for the disk, checked like the site.

    The copy stands beside the stage under a name that publishing clears away after a crash.
    """
    with TemporaryDirectory(prefix=f"{stage.name}-", dir=stage.parent) as copy:
        shutil.copytree(stage, copy, dirs_exist_ok=True)
        make_offline(Path(copy), processes)
        verify(Path(copy), graph, offline=True, processes=processes)
        pack(Path(copy), stage / ARCHIVE)


def serve_site(
    config_file: Path,
    *,
    entries: Path | None = None,
    address: str | None = None,
    processes: int = 1,
) -> None:
    """Serve the site and build it anew on every change, until interrupted.

    Args:
        config_file: The project's `mkdocs.yml`.
        entries: The folder of entries; by default the one `mkdocs.yml` names.
        address: `host:port` to listen on; by default MkDocs' own.
        processes: How many may make the first site at a time.
    """
    from agi_review.site.engine import run_serve  # noqa: PLC0415 - see build_site

    def build(site: Path, serving: Serving, processes: int) -> KnowledgeGraph:
        return build_site(config_file, site, entries=entries, processes=processes, serving=serving)

    run_serve(config_file, build, entries=entries, address=address, processes=processes)
