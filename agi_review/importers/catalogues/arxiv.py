"""arXiv: preprints by their id, answered as an Atom feed."""

from __future__ import annotations

import re
from urllib.parse import quote
from xml.etree.ElementTree import Element

from agi_review.importers.catalogues.catalogue import (
    Catalogue,
    NoRecord,
    NotUnderstood,
    read_xml,
    text_of,
)
from agi_review.importers.latex import to_text
from agi_review.importers.names import read_names
from agi_review.importers.records import BibRecord

_ATOM = "{http://www.w3.org/2005/Atom}"
_OWN = "{http://arxiv.org/schemas/atom}"
_ID = re.compile(r"https?://arxiv\.org/abs/(.+?)(?:v[0-9]+)?")


def _path(id_: str) -> str:
    return f"/api/query?id_list={quote(id_, safe='/')}&max_results=1"


def _read(id_: str, data: bytes) -> BibRecord:
    feed = read_xml(data)
    if feed.tag != f"{_ATOM}feed":
        raise NotUnderstood("the answer is no Atom feed")
    entry = feed.find(f"{_ATOM}entry")
    address = text_of(entry.find(f"{_ATOM}id")) if entry is not None else ""
    if entry is None or "/api/errors" in address or entry.find(f"{_ATOM}title") is None:
        raise NoRecord(id_)
    found = _ID.fullmatch(address)
    if found is None or found[1] != id_:
        raise NotUnderstood(f"the answer is about '{address[:80]}'")
    fields = {
        "title": to_text(text_of(entry.find(f"{_ATOM}title"))),
        "date": text_of(entry.find(f"{_ATOM}published"))[:10],
        "eprint": id_,
        "archiveprefix": "arXiv",
        "doi": text_of(entry.find(f"{_OWN}doi")),
    }
    names = read_names(" and ".join(_author(each) for each in entry.iter(f"{_ATOM}author")))
    present = {name: value for name, value in fields.items() if value}
    return BibRecord(id_, "unpublished", present, 1, "arXiv", names=names)


def _author(author: Element) -> str:
    """Return a name in natural order, safe where names are joined by `and`."""
    name = text_of(author.find(f"{_ATOM}name"))
    return f"{{{name}}}" if re.search(r"\band\b|[,;]", name, re.IGNORECASE) else name


ARXIV = Catalogue("arXiv", "arxiv", "https://export.arxiv.org", 3.0, "xml", _path, _read)
