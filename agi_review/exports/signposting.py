"""Typed links from a page to the work it describes, after Signposting.

A page about a paper or a data set is to a program what a landing page is: the links are about the
work. The licence is the work's own, where it is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agi_review.exports.licences import licence_address
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import DatasetEntry, PaperEntry

_ABOUT_PAGE = "https://schema.org/AboutPage"
_DOI = "https://doi.org/"

_RECORDS = {
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".csl.json": "application/vnd.citationstyles.csl+json",
}
"""The files beside a paper's page that describe it; the JSON is every entry's."""


@dataclass(frozen=True, slots=True)
class TypedLink:
    """A link that says how its target relates to the page."""

    rel: str
    href: str
    type: str | None = None


def typed_links(entry: Entry) -> Iterator[TypedLink]:
    """Yield the links of an entry's page; only papers and data sets have them."""
    if isinstance(entry, PaperEntry):
        yield from _paper(entry)
    elif isinstance(entry, DatasetEntry):
        yield from _dataset(entry)


def _paper(paper: PaperEntry) -> Iterator[TypedLink]:
    yield TypedLink("type", _ABOUT_PAGE)
    yield TypedLink("type", "https://schema.org/ScholarlyArticle")
    if paper.ids and paper.ids.doi:
        yield TypedLink("cite-as", f"{_DOI}{paper.ids.doi}")
    elif paper.ids and paper.ids.arxiv:
        yield TypedLink("cite-as", f"https://arxiv.org/abs/{paper.ids.arxiv}")
    for author in paper.authors:
        if author.orcid:
            yield TypedLink("author", f"https://orcid.org/{author.orcid}")
    if paper.links and paper.links.pdf:
        yield TypedLink("item", paper.links.pdf, "application/pdf")
    for ending, media_type in _RECORDS.items():
        yield TypedLink("describedby", f"../{paper.id}{ending}", media_type)


def _dataset(dataset: DatasetEntry) -> Iterator[TypedLink]:
    yield TypedLink("type", _ABOUT_PAGE)
    yield TypedLink("type", "https://schema.org/Dataset")
    if dataset.url and dataset.url.startswith(_DOI):
        yield TypedLink("cite-as", dataset.url)
    if licence := licence_address(dataset.licence):
        yield TypedLink("license", licence)
