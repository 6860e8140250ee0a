"""The paper: one cited work, preprint and published version together."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from agi_review.schema.entry import Bearing, Entry, Record
from agi_review.schema.fields import (
    Arxiv,
    Day,
    Doi,
    Isbn,
    Line,
    OpenReview,
    Orcid,
    PartialDate,
    Pmid,
    Text,
    Url,
    Year,
)
from agi_review.schema.references import EntryRef, RefersTo
from agi_review.schema.vocabulary import AuthorList, CslType, PaperState


class Author(Record):
    """A person by family and given name, or a group by its name."""

    family: Text | None = None
    """Family name with its particles, such as `van der Maaten`."""

    given: Text | None = None
    """Given names or initials, as the record has them."""

    suffix: Text | None = None
    """`Jr.`, `III` and the like."""

    group: Text | None = None
    """The name of a group or an organisation, instead of a person's."""

    orcid: Orcid | None = None
    """The person's ORCID."""

    @property
    def short(self) -> str:
        """The family or group name."""
        return self.family or self.group or self.given or ""

    @property
    def full(self) -> str:
        """The name as it is read aloud."""
        if self.group:
            return self.group
        return " ".join(filter(None, (self.given, self.family, self.suffix)))


class PaperIds(Record):
    """Identifiers of the work in other catalogues."""

    doi: Doi | None = None
    """DOI of the published version, without `https://doi.org/`."""

    arxiv: Arxiv | None = None
    """arXiv id without version."""

    pmid: Pmid | None = None
    """PubMed id."""

    openreview: OpenReview | None = None
    """OpenReview id."""

    isbn: Isbn | None = None
    """ISBN."""


class PaperLinks(Record):
    """Where the work and what goes with it can be found."""

    page: Url | None = None
    """The publisher's page, where no identifier leads to it."""

    pdf: Url | None = None
    """A PDF that may be read freely."""

    code: Url | None = None
    """The code repository."""

    project: Url | None = None
    """The project's page."""

    data: Url | None = None
    """The data the paper publishes."""


class Finding(Record):
    """One thing the paper says, in our own words."""

    text: Line
    """The finding in one or two sentences."""

    where: Text | None = None
    """The place in the paper: `Abstract`, `Sec. 3.2`, `Table 4`."""

    checked: Day | None = None
    """The day it was compared with the paper's own text. Left out: nobody has."""


class Findings(Record):
    """What the paper says, by heading; each part only where it applies."""

    methodology: Finding | None = None
    """What the authors did."""

    results: tuple[Finding, ...] = ()
    """What came out."""

    significance: Finding | None = None
    """Why it matters."""

    contribution: Finding | None = None
    """What others can use."""

    novelty: Finding | None = None
    """What was new."""

    limitations: tuple[Finding, ...] = ()
    """Where it ends, by the authors' word or another paper's."""

    future_work: tuple[Finding, ...] = ()
    """What the authors leave to do."""


class OnFamily(Bearing):
    """How the paper bears on a family."""

    family: Annotated[EntryRef, RefersTo("family", inverse="Papers on it")]
    """The family."""


class OnModel(Bearing):
    """How the paper bears on a model."""

    model: Annotated[EntryRef, RefersTo("model", inverse="Papers on it", mirror="introduced_in")]
    """The model."""


class OnDataset(Bearing):
    """How the paper bears on a data set."""

    dataset: Annotated[
        EntryRef, RefersTo("dataset", inverse="Papers on it", mirror="introduced_in")
    ]
    """The data set."""


class OnTheme(Bearing):
    """How the paper bears on a theme."""

    theme: Annotated[EntryRef, RefersTo("theme", inverse="Papers on it")]
    """The theme."""


class OnChallenge(Bearing):
    """How the paper bears on a challenge."""

    challenge: Annotated[EntryRef, RefersTo("challenge", inverse="Papers on it")]
    """The challenge."""


class PaperStatus(Record):
    """What became of the work after it was published."""

    state: PaperState
    """`retracted`, `corrected`, or `none-found` where somebody looked."""

    as_of: Day
    """The day somebody looked."""

    notice: Url | None = None
    """The notice of retraction or correction."""


class PaperEntry(
    Entry,
    kind="paper",
    folder="papers",
    form="""
    title authors author_list year date type venue volume issue pages ids links
    summary findings cites models datasets themes challenges terms
    """,
):
    """One cited work; a preprint and its published version are one entry."""

    title: Text
    """The title as published, plain text."""

    authors: Annotated[tuple[Author, ...], Field(min_length=1)]
    """All authors in the order of the record."""

    author_list: AuthorList = "complete"
    """`partial` where the record ends in "and others": no author count may then be stated."""

    year: Year
    """The year of the version cited."""

    date: PartialDate | None = None
    """The day or month it became public, where known."""

    type: CslType
    """The CSL type: article-journal, paper-conference, article (a preprint) …"""

    venue: Text | None = None
    """Journal, proceedings or series."""

    volume: Text | None = None
    """Volume."""

    issue: Text | None = None
    """Issue."""

    pages: Text | None = None
    """Pages or article number, a range with an en dash or a hyphen."""

    publisher: Text | None = None
    """Publisher."""

    ids: PaperIds | None = None
    """Identifiers in other catalogues."""

    links: PaperLinks | None = None
    """Where it and what goes with it can be found."""

    findings: Findings | None = None
    """What it says, by heading."""

    cites: tuple[Annotated[EntryRef, RefersTo("paper", inverse="Cited by")], ...] = ()
    """Papers of this base it is known to cite; in doubt left out."""

    families: tuple[OnFamily, ...] = ()
    """Families it bears on, each with a role."""

    models: tuple[OnModel, ...] = ()
    """Models it bears on, each with a role."""

    datasets: tuple[OnDataset, ...] = ()
    """Data sets it bears on, each with a role."""

    themes: tuple[OnTheme, ...] = ()
    """Themes it bears on, each with a role."""

    challenges: tuple[OnChallenge, ...] = ()
    """Challenges it bears on, each with a role."""

    status: PaperStatus | None = None
    """Retraction or correction."""
