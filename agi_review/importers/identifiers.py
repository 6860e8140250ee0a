"""Identifiers of a work, wherever in a record they are written."""

from __future__ import annotations

import re
from urllib.parse import unquote

from agi_review.importers.records import BibRecord

_DOI_LABEL = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*:?\s*", re.IGNORECASE)
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.[^?#]+)", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ARXIV = r"([0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?"
_ARXIV_BARE = re.compile(rf"(?:arxiv\s*:?\s*)?{_ARXIV}(?:\s*\[[^\]]*\])?", re.IGNORECASE)
_ARXIV_SAID = re.compile(
    r"(?:\(?(?:arxiv|corr)\b(?:\s+(?:e-?prints?|preprint))?[\s:,]*(?:arxiv\s*:\s*)?(?:abs/)?|abs/)"
    rf"{_ARXIV}(?:\s*\[[^\]]*\])?\)?\.?",
    re.IGNORECASE,
)
_ARXIV_ADDRESS = re.compile(
    rf"https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html)/{_ARXIV}", re.IGNORECASE
)
_PUBMED_ADDRESS = re.compile(
    r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/([0-9]+)",
    re.IGNORECASE,
)
_OPENREVIEW_ADDRESS = re.compile(
    r"https?://openreview\.net/(?:forum|pdf|attachment)\?id=([A-Za-z0-9_-]+)", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9X]")
_OLD_NUMBER = re.compile(r"[0-9]{7}")

_SAYS_ARXIV = (
    "journal",
    "journaltitle",
    "eid",
    "pages",
    "volume",
    "number",
    "note",
    "howpublished",
)
_LEADS_TO_A_PAGE = ("doi", "arxiv", "pmid", "openreview")


def find_ids(record: BibRecord, *, is_whole: bool) -> dict[str, str]:
    """Return the identifiers a record holds, cleaned; their forms are the schema's business.

    Args:
        record: The record.
        is_whole: Whether the work is a volume of its own. The ISBN of a chapter or of a
            conference paper names the volume it stands in.
    """
    doi, arxiv = _doi(record), find_arxiv(record)
    if _ARXIV_DOI.fullmatch(doi) and arxiv:
        doi = ""
    ids = {
        "doi": doi,
        "arxiv": arxiv,
        "pmid": _pmid(record),
        "openreview": _in_address(record, _OPENREVIEW_ADDRESS),
        "isbn": _isbn(record) if is_whole else "",
    }
    return {name: value for name, value in ids.items() if value}


def find_arxiv(record: BibRecord) -> str:
    """Return the arXiv id of a record without its version, or an empty text."""
    archive = record.get("archiveprefix", "eprinttype").lower()
    eprint = record.get("eprint", "arxivid", "arxiv")
    if eprint and archive in {"", "arxiv", "corr"} and not eprint.lower().startswith("http"):
        group = record.get("primaryclass", "eprintclass").split(".")[0]
        if group and _OLD_NUMBER.fullmatch(eprint):
            eprint = f"{group}/{eprint}"
        bare = _bare(eprint)
        if bare or archive:
            return bare or eprint
    if found := _in_address(record, _ARXIV_ADDRESS):
        return found
    if match := _ARXIV_ADDRESS.match(eprint):
        return match[1]
    for name in _SAYS_ARXIV:
        if match := _ARXIV_SAID.fullmatch(record.get(name)):
            return match[1]
    match = _ARXIV_DOI.fullmatch(_doi(record))
    return _bare(match[1]) if match else ""


def find_page(record: BibRecord, ids: dict[str, str]) -> str:
    """Return the address of the work's page where no identifier leads to one."""
    if any(name in ids for name in _LEADS_TO_A_PAGE):
        return ""
    return next(iter(_addresses(record)), "")


def _addresses(record: BibRecord) -> list[str]:
    found = [record.get("url"), record.get("ee"), record.get("link")]
    said = (_ADDRESS.search(record.get(name)) for name in ("howpublished", "note"))
    found.extend(match[0].rstrip(".,;)") for match in said if match)
    return [words[0] for address in found if (words := address.split())]


def _in_address(record: BibRecord, pattern: re.Pattern[str]) -> str:
    return next((match[1] for each in _addresses(record) if (match := pattern.match(each))), "")


def _doi(record: BibRecord) -> str:
    """Return the DOI without what leads to it; a doubtful one as written, never a part of it."""
    written = record.get("doi")
    text = _DOI_LABEL.sub("", written, count=1) if _DOI_LABEL.match(written) else written
    text = text or _in_address(record, _DOI_ADDRESS)
    if "%2f" in text.lower():
        text = unquote(text)
    return text.strip().rstrip(".,;")


def _bare(text: str) -> str:
    match = _ARXIV_BARE.fullmatch(text.strip())
    return match[1] if match else ""


def _pmid(record: BibRecord) -> str:
    written = record.get("pmid", "pubmed", "pubmedid")
    if not written and record.get("eprinttype", "archiveprefix").lower() in {"pubmed", "pmid"}:
        written = record.get("eprint")
    if not written and (match := re.fullmatch(r"PMID:?\s*([0-9]+)\.?", record.get("note"))):
        written = match[1]
    written = re.sub(r"^pmid\s*:?\s*", "", written, flags=re.IGNORECASE)
    return written or _in_address(record, _PUBMED_ADDRESS)


def _isbn(record: BibRecord) -> str:
    """Return the first ISBN; volumes are often given with those of all their formats."""
    written = record.get("isbn").upper().replace("–", "-")
    match = _ISBN.search(written)
    return match[0].replace(" ", "-") if match else written
