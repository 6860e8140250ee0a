"""What every entry has, whatever its kind."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from agi_review.schema.fields import Day, Line, Prose, Quantity, Text, Url
from agi_review.schema.references import SAME_KIND, EntryRef, Qualifies, RefersTo
from agi_review.schema.vocabulary import Origin, Role, Stance


class EntryKey(NamedTuple):
    """What identifies an entry in the whole base."""

    kind: str
    id: str


_WRITTEN: Any = vars(BaseModel)["__pydantic_fields_set__"]
"""Where a record notes which of its fields were written; asked for here once, not for each."""

_COMBINATIONS: dict[tuple[str, ...], set[str]] = {}
"""Fields that were written together, each combination once: there are few, and many records."""


class Record(BaseModel):
    """A frozen group of fields; nothing but its fields may be written."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        # A command that reads one kind need not wait for the validators of all.
        defer_build=True,
    )

    def model_post_init(self, _context: Any) -> None:
        """Share the set of fields that were written with records like this: it is a third of it."""
        written = _WRITTEN.__get__(self)
        _WRITTEN.__set__(self, _COMBINATIONS.setdefault(tuple(written), written))


class Source(Record):
    """Where a statement comes from: a paper and the place in it."""

    paper: Annotated[EntryRef, RefersTo("paper", inverse="Claims that rest on it")]
    """The paper the statement rests on."""

    where: Text | None = None
    """The place in the paper: `Abstract`, `Sec. 3.2`, `Table 4`. Never a guess."""


class Claim(Record):
    """One sentence of ours with its sources."""

    text: Line
    """The sentence, in our own words."""

    heading: Text | None = None
    """A sub-heading to gather claims under, such as `Get more labels with less effort`."""

    stance: Stance = "reports"
    """What the sources do with it: report, support, qualify or dispute."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """The papers it rests on, each with the place."""

    checked: Day | None = None
    """The day the sentence was compared with the sources' own text. Left out: nobody has."""

    themes: tuple[
        Annotated[EntryRef, RefersTo("theme", inverse="Claims that bear on it")], ...
    ] = ()
    """Roadmap themes the claim bears on; with a challenge they place it in the gap map."""

    challenges: tuple[
        Annotated[EntryRef, RefersTo("challenge", inverse="Claims that bear on it")], ...
    ] = ()
    """Challenges the claim bears on."""


class Fact(Record):
    """A contestable value with the paper it was read in."""

    value: Quantity
    """The number as the source gives it, or `not-reported`."""

    of: Text | None = None
    """What it counts, where the field alone does not say, such as `image encoder`."""

    source: Annotated[EntryRef, RefersTo("paper", inverse="Facts read in it")] | None = None
    """The paper the value was read in."""

    where: Text | None = None
    """The place in that paper."""


class Link(Record):
    """A labelled web address."""

    label: Text
    """What is there, such as `Leaderboard`."""

    url: Url
    """The address."""


class Departure(Record):
    """Where an entry says otherwise than a bibliographic record, and why."""

    record: Text
    """The record's key, such as `hu2022lora`."""

    field: Text
    """What differs: `title`, `author`, `number of authors`, `year`, `doi`, `arxiv` or `pmid`."""

    why: Text
    """What the entry follows instead."""


class Curation(Record):
    """How the entry was made and when it should be looked at again."""

    added: Day | None = None
    """The day the entry came into the base."""

    read_through: Day | None = None
    """The day somebody last read the whole entry against its sources."""

    searched: Day | None = None
    """The day the literature was last searched for it."""

    review_by: Day | None = None
    """The day it should be looked at again."""

    records: tuple[Text, ...] = ()
    """The bibliographic records its facts were confirmed in."""

    departures: tuple[Departure, ...] = ()
    """Where it says otherwise than a record of the work, and why."""


class Deprecated(Record):
    """Why an entry is no longer kept; its page stays as a tombstone."""

    since: Day
    """The day it was given up."""

    reason: Text
    """Why, in one sentence."""

    replaced_by: (
        Annotated[EntryRef, RefersTo(SAME_KIND, inverse="Replaces", acyclic=True)] | None
    ) = None
    """The entry of the same kind that took its place."""


TermRefs = tuple[Annotated[EntryRef, RefersTo("term", inverse="Entries under this term")], ...]


class Entry(Record):
    """The fields every entry may have; the kinds add their own."""

    kind: ClassVar[str]
    folder: ClassVar[str]
    plural: ClassVar[str]
    noun: ClassVar[str]
    """What one entry of the kind is called in a sentence."""
    form: ClassVar[tuple[str, ...]]
    """The fields a form asks for, in order; none if no form is offered."""

    id: str = Field(exclude=True)
    """The file's stem; never written in the file."""

    summary: Line | None = None
    """The entry in one to three sentences, for lists and search."""

    description: Prose | None = None
    """The entry at length."""

    claims: tuple[Claim, ...] = ()
    """Sourced statements about it."""

    terms: TermRefs = ()
    """Terms it falls under."""

    curation: Curation | None = None
    """How and when the entry was made."""

    deprecated: Deprecated | None = None
    """Set when the entry is given up."""

    def __init_subclass__(
        cls,
        kind: str = "",
        folder: str = "",
        plural: str = "",
        noun: str = "",
        form: str = "",
        **kwargs: Any,
    ) -> None:
        """Take the kind's name, its folder, its words and its form from the class line."""
        super().__init_subclass__(**kwargs)
        cls.kind, cls.folder, cls.form = kind, folder, tuple(form.split())
        cls.plural = plural or folder.replace("-", " ").capitalize()
        cls.noun = noun or kind.replace("-", " ")

    @classmethod
    @cache
    def label_field(cls) -> str:
        """The field an entry of this kind is called by: `title` for works, `name` for the rest."""
        return "title" if "title" in cls.model_fields else "name"

    @property
    def label(self) -> str:
        """The entry's name or title, exactly as written."""
        return str(getattr(self, self.label_field()))

    @property
    def other_names(self) -> tuple[str, ...]:
        """What else it is called, of the kinds that say so."""
        return (*getattr(self, "also_known_as", ()), *getattr(self, "alt_labels", ()))

    @property
    def key(self) -> EntryKey:
        """Kind and id."""
        return EntryKey(type(self).kind, self.id)


class Approach(Record):
    """One way a topic is worked on."""

    name: Text
    """The approach in a few words."""

    text: Prose
    """What is done and how well it works, with citations."""

    papers: tuple[Annotated[EntryRef, RefersTo("paper", inverse="An approach to")], ...] = ()
    """Papers that take it."""


class TopicEntry(Entry):
    """An entry an expert learns from: a family, a theme or a challenge."""

    name: Text
    """The topic's name in sentence case."""

    also_known_as: tuple[Text, ...] = ()
    """Other names it goes by, for search."""

    why_it_matters: Prose | None = None
    """Why it matters to the field."""

    approaches: tuple[Approach, ...] = ()
    """How it is worked on, each with its papers."""

    contested: Prose | None = None
    """What sources disagree about."""

    missing: Prose | None = None
    """What nobody has shown yet."""

    origin: Origin | None = None
    """`review` if the review that the base grows from names it, `later` if it came after."""


class Bearing(Record):
    """How a paper bears on another entry."""

    role: Annotated[Role, Qualifies()]
    """What the paper does with it: introduces, uses, evaluates, advances, addresses, reports."""
