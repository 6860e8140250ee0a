"""What somebody typed or pasted to the identifier of a work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

_ARXIV_NEW = r"[0-9]{4}\.[0-9]{4,5}"
_ARXIV_OLD = r"[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}"
_VERSION = r"(?:v[0-9]+)?(?:\.pdf)?/?"
_FORMS = (
    (
        "arxiv",
        re.compile(
            rf"(?:arxiv:\s*|(?:https?://)?(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html)/)?"
            rf"({_ARXIV_NEW}|{_ARXIV_OLD}){_VERSION}",
            re.IGNORECASE,
        ),
    ),
    (
        "arxiv",
        re.compile(
            rf"(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/)?10\.48550/arxiv\."
            rf"({_ARXIV_NEW}|{_ARXIV_OLD}){_VERSION}",
            re.IGNORECASE,
        ),
    ),
    (
        "pmid",
        re.compile(
            r"(?:pmid:?\s*|(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov/"
            r"|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/))?([1-9][0-9]{0,8})/?",
            re.IGNORECASE,
        ),
    ),
    (
        "doi",
        re.compile(
            r"(?:doi:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/"
            r"|https?://[^/\s]+/doi/(?:abs/|full/|pdf/|epdf/)?)?(10\.[0-9]{4,9}/[^\s<>\"?#]+)",
            re.IGNORECASE,
        ),
    ),
)
_FIVE_DIGITS_SINCE = 1501
_SHORT = re.compile(r"([0-9]{4})\.[0-9]{1,4}")
_MONTH = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A work by an identifier."""

    scheme: str
    """A field of the paper's `ids`: `arxiv`, `doi` or `pmid`."""
    id: str


def read_wanted(text: str) -> Wanted | str:
    """Return the work an identifier or an address names, or what is wrong with it.

    Args:
        text: An arXiv id, a DOI or a PubMed id, with or without what leads to it.
    """
    written = unquote(text.strip()) if "%2f" in text.lower() else text.strip()
    if fault := _faulty_arxiv(written):
        return fault
    for scheme, form in _FORMS:
        if match := form.fullmatch(written):
            id_ = match[1]
            return Wanted(scheme, id_.rstrip(".,;/") if scheme == "doi" else id_)
    return (
        f"'{text}' is no arXiv id, DOI or PubMed id, no address with one of these, and no file; "
        "examples: 2304.12306, 10.1038/s41467-024-44824-z, PMID 38253604, refs.bib"
    )


def _faulty_arxiv(text: str) -> str:
    """Say what is wrong with an arXiv id that a program has read as a decimal number."""
    match = _SHORT.fullmatch(text)
    if match is None or _MONTH.fullmatch(match[1]) is None:
        return ""
    if int(match[1]) < _FIVE_DIGITS_SINCE and len(text) == len("0704.0001"):
        return ""
    wanted = 5 if int(match[1]) >= _FIVE_DIGITS_SINCE else 4
    year, _, number = text.partition(".")
    likely = f"{year}.{number.ljust(wanted, '0')}"
    return (
        f"'{text}' lacks a digit: arXiv ids of that month have {wanted} after the point; "
        f"did you mean '{likely}'?"
    )
