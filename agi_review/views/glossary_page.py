"""The glossary: every term under its letter, and every other name with the term it leads to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args
from unicodedata import combining, normalize

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.term import TermEntry
from agi_review.schema.vocabulary import Scheme
from agi_review.views.composer import Composer, plural
from agi_review.views.hub_page import HubPage
from agi_review.views.links import INDEX_ROOT, Link, entry_path, link_to
from agi_review.views.lists import GLOSSARY, other_lists
from agi_review.views.parts import Action, Cell, Column, LinkGroup, Row, Section, Table, Value

MOST_ON_ONE_PAGE = 600
"""Terms above which each letter has a page of its own, and the glossary only leads to them."""

OTHER = "#"
"""Under it stand names that begin with no Latin letter."""

_BELOW = "../" * (GLOSSARY.count("/") + 1)


@dataclass(frozen=True, slots=True, order=True)
class Headword:
    """A name a reader may look for, and the term it is a name of."""

    order: str
    name: str
    term: str
    preferred: bool

    @property
    def letter(self) -> str:
        """The letter it stands under."""
        first = self.order[:1].upper()
        return first if "A" <= first <= "Z" else OTHER

    @property
    def anchor(self) -> str:
        """The address of its letter, on a page and as one."""
        return self.letter.lower() if self.letter != OTHER else "other"


def headwords(graph: KnowledgeGraph) -> tuple[Headword, ...]:
    """Return every name of every current term, as a dictionary orders them."""
    found = set()
    for term in graph.current(TermEntry):
        taken = {_order(term.name)}
        found.add(Headword(_order(term.name), term.name, term.id, preferred=True))
        for label in term.alt_labels:
            if _order(label) not in taken:
                taken.add(_order(label))
                found.add(Headword(_order(label), label, term.id, preferred=False))
    return tuple(sorted(found))


def glossary_page(graph: KnowledgeGraph) -> HubPage:
    """Return the terms by letter, with how many each scheme has."""
    words = graph.derived(headwords)
    terms = sum(word.preferred for word in words)
    split = terms > MOST_ON_ONE_PAGE
    composer = Composer(graph, INDEX_ROOT)
    letters = [
        _leading(graph, each) if split else _under(composer, each, each[0].letter)
        for each in _by_letter(words).values()
    ]
    return HubPage(
        path=GLOSSARY,
        title="Glossary",
        description="The terms of this base from A to Z, with what they mean, their other names "
        "and the terms above and below them.",
        lede=f"{plural(terms, 'term')} under {plural(len(words), 'name')}. Another name of a term "
        "leads to the one this base uses.",
        sections=(*letters, *_schemes(graph)),
        actions=(
            Action("Terms with what links to them", "../terms/"),
            *other_lists(graph, GLOSSARY),
        ),
        jump_list=True,
    )


def letter_pages(graph: KnowledgeGraph) -> list[HubPage]:
    """Return a page for each letter, where there are too many terms for one page."""
    words = graph.derived(headwords)
    if sum(word.preferred for word in words) <= MOST_ON_ONE_PAGE:
        return []
    composer = Composer(graph, _BELOW)
    return [_letter(composer, each) for each in _by_letter(words).values()]


def _letter(composer: Composer, words: list[Headword]) -> HubPage:
    letter = words[0].letter
    return HubPage(
        path=f"{GLOSSARY}{words[0].anchor}/",
        title=f"Glossary: {letter}",
        description=f"The terms of this base under {letter}.",
        lede=f"{plural(len(words), 'name')} under {letter}.",
        sections=(_under(composer, words, "Terms"),),
        actions=(Action("The whole glossary", "../"),),
    )


def _order(name: str) -> str:
    """A name as it is sorted: without accents, case and signs."""
    plain = "".join(sign for sign in normalize("NFKD", name) if not combining(sign))
    words = "".join(sign if sign.isalnum() else " " for sign in plain.casefold()).split()
    return " ".join(words) or name


def _by_letter(words: Iterable[Headword]) -> dict[str, list[Headword]]:
    found: dict[str, list[Headword]] = defaultdict(list)
    for word in words:
        found[word.letter].append(word)
    # Names without a Latin letter come last, whatever their sign.
    return dict(sorted(found.items(), key=lambda item: (item[0] == OTHER, item[0])))


def _leading(graph: KnowledgeGraph, words: list[Headword]) -> Section:
    """The section of a letter that has a page of its own: its terms by name alone."""
    letter, anchor = words[0].letter, words[0].anchor
    page = Link(f"Everything under {letter}", f"{GLOSSARY}{anchor}/", "list")
    terms = (graph.entries[EntryKey("term", word.term)] for word in words if word.preferred)
    links = (page, *(link_to(graph, term.key) for term in terms))
    return Section(anchor, letter, len(words), links=(LinkGroup(None, links, dense=True),))


def _under(composer: Composer, words: list[Headword], title: str) -> Section:
    """The section of a letter: its terms, then the other names under it with where they lead."""
    terms = [word for word in words if word.preferred]
    others = tuple(
        replace(
            composer.link(TermEntry, word.term),
            label=word.name,
            note=f"see {_name(composer, word)}",
        )
        for word in words
        if not word.preferred
    )
    groups = (LinkGroup("Other names", others, dense=True),) if others else ()
    table = _table(composer, terms) if terms else None
    return Section(words[0].anchor, title, len(words), table=table, links=groups)


def _name(composer: Composer, word: Headword) -> str:
    return composer.graph.entries[EntryKey("term", word.term)].label


def _table(composer: Composer, words: list[Headword]) -> Table:
    columns = (
        Column("Term", width=20),
        Column("Meaning", width=40),
        Column("Also called", width=16),
        Column("Broader", width=12),
        Column("Narrower", width=12),
    )
    rows = tuple(_row(composer, word.term) for word in words)
    return Table(f"Terms: {words[0].letter}", columns, rows)


def _row(composer: Composer, id_: str) -> Row:
    term = composer.graph.get(TermEntry, id_)
    if term is None:  # a headword is made of a term
        raise AssertionError
    link = Link(term.name, entry_path(term), "term", detail=term.scheme)
    narrower = (relation.source.id for relation in composer.incoming(term, "broader"))
    return Row(
        (
            Cell(links=(link,)),
            Cell(Value("", prose=composer.prose(term.definition))),
            Cell(Value(", ".join(term.alt_labels))) if term.alt_labels else Cell(),
            Cell(links=composer.links(TermEntry, term.broader)),
            Cell(links=composer.links(TermEntry, narrower)),
        )
    )


def _schemes(graph: KnowledgeGraph) -> list[Section]:
    """How many terms each scheme has, with the broadest of each."""
    terms = list(graph.current(TermEntry))
    counts = Counter(term.scheme for term in terms)
    groups = []
    for scheme in get_args(Scheme):
        if counts[scheme]:
            tops = [t for t in terms if t.scheme == scheme and not t.broader]
            names = sorted(tops, key=lambda term: (_order(term.name), term.id))
            whole = Link(f"All of scheme {scheme}", f"terms/?scheme={scheme}", "list")
            links = (whole, *(link_to(graph, term.key) for term in names))
            title = f"{scheme.capitalize()}: {plural(counts[scheme], 'term')}"
            groups.append(LinkGroup(title, links, dense=True))
    if not groups:
        return []
    note = "The terms of each scheme that stand under no broader one; their pages lead on down."
    return [Section("schemes", "By scheme", len(groups), note=note, links=tuple(groups))]
