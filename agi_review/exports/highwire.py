"""A paper as Highwire tags, which reference managers and scholarly search read."""

from __future__ import annotations

from collections.abc import Iterator

from agi_review.exports.csl_json import first_and_last, issued
from agi_review.schema.kinds.paper import Author, PaperEntry


def highwire(paper: PaperEntry) -> Iterator[tuple[str, str]]:
    """Yield name and content of each tag."""
    ids = paper.ids
    first, last = first_and_last(paper)
    venue = (
        "citation_conference_title"
        if paper.type == "paper-conference"
        else "citation_journal_title"
    )
    yield "citation_title", paper.title
    for author in paper.authors:
        yield "citation_author", listed(author)
    yield "citation_publication_date", issued(paper).replace("-", "/")
    optional = {
        venue: paper.venue,
        "citation_volume": paper.volume,
        "citation_issue": paper.issue,
        "citation_firstpage": first,
        "citation_lastpage": last,
        "citation_publisher": paper.publisher,
        "citation_doi": ids.doi if ids else None,
        "citation_arxiv_id": ids.arxiv if ids else None,
        "citation_pmid": ids.pmid if ids else None,
        "citation_isbn": ids.isbn if ids else None,
        "citation_pdf_url": paper.links.pdf if paper.links else None,
    }
    yield from ((name, value) for name, value in optional.items() if value)


def listed(author: Author) -> str:
    """Return a name as catalogues list it: family name first."""
    if author.group:
        return author.group
    given = " ".join(part for part in (author.given, author.suffix) if part)
    return ", ".join(part for part in (author.family, given) if part)
