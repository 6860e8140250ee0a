"""A paper as an RIS record."""

from __future__ import annotations

from agi_review.exports.csl_json import address_of, first_and_last
from agi_review.schema.kinds.paper import Author, PaperEntry

_TYPES = {
    "article-journal": "JOUR",
    "paper-conference": "CPAPER",
    "article": "UNPB",
    "chapter": "CHAP",
    "book": "BOOK",
    "report": "RPRT",
    "thesis": "THES",
    "dataset": "DATA",
    "software": "COMP",
    "webpage": "ELEC",
}


def ris(paper: PaperEntry) -> str:
    """Return a paper as one RIS record, lines ended as the format wants them."""
    ids = paper.ids
    first, last = first_and_last(paper)
    tags = [
        ("TY", _TYPES.get(paper.type, "GEN")),
        ("ID", paper.id),
        ("TI", paper.title),
        *(("AU", _name(author)) for author in paper.authors),
        ("PY", str(paper.year)),
        ("T2", paper.venue),
        ("VL", paper.volume),
        ("IS", paper.issue),
        ("SP", first),
        ("EP", last),
        ("PB", paper.publisher),
        ("DO", ids.doi if ids else None),
        ("AN", f"arXiv:{ids.arxiv}" if ids and ids.arxiv else None),
        ("UR", address_of(paper)),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _name(author: Author) -> str:
    if author.group:
        return author.group
    return ", ".join(part for part in (author.family, author.given, author.suffix) if part)
