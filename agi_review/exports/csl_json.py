"""A paper as CSL-JSON, the form citation processors and reference managers share."""

from __future__ import annotations

import json
from typing import Any

from agi_review.schema.kinds.paper import Author, PaperEntry

FIELDS = frozenset(
    {
        *("title", "author", "issued", "container-title", "volume", "issue", "page", "publisher"),
        *("DOI", "PMID", "ISBN", "URL"),
    }
)
"""What an item may hold beside its id and type."""


def csl_item(paper: PaperEntry) -> dict[str, Any]:
    """Return a paper as one CSL item; what the entry does not hold is left out.

    Source:
        The CSL 1.0.2 input data schema.
    """
    ids = paper.ids
    item: dict[str, Any] = {
        "id": paper.id,
        "type": paper.type,
        "title": paper.title,
        "author": [_name(author) for author in paper.authors],
        "issued": {"date-parts": [[int(part) for part in issued(paper).split("-")]]},
    }
    optional = {
        "container-title": paper.venue,
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages,
        "publisher": paper.publisher,
        "DOI": ids.doi if ids else None,
        "PMID": ids.pmid if ids else None,
        "ISBN": ids.isbn if ids else None,
        "URL": address_of(paper),
    }
    return item | {key: value for key, value in optional.items() if value}


def csl_text(item: dict[str, Any]) -> str:
    """Return an item as a file of its own, for reading: a line a field, and one an author."""
    fields = (
        f"  {_json(name)}: {_people(value) if name == 'author' else _json(value)}"
        for name, value in item.items()
    )
    return "[\n {\n" + ",\n".join(fields) + "\n }\n]\n"


def _people(authors: list[dict[str, str]]) -> str:
    return "[\n" + ",\n".join(f"   {_json(author)}" for author in authors) + "\n  ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def address_of(paper: PaperEntry) -> str | None:
    """Return where the work itself is found: its DOI, its preprint, or its page."""
    ids, links = paper.ids, paper.links
    if ids and ids.doi:
        return f"https://doi.org/{ids.doi}"
    if ids and ids.arxiv:
        return f"https://arxiv.org/abs/{ids.arxiv}"
    if ids and ids.openreview:
        return f"https://openreview.net/forum?id={ids.openreview}"
    return links.page if links else None


def first_and_last(paper: PaperEntry) -> tuple[str, str]:
    """Return the first and the last page; both empty if there are none."""
    first, _, last = (paper.pages or "").partition("–")
    return first, last


def issued(paper: PaperEntry) -> str:
    """Return the day of publication as far as known; one of another year is the preprint's."""
    if paper.date and paper.date.startswith(str(paper.year)):
        return paper.date
    return str(paper.year)


def _name(author: Author) -> dict[str, str]:
    if author.group:
        return {"literal": author.group}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {key: value for key, value in parts.items() if value}
