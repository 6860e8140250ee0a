"""Which real entries a base of some size is modelled on, how often, and who stands for the others.

Papers, models, data sets and benchmarks keep the real proportions. What curators choose - terms,
families, themes and challenges - grows with the square root of the base, as vocabularies do.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skeleton import Skeleton

from agi_review.schema import EntryKey

CURATED = frozenset({"term", "family", "theme", "challenge"})
TOPICS = CURATED - {"term"}
"""Kinds that refer to one another so closely that a smaller base has all of them."""
FEWEST = 6
"""Entries of each kind and group, so that everything has something to refer to."""

Group = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each real entry is copied, in the order of the copies, kind by kind."""

    copies: dict[str, list[Skeleton]]
    stand_ins: dict[EntryKey, dict[EntryKey, EntryKey]]
    """For an entry that is copied: what its references point at, where that is not copied."""


def plan(skeletons: Iterable[Skeleton], size: int, draw: random.Random) -> Plan:
    """Choose what to copy for a base of `size` entries, or a few more if that is very small."""
    groups: dict[Group, list[Skeleton]] = defaultdict(list)
    for skeleton in skeletons:
        groups[_group(skeleton)].append(skeleton)
    counts = _counts({group: len(members) for group, members in sorted(groups.items())}, size)
    all_of_them = {each.entry.key: each for members in groups.values() for each in members}
    copies: dict[str, list[Skeleton]] = defaultdict(list)
    for group, members in sorted(groups.items()):
        fitting = [each for each in members if _satisfiable(each, all_of_them, counts)]
        chosen = _chosen(fitting, counts[group], draw)
        copies[group[0]] += [chosen[number % len(chosen)] for number in range(counts[group])]
    copied = {skeleton.entry.key: skeleton for kind in copies.values() for skeleton in kind}
    by_group: dict[Group, list[Skeleton]] = defaultdict(list)
    for skeleton in sorted(copied.values(), key=lambda each: each.rank):
        by_group[_group(skeleton)].append(skeleton)
    stand_ins = {
        key: {} if len(copied) == len(all_of_them) else _stand_ins(each, all_of_them, by_group)
        for key, each in sorted(copied.items())
    }
    return Plan(dict(copies), stand_ins)


def _group(skeleton: Skeleton) -> Group:
    return skeleton.entry.key.kind, skeleton.group


def _counts(real: dict[Group, int], size: int) -> dict[Group, int]:
    growth = size / sum(real.values())
    curated = {
        group: round(number * math.sqrt(growth))
        if growth > 1
        else number
        if group[0] in TOPICS
        else max(min(FEWEST, number), round(number * growth))
        for group, number in real.items()
        if group[0] in CURATED
    }
    others = {group: number for group, number in real.items() if group[0] not in CURATED}
    share = (size - sum(curated.values())) / sum(others.values())
    counts = {group: max(FEWEST, round(number * share)) for group, number in others.items()}
    most = max(counts, key=lambda group: counts[group])
    counts[most] += size - sum(curated.values()) - sum(counts.values())
    return curated | counts


def _chosen(fitting: Sequence[Skeleton], number: int, draw: random.Random) -> list[Skeleton]:
    """Return the entries to copy: all, or the lowest ranks and a fair sample of the others."""
    ranked = sorted(fitting, key=lambda each: each.rank)
    if number >= len(ranked):
        draw.shuffle(ranked)
        return ranked
    return ranked[:FEWEST] + draw.sample(ranked[FEWEST:], number - FEWEST)


def _satisfiable(
    skeleton: Skeleton, all_of_them: dict[EntryKey, Skeleton], counts: dict[Group, int]
) -> bool:
    """Whether a base of these counts has enough different entries for it to refer to."""
    needed = Counter(_group(all_of_them[key]) for key in [skeleton.entry.key, *skeleton.targets])
    return all(number <= counts[group] for group, number in needed.items())


def _stand_ins(
    skeleton: Skeleton, all_of_them: dict[EntryKey, Skeleton], by_group: dict[Group, list[Skeleton]]
) -> dict[EntryKey, EntryKey]:
    """Map what an entry refers to to what is there: different ones to different ones.

    The nearest of lower rank is taken, so that nothing comes from what is later than itself.
    """
    taken = {skeleton.entry.key}
    found: dict[EntryKey, EntryKey] = {}
    targets = sorted(
        skeleton.targets.items(), key=lambda item: (not item[1], all_of_them[item[0]].rank)
    )
    for key, _ in targets:
        target = all_of_them[key]
        there = by_group[_group(target)]
        at = bisect_right([each.rank for each in there], target.rank)
        nearest = [*reversed(there[:at]), *there[at:]]
        found[key] = next(
            (each.entry.key for each in nearest if each.entry.key not in taken),
            nearest[0].entry.key,
        )
        taken.add(found[key])
    return found
