"""A value in the wrong spelling, in the right one: only where one and no other fits the field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from typing import Any

from pydantic import BaseModel, ValidationError

from agi_review.diagnostics import nearest
from agi_review.sources import Data, Document, Route
from agi_review.sources.ids import nearest_id

_QUOTES = "“”„‘’‚«»"
_ADDRESSES = re.compile(
    r"(?:https?://)?(?:dx\.)?(?:doi\.org/|(?:www\.)?arxiv\.org/(?:abs|pdf)/"
    r"|pubmed\.ncbi\.nlm\.nih\.gov/|orcid\.org/)|(?:doi|arxiv|pmid|isbn):\s*",
    re.IGNORECASE,
)
_CLEAR = 80.0
"""Similarity in percent from which a word is taken for the only one like it."""


def respelled(fault: Any, document: Document, entry_class: type[BaseModel]) -> str | None:
    """Return the one spelling of a faulty value that its field takes, or nothing."""
    value = fault["input"]
    if not isinstance(value, str) or fault["type"] not in {"bad-format", "literal_error"}:
        return None
    if "\n" in value:
        # Paragraphs are sentences, not a spelling of something else.
        return None
    for candidate in _spellings(value):
        if candidate != value and _fits(candidate, fault["loc"], document, entry_class):
            return candidate
    return _word(value, fault) if fault["type"] == "literal_error" else None


def _spellings(value: str) -> Iterator[str]:
    """Yield what the writer may have meant, the least change first."""
    bare = value.strip().strip(_QUOTES).strip()
    yield bare
    yield bare.replace(" ", "").replace(",", "")
    yield re.sub(r"[\s_]+", "-", bare.casefold())
    yield bare.upper().replace(" ", "")
    stem = _ADDRESSES.sub("", bare, count=1)
    yield stem.rstrip("/")
    yield re.sub(r"(?:v[0-9]+)?(?:\.pdf)?/?$", "", stem)
    if parts := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?", bare):
        yield "-".join(part.zfill(2) for part in parts.groups() if part)
    if re.match(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+/", bare):
        yield f"https://{bare}"
    yield from _licences(bare)
    if nearest_id(bare) == bare.casefold().replace(" ", "-").replace("_", "-"):
        yield nearest_id(bare)


def _licences(text: str) -> Iterator[str]:
    from packaging.licenses import (  # noqa: PLC0415 - the list of licences is large
        InvalidLicenseExpression,
        canonicalize_license_expression,
    )

    with suppress(InvalidLicenseExpression):
        yield canonicalize_license_expression(re.sub(r"\s+", "-", text))


def _fits(value: str, route: Route, document: Document, entry_class: type[BaseModel]) -> bool:
    data = deepcopy(document.data)
    target: Data = data
    for step in route[:-1]:
        target = target[step]  # type: ignore[index]
    target[route[-1]] = value  # type: ignore[index]
    try:
        entry_class.model_validate({**data, "id": document.file.id})
    except ValidationError as error:
        return all(fault["loc"] != route for fault in error.errors(include_url=False))
    return True


def _word(value: str, fault: Any) -> str | None:
    """Return the word of a vocabulary that is alike, if no other is."""
    words = re.findall(r"'([^']*)'", str(fault["ctx"]["expected"]))
    best = nearest(value, words, _CLEAR)
    others = [word for word in words if word != best]
    return best if best and nearest(value, others) is None else None
