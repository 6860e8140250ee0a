"""What became of the fields of a record, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from agi_review.schema.entry import EntryKey, Fact
from agi_review.schema.references import SAME_KIND, Slot, slots_of
from agi_review.views.changes.claims import Found
from agi_review.views.changes.pairing import pairs_of
from agi_review.views.changes.wording import Words, quoted, spoken
from agi_review.views.composer import quantity

_ORDERED = frozenset({"authors"})
"""Lists whose order says something."""

_NAMING = ("name", "of", "unit", "label", "setting", "system", "on", "record", "field")
"""Fields that tell the records of a list apart, besides the entries they refer to."""


class Fields:
    """Compares the fields of two records of the same class."""

    def __init__(self, words: Words, kind: str) -> None:
        """Take the names of things, and the kind of the entry the records are of."""
        self.words, self.kind = words, kind

    def changes(
        self, old: BaseModel, new: BaseModel, path: tuple[str, ...], skip: frozenset[str]
    ) -> Iterator[Found]:
        """Yield what differs between two records."""
        slots, qualifier = slots_of(type(new))
        by_name = {slot.name: slot for slot in slots}
        for name in type(new).model_fields:
            if name in skip:
                continue
            one, other, here = getattr(old, name), getattr(new, name), (*path, name)
            slot = by_name.get(name)
            if name == qualifier:
                if one != other:
                    yield "role", f"{self._about(new)}, {one} → {other}".replace("-", " ")
            elif slot is None:
                yield from self._plain(one, other, here, new)
            elif slot.many:
                yield from self._many(slot, one, other, here)
            elif slot.record is not None:
                yield from self._record(slot.record, one, other, here)
            else:
                yield from self._single(slot, one, other, here)

    def _about(self, record: BaseModel) -> str:
        keys = self._identity(record, old=False)[0]
        return ", ".join(self.words.name(key) for key in keys) or "role"

    def _plain(
        self, one: Any, other: Any, path: tuple[str, ...], new: BaseModel
    ) -> Iterator[Found]:
        """Values that neither refer nor are prose."""
        if isinstance(one, tuple) and isinstance(other, tuple) and path[-1] not in _ORDERED:
            if sorted(map(repr, one)) == sorted(map(repr, other)):
                return
        elif one == other:
            return
        place = self.words.place(new) if path[-1] not in {"where", "source"} else None
        after = f" ({place})" if place else ""
        sort = "availability" if path[0] == "availability" else "fact"
        was, now = self.words.value(one), self.words.value(other)
        yield sort, f"{spoken(path)}, {was} → {now}{after}"

    def _single(self, slot: Slot, one: Any, other: Any, path: tuple[str, ...]) -> Iterator[Found]:
        """One text or one reference."""
        if slot.refers is None:
            was = self.words.prose(one, old=True) if one else None
            now = self.words.prose(other, old=False) if other else None
            if was != now:
                shown = f"{quoted(one)} → {quoted(other)}" if one and other else None
                done = "added, " + quoted(other) if other else "removed"
                yield "prose", f"{spoken(path)} " + (f"reworded, {shown}" if shown else done)
            return
        yield from self._references(slot, (one,) if one else (), (other,) if other else (), path)

    def _references(
        self, slot: Slot, old: tuple[str, ...], new: tuple[str, ...], path: tuple[str, ...]
    ) -> Iterator[Found]:
        was = {self._key(slot, id_, old=True) for id_ in old}
        now = {self._key(slot, id_, old=False) for id_ in new}
        pairs = pairs_of(sorted(was - now), sorted(now - was))
        pairs.only_ones()
        field, name = spoken(path), self.words.name
        yield from (
            ("retargeted", f"{field}, {name(one)} → {name(other)}") for one, other in pairs.pairs
        )
        yield from (("link-added", f"{field}, {name(key)} added") for key in pairs.came)
        yield from (("link-removed", f"{field}, {name(key)} removed") for key in pairs.gone)

    def _key(self, slot: Slot, id_: str, *, old: bool) -> EntryKey:
        kind = slot.refers.kind if slot.refers else SAME_KIND
        return self.words.target(EntryKey(self.kind if kind == SAME_KIND else kind, id_), old=old)

    def _record(
        self, record: type[BaseModel], one: Any, other: Any, path: tuple[str, ...]
    ) -> Iterator[Found]:
        if isinstance(one, Fact) and isinstance(other, Fact):
            yield from self._fact(one, other, path)
        elif one is not None or other is not None:
            # What a record does not say is the same as no record: each part is told by itself.
            blank = record.model_construct()
            if all(not field.is_required() for field in record.model_fields.values()):
                yield from self.changes(one or blank, other or blank, path, frozenset())
            elif one is None or other is None:
                yield self._part(one or other, path, came=other is not None)
            else:
                yield from self.changes(one, other, path, frozenset())

    def _fact(self, one: Fact, other: Fact, path: tuple[str, ...]) -> Iterator[Found]:
        field = spoken(path) + (f" ({other.of})" if other.of else "")
        was, now = self.words.place(one, old=True), self.words.place(other)
        if (one.value, one.of) != (other.value, other.of):
            after = f" ({now})" if now else ""
            shown = f"{quantity(one.value)} → {quantity(other.value)}"
            yield "fact", f"{field}, {shown}{after}"
        elif was != now:
            yield "fact", f"{field}, read in {was or 'no source'} → {now or 'no source'}"

    def _many(self, slot: Slot, old: Any, new: Any, path: tuple[str, ...]) -> Iterator[Found]:
        if slot.record is None:
            if slot.refers is not None:
                yield from self._references(slot, old, new, path)
            return
        if slot.name in _ORDERED:
            if old != new:
                yield "fact", f"{spoken(path)}, {self.words.value(old)} → {self.words.value(new)}"
            return
        pairs = pairs_of(old, new)
        pairs.by(lambda item: item.model_dump_json())
        ours = {id(item) for item in old}
        pairs.by(lambda item: self._identity(item, old=id(item) in ours))
        pairs.by_likeness(lambda item: getattr(item, "text", None))
        if slots_of(slot.record)[1] or slot.record is Fact:
            pairs.only_ones()
        for one, other in pairs.pairs:
            yield from self._record(slot.record, one, other, path)
        yield from (self._part(item, path, came=True) for item in pairs.came)
        yield from (self._part(item, path, came=False) for item in pairs.gone)

    def _identity(self, record: BaseModel, *, old: bool) -> tuple[tuple[EntryKey, ...], str]:
        """What a record of a list is about; its source is not."""
        keys = tuple(
            self._key(slot, getattr(record, slot.name), old=old)
            for slot in slots_of(type(record))[0]
            if slot.refers and not slot.many and slot.name != "source"
            if getattr(record, slot.name)
        )
        # Texts without a name of their own are told apart by what they say.
        names = {name: getattr(record, name, None) for name in _NAMING}
        if not keys and not any(names.values()) and hasattr(record, "text"):
            names["text"] = self.words.prose(record.text, old=old)
        return keys, repr(names)

    def _part(self, item: BaseModel, path: tuple[str, ...], *, came: bool) -> Found:
        keys = self._identity(item, old=not came)[0]
        done = "added" if came else "removed"
        if slots_of(type(item))[1] and keys:
            names = ", ".join(self.words.name(key) for key in keys)
            return f"link-{done}", f"{spoken(path)}, {names} {done}"
        return f"part-{done}", f"{spoken(path)} {done}, {self.words.value(item)}"
