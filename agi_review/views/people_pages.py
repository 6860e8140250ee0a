"""The list of people, and a page for each who has several papers here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.views.composer import Composer, plural
from agi_review.views.hub_page import HubPage, LaterPage
from agi_review.views.links import INDEX_ROOT, Link
from agi_review.views.lists import other_lists
from agi_review.views.paper_tables import papers_table
from agi_review.views.parts import Action, Cell, Column, LinkGroup, Row, Section, Table, Value
from agi_review.views.people import (
    OTHER_LETTERS,
    PEOPLE,
    Person,
    identity,
    people,
    person_called,
    person_listed,
    with_page,
)
from agi_review.views.tables import models_table

_BELOW = "../" * (PEOPLE.count("/") + 1)

TOPICS_LISTED = 3
"""Topics named in the list of people."""

TOPICS_SHOWN = 12
"""Topics named on a person's page."""

_TOLD_APART = (
    "People are told apart by ORCID where a record has one, else by the full name as it is "
    "printed: two people may share a name, and one person may be printed in two ways."
)

_BY_NAME = (
    "Gathered by the name as it is printed: two people may share it, and one person may be "
    "printed in two ways."
)


def people_page(graph: KnowledgeGraph) -> HubPage:
    """Return the list of people by family name; those with one paper are counted."""
    composer = Composer(graph, INDEX_ROOT)
    shown = sorted(with_page(graph), key=_place)
    topics = any(paper.terms for paper in graph.of(PaperEntry))
    sections = []
    for letter, group in groupby(shown, key=lambda person: person.letter):
        table = _list(composer, list(group), f"People: {letter}", topics=topics)
        sections.append(Section(letter.lower(), letter, len(table.rows), table=table))
    return HubPage(
        path=PEOPLE,
        title="People",
        description="Authors and groups with several papers in this base, by family name.",
        lede=_counted(graph, len(shown)),
        note=_TOLD_APART,
        sections=tuple(sections),
        actions=other_lists(graph, PEOPLE),
        jump_list=True,
    )


def person_pages(graph: KnowledgeGraph) -> list[LaterPage]:
    """Return a page for each person with several papers here."""
    return [
        LaterPage(
            person.link.path,
            person.name,
            _described(person),
            partial(_page, key=person.key),
        )
        for person in with_page(graph)
    ]


def _counted(graph: KnowledgeGraph, shown: int) -> str:
    rest = len(graph.derived(people)) - shown
    if not rest:
        return f"{_people(shown)} with two papers or more."
    others = "1 more has" if rest == 1 else f"{rest:,} more have"
    return (
        f"{_people(shown)} with two papers or more; {others} one paper here, which the search "
        "finds by name."
    )


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def _place(person: Person) -> tuple[bool, str]:
    """Where a letter stands in the list: names without one come last."""
    return (person.letter == OTHER_LETTERS, person.letter)


def _list(composer: Composer, group: list[Person], caption: str, *, topics: bool) -> Table:
    """A row a person; without the column of topics in a base whose papers name none."""
    columns = (
        Column("Name", width=26),
        Column("Papers", number=True, width=8),
        Column("Years", width=12, whole=True),
        Column("Topics"),
    )
    rows = []
    for person in group:
        cells = [
            Cell(links=(person.link,)),
            Cell(Value(str(len(person.papers))), number=True),
            Cell(Value(person.years)),
        ]
        if topics:
            cells.append(Cell(links=_topics(composer, _written(composer, person), TOPICS_LISTED)))
        rows.append(Row(tuple(cells)))
    return Table(caption, columns if topics else columns[:-1], tuple(rows))


def _described(person: Person) -> str:
    return f"{plural(len(person.papers), 'paper')} by {person.name} in this base, {person.years}."


def _page(graph: KnowledgeGraph, key: str) -> HubPage:
    composer = Composer(graph, _BELOW)
    person = graph.ask(person_called, key)
    papers = _written(composer, person)
    orcid = f"https://orcid.org/{person.orcid}" if person.orcid else None
    return HubPage(
        path=person.link.path,
        title=person.name,
        description=_described(person),
        lede=f"{plural(len(papers), 'paper')} in this base, {person.years}.",
        sections=(
            _papers(composer, person, papers),
            *_models(composer, papers),
            *_coauthors(graph, person, papers),
            *_terms(composer, papers),
        ),
        actions=(
            *([Action(f"ORCID {person.orcid}", orcid)] if orcid else []),
            Action("All people", f"../#{person.letter.lower()}"),
        ),
    )


def _written(composer: Composer, person: Person) -> list[PaperEntry]:
    """The person's papers, newest first."""
    found = (composer.graph.get(PaperEntry, id_) for id_ in person.papers)
    return [paper for paper in found if paper is not None]


def _papers(composer: Composer, person: Person, papers: Sequence[PaperEntry]) -> Section:
    note = "Gathered by ORCID." if person.orcid else _BY_NAME
    others = [spelling for spelling in person.spellings if spelling != person.name]
    if others:
        note = f"Also printed as {', '.join(others)}. {note}"
    table = papers_table(composer, papers, f"Papers by {person.name}")
    return Section("papers", "Papers", len(papers), note=note, table=table)


def _models(composer: Composer, papers: Sequence[PaperEntry]) -> list[Section]:
    found = {
        model.id: model
        for paper in papers
        for model in composer.sources(paper, "introduced_in", ModelEntry)
    }
    if not found:
        return []
    table = models_table(composer, found.values(), "Models introduced", family=True)
    return [Section("models", "Models introduced", len(found), table=table)]


def _coauthors(
    graph: KnowledgeGraph, person: Person, papers: Sequence[PaperEntry]
) -> list[Section]:
    together = Counter(
        key for paper in papers for key in {identity(author) for author in paper.authors}
    )
    del together[person.key]
    if not together:
        return []
    met = ((key, graph.ask(person_listed, key)) for key in together)
    shown = sorted((-together[key], *listed) for key, listed in met if listed)
    rest = len(together) - len(shown)
    more = f" {_people(rest)} with one paper here {'is' if rest == 1 else 'are'} not listed."
    note = "Those with several papers in this base, and how many both wrote." + (
        more if rest else ""
    )
    links = tuple(replace(link, note=plural(-fewer, "paper")) for fewer, _, link in shown)
    groups = (LinkGroup(None, links, dense=True),) if links else ()
    return [Section("co-authors", "Co-authors here", len(shown), note=note, links=groups)]


def _terms(composer: Composer, papers: Sequence[PaperEntry]) -> list[Section]:
    chips = _topics(composer, papers, TOPICS_SHOWN)
    note = "The terms most of these papers carry."
    return [Section("topics", "Topics", len(chips), note=note, chips=chips)] if chips else []


def _topics(composer: Composer, papers: Sequence[PaperEntry], most: int) -> tuple[Link, ...]:
    """The terms of papers, those of most papers first."""
    counts = Counter(term for paper in papers for term in dict.fromkeys(paper.terms))
    ranked = sorted(counts, key=lambda id_: (-counts[id_], id_))
    return composer.links(TermEntry, ranked[:most])
