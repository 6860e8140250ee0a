"""What became of the claims of an entry."""

from __future__ import annotations

from collections.abc import Iterator

from agi_review.schema.entry import Claim, Entry, EntryKey
from agi_review.views.changes.pairing import pairs_of
from agi_review.views.changes.wording import Words, quoted
from agi_review.views.composer import in_words

Found = tuple[str, str]
"""The sort of a change and its words."""


def claim_changes(words: Words, before: Entry, after: Entry) -> Iterator[Found]:
    """Yield what was added, removed or changed; order and layout do not count."""
    pairs = pairs_of(before.claims, after.claims)
    pairs.by(lambda claim: (_flat(words, claim, before.claims), _rest(claim)))
    pairs.by(lambda claim: _flat(words, claim, before.claims))
    pairs.by_likeness(lambda claim: _flat(words, claim, before.claims))
    yield from (("claim-added", f"claim added, {quoted(claim.text)}") for claim in pairs.came)
    yield from (("claim-removed", f"claim removed, {quoted(claim.text)}") for claim in pairs.gone)
    for one, other in pairs.pairs:
        yield from _changes(words, one, other)


def _flat(words: Words, claim: Claim, before: tuple[Claim, ...]) -> str:
    return words.prose(claim.text, old=any(claim is each for each in before))


def _rest(claim: Claim) -> str:
    return claim.model_dump_json(exclude={"text"})


def _changes(words: Words, one: Claim, other: Claim) -> Iterator[Found]:
    shown = quoted(other.text)
    if words.prose(one.text, old=True) != words.prose(other.text, old=False):
        yield "claim-reworded", f"claim reworded, {quoted(one.text)} → {shown}"
    if one.stance != other.stance:
        contested = "claim contested" if other.stance == "disputes" else "stance of a claim"
        yield "claim-stance", f"{contested}, {one.stance} → {other.stance}, {shown}"
    if one.checked != other.checked:
        day = in_words(other.checked)
        text = f"claim checked on {day}" if day else "claim no longer counts as checked"
        yield "claim-checked", f"{text}, {shown}"
    was, now = _sources(words, one, old=True), _sources(words, other, old=False)
    if was != now:
        yield "claim-source", f"sources of a claim, {was} → {now}, {shown}"
    was, now = _bearing(words, one, old=True), _bearing(words, other, old=False)
    if was != now:
        yield "claim-bearing", f"a claim bears on {was} → {now}, {shown}"
    if one.heading != other.heading:
        yield "claim-bearing", f"heading of a claim, {one.heading} → {other.heading}, {shown}"


def _sources(words: Words, claim: Claim, *, old: bool) -> str:
    found = [
        (words.target(EntryKey("paper", each.paper), old=old), each.where) for each in claim.sources
    ]
    return "; ".join(
        f"{words.name(key)}, {where}" if where else words.name(key)
        for key, where in sorted(found, key=lambda pair: (pair[0], pair[1] or ""))
    )


def _bearing(words: Words, claim: Claim, *, old: bool) -> str:
    keys = {EntryKey("challenge", id_) for id_ in claim.challenges}
    keys |= {EntryKey("theme", id_) for id_ in claim.themes}
    names = [words.name(key) for key in sorted(words.target(key, old=old) for key in keys)]
    return ", ".join(names) or "nothing"
