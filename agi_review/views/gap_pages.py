"""The evidence-gap map as a page, with a page below it for each challenge."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.challenge import ChallengeEntry, Search
from agi_review.schema.kinds.theme import ThemeEntry
from agi_review.views.composer import Composer, in_words
from agi_review.views.gap_map import GAPS, Placed, evidence, gap_map, names_all_pairs
from agi_review.views.hub_page import HubPage
from agi_review.views.links import entry_path, link_to
from agi_review.views.parts import Action, ClaimGroup, Section

_BELOW = "../" * (GAPS.count("/") + 1)


def gaps_page(graph: KnowledgeGraph) -> HubPage:
    """Return the whole map with its dates of search and what counts as evidence."""
    gaps = replace(gap_map(graph), style="full")
    pairs = gaps.counted + gaps.gaps + gaps.unsearched
    if gaps.gathered:
        note = (
            f"{gaps.counted:,} of {pairs:,} pairs of challenge and theme hold claims, "
            f"{gaps.gaps:,} are gaps. So many pairs are gathered here by the area of the challenge "
            "and the stage of the theme; the page of each challenge shows it theme by theme. "
        )
    else:
        note = (
            f"{gaps.counted} of {pairs} cells hold claims, {gaps.gaps} are gaps. A claim that "
            "bears on several themes stands in several cells; totals count it once. "
        )
    return HubPage(
        path=GAPS,
        title="Where evidence is missing",
        description="Claims by challenge and roadmap theme: what is known, what is a gap, and what "
        "nobody has searched for.",
        lede="Each cell counts the claims that bear on a challenge through one roadmap theme. Open "
        "a cell to read them; open a gap to see what would fill it.",
        sections=(
            Section(
                "map",
                "Challenges and themes",
                note=f"{note}{_dates(graph)}",
                gaps=gaps,
            ),
        ),
        actions=(
            Action("By modality and task", "../modalities/"),
            Action("What counts as evidence", "../../method/"),
        ),
    )


def challenge_gaps(graph: KnowledgeGraph) -> list[HubPage]:
    """Return a page for each challenge: its claims theme by theme, and what would fill a gap."""
    found = graph.derived(evidence)
    composer = Composer(graph, _BELOW)
    whole = names_all_pairs(graph)
    return [
        HubPage(
            path=f"{GAPS}{challenge.id}/",
            title=f"{challenge.name}: evidence by theme",
            description=f"The claims of this base on {challenge.name.lower()}, by roadmap theme, "
            "with the gaps between them.",
            lede="Every claim that bears on this challenge, under the theme it bears on. A gap "
            "says when and where somebody looked.",
            sections=tuple(
                _cell_section(composer, challenge, theme, found.get((challenge.id, theme.id), []))
                for theme in graph.of(ThemeEntry)
                # In a large base only pairs that somebody has met or searched for are named.
                if whole or (challenge.id, theme.id) in found or theme.id in _searched(challenge)
            ),
            actions=(
                Action("Read about the challenge", f"{_BELOW}{entry_path(challenge)}"),
                Action("How to add a claim", f"{_BELOW}contribute/"),
                Action("The whole map", "../"),
            ),
        )
        for challenge in graph.of(ChallengeEntry)
    ]


def _searched(challenge: ChallengeEntry) -> set[str]:
    return {search.theme for search in challenge.searches}


def _cell_section(
    composer: Composer, challenge: ChallengeEntry, theme: ThemeEntry, placed: list[Placed]
) -> Section:
    if placed:
        claims = claims_by_page(composer, placed, prefix=theme.id)
        return Section(theme.id, theme.name, len(placed), claims=claims)
    search = next((each for each in challenge.searches if each.theme == theme.id), None)
    return Section(theme.id, theme.name, 0, note=_what_would_fill(challenge, theme, search))


def claims_by_page(composer: Composer, placed: list[Placed], prefix: str) -> tuple[ClaimGroup, ...]:
    """Return claims under the pages they stand on.

    Args:
        composer: Makes the claims.
        placed: Claims and the entries they stand on.
        prefix: Keeps their anchors apart on a page that shows a claim more than once.
    """
    groups = defaultdict(list)
    for entry, claim in placed:
        view = composer.claim(entry, claim)
        groups[entry.key].append(replace(view, anchor=f"{prefix}-{view.anchor}"))
    links = {key: link_to(composer.graph, key) for key in groups}
    return tuple(
        ClaimGroup(link.label, tuple(groups[key]), link=link) for key, link in links.items()
    )


def _what_would_fill(challenge: ChallengeEntry, theme: ThemeEntry, search: Search | None) -> str:
    wanted = (
        f"A paper that tests what “{theme.name}” does for “{challenge.name}” would fill it: "
        "add its entry, and a claim that names both."
    )
    if search is None:
        return f"Nobody has searched for evidence on this pair yet. {wanted}"
    day = in_words(search.on)
    return f"A gap: searched on {day} ({search.where}), and no claim was found. {wanted}"


def _dates(graph: KnowledgeGraph) -> str:
    """When the pairs were searched, and when the challenges are to be looked at again."""
    challenges = graph.of(ChallengeEntry)
    searched = sorted(search.on for challenge in challenges for search in challenge.searches)
    due = sorted(c.curation.review_by for c in challenges if c.curation and c.curation.review_by)
    if not searched:
        return "No search is recorded yet."
    when = in_words(searched[-1])
    if searched[0] != searched[-1]:
        when = f"{in_words(searched[0])} to {when}"
    until = f" The next one is due by {in_words(due[0])}." if due else ""
    noun = "search" if len(searched) == 1 else "searches"
    return f"{len(searched):,} {noun} recorded, {when}.{until}"
