"""Two bases to the list of what changed between them."""

from __future__ import annotations

from collections.abc import Iterator

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry, EntryKey
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views.changes.change import ORDER, Change
from agi_review.views.changes.claims import Found, claim_changes
from agi_review.views.changes.fields import Fields
from agi_review.views.changes.renames import renames_between
from agi_review.views.changes.wording import Words
from agi_review.views.composer import in_words


def changes_between(old: KnowledgeGraph, new: KnowledgeGraph) -> tuple[Change, ...]:
    """Return every change by entry and sort, told once and in plain words.

    Order in lists that are sets, line breaks, quotes and comments do not count.
    """
    renames = renames_between(old, new)
    words = Words(old, new, renames)
    came = new.entries.keys() - old.entries.keys() - set(renames.values())
    gone = old.entries.keys() - new.entries.keys() - renames.keys()
    found = [_change("added", new.entries[key], f"{key.kind} added") for key in came]
    found += [_change("removed", old.entries[key], f"{key.kind} removed") for key in gone]
    for key, entry in old.entries.items():
        after = new.entries.get(renames.get(key, key))
        if after is not None:
            found += [_change(sort, after, text) for sort, text in _changes(words, entry, after)]
    order = {kind.kind: number for number, kind in enumerate(new.kinds)}
    return tuple(sorted(found, key=lambda c: (order[c.kind], c.id, ORDER[c.sort], c.text)))


def _change(sort: str, entry: Entry, text: str) -> Change:
    return Change(sort, entry.key.kind, entry.id, entry.label, text)


def _changes(words: Words, before: Entry, after: Entry) -> Iterator[Found]:
    if before.id != after.id:
        folder = type(after).folder
        yield "moved", f"file renamed, {folder}/{before.id} → {folder}/{after.id}"
    if before is after:
        return
    if before.label != after.label:
        yield "renamed", f"renamed, “{before.label}” → “{after.label}”"
    yield from _given_up(words, before, after)
    if isinstance(before, PaperEntry) and isinstance(after, PaperEntry):
        yield from _status(before, after)
    yield from claim_changes(words, before, after)
    told = frozenset({"id", "claims", "deprecated", "status", after.label_field()})
    yield from Fields(words, after.key.kind).changes(before, after, (), told)


def _given_up(words: Words, before: Entry, after: Entry) -> Iterator[Found]:
    was, now = before.deprecated, after.deprecated
    if was == now:
        return
    if now is None:
        yield "given-up", "taken up again"
        return
    if now.replaced_by:
        done = f"replaced by {words.name(EntryKey(after.key.kind, now.replaced_by))}"
    else:
        done = "given up"
    yield "given-up", f"{done} on {in_words(now.since)}, {now.reason}"


def _status(before: PaperEntry, after: PaperEntry) -> Iterator[Found]:
    was, now = before.status, after.status
    if was == now:
        return
    if now is None:
        yield "status", "no longer says whether it was retracted or corrected"
    else:
        state = "no retraction found" if now.state == "none-found" else now.state
        yield "status", f"{state}, as of {in_words(now.as_of)}"
