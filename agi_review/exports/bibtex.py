"""A paper as a BibTeX record."""

from __future__ import annotations

import re

from agi_review.exports.csl_json import address_of
from agi_review.schema.kinds.paper import Author, PaperEntry

_TYPES = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "article": "misc",
    "chapter": "incollection",
    "book": "book",
    "report": "techreport",
    "thesis": "phdthesis",
}

_VENUE_FIELDS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}

_ESCAPES = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces even behind a backslash, so a single one must go by its name.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}

_ESCAPED = str.maketrans(_ESCAPES)

# A capital inside a word, or beside a digit: citation styles would lower it.
_PROTECTED = re.compile(r"\S*(?:[^\W\d_][A-Z]|[A-Z][^\W\d_]*[A-Z]|\d[A-Z]|[A-Z]\d)\S*")


def bibtex(paper: PaperEntry) -> str:
    """Return a paper as one BibTeX record in Unicode, ended by a line end.

    Characters with a meaning in LaTeX are escaped; capitals that styles would lower are in braces.
    """
    kind = _TYPES.get(paper.type, "misc")
    names = " and ".join(_name(author) for author in paper.authors)
    ids = paper.ids
    fields = {
        "title": _PROTECTED.sub(lambda match: f"{{{match[0]}}}", _escaped(paper.title)),
        "author": f"{names} and others" if paper.author_list == "partial" else names,
        "year": str(paper.year),
        _VENUE_FIELDS.get(kind, "howpublished"): _escaped(paper.venue or ""),
        "volume": _escaped(paper.volume or ""),
        "number": _escaped(paper.issue or ""),
        "pages": _escaped(paper.pages or "").replace("–", "--"),
        "publisher": _escaped(paper.publisher or ""),
        "doi": ids.doi if ids else None,
        "eprint": ids.arxiv if ids else None,
        "archiveprefix": "arXiv" if ids and ids.arxiv else None,
        "isbn": ids.isbn if ids else None,
        "url": address_of(paper),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{paper.id},", *lines, "}"]) + "\n"


def _name(author: Author) -> str:
    if author.group:
        return f"{{{_escaped(author.group)}}}"
    # Family, suffix and given name apart by commas: no particle is taken for a given name.
    parts = [author.family, author.suffix, author.given]
    return ", ".join(_escaped(part) for part in parts if part)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)
