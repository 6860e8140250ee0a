"""`agi-review add WHAT`: a draft entry from an identifier, an address or a bibliography."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from agi_review.cli.fetching import Fetcher, Unanswered
from agi_review.cli.import_records import as_text, papers_of
from agi_review.cli.terminal import entries_option, say
from agi_review.errors import UsageError
from agi_review.importers import (
    READERS,
    BibFile,
    BibRecord,
    draft_all,
    read_bibtex,
    render_draft,
    write_files,
)
from agi_review.importers.catalogues import (
    CATALOGUES,
    NoRecord,
    NotUnderstood,
    Wanted,
    merged,
    read_wanted,
    stub,
    stub_id,
)
from agi_review.schema.kinds import PaperEntry

_ENDINGS = {".ris": "ris", ".json": "csl-json"}
_NEXT = "next: say what it is and how it bears on the rest, then agi-review check"
_FOLDER = ".agi-review/answers"


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is to write, and what to tell."""

    texts: Mapping[str, str]
    """Ids and texts of the entries."""
    told: tuple[str, ...]
    refused: bool = False
    """Whether something could not be added."""


@click.command(name="add")
@click.argument("what")
@click.option("--offline", is_flag=True, help="Ask nobody; write what the identifier itself says.")
@click.option("--dry-run", is_flag=True, help="Say what would be written and write nothing.")
@click.option("--print", "show", is_flag=True, help="Print the entry instead of writing it.")
@click.option("--added", metavar="DAY", help="The day to note as the day the entry was added.")
@click.option("--timeout", type=click.FloatRange(0.1, 120), default=10.0, show_default=True)
@click.option(
    "--mailto", envvar="AGI_REVIEW_MAILTO", default="", help="Where the catalogues reach you."
)
@click.option("--arxiv-url", envvar="AGI_REVIEW_ARXIV_URL", default=CATALOGUES["arxiv"].base)
@click.option("--crossref-url", envvar="AGI_REVIEW_CROSSREF_URL", default=CATALOGUES["doi"].base)
@click.option("--pubmed-url", envvar="AGI_REVIEW_PUBMED_URL", default=CATALOGUES["pmid"].base)
@entries_option
def command(  # noqa: PLR0913 - one parameter an option
    what: str,
    *,
    added: str | None,
    timeout: float,
    mailto: str,
    arxiv_url: str,
    crossref_url: str,
    pubmed_url: str,
    entries: Path,
    offline: bool,
    dry_run: bool,
    show: bool,
) -> None:
    """Add a paper: WHAT is an arXiv id, a DOI, a PubMed id, an address of one of these, a file.

    A file is BibTeX, RIS (.ris) or CSL-JSON (.json); - is BibTeX from standard input. Without an
    answer from arXiv, Crossref or PubMed, the entry holds what is known, and `check` asks for the
    rest. Nothing is written twice or over. Exit code 1 if something was not added.
    """
    bases = {"arxiv": arxiv_url, "doi": crossref_url, "pmid": pubmed_url}
    fetcher = Fetcher(entries.resolve().parent / _FOLDER, timeout, mailto)
    papers, file = papers_of(entries), _file(what)
    if file is not None:
        found = _drafted(file, papers, added)
    else:
        wanted = read_wanted(what)
        if isinstance(wanted, str):
            raise UsageError(wanted)
        found = _looked_up(wanted, papers, added, None if offline else fetcher, bases)
    _finish(found, entries / PaperEntry.folder, write=not dry_run, show=show)


def _finish(found: _Found, folder: Path, *, write: bool, show: bool) -> None:
    paths = {folder / f"{id_}.yaml": text for id_, text in found.texts.items()}
    for message in found.told:
        say(message)
    if show:
        click.echo("\n".join(paths.values()), nl=False)
    else:
        if write and paths:
            folder.parent.mkdir(parents=True, exist_ok=True)
            write_files(paths, folder)
        for path in paths:
            click.echo(path.as_posix())
        say("nothing was written", when=not write)
        say(_NEXT, when=write and bool(paths))
    sys.exit(1 if found.refused else 0)


def _file(what: str) -> BibFile | None:
    """Return the bibliography that is meant, or nothing if no file is."""
    if what == "-":
        return read_bibtex(sys.stdin.buffer.read(), "standard input")
    path = Path(what)
    if path.is_file():
        reader = READERS[_ENDINGS.get(path.suffix.lower(), "bibtex")]
        return reader(path.read_bytes(), what)
    if path.suffix.lower() in {".bib", *_ENDINGS}:
        raise UsageError(f"there is no file '{what}'")
    return None


def _drafted(file: BibFile, papers: tuple[PaperEntry, ...], added: str | None) -> _Found:
    result = draft_all(file, papers, added=added)
    texts = {each.id: render_draft(each) for each in result.drafted}
    refused = bool(result.failed or result.duplicates)
    return _Found(texts, (as_text(result, file.path).rstrip(),), refused)


def _looked_up(
    wanted: Wanted,
    papers: tuple[PaperEntry, ...],
    added: str | None,
    fetcher: Fetcher | None,
    bases: Mapping[str, str],
) -> _Found:
    for paper in papers:
        known = getattr(paper.ids, wanted.scheme) if paper.ids else None
        if known and known.casefold() == wanted.id.casefold():
            return _Found({}, (f"{wanted.id} has an entry: {paper.id}",), refused=True)
    try:
        record, told = _record(wanted, fetcher, bases)
    except NoRecord:
        name = CATALOGUES[wanted.scheme].name
        hint = "agi-review new paper ID starts an entry by hand"
        raise UsageError(f"{name} has no record of '{wanted.id}'; {hint}") from None
    except Unanswered as reason:
        return _stub(wanted, str(reason))
    result = draft_all(BibFile(record.file, (record,), ()), papers, added=added)
    told += tuple(f"note: {each.message}" for each in result.notes)
    told += tuple(f"failed: {each.reason}" for each in result.failed)
    told += tuple(
        f"{wanted.id} has an entry: {each.existing} ({each.reason})" for each in result.duplicates
    )
    texts = {each.id: render_draft(each) for each in result.drafted}
    return _Found(texts, told, refused=not texts)


def _stub(wanted: Wanted, reason: str) -> _Found:
    text, lacking = stub(wanted)
    told = (
        f"{reason}; the entry holds what the identifier says",
        f"fill in {', '.join(lacking)}; then name the file family + year + word of the title",
    )
    return _Found({stub_id(wanted): text}, told)


def _record(
    wanted: Wanted, fetcher: Fetcher | None, bases: Mapping[str, str]
) -> tuple[BibRecord, tuple[str, ...]]:
    """Return the record of a work; that of the published version, where a preprint names it."""
    record = _ask(wanted, fetcher, bases)
    doi = record.get("doi").split(" ")[0]
    if wanted.scheme != "arxiv" or not doi:
        return record, ()
    try:
        published = _ask(Wanted("doi", doi), fetcher, bases)
    except (NoRecord, Unanswered):
        return record, (f"note: published as {doi}, of which no record was found; look it up",)
    return merged(record, published), (f"note: published as {doi}; the entry follows that version",)


def _ask(wanted: Wanted, fetcher: Fetcher | None, bases: Mapping[str, str]) -> BibRecord:
    if fetcher is None:
        raise Unanswered("nobody was asked")
    catalogue, base = CATALOGUES[wanted.scheme], bases[wanted.scheme]
    data = fetcher.fetch(catalogue, base, wanted.id)
    try:
        return catalogue.read(wanted.id, data)
    except (NoRecord, NotUnderstood) as error:
        fetcher.forget(catalogue, base, wanted.id)
        if isinstance(error, NoRecord):
            raise
        raise Unanswered(f"{catalogue.name}: {error}") from error
