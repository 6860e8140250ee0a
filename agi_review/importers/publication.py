"""What kind of publication a record is, and which of its fields say where it appeared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agi_review.importers.identifiers import find_arxiv
from agi_review.importers.records import BibRecord

_TYPES: dict[str, tuple[str, ...]] = {
    "article-journal": ("article", "suppperiodical", "review"),
    "paper-conference": ("inproceedings", "conference"),
    "book": (
        *("book", "mvbook", "booklet", "collection", "mvcollection"),
        *("proceedings", "mvproceedings", "reference"),
    ),
    "chapter": ("incollection", "inbook", "bookinbook", "suppbook", "inreference"),
    "report": ("techreport", "report", "manual", "standard"),
    "thesis": ("phdthesis", "mastersthesis", "bachelorsthesis", "thesis"),
    "dataset": ("dataset", "data"),
    "software": ("software", "code"),
    "webpage": ("online", "electronic", "www", "webpage"),
    "article": ("unpublished", "preprint"),
}
_KINDS = {name: kind for kind, names in _TYPES.items() for name in names}
_PUBLISHERS: dict[str, tuple[str, ...]] = {
    "report": ("institution", "publisher", "organization"),
    "thesis": ("school", "institution", "publisher"),
    "dataset": ("publisher", "organization", "institution"),
    "software": ("publisher", "organization", "institution"),
}
_IN_A_VOLUME = frozenset({"paper-conference", "chapter"})
_WITH_ISSUE = frozenset({"article-journal", "article", *_IN_A_VOLUME})
_WHOLE = frozenset({"book", "report", "thesis"})
_OPEN_TYPES = frozenset({"misc", *_TYPES["webpage"], *_TYPES["article"]})

_ARXIV = re.compile(
    r"\(?(?:arxiv\b|corr\b|abs/[0-9]|computing research repository\b).*", re.IGNORECASE
)
_NO_VENUE = re.compile(r"preprints?\b.*|submitted\b.*|under review.*|openreview.*", re.IGNORECASE)
_SERVER = re.compile(r"[a-z]+r?xiv\b.*|research square\b.*|ssrn\b.*|authorea\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Publication:
    """The shape a record's publication has."""

    type: str
    """The CSL type."""
    venue: str = ""
    is_preprint: bool = False
    """Whether it lies on a server; volume, issue and pages then only repeat its number there."""
    notes: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the work is a volume of its own, which an ISBN names."""
        return self.type in _WHOLE

    @property
    def has_issue(self) -> bool:
        """Whether `number` is an issue, and not the number of a report or of a volume."""
        return self.type in _WITH_ISSUE

    @property
    def publishers(self) -> tuple[str, ...]:
        """The fields that may name who published it, the most telling first."""
        return _PUBLISHERS.get(self.type, ("publisher", "organization"))


def classify(record: BibRecord) -> Publication:
    """Return the kind of publication of a record, by its type and by what its fields give away."""
    journal = record.get("journal", "journaltitle")
    in_volume = _KINDS.get(record.type) in _IN_A_VOLUME
    container = (record.get("booktitle") or journal) if in_volume else journal
    if _ARXIV.fullmatch(container):
        return Publication("article", is_preprint=True)
    if not in_volume and _NO_VENUE.fullmatch(container):
        return Publication("article", is_preprint=True)
    if not in_volume and _SERVER.fullmatch(container):
        return Publication("article", container, is_preprint=True)
    loose = record.type in _OPEN_TYPES or record.type == "article" or record.type not in _KINDS
    if loose and not container and not record.get("booktitle") and find_arxiv(record):
        return Publication("article", is_preprint=True)
    kind, notes = _kind(record, journal)
    shape = Publication(kind, _venue(record, kind, journal), notes=notes)
    number = record.get("number")
    if number and not shape.has_issue:
        notes = (*notes, f"the number '{number[:60]}' is left out: it is no issue")
        return Publication(kind, shape.venue, notes=notes)
    return shape


def _kind(record: BibRecord, journal: str) -> tuple[str, tuple[str, ...]]:
    if record.type in _KINDS:
        return _KINDS[record.type], ()
    if journal:
        kind = "article-journal"
    elif record.get("booktitle"):
        kind = "paper-conference"
    elif "http" in f"{record.get('url')} {record.get('howpublished')}" and not record.get("doi"):
        kind = "webpage"
    else:
        kind = "article"
    if record.type == "misc":
        return kind, ()
    return kind, (f"@{record.type[:40]} is not known and taken for '{kind}'",)


def _venue(record: BibRecord, kind: str, journal: str) -> str:
    if kind in _IN_A_VOLUME:
        return record.get("booktitle", "maintitle") or journal or record.get("eventtitle", "series")
    if kind in {"book", "report"}:
        return journal or record.get("series")
    return journal or ("" if kind == "thesis" else record.get("booktitle"))
