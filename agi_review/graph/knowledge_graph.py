"""All entries and the relations between them, seen from both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from agi_review.diagnostics import Diagnostic, Rule, Span
from agi_review.graph.relation import Relation
from agi_review.schema.entry import Entry, EntryKey
from agi_review.sources import Document, Route

AnyEntry = TypeVar("AnyEntry", bound=Entry)
Made = TypeVar("Made")
Answer = TypeVar("Answer")
About = TypeVar("About", EntryKey, str)


@dataclass(frozen=True)
class KnowledgeGraph:
    """The entries by key, in a fixed order, with their relations and backlinks.

    Entries never point at each other: a relation holds two keys, and the graph finds the entries.
    """

    kinds: tuple[type[Entry], ...]
    entries: Mapping[EntryKey, Entry]
    documents: Mapping[EntryKey, Document]
    outgoing: Mapping[EntryKey, tuple[Relation, ...]] = field(default_factory=dict)
    incoming: Mapping[EntryKey, tuple[Relation, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Entry]:
        """Yield every entry, by kind and id."""
        return iter(self.entries.values())

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.entries)

    def entry(self, kind: str, id_: str) -> Entry:
        """Return one entry.

        Raises:
            KeyError: There is none with this kind and id.
        """
        return self.entries[EntryKey(kind, id_)]

    def of(self, entry_class: type[AnyEntry]) -> list[AnyEntry]:
        """Return the entries of one kind, or of all kinds that share a base, by kind and id."""
        return [
            entry
            for kind in self.kinds
            if issubclass(kind, entry_class)
            for entry in self._by_kind.get(kind.kind, ())
            if isinstance(entry, entry_class)
        ]

    def current(self, entry_class: type[AnyEntry]) -> list[AnyEntry]:
        """Return the entries of one kind that were not given up, by id."""
        return [entry for entry in self.of(entry_class) if entry.deprecated is None]

    @cached_property
    def _by_kind(self) -> dict[str, list[Entry]]:
        """The entries of each kind, so that no page walks over the whole base to find its own."""
        found: dict[str, list[Entry]] = {}
        for key, entry in self.entries.items():
            found.setdefault(key.kind, []).append(entry)
        return found

    def get(self, entry_class: type[AnyEntry], id_: str | None) -> AnyEntry | None:
        """Return one entry of a known kind, or nothing."""
        found = self.entries.get(EntryKey(entry_class.kind, id_)) if id_ else None
        return found if isinstance(found, entry_class) else None

    def relations(self, entry: Entry) -> tuple[Relation, ...]:
        """Return the relations an entry states, in the order of its file."""
        return self.outgoing.get(entry.key, ())

    def backlinks(self, entry: Entry) -> tuple[Relation, ...]:
        """Return the relations other entries state about it, by kind and id of the source."""
        return self.incoming.get(entry.key, ())

    def derived(self, make: Callable[[KnowledgeGraph], Made]) -> Made:
        """Return what a function makes of the whole base, made once however often it is asked."""
        if make not in self._derived:
            self._derived[make] = make(self)
        made: Made = self._derived[make]
        return made

    @cached_property
    def _derived(self) -> dict[Callable[[KnowledgeGraph], Any], Any]:
        return {}

    def ask(self, question: Callable[[KnowledgeGraph, About], Answer], about: About) -> Answer:
        """Return what a function says about one thing in the base, found once however often.

        What asks depends on the answer alone, where looking for itself would make it depend on all
        that the function looks at. The questions of pages are listed in `views/questions.py`.
        """
        answers = self._answers[question]
        if about not in answers:
            answers[about] = question(self, about)
        answer: Answer = answers[about]
        return answer

    @cached_property
    def _answers(self) -> defaultdict[Callable[..., Any], dict[EntryKey | str, Any]]:
        return defaultdict(dict)

    def forget(self) -> None:
        """Drop what was found out so far; whoever asks again has it found again."""
        self._derived.clear()
        self._answers.clear()

    def take_over(self, other: KnowledgeGraph, but: EntryKey) -> None:
        """Take what another graph found out, but for the answers about one entry."""
        self._derived.update(other._derived)
        for question, answers in other._answers.items():
            self._answers[question].update(answers)
            self._answers[question].pop(but, None)
            self._answers[question].pop(but.id, None)

    def span(self, entry: Entry, route: Route, *, key: bool = False) -> Span:
        """Return where a value of an entry stands in its file, or the key before it."""
        document = self.documents[entry.key]
        return document.locate_key(route) if key else document.locate(route)

    def finding(  # noqa: PLR0913 - what a finding is made of
        self,
        rule: Rule,
        entry: Entry,
        span: Span,
        message: str,
        *,
        suggestion: str | None = None,
        help: str | None = None,
    ) -> Diagnostic:
        """Make a finding in the file of `entry`, with the line it is about."""
        source = self.documents[entry.key].line_at(span)
        return rule.at(span, message, source=source, suggestion=suggestion, help=help)
