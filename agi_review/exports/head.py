"""What machines read in the head of a page: Highwire tags and schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from agi_review.exports.csl_json import address_of
from agi_review.schema.entry import Entry
from agi_review.schema.kinds.dataset import DatasetEntry
from agi_review.schema.kinds.paper import Author, PaperEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.schema.prose import as_plain


def head_of(entry: Entry) -> str:
    """Return the HTML for the head of an entry's page; empty for kinds without a vocabulary."""
    tags = [f'<meta name="{name}" content="{escape(value)}">' for name, value in _highwire(entry)]
    if data := _json_ld(entry):
        # Within a script element only `<` could end it; JSON allows it to be written otherwise.
        text = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
        tags.append(f'<script type="application/ld+json">{text}</script>')
    return "\n".join(tags)


def _highwire(entry: Entry) -> Iterator[tuple[str, str]]:
    """The tags reference managers and scholarly search read, for papers only."""
    if not isinstance(entry, PaperEntry):
        return
    ids = entry.ids
    first, _, last = (entry.pages or "").partition("–")
    venue = (
        "citation_conference_title"
        if entry.type == "paper-conference"
        else "citation_journal_title"
    )
    yield "citation_title", entry.title
    for author in entry.authors:
        yield "citation_author", _listed(author)
    yield "citation_publication_date", (entry.date or str(entry.year)).replace("-", "/")
    optional = {
        venue: entry.venue,
        "citation_volume": entry.volume,
        "citation_issue": entry.issue,
        "citation_firstpage": first,
        "citation_lastpage": last,
        "citation_publisher": entry.publisher,
        "citation_doi": ids.doi if ids else None,
        "citation_arxiv_id": ids.arxiv if ids else None,
        "citation_pmid": ids.pmid if ids else None,
        "citation_isbn": ids.isbn if ids else None,
        "citation_pdf_url": entry.links.pdf if entry.links else None,
    }
    yield from ((name, value) for name, value in optional.items() if value)


def _listed(author: Author) -> str:
    """A name as catalogues list it: family name first."""
    if author.group:
        return author.group
    given = " ".join(part for part in (author.given, author.suffix) if part)
    return ", ".join(part for part in (author.family, given) if part)


def _json_ld(entry: Entry) -> dict[str, Any] | None:
    if isinstance(entry, PaperEntry):
        return _article(entry)
    described = as_plain(entry.summary or entry.description or "")
    if isinstance(entry, DatasetEntry):
        return _present(
            {
                "@context": "https://schema.org",
                "@type": "Dataset",
                "name": entry.name,
                "alternateName": list(entry.also_known_as),
                "description": described,
                "url": entry.url,
                "license": f"https://spdx.org/licenses/{entry.licence}" if entry.licence else None,
            }
        )
    if isinstance(entry, TermEntry):
        return _present(
            {
                "@context": "https://schema.org",
                "@type": "DefinedTerm",
                "name": entry.name,
                "alternateName": list(entry.alt_labels),
                "description": as_plain(entry.definition),
                "inDefinedTermSet": entry.scheme,
            }
        )
    return None


def _article(paper: PaperEntry) -> dict[str, Any]:
    ids = paper.ids
    authors = [
        {"@type": "Organization", "name": author.group}
        if author.group
        else _present(
            {
                "@type": "Person",
                "familyName": author.family,
                "givenName": author.given,
                "name": author.full,
                "identifier": f"https://orcid.org/{author.orcid}" if author.orcid else None,
            }
        )
        for author in paper.authors
    ]
    return _present(
        {
            "@context": "https://schema.org",
            "@type": "ScholarlyArticle",
            "headline": paper.title,
            "author": authors,
            "datePublished": str(paper.year),
            "isPartOf": {"@type": "Periodical", "name": paper.venue} if paper.venue else None,
            "pagination": paper.pages,
            "sameAs": address_of(paper),
            "identifier": f"doi:{ids.doi}" if ids and ids.doi else None,
        }
    )


def _present(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value}
