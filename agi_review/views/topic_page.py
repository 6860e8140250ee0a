"""The pages an expert learns from: families, themes, challenges."""

from __future__ import annotations

from agi_review.schema.entry import TopicEntry
from agi_review.schema.kinds.challenge import ChallengeEntry
from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.kinds.theme import ThemeEntry
from agi_review.views.compare_page import comparison_of
from agi_review.views.composer import (
    Composer,
    group_of,
    month_in_words,
    plural,
    text_fact,
)
from agi_review.views.entry_page import (
    EntryPage,
    Parts,
    approaches,
    assemble,
    category_badge,
    in_short,
    key_terms,
    prose_section,
)
from agi_review.views.gap_map import topic_strip
from agi_review.views.links import Link, link_to
from agi_review.views.parts import (
    Action,
    ApproachView,
    Badge,
    FactGroup,
    FactLine,
    GapMap,
    LinkGroup,
    Section,
    Value,
)
from agi_review.views.pictures.lineage_near import MOST_WITHIN, lineage_within
from agi_review.views.tables import models_table

_ORIGINS = {"review": "named by the review", "later": "came after the review"}


def family_page(composer: Composer, family: FamilyEntry) -> EntryPage:
    """Return the page of a family: what it is, its members, what is claimed."""
    members = composer.sources(family, "family", ModelEntry)
    medical = sum(model.domain == "medical" for model in members)
    subtitle = (
        f"First public {month_in_words(family.first_public)}. " if family.first_public else ""
    )
    if members:
        subtitle += f"{plural(len(members), 'member')} here, {medical} of them medical."
    table = models_table(composer, members, f"Members of the family {family.name}")
    sections = [
        *in_short(composer, family),
        *_topic_text(composer, family),
        *_lineage(composer, family),
        *([Section("members", "Members", len(members), wide=True, table=table)] if members else []),
        *approaches(composer, family),
        *composer.claims(family),
        *_papers(composer, family, family.key_papers, "Key papers"),
        *_open_questions(composer, family),
        *key_terms(composer, family),
        *composer.backlinks(family, skip=("Members", "Challenges it meets", *_ROLES)),
    ]
    facts = [
        text_fact("Also known as", ", ".join(family.also_known_as)),
        text_fact("Domain", family.domain),
        _prose_fact(composer, "Architecture", family.architecture),
        _prose_fact(composer, "Training", family.training),
        FactLine("Parents", _parents(composer, family)),
        FactLine("Themes", composer.values(ThemeEntry, family.themes)),
        FactLine(
            "Challenges",
            composer.either_way(family, ChallengeEntry, family.challenges, "affects"),
        ),
    ]
    parts = Parts(
        sections=tuple(sections),
        facts=tuple(group_of("At a glance", facts)),
        badges=(*category_badge(composer, family), *_origin_badge(family)),
        actions=_comparison(composer, members),
        subtitle=subtitle.strip() or None,
    )
    return assemble(composer, family, parts)


def theme_page(composer: Composer, theme: ThemeEntry) -> EntryPage:
    """Return the page of a roadmap theme."""
    gaps = composer.graph.ask(topic_strip, theme.key)
    sections = [
        *in_short(composer, theme),
        *_topic_text(composer, theme),
        *approaches(composer, theme),
        *_strip("challenge", gaps, len(composer.graph.of(ChallengeEntry))),
        *composer.claims(theme, "Claims and evidence"),
        *_elsewhere(composer, theme),
        *_papers(composer, theme, (), "Papers"),
        *_open_questions(composer, theme),
        *key_terms(composer, theme),
        *composer.backlinks(theme, skip=(*_ROLES, "Claims that bear on it")),
    ]
    facts = [
        text_fact("Stage", theme.stage),
        text_fact("Horizon", theme.horizon),
        text_fact("Named for", ", ".join(theme.categories)),
        FactLine("Depends on", composer.values(ThemeEntry, theme.depends_on)),
        FactLine("Addresses", composer.values(ChallengeEntry, theme.addresses)),
        FactLine("Families", composer.values(FamilyEntry, theme.families)),
    ]
    badges = (Badge(theme.stage, "neutral"), *_origin_badge(theme))
    parts = Parts(tuple(sections), tuple(group_of("On the roadmap", facts)), badges)
    return assemble(composer, theme, parts)


def challenge_page(composer: Composer, challenge: ChallengeEntry) -> EntryPage:
    """Return the page of a challenge."""
    gaps = composer.graph.ask(topic_strip, challenge.key)
    sections = [
        *in_short(composer, challenge),
        *_topic_text(composer, challenge),
        *_strip("roadmap theme", gaps, len(composer.graph.of(ThemeEntry))),
        *composer.claims(challenge, "Claims and evidence"),
        *_elsewhere(composer, challenge),
        *approaches(composer, challenge),
        *_mitigations(composer, challenge),
        *_papers(composer, challenge, (), "Papers"),
        *_open_questions(composer, challenge),
        *key_terms(composer, challenge),
        *composer.backlinks(challenge, skip=(*_ROLES, *_BESIDE_CHALLENGES)),
    ]
    themes = dict.fromkeys(each.theme for each in challenge.mitigations)
    groups: list[FactGroup] = [
        *group_of(
            "Affects",
            [
                FactLine(
                    "Families",
                    composer.either_way(challenge, FamilyEntry, challenge.affects, "challenges"),
                ),
                FactLine(
                    "Linked challenges",
                    composer.either_way(challenge, ChallengeEntry, challenge.related, "related"),
                ),
                text_fact("Named for", ", ".join(challenge.categories)),
            ],
        ),
        *group_of("Mitigated by", [FactLine("Themes", composer.values(ThemeEntry, themes))]),
    ]
    badges = [Badge(challenge.area, "neutral")]
    if challenge.severity:
        badges.append(Badge(f"severity: {challenge.severity}", "computed"))
    badges += _origin_badge(challenge)
    return assemble(composer, challenge, Parts(tuple(sections), tuple(groups), tuple(badges)))


_BESIDE_CHALLENGES = ("Claims that bear on it", "Families it affects", "Linked challenges")
"""What the page of a challenge shows beside and above, and need not show again below."""

_ROLES = (
    "Introduced in",
    "Used in",
    "Evaluated in",
    "Advanced in",
    "Addressed in",
    "Reported in",
)


def _lineage(composer: Composer, family: FamilyEntry) -> list[Section]:
    """How the members come from each other and from models outside the family."""
    picture = lineage_within(composer.graph, family)
    if picture is None:
        return []
    count = len(picture.twin.rows) if picture.twin else None
    note = None
    if len(picture.nodes) == MOST_WITHIN:
        note = f"Drawn are the {MOST_WITHIN} models with the most links; the list below has all."
    return [Section("lineage", "Lineage", count, wide=picture.is_wide, picture=picture, note=note)]


def _topic_text(composer: Composer, entry: TopicEntry) -> list[Section]:
    return prose_section(composer, "why-it-matters", "Why it matters", entry.why_it_matters)


def _open_questions(composer: Composer, entry: TopicEntry) -> list[Section]:
    return [
        *prose_section(composer, "contested", "What is contested", entry.contested),
        *prose_section(composer, "missing", "What is missing", entry.missing),
    ]


def _origin_badge(entry: TopicEntry) -> list[Badge]:
    return [Badge(_ORIGINS[entry.origin], "computed")] if entry.origin else []


def _prose_fact(composer: Composer, label: str, text: str | None) -> FactLine | None:
    if text is None:
        return None
    return FactLine(label, (Value("", prose=composer.prose(text)),))


def _comparison(composer: Composer, members: list[ModelEntry]) -> tuple[Action, ...]:
    path = comparison_of(members)
    return (Action("Compare members", f"{composer.root}{path}", primary=True),) if path else ()


def _parents(composer: Composer, family: FamilyEntry) -> tuple[Value, ...]:
    links = [composer.link(FamilyEntry, each.family, each.how) for each in family.parents]
    return tuple(Value(link.label, link) for link in links)


def _strip(by: str, gaps: GapMap | None, total: int) -> list[Section]:
    if gaps is None:
        return []
    note = f"Claims by {by}; hatched cells have not been searched."
    if len(gaps.columns) < total:
        note += f" The {len(gaps.columns)} of {total:,} with the most claims are shown."
    return [Section("evidence", "Where the evidence is", wide=True, gaps=gaps, note=note)]


def _elsewhere(composer: Composer, entry: TopicEntry) -> list[Section]:
    """Claims that stand on other pages and bear on this one."""
    links = composer.claims_linking(entry, "Claims that bear on it")
    if not links:
        return []
    shown = (LinkGroup(None, links),)
    title = "Claims on other pages"
    return [Section("claims-elsewhere", title, len(links), wide=True, links=shown)]


def _mitigations(composer: Composer, challenge: ChallengeEntry) -> list[Section]:
    views = tuple(
        ApproachView(
            composer.link(ThemeEntry, each.theme).label,
            composer.prose(each.text),
            composer.links(PaperEntry, each.papers),
        )
        for each in challenge.mitigations
        if each.text
    )
    return (
        [Section("mitigations", "What makes it smaller", len(views), approaches=views)]
        if views
        else []
    )


def _papers(
    composer: Composer, entry: TopicEntry, key_papers: tuple[str, ...], title: str
) -> list[Section]:
    """Key papers first, then the papers that say they bear on the entry, by what they do."""
    groups = [LinkGroup("Key papers", composer.links(PaperEntry, key_papers))] if key_papers else []
    by_role: dict[str, list[Link]] = {}
    named = set(key_papers)
    for relation in composer.graph.backlinks(entry):
        source = relation.source
        if relation.inverse in _ROLES and source.kind == "paper" and source.id not in named:
            named.add(source.id)
            by_role.setdefault(relation.inverse, []).append(link_to(composer.graph, source))
    groups += [
        LinkGroup(role, tuple(sorted(by_role[role], key=lambda link: (link.detail or "")[-4:])))
        for role in _ROLES
        if role in by_role
    ]
    count = len({link.path for group in groups for link in group.links})
    return [Section("papers", title, count, wide=True, links=tuple(groups))] if groups else []
