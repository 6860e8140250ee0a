"""The parts pages are made of: frozen values a template only walks through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from agi_review.schema.entry import Fact
from agi_review.schema.prose import as_plain
from agi_review.views.links import Link, Mark
from agi_review.views.prose import Prose

if TYPE_CHECKING:  # a picture holds tables and links, which are defined here
    from agi_review.views.pictures import Picture

NOT_LOOKED_AT = "not-looked-at"
"""How a value that nobody has looked for yet is shown."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A short label in the head of a page."""

    text: str
    style: str
    """`category`, `neutral`, `computed` or `alert`."""
    mark: Mark | None = None
    level: int | None = None
    """For a level: how many of four bars are full."""


@dataclass(frozen=True, slots=True)
class Banner:
    """What a reader must know before anything else."""

    word: str
    text: str
    style: str
    """`retracted`, `replaced`, `published`, `corrected`."""
    link: Link | None = None
    url: str | None = None
    url_label: str = "Notice"


@dataclass(frozen=True, slots=True)
class Action:
    """A button in the head of a page that leads somewhere."""

    label: str
    url: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact: a link, an outside address, a word with its glyph, or text."""

    text: str
    link: Link | None = None
    url: str | None = None
    glyph: str | None = None
    """yes, restricted, no, not-reported or not-looked-at."""
    prose: Prose | None = None
    """Text with links in it, instead of `text`."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A label, its values, and where they come from."""

    label: str
    values: tuple[Value, ...]
    source: Link | None = None
    where: str | None = None
    fact: Fact | None = None
    """The number as its entry has it, if it is one."""
    source_line: str | None = None
    """The address of the line of its file, where the host of the files shows lines."""

    @property
    def looked_at(self) -> bool:
        """Whether anybody has looked for the value, found or not."""
        return any(value.glyph != NOT_LOOKED_AT for value in self.values)


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts under one heading in the margin."""

    title: str
    facts: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of a claim with the place in it."""

    link: Link
    where: str | None
    retracted: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as it stands on a page."""

    anchor: str
    text: Prose
    stance: str
    sources: tuple[SourceLine, ...]
    checked: str | None
    """The day in words, or nothing if nobody has checked."""
    checked_on: str | None
    """The same as an ISO date."""
    bears_on: tuple[Link, ...] = ()
    source_line: str | None = None
    """The address of the line of its file, where the host of the files shows lines."""

    @property
    def quotation(self) -> str:
        """The sentence with its sources, as it is pasted into a text."""
        places = "; ".join(
            ", ".join(part for part in (source.link.label, source.where) if part)
            for source in self.sources
        )
        return f"{as_plain(self.text.text).rstrip('.')} ({places})."


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims under one sub-heading."""

    heading: str | None
    claims: tuple[ClaimView, ...]
    anchor: str | None = None
    link: Link | None = None
    """The page they stand on, where that is not this one."""


@dataclass(frozen=True, slots=True)
class StanceCount:
    """How many of a section's claims take one stance, where the section goes on elsewhere."""

    stance: str
    here: int
    """On the page the section is cut for."""
    whole: int
    """On all pages together."""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links under one sub-heading."""

    heading: str | None
    links: tuple[Link, ...]
    dense: bool = False
    """Whether they stand in columns, as many short names do."""
    whole: int | None = None
    """Links of the group on all pages together, where it goes on elsewhere."""

    @property
    def size(self) -> int:
        """How many links stand under the heading on all pages together."""
        return len(self.links) if self.whole is None else self.whole


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    value: Value | None = None
    links: tuple[Link, ...] = ()
    number: bool = False
    source: Link | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    label: str
    number: bool = False
    width: int | None = None
    """Per cent of the table's width."""
    whole: bool = False
    """Whether its values stay on one line, as dates do."""
    sentence: bool = False
    """Whether its values are sentences, which take a line of their own where rows are blocks."""
    mark: Mark | None = None
    """The category its values share."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; the first cell is its head."""

    cells: tuple[Cell, ...]
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Facet names and the row's values, where the table can be filtered."""
    coins: str | None = None
    """For a paper, what a reference manager reads of it here."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption for those who cannot see it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A reader's question with a short answer."""

    question: str
    text: Prose
    anchor: str
    """The section that says more."""
    more: str
    """What that section is called."""


@dataclass(frozen=True, slots=True)
class ApproachView:
    """One way a topic is worked on."""

    name: str
    text: Prose
    papers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GapCell:
    """A cell of an evidence-gap map."""

    claims: int
    checked: int
    state: str
    """`counted`, `gap` (searched, nothing there) or `not-searched`."""
    step: int
    """Step of the ramp from 1 to 5; 0 where nothing is counted."""
    name: str
    """What a screen reader says."""
    path: str
    """Where the cell leads, from the site's root."""

    @property
    def tenths(self) -> int:
        """The share of its claims that were checked, in tenths, for the bar at its foot."""
        return round(10 * self.checked / self.claims) if self.claims else 0


@dataclass(frozen=True, slots=True)
class GapRow:
    """A challenge and its cells, one a theme; on a theme's own page the other way round."""

    link: Link
    cells: tuple[GapCell, ...]
    total: int
    """Claims in the row; one in several cells counts once."""
    sub: str | None = None
    """A second line under its name, such as the challenge's area."""


@dataclass(frozen=True, slots=True)
class GapMap:
    """Claims by two things they bear on, such as challenge and theme."""

    id: str
    """Also the name of its file."""
    caption: str
    corner: str
    """What its rows are."""
    columns: tuple[Link, ...]
    rows: tuple[GapRow, ...]
    totals: tuple[int, ...]
    """Claims in each column."""
    total: int
    gaps: int
    """Pairs somebody searched for and found nothing."""
    style: str = "strip"
    """`strip` for one row on an entry's page, `full` on a page of its own."""
    counted: int = 0
    """Pairs with claims."""
    unsearched: int = 0
    """Pairs without claims that nobody has searched for."""
    gathered: bool = False
    """Whether its cells gather many pairs, because the base has too many for one picture."""


@dataclass(frozen=True, slots=True)
class CitationFormat:
    """A paper in one format of citation."""

    name: str
    text: str
    ending: str | None = None
    """Of the file that holds the same text, for formats a program reads."""

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"cite{(self.ending or '-' + self.name.split()[0].lower()).replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The entries before and after one in an order readers follow."""

    within: Link
    """The theme or family whose order it is."""
    order: str
    """What the order goes by."""
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class Discussion:
    """Where the comments on an entry are kept; a page shows them only when asked to."""

    term: str
    """What the discussion is called: the entry's address."""
    repo: str
    repo_id: str
    category: str
    category_id: str
    host: str = "giscus.app"


@dataclass(frozen=True, slots=True)
class Preview:
    """A document of another site that a page shows only when asked to."""

    title: str
    url: str

    @property
    def host(self) -> str:
        """Who is contacted."""
        return urlsplit(self.url).hostname or self.url


@dataclass(frozen=True, slots=True)
class Continuation:
    """That a list goes on: how much of it stands here, and the pages with the rest."""

    shown: int
    total: int
    pages: tuple[Link, ...]
    """What is said of each are the stances of its claims."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an entry page: one heading and one kind of content under it."""

    anchor: str
    title: str
    count: int | None = None
    """Shown in the list of contents, where the section holds a list."""
    wide: bool = False
    """Whether it runs across text and margin."""
    paragraphs: tuple[Prose, ...] = ()
    answers: tuple[Answer, ...] = ()
    approaches: tuple[ApproachView, ...] = ()
    claims: tuple[ClaimGroup, ...] = ()
    stances: tuple[StanceCount, ...] = ()
    """Of claims that stand on several pages."""
    table: Table | None = None
    links: tuple[LinkGroup, ...] = ()
    chips: tuple[Link, ...] = ()
    citations: tuple[CitationFormat, ...] = ()
    gaps: GapMap | None = None
    picture: Picture | None = None
    preview: Preview | None = None
    more: Continuation | None = None
    note: str | None = None
