"""The term: glossary and controlled vocabulary in one, after SKOS."""

from __future__ import annotations

from typing import Annotated

from agi_review.schema.entry import Entry, Record
from agi_review.schema.fields import Prose, Text, written_as
from agi_review.schema.references import EntryRef, RefersTo
from agi_review.schema.vocabulary import Scheme


class TermIds(Record):
    """The same concept in other vocabularies."""

    dicom: Annotated[Text, written_as(r"[A-Z0-9]{2,16}", "a DICOM code such as CT")] | None = None
    """The DICOM modality code."""

    mesh: Annotated[Text, written_as(r"[DC][0-9]{6,9}", "a MeSH id such as D014057")] | None = None
    """The MeSH descriptor."""

    radlex: Annotated[Text, written_as(r"RID[0-9]{1,6}", "a RadLex id such as RID10321")] | None = (
        None
    )
    """The RadLex id."""

    wikidata: (
        Annotated[Text, written_as(r"Q[1-9][0-9]*", "a Wikidata id such as Q32566")] | None
    ) = None
    """The Wikidata item."""


class TermEntry(Entry, kind="term", folder="terms"):
    """A concept with its name, its meaning and its place among others."""

    name: Text
    """The preferred label, in lower case but for names."""

    scheme: Scheme
    """Which vocabulary it belongs to."""

    definition: Prose
    """What it means, in one to three sentences."""

    alt_labels: tuple[Text, ...] = ()
    """Other labels: abbreviations, spellings, synonyms."""

    broader: tuple[
        Annotated[EntryRef, RefersTo("term", inverse="Narrower terms", acyclic=True)], ...
    ] = ()
    """More general terms of the same scheme."""

    ids: TermIds | None = None
    """The same concept in other vocabularies."""
