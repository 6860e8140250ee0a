"""Turn entries into parts of pages; the words all pages share are chosen here once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

from agi_review.graph import KnowledgeGraph, Relation
from agi_review.schema.entry import Claim, Entry, EntryKey, Fact, Source
from agi_review.schema.fields import number_of
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.prose import as_plain
from agi_review.views.links import Link, cite_link, entry_path, link_to
from agi_review.views.parts import (
    NOT_LOOKED_AT,
    ClaimGroup,
    ClaimView,
    FactGroup,
    FactLine,
    LinkGroup,
    Section,
    SourceLine,
    Value,
)
from agi_review.views.prose import Prose, prose

AnyEntry = TypeVar("AnyEntry", bound=Entry)

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Composer:
    """Makes parts for the pages at one depth of the site."""

    def __init__(self, graph: KnowledgeGraph, root: str) -> None:
        """Take the graph and the way from a page up to the site's root."""
        self.graph = graph
        self.root = root

    def prose(self, text: str) -> Prose:
        """Return prose with its links."""
        return prose(self.graph, text, self.root)

    def link(self, kind: type[Entry], id_: str, note: str | None = None) -> Link:
        """Return a link to an entry by kind and id."""
        return link_to(self.graph, EntryKey(kind.kind, id_), note)

    def links(self, kind: type[Entry], ids: Iterable[str]) -> tuple[Link, ...]:
        """Return links in the order given."""
        return tuple(self.link(kind, id_) for id_ in ids)

    def cite(self, paper: str) -> Link:
        """Return a link to a paper under its short citation."""
        return cite_link(self.graph, EntryKey("paper", paper))

    def values(self, kind: type[Entry], ids: Iterable[str]) -> tuple[Value, ...]:
        """Return links as values of a fact."""
        return tuple(Value(link.label, link) for link in self.links(kind, ids))

    def either_way(
        self, entry: Entry, kind: type[Entry], ids: Iterable[str], field: str
    ) -> tuple[Value, ...]:
        """Return links to entries of a kind that are named here, or name this one in a field."""
        there = (r.source.id for r in self.incoming(entry, field) if r.source.kind == kind.kind)
        return self.values(kind, dict.fromkeys((*ids, *there)))

    def claims(self, entry: Entry, title: str = "What is claimed") -> list[Section]:
        """Return the section of an entry's claims, gathered under their headings, or nothing."""
        groups: dict[str | None, list[ClaimView]] = defaultdict(list)
        for claim in entry.claims:
            groups[claim.heading].append(self.claim(entry, claim))
        if not groups:
            return []
        views = tuple(ClaimGroup(heading, tuple(views)) for heading, views in groups.items())
        return [Section("claims", title, len(entry.claims), wide=True, claims=views)]

    def claim(self, entry: Entry, claim: Claim) -> ClaimView:
        """Return one claim; what it bears on is named unless that is the entry itself."""
        bears_on = [
            link_to(self.graph, key)
            for key in (
                *(EntryKey("challenge", id_) for id_ in claim.challenges),
                *(EntryKey("theme", id_) for id_ in claim.themes),
            )
            if key in self.graph.entries and key != entry.key
        ]
        return ClaimView(
            claim_anchor(claim.text),
            self.prose(claim.text),
            claim.stance,
            tuple(self.source(source) for source in claim.sources),
            in_words(claim.checked),
            claim.checked,
            tuple(bears_on),
        )

    def claims_linking(self, entry: Entry, inverse: str) -> tuple[Link, ...]:
        """Return the claims on other pages that are related to an entry in one way, by page."""
        found = []
        for relation in self.graph.backlinks(entry):
            if relation.inverse == inverse and relation.source != entry.key:
                page = self.graph.entries[relation.source]
                found.append((page.label, page.claims[int(relation.path[1])], page))
        found.sort(key=lambda each: each[0])
        return tuple(_claim_link(page, claim) for _, claim, page in found)

    def source(self, source: Source) -> SourceLine:
        """Return a source with its place."""
        return self.source_line(source.paper, source.where)

    def source_line(self, paper: str, where: str | None) -> SourceLine:
        """Return a paper as a source, and whether it has been retracted."""
        return SourceLine(self.cite(paper), where, self.graph.ask(is_retracted, paper))

    def fact(self, label: str, fact: Fact, unit: str | None = None) -> FactLine:
        """Return a sourced number."""
        shown = quantity(fact.value, unit)
        if fact.of:
            shown = f"{shown} ({fact.of})"
        glyph = fact.value if fact.value == "not-reported" else None
        source = self.cite(fact.source) if fact.source else None
        return FactLine(label, (Value(shown, glyph=glyph),), source, fact.where, fact)

    def backlinks(self, entry: Entry, skip: Iterable[str] = ()) -> list[Section]:
        """Return the section of pages that link here, gathered by how they do, or nothing.

        Args:
            entry: The entry.
            skip: Words of relations that the page shows elsewhere.
        """
        groups: dict[str, dict[EntryKey, Link]] = defaultdict(dict)
        for relation in self.graph.backlinks(entry):
            if relation.inverse not in set(skip) and relation.source != entry.key:
                groups[relation.inverse][relation.source] = link_to(self.graph, relation.source)
        if not groups:
            return []
        # A page that links in a stated way need not be named again for mentioning it in prose.
        stated = {key for word, links in groups.items() if word not in _PROSE for key in links}
        for word in _PROSE & groups.keys():
            groups[word] = {key: link for key, link in groups[word].items() if key not in stated}
        shown = [
            LinkGroup(word, links := by_label(groups[word].values()), dense=are_short(links))
            for word in sorted(groups, key=lambda word: (word in _PROSE, word))
            if groups[word]
        ]
        count = len({link.path for group in shown for link in group.links})
        return [Section("links-here", "Pages that link here", count, wide=True, links=tuple(shown))]

    def sources(self, entry: Entry, field: str, kind: type[AnyEntry]) -> list[AnyEntry]:
        """Return the entries of a kind that name an entry in one of their fields, by id."""
        keys = (relation.source for relation in self.incoming(entry, field))
        found = (self.graph.get(kind, key.id) for key in keys if key.kind == kind.kind)
        return [source for source in found if source is not None]

    def incoming(self, entry: Entry, field: str) -> list[Relation]:
        """Return the relations stated about an entry in one field of others, once a source."""
        seen: dict[EntryKey, Relation] = {}
        for relation in self.graph.backlinks(entry):
            if relation.field == field and not relation.in_prose:
                seen.setdefault(relation.source, relation)
        return list(seen.values())


def is_retracted(graph: KnowledgeGraph, paper: str) -> bool:
    """Return whether a paper is known to be retracted."""
    found = graph.get(PaperEntry, paper)
    return bool(found and found.status and found.status.state == "retracted")


_PROSE = {"Mentioned in", "Cited in"}


def by_label(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return links by kind and name."""
    return tuple(sorted(links, key=lambda link: (link.kind, link.label.casefold(), link.path)))


def _claim_link(page: Entry, claim: Claim) -> Link:
    """A link to a claim on the page it stands on, under its own sentence."""
    path = f"{entry_path(page)}#{claim_anchor(claim.text)}"
    return Link(as_plain(claim.text), path, "claim", note=f"{page.label}, {claim.stance}")


LONGEST_SHORT = 48


def are_short(links: Iterable[Link]) -> bool:
    """Whether links are names that stand well in columns, with nothing beside them."""
    return all(len(link.label) <= LONGEST_SHORT and not link.detail for link in links)


def group_of(title: str, facts: Sequence[FactLine | None]) -> list[FactGroup]:
    """Return a group of the facts that are there, or nothing."""
    present = tuple(fact for fact in facts if fact is not None and fact.values)
    return [FactGroup(title, present)] if present else []


def text_fact(label: str, text: str | None) -> FactLine | None:
    """Return a fact of plain text, or nothing."""
    return FactLine(label, (Value(text),)) if text else None


def worded(
    label: str, value: str | None, source: Link | None = None, where: str | None = None
) -> FactLine:
    """Return a fact whose value has a glyph; a missing value says that nobody has looked."""
    return FactLine(label, (worded_value(value),), source, where)


@lru_cache(maxsize=256)
def worded_value(word: str | None) -> Value:
    """Return a word with its glyph; nothing becomes `not looked at`. There are few words."""
    shown = word or NOT_LOOKED_AT
    return Value(shown.replace("-", " "), glyph=shown)


def quantity(value: str, unit: str | None = None) -> str:
    """Return a number for reading: `1,570,263 images`, `86 M`, `not reported`."""
    if value == "not-reported":
        return "not reported"
    number = number_of(value)
    text = (
        f"{int(value):,}"
        if value.isdigit()
        else f"{value[:-1]} {value[-1]}"
        if value[-1] in "KMBT"
        else value
    )
    singular = unit[:-1] if unit and number == 1 and unit.endswith("s") else unit
    return f"{text} {singular}" if singular else text


def in_words(day: str | None) -> str | None:
    """Return a day as `18 Nov 2026`."""
    if day is None:
        return None
    found = date.fromisoformat(day)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def month_in_words(month: str) -> str:
    """Return a month as `April 2023`; a bare year stays."""
    year, _, number = month.partition("-")
    return f"{_LONG_MONTHS[int(number[:2]) - 1]} {year}" if number else year


def claim_anchor(text: str) -> str:
    """Return the address of a claim on its page: it stays until the sentence changes."""
    return f"claim-{blake2b(as_plain(text).encode(), digest_size=4).hexdigest()}"


_WORK_TYPES = {
    "article-journal": "journal article",
    "paper-conference": "conference paper",
    "article": "preprint",
}


def work_type(csl_type: str) -> str:
    """Return what readers call a CSL type of work."""
    return _WORK_TYPES.get(csl_type, csl_type.replace("-", " "))


def shortened(text: str, longest: int) -> str:
    """Return a text cut at a word, with a sign that it goes on, if it is longer than that."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def plural(number: int, noun: str) -> str:
    """Return `1 paper`, `2 papers`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
