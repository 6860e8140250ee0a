"""Who wrote the papers of a base: one person an ORCID, or a name as it is printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.paper import Author, PaperEntry
from agi_review.sources.ids import fold, ids_from
from agi_review.views.links import Link
from agi_review.views.tables import by_year, years_of

Listed = tuple[tuple[str, str, str], Link]
"""What a person is sorted by, and the link to the person's page."""

_Printed = tuple[str, Author, PaperEntry]
"""An author under the full name, and the paper that has it."""

PEOPLE = "people/"
"""Where the list of people stands."""

FEWEST_PAPERS = 2
"""Papers a person or a venue must have here to get a page."""

OTHER_LETTERS = "Other"
"""What people are listed under whose family name has no Latin letter."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, or a group, who is printed as an author."""

    key: str
    name: str
    """The name as it is printed most often."""
    family: str
    """What the name is listed under."""
    slug: str
    orcid: str | None
    spellings: tuple[str, ...]
    """All forms of the name, which an ORCID may hold together."""
    papers: tuple[str, ...]
    """Their ids, newest first."""
    years: str
    """The years they span."""

    @property
    def has_page(self) -> bool:
        """Whether there is enough to say for a page."""
        return len(self.papers) >= FEWEST_PAPERS

    @property
    def link(self) -> Link:
        """A link to the person's page."""
        return Link(self.name, f"{PEOPLE}{self.slug}/", "person")

    @property
    def letter(self) -> str:
        """The letter of the list the name stands under."""
        first = fold(self.family).lstrip(" '’-.")[:1]
        return first.upper() if first.isalpha() else OTHER_LETTERS

    @property
    def order(self) -> tuple[str, str, str]:
        """What people are sorted by: family name, full name, and what tells them apart."""
        return (fold(self.family) or self.family, fold(self.name), self.key)


def identity(author: Author) -> str:
    """Return what makes an author the same person on two papers: the ORCID, else the full name."""
    return _identity(author, author.full)


def _identity(author: Author, name: str) -> str:
    return f"orcid {author.orcid}" if author.orcid else _named(name)


@lru_cache(maxsize=65_536)
def _named(name: str) -> str:
    # Asked of every author of every paper, and again of each person's co-authors.
    return f"name {' '.join(normalize('NFC', name).split())}"


def people(graph: KnowledgeGraph) -> dict[str, Person]:
    """Return everybody who wrote a paper of the base, by what makes them the same person."""
    printed: dict[str, list[_Printed]] = defaultdict(list)
    for paper in by_year(graph.current(PaperEntry)):
        for author in paper.authors:
            # A name is put together from its parts whenever it is asked for: here once.
            name = author.full
            printed[_identity(author, name)].append((name, author, paper))
    usual = {key: _usual(found) for key, found in sorted(printed.items())}
    slugs = ids_from({key: author[0] for key, author in usual.items()}, "person")
    return {key: _person(key, author, printed[key], slugs[key]) for key, author in usual.items()}


def _person(key: str, usual: _Printed, printed: Sequence[_Printed], slug: str) -> Person:
    name, author, _ = usual
    names, _, papers = zip(*printed, strict=True)
    return Person(
        key=key,
        name=name,
        family=author.short,
        slug=slug,
        orcid=author.orcid,
        spellings=tuple(sorted(set(names))),
        papers=tuple(dict.fromkeys([paper.id for paper in papers])),
        years=years_of(papers),
    )


def link_to_person(graph: KnowledgeGraph, author: Author) -> Link | None:
    """Return a link to the person an author is, if that person has a page."""
    return graph.ask(person_link, identity(author))


def person_link(graph: KnowledgeGraph, key: str) -> Link | None:
    """Return the link to a person, if that person has a page."""
    person = graph.derived(_listed).get(key)
    return person[1] if person else None


def person_listed(graph: KnowledgeGraph, key: str) -> Listed | None:
    """Return a person as lists of people name them, if that person has a page."""
    return graph.derived(_listed).get(key)


def person_called(graph: KnowledgeGraph, key: str) -> Person:
    """Return the person with a key, as it stands on an author's paper."""
    return graph.derived(people)[key]


def with_page(graph: KnowledgeGraph) -> list[Person]:
    """Return the people who have a page, by family name."""
    return graph.derived(_with_page)


def _with_page(graph: KnowledgeGraph) -> list[Person]:
    found = (person for person in graph.derived(people).values() if person.has_page)
    return sorted(found, key=lambda person: person.order)


def _listed(graph: KnowledgeGraph) -> dict[str, Listed]:
    return {person.key: (person.order, person.link) for person in with_page(graph)}


def _usual(printed: Sequence[_Printed]) -> _Printed:
    """The author under the name that is printed most often, of several the first by letter."""
    counts = Counter([name for name, *_ in printed])
    if len(counts) == 1:
        return printed[0]
    return min(printed, key=lambda each: (-counts[each[0]], each[0]))
