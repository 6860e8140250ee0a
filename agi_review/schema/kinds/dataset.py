"""The dataset: what models learn from or are judged on."""

from __future__ import annotations

from typing import Annotated

from agi_review.schema.entry import Entry, Fact, Link
from agi_review.schema.fields import Licence, Month, Text, Url
from agi_review.schema.references import EntryRef, RefersTo
from agi_review.schema.vocabulary import Access, Domain, Unit


class Size(Fact):
    """How much of one thing the data set holds."""

    unit: Unit
    """What is counted."""


class DatasetEntry(
    Entry,
    kind="dataset",
    folder="datasets",
    plural="Data sets",
    noun="data set",
    form="""
    name also_known_as domain introduced_in derived_from released modalities tasks
    anatomies size access licence url summary claims terms
    """,
):
    """A data set that models learn from or are judged on."""

    name: Text
    """The name its authors use."""

    also_known_as: tuple[Text, ...] = ()
    """Other names it goes by, for search."""

    domain: Domain
    """`medical` or `general`."""

    introduced_in: Annotated[EntryRef, RefersTo("paper", inverse="Introduces")] | None = None
    """The paper that first describes it."""

    derived_from: tuple[
        Annotated[EntryRef, RefersTo("dataset", inverse="Data sets made from it", acyclic=True)],
        ...,
    ] = ()
    """Data sets it was made from."""

    released: Month | None = None
    """The month it first became public."""

    modalities: tuple[
        Annotated[EntryRef, RefersTo("term", inverse="Data sets of it", scheme="modality")], ...
    ] = ()
    """Kinds of image or text it holds."""

    tasks: tuple[
        Annotated[EntryRef, RefersTo("term", inverse="Data sets for it", scheme="task")], ...
    ] = ()
    """What it is used for."""

    anatomies: tuple[
        Annotated[EntryRef, RefersTo("term", inverse="Data sets of it", scheme="anatomy")], ...
    ] = ()
    """Parts of the body it shows."""

    size: tuple[Size, ...] = ()
    """How much it holds, each count with its source."""

    access: Access | None = None
    """Who can get it: open, registration, credentialed, on-request, closed."""

    licence: Licence | None = None
    """Its licence as an SPDX expression."""

    url: Url | None = None
    """Where it is offered."""

    links: tuple[Link, ...] = ()
    """Further pages."""
