"""A paper as an OpenURL ContextObject: a COinS, which reference managers find in lists.

Source:
    ANSI/NISO Z39.88-2004, key/encoded-value format, and the COinS convention.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from agi_review.exports.csl_json import first_and_last
from agi_review.exports.highwire import listed
from agi_review.schema.kinds.paper import PaperEntry

_FORMAT = "info:ofi/fmt:kev:mtx:"

_FORMS = {
    "article-journal": ("journal", "article"),
    "article": ("journal", "preprint"),
    "paper-conference": ("book", "proceeding"),
    "chapter": ("book", "bookitem"),
    "book": ("book", "book"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
}
"""Format and genre of each type of work; the rest is described in Dublin Core."""

_TITLES = {
    "article": ("atitle", "jtitle"),
    "preprint": ("atitle", "jtitle"),
    "proceeding": ("atitle", "btitle"),
    "bookitem": ("atitle", "btitle"),
    "book": ("btitle", "series"),
    "report": ("btitle", "series"),
}
"""The keys of the work's own title and of what it appeared in."""


def coins(paper: PaperEntry) -> str:
    """Return the value of the `title` attribute, not yet escaped for HTML."""
    form, genre = _FORMS.get(paper.type, ("dc", ""))
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"{_FORMAT}{form}")]
    pairs += _identifiers(paper)
    pairs += _core(paper) if form == "dc" else _described(paper, form, genre)
    return urlencode([(key, value) for key, value in pairs if value])


def _identifiers(paper: PaperEntry) -> Iterator[tuple[str, str]]:
    ids = paper.ids
    if ids and ids.doi:
        yield "rft_id", f"info:doi/{ids.doi}"
    if ids and ids.pmid:
        yield "rft_id", f"info:pmid/{ids.pmid}"
    if ids and ids.arxiv:
        yield "rft_id", f"https://arxiv.org/abs/{ids.arxiv}"


def _described(paper: PaperEntry, form: str, genre: str) -> Iterator[tuple[str, str]]:
    title, container = _TITLES.get(genre, ("title", "inst"))
    first, last = first_and_last(paper)
    yield "rft.genre", genre
    yield f"rft.{title}", paper.title
    yield f"rft.{container}", paper.venue or ""
    yield "rft.date", str(paper.year)
    if form == "journal":
        yield "rft.volume", paper.volume or ""
        yield "rft.issue", paper.issue or ""
    if form != "dissertation":
        yield "rft.spage", first
        yield "rft.epage", last
        yield "rft.pub", paper.publisher or ""
    yield "rft.isbn", (paper.ids.isbn if paper.ids else None) or ""
    for author in paper.authors:
        yield ("rft.aucorp" if author.group else "rft.au"), listed(author)


def _core(paper: PaperEntry) -> Iterator[tuple[str, str]]:
    yield "rft.type", paper.type
    yield "rft.title", paper.title
    yield "rft.source", paper.venue or ""
    yield "rft.date", str(paper.year)
    yield "rft.publisher", paper.publisher or ""
    for author in paper.authors:
        yield "rft.creator", listed(author)
