"""The references inside prose: `[@paper]` cites, `[[kind:id]]` links.

Both are found here once, for the checks and for the pages alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from agi_review.sources.ids import SLUG

_ID = SLUG.pattern
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_OPENING = re.compile(r"\[@|\[\[")
_CITATION = re.compile(rf"@({_ID})(?:,\s*([^;\[\]@]*[^;\[\]@\s]))?\s*")
_CITATIONS = re.compile(r"\[(@[^\[\]]*)\]")
_LINK = re.compile(rf"\[\[([a-z]+):({_ID})(?:\|([^\[\]|]+))?\]\]")

LONGEST_SHOWN = 60
"""Characters of something malformed that a message shows."""

MARKUP_TRIGGER = re.compile(
    r"<(?:[A-Za-z/!?]|[^\s<>]*@)|!\[|\]\((?!https?://)"
    r"|^[ >*+\d.)-]*(?:#| {4}|\[(?:\\.|[^\[\]\\])*\]:)|^[ >*+\d.)=_-]+$",
    re.MULTILINE | re.DOTALL,
)
"""What stands wherever there is markup that prose may not hold.

In a line: what begins a tag or an image, and the address of a link that may not lead to the web. At
its start, after marks of lists and quotations: what begins a heading, an indented block or the
address of a link told elsewhere. Lines of nothing but marks: rules, and what makes a heading of the
line above.
"""


@dataclass(frozen=True, slots=True)
class Citation:
    """One paper cited in prose, perhaps with the place in it."""

    paper: str
    locator: str | None


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """`[@a; @b, Table 2]`: papers cited together."""

    start: int
    end: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class EntryLink:
    """`[[kind:id]]` or `[[kind:id|text]]`: a link to any entry."""

    start: int
    end: int
    kind: str
    id: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Malformed:
    """Something that starts like a reference but is none."""

    start: int
    end: int
    written: str


Reference = CitationGroup | EntryLink | Malformed


def has_references(text: str) -> bool:
    """Whether anything in `text` may be a reference."""
    return "[@" in text or "[[" in text


def find_references(text: str) -> Iterator[Reference]:
    """Yield every reference in `text`, in order, leaving code spans alone."""
    if not has_references(text):
        return
    code = [match.span() for match in _CODE.finditer(text)] if "`" in text else ()
    at = 0
    while opening := _OPENING.search(text, at):
        start = opening.start()
        inside = next((end for begin, end in code if begin <= start < end), None)
        if inside is not None:
            at = inside
            continue
        reference = match_reference(text, start)
        yield reference
        at = reference.end


def match_reference(text: str, start: int) -> Reference:
    """Return the reference that starts at `start`, well formed or not."""
    if link := _LINK.match(text, start):
        kind, id_, shown = link.groups()
        return EntryLink(start, link.end(), kind, id_, shown)
    if group := _CITATIONS.match(text, start):
        citations = tuple(_citations(group[1]))
        if citations:
            return CitationGroup(start, group.end(), citations)
    closing = "]]" if text.startswith("[[", start) else "]"
    close = text.find(closing, start)
    end = min(close + len(closing) if close >= 0 else len(text), start + LONGEST_SHOWN)
    return Malformed(start, end, text[start:end])


def _citations(inner: str) -> Iterator[Citation]:
    matches = [_CITATION.fullmatch(part.strip()) for part in inner.split(";")]
    if all(matches):
        yield from (Citation(match[1], match[2]) for match in matches if match)


def targets_of(reference: Reference) -> list[tuple[str, str]]:
    """Return kind and id of every entry a reference leads to."""
    if isinstance(reference, CitationGroup):
        return [("paper", citation.paper) for citation in reference.citations]
    return [(reference.kind, reference.id)] if isinstance(reference, EntryLink) else []


def paragraphs(text: str) -> list[str]:
    """Split prose into its paragraphs."""
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


def as_plain(text: str) -> str:
    """Return prose without citations and markup marks, for titles, search and descriptions."""
    # Most texts of a base hold nothing of all this, and each is asked for several times.
    if "[" in text:
        pieces, at = [], 0
        for reference in find_references(text):
            pieces.append(text[at : reference.start])
            if isinstance(reference, EntryLink):
                pieces.append(reference.text or reference.id.replace("-", " "))
            at = reference.end
        pieces.append(text[at:])
        text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", "".join(pieces))
    if "*" in text or "`" in text:
        text = re.sub(r"[*`]+", "", text)
    plain = " ".join(text.split())
    for mark in ".,;:":
        plain = plain.replace(f" {mark}", mark)
    return plain


@dataclass(frozen=True, slots=True)
class ProseText:
    """Marks a field as prose and refuses what prose may not hold."""

    block: bool
    """Whether several paragraphs and lists are welcome."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check the markup after the text itself has been accepted."""
        check = partial(_check_prose, block=self.block)
        return core_schema.no_info_after_validator_function(check, handler(source))


def _check_prose(text: str, *, block: bool) -> str:
    if not block and "\n\n" in text:
        raise PydanticCustomError(
            "bad-format", "{what}", {"what": "expected one paragraph, found a blank line in it"}
        )
    for reference in find_references(text) if has_references(text) else ():
        if isinstance(reference, Malformed):
            raise PydanticCustomError(
                "malformed-reference",
                "'{written}' is not a reference; write [@paper-id], [@paper-id, Table 2] "
                "or [[kind:id]]",
                {"written": reference.written},
            )
    if MARKUP_TRIGGER.search(text):
        # Imported here: most prose has nothing that could be markup, and parsing it costs.
        from agi_review.schema.markup import forbidden_markup  # noqa: PLC0415

        if found := forbidden_markup(text):
            raise PydanticCustomError(
                "forbidden-markup", "prose may not hold {markup}", {"markup": found}
            )
    return text
