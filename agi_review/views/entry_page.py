"""The page of an entry: what every kind has, and what a kind without a page of its own gets."""

from __future__ import annotations

from dataclasses import dataclass

from agi_review.graph import KnowledgeGraph, Level, level_of
from agi_review.schema.entry import Entry, TopicEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.schema.prose import as_plain, paragraphs
from agi_review.schema.references import slots_of
from agi_review.views.composer import Composer, group_of, in_words, shortened, text_fact
from agi_review.views.links import Link, mark_of
from agi_review.views.parts import (
    Action,
    ApproachView,
    Badge,
    Banner,
    Discussion,
    FactGroup,
    FactLine,
    Neighbours,
    Section,
    Value,
)

LONGEST_DESCRIPTION = 200


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything the page of one entry says."""

    kind: str
    folder: str
    plural: str
    id: str
    root: str
    title: str
    description: str
    """One plain sentence for search engines and lists."""
    byline: tuple[Value, ...]
    byline_rest: int
    """How many more people there are than the by-line shows at first."""
    byline_partial: bool
    """Whether the record names only some of the authors."""
    subtitle: str | None
    badges: tuple[Badge, ...]
    banners: tuple[Banner, ...]
    actions: tuple[Action, ...]
    facts: tuple[FactGroup, ...]
    lead: Section | None
    """The opening section, beside the facts."""
    beside: tuple[Section, ...]
    """Text sections that go on beside the facts."""
    rest: tuple[Section, ...]
    """Everything from the first wide section on."""
    neighbours: tuple[Neighbours, ...] = ()
    """What comes before and after it in the orders it stands in."""
    comments: Discussion | None = None
    """Where readers talk about it, if the maintainer has set that up."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections in the order they are read."""
        lead = (self.lead,) if self.lead else ()
        return (*lead, *self.beside, *self.rest)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a kind adds to the common page."""

    sections: tuple[Section, ...] = ()
    facts: tuple[FactGroup, ...] = ()
    badges: tuple[Badge, ...] = ()
    banners: tuple[Banner, ...] = ()
    actions: tuple[Action, ...] = ()
    byline: tuple[Value, ...] = ()
    byline_rest: int = 0
    byline_partial: bool = False
    subtitle: str | None = None


def assemble(composer: Composer, entry: Entry, parts: Parts) -> EntryPage:
    """Return the page of an entry from what its kind adds and what all share."""
    kind = type(entry)
    # A wide section cannot open the page: it would cover the facts.
    opens = bool(parts.sections) and not parts.sections[0].wide
    lead, others = (parts.sections[0], parts.sections[1:]) if opens else (None, parts.sections)
    narrow = next((i for i, section in enumerate(others) if section.wide), len(others))
    return EntryPage(
        kind=kind.kind,
        folder=kind.folder,
        plural=kind.plural,
        id=entry.id,
        root=composer.root,
        title=entry.label,
        description=plain_description(entry),
        byline=parts.byline,
        byline_rest=parts.byline_rest,
        byline_partial=parts.byline_partial,
        subtitle=parts.subtitle,
        badges=(*parts.badges, level_badge(composer.graph, entry), *claims_badge(entry)),
        banners=(*_deprecated(composer, entry), *parts.banners),
        actions=(*parts.actions, Action("JSON", f"../{entry.id}.json")),
        facts=(*parts.facts, *_status(entry)),
        lead=lead,
        beside=others[:narrow] if opens else (),
        rest=others[narrow:] if opens else others,
    )


def plain_description(entry: Entry) -> str:
    """Return the start of what an entry says of itself, without markup."""
    text = entry.summary or entry.description or getattr(entry, "definition", None)
    plain = as_plain(text) if text else f"{type(entry).kind.capitalize()}: {entry.label}"
    return shortened(plain, LONGEST_DESCRIPTION)


def in_short(composer: Composer, entry: Entry, title: str = "In short") -> list[Section]:
    """Return the opening section: summary and description."""
    texts = [entry.summary] if entry.summary else []
    texts += paragraphs(entry.description) if entry.description else []
    return prose_section(composer, "in-short", title, "\n\n".join(texts))


def prose_section(composer: Composer, anchor: str, title: str, text: str | None) -> list[Section]:
    """Return a section of prose, or nothing."""
    if not text:
        return []
    return [Section(anchor, title, paragraphs=(composer.prose(text),))]


def approaches(composer: Composer, entry: TopicEntry) -> list[Section]:
    """Return the section on how a topic is worked on, or nothing."""
    from agi_review.schema.kinds.paper import PaperEntry  # noqa: PLC0415 - only topics need it

    views = tuple(
        ApproachView(each.name, composer.prose(each.text), composer.links(PaperEntry, each.papers))
        for each in entry.approaches
    )
    return (
        [Section("approaches", "How it is approached", len(views), approaches=views)]
        if views
        else []
    )


def key_terms(composer: Composer, entry: Entry) -> list[Section]:
    """Return the section of terms, or nothing."""
    chips = composer.links(TermEntry, dict.fromkeys(entry.terms))
    return [Section("key-terms", "Key terms", len(chips), chips=chips)] if chips else []


def generic_page(composer: Composer, entry: Entry) -> EntryPage:
    """Return the page of a kind that has no builder of its own: its fields in their order."""
    facts: list[FactLine] = []
    sections = in_short(composer, entry)
    for slot in slots_of(type(entry))[0]:
        value = getattr(entry, slot.name)
        if not value or slot.name in _COMMON:
            continue
        label = slot.name.replace("_", " ").capitalize()
        if slot.refers is not None:
            keys = [r.target for r in composer.graph.relations(entry) if r.path[0] == slot.name]
            links = [_link(composer, key.kind, key.id) for key in keys]
            facts.append(FactLine(label, tuple(Value(link.label, link) for link in links)))
        elif slot.prose and not slot.many:
            sections += prose_section(composer, slot.name.replace("_", "-"), label, value)
    referring = {slot.name for slot in slots_of(type(entry))[0]}
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name in _COMMON or name in referring or not isinstance(value, str | int):
            continue
        if name != type(entry).label_field():
            fact = text_fact(name.replace("_", " ").capitalize(), str(value))
            facts += [fact] if fact else []
    sections += [*composer.claims(entry), *key_terms(composer, entry), *composer.backlinks(entry)]
    return assemble(
        composer, entry, Parts(sections=tuple(sections), facts=tuple(group_of("Details", facts)))
    )


_COMMON = frozenset({"id", "summary", "description", "claims", "terms", "curation", "deprecated"})


def _link(composer: Composer, kind: str, id_: str) -> Link:
    by_name = {each.kind: each for each in composer.graph.kinds}
    return composer.link(by_name[kind], id_)


def level_badge(graph: KnowledgeGraph, entry: Entry) -> Badge:
    """Return how complete an entry is."""
    level: Level = level_of(entry, graph)
    return Badge(level.word, "computed", level=int(level))


def claims_badge(entry: Entry) -> list[Badge]:
    """Return how many claims an entry holds and how many were checked, or nothing."""
    if not entry.claims:
        return []
    checked = sum(claim.checked is not None for claim in entry.claims)
    noun = "claim" if len(entry.claims) == 1 else "claims"
    return [Badge(f"{len(entry.claims)} {noun}, {checked} checked", "computed")]


def _deprecated(composer: Composer, entry: Entry) -> list[Banner]:
    given_up = entry.deprecated
    if given_up is None:
        return []
    link = composer.link(type(entry), given_up.replaced_by) if given_up.replaced_by else None
    word = "Replaced" if link else "Given up"
    return [Banner(word, f"{given_up.reason} ({in_words(given_up.since)})", "replaced", link)]


def _status(entry: Entry) -> list[FactGroup]:
    curation = entry.curation
    if curation is None:
        return []
    lines = [
        text_fact("Last search", in_words(curation.searched)),
        text_fact("Entry last read through", in_words(curation.read_through)),
        text_fact("To be looked at again by", in_words(curation.review_by)),
        text_fact("Added", in_words(curation.added)),
        text_fact("Facts confirmed in", "; ".join(curation.records)),
    ]
    return group_of("Entry", lines)


def category_badge(composer: Composer, entry: Entry) -> list[Badge]:
    """Return the badge of a family's or model's category, or nothing."""
    mark = mark_of(composer.graph, entry)
    return [Badge(mark.category, "category", mark)] if mark else []
