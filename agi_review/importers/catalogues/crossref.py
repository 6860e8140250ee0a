"""Crossref: published works by their DOI, answered as JSON that is nearly CSL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from agi_review.importers.catalogues.catalogue import Catalogue, NotUnderstood
from agi_review.importers.csl_json import record_of
from agi_review.importers.records import BibRecord

_TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "reference-entry": "chapter",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "book",
    "report": "report",
    "standard": "report",
    "dissertation": "thesis",
    "dataset": "dataset",
}
_DATES = ("published", "issued", "published-print", "published-online", "posted")


def _path(doi: str) -> str:
    return f"/works/{quote(doi, safe='')}"


def _read(doi: str, data: bytes) -> BibRecord:
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood("the answer is no whole JSON document") from error
    message = answer.get("message") if isinstance(answer, dict) else None
    if not isinstance(message, dict):
        raise NotUnderstood("the answer holds no work")
    if str(message.get("DOI", "")).casefold() != doi.casefold():
        raise NotUnderstood(f"the answer is about '{str(message.get('DOI', ''))[:80]}'")
    return record_of(_item(message, doi), 1, "Crossref")


def _item(message: Mapping[str, Any], doi: str) -> dict[str, Any]:
    """Return the work as a CSL item: single values out of lists, and CSL's names for types."""
    title, subtitle = _first(message.get("title")), _first(message.get("subtitle"))
    if title and subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title}: {subtitle}"
    date = next((found for name in _DATES if _is_date(found := message.get(name))), None)
    held = ("author", "editor", "volume", "issue", "publisher")
    return {
        **{name: message[name] for name in held if name in message},
        "id": doi,
        "type": _TYPES.get(str(message.get("type")), "misc"),
        "title": title,
        "issued": date,
        "container-title": _first(message.get("container-title")) or _server(message),
        "page": message.get("page") or message.get("article-number"),
        "ISBN": _first(message.get("ISBN")),
        "DOI": doi,
    }


def _first(values: Any) -> str:
    values = values if isinstance(values, list) else [values]
    return next((value for value in values if isinstance(value, str) and value), "")


def _is_date(value: Any) -> bool:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    return bool(isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0][:1])


def _server(message: Mapping[str, Any]) -> str:
    """Return the server a preprint lies on."""
    institutions = message.get("institution")
    first = institutions[0] if isinstance(institutions, list) and institutions else None
    return _first(first.get("name")) if isinstance(first, dict) else ""


CROSSREF = Catalogue("Crossref", "doi", "https://api.crossref.org", 1.0, "json", _path, _read)
