"""What all catalogues have in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, XMLParser

from agi_review.importers.records import BibRecord

_ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)


class NoRecord(Exception):
    """The catalogue answers that it has no such work."""


class NotUnderstood(Exception):
    """An answer is not what the catalogue is known to send; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A public catalogue of works."""

    name: str
    """Its name in messages and in the entries' curation."""
    scheme: str
    """What it finds works by: a field of the paper's `ids`."""
    base: str
    """The address of its interface, without a slash at the end."""
    pause: float
    """Seconds to leave between two requests."""
    content: str
    """A word in the content type of its answers."""
    path: Callable[[str], str]
    """From an identifier to what is asked, from the slash on."""
    read: Callable[[str, bytes], BibRecord]
    """From an identifier and an answer to the record; raises `NoRecord` or `NotUnderstood`."""


def read_xml(data: bytes) -> Element:
    """Return the root of an XML document that defines no entities of its own.

    Raises:
        NotUnderstood: It is not well formed, not UTF-8, or defines entities.
    """
    try:
        text = data.decode("utf-8-sig")
        if _ENTITIES.search(text):
            raise NotUnderstood("the answer defines entities")
        parser = XMLParser()  # noqa: S314 - entities are refused above, and the size is bounded
        parser.feed(text)
        root: Element = parser.close()
    except (UnicodeDecodeError, ParseError) as error:
        raise NotUnderstood(f"the answer is no whole XML document ({error})") from error
    return root


def text_of(element: Element | None) -> str:
    """Return all the text in an element, on one line; nothing for one that is not there."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
