"""The model: one trained model or release."""

from __future__ import annotations

from typing import Annotated

from agi_review.schema.entry import Entry, Fact, Link, Record
from agi_review.schema.fields import Licence, Month, Text, Url
from agi_review.schema.references import EntryRef, Qualifies, RefersTo
from agi_review.schema.vocabulary import Answer, Availability, Derived, Domain, LineageOrigin


class Derivation(Record):
    """A model this one was made from, and how."""

    model: Annotated[EntryRef, RefersTo("model", inverse="Derived models", acyclic=True)]
    """The earlier model."""

    how: Annotated[Derived, Qualifies()]
    """builds-on, fine-tuned, initialised, adapted or distilled."""


class ModelAvailability(Record):
    """What others can get hold of; left out means not yet looked at."""

    weights: Availability | None = None
    """Whether the trained weights can be had; `restricted`: on request or for research only."""

    code: Availability | None = None
    """Whether the code can be had."""

    data: Availability | None = None
    """Whether the training data can be had."""

    licence: Licence | None = None
    """The licence of weights or code as an SPDX expression."""

    source: Annotated[EntryRef, RefersTo("paper", inverse="Facts read in it")] | None = None
    """The paper that says so."""

    where: Text | None = None
    """The place in that paper, or the page that says so, such as `project README`."""


class Validation(Record):
    """How far the model was tested outside its own data."""

    external: Answer | None = None
    """Whether it was tested on data of another origin than its training data."""

    centres: Fact | None = None
    """How many centres the test data came from."""

    source: Annotated[EntryRef, RefersTo("paper", inverse="Facts read in it")] | None = None
    """The paper that says so."""

    where: Text | None = None
    """The place in that paper."""


class ModelLinks(Record):
    """Where the model can be found."""

    code: Url | None = None
    """The code repository."""

    weights: Url | None = None
    """The page the weights are offered on."""

    project: Url | None = None
    """The project's page."""

    other: tuple[Link, ...] = ()
    """Further pages."""


class ModelEntry(
    Entry,
    kind="model",
    folder="models",
    form="""
    name also_known_as family domain introduced_in derives_from lineage released
    parameters modalities tasks anatomies training_data evaluated_on availability
    validation links summary claims terms
    """,
):
    """A trained model, or one released version of it."""

    name: Text
    """The name its authors use."""

    also_known_as: tuple[Text, ...] = ()
    """Other names it goes by, for search."""

    family: Annotated[EntryRef, RefersTo("family", inverse="Members")]
    """The family it belongs to; its category follows from it."""

    domain: Domain
    """`medical` if trained for medicine, else `general`."""

    introduced_in: Annotated[EntryRef, RefersTo("paper", inverse="Introduces")] | None = None
    """The paper that first describes it."""

    derives_from: tuple[Derivation, ...] = ()
    """The models it was made from."""

    lineage: LineageOrigin | None = None
    """Where `derives_from` is empty: trained from scratch, or the source does not say."""

    released: Month | None = None
    """The month it first became public."""

    parameters: tuple[Fact, ...] = ()
    """How many parameters it has, each count with its source."""

    modalities: tuple[
        Annotated[EntryRef, RefersTo("term", inverse="Models for it", scheme="modality")], ...
    ] = ()
    """Kinds of image or text it takes."""

    tasks: tuple[
        Annotated[EntryRef, RefersTo("term", inverse="Models for it", scheme="task")], ...
    ] = ()
    """What it does."""

    anatomies: tuple[
        Annotated[EntryRef, RefersTo("term", inverse="Models for it", scheme="anatomy")], ...
    ] = ()
    """Parts of the body it was made for."""

    training_data: tuple[
        Annotated[EntryRef, RefersTo("dataset", inverse="Models trained on it")], ...
    ] = ()
    """Data sets it learned from."""

    evaluated_on: tuple[
        Annotated[EntryRef, RefersTo("dataset", inverse="Models judged on it")], ...
    ] = ()
    """Data sets its authors judged it on."""

    availability: ModelAvailability | None = None
    """What others can get hold of."""

    validation: Validation | None = None
    """How far it was tested outside its own data."""

    links: ModelLinks | None = None
    """Where it can be found."""
