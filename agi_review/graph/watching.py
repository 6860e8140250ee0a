"""A graph that notes what is asked of it, so that what was made from the answers can be kept.

What a page is made from is told in short texts, one a dependency, which mean the same in a later
build: `entry papers/ma2024segment` is all that an entry's file says, `ask full_link =papers/…` the
answer to one question. The page is the same for as long as all of them are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

from agi_review.graph.knowledge_graph import About, Answer, AnyEntry, KnowledgeGraph, Made
from agi_review.graph.relation import Relation
from agi_review.schema.entry import Entry, EntryKey

Question = Callable[[KnowledgeGraph, Any], Any]

EVERYTHING = "all"

_FROM = " from "
"""Between the digest of an answer and that of what it was found from."""


class WatchedGraph(KnowledgeGraph):
    """A graph like another, that notes what is asked of it."""

    def __init__(self, graph: KnowledgeGraph, questions: Sequence[Question]) -> None:
        """Take the graph, and the questions whose answers may be told apart."""
        super().__init__(
            graph.kinds,
            _Watched(graph.entries, "entry", "there", self),
            _Watched(graph.documents, "entry", "entry", self),
            graph.outgoing,
            graph.incoming,
        )
        object.__setattr__(self, "plain", graph)
        object.__setattr__(self, "_names", {each: each.__name__ for each in questions})
        object.__setattr__(self, "noted", set())

    plain: KnowledgeGraph
    noted: set[str]
    _names: dict[Question, str]

    @contextmanager
    def watching(self) -> Iterator[set[str]]:
        """Give the set in which everything is noted that is asked inside the block."""
        before = self.noted
        object.__setattr__(self, "noted", set())
        try:
            yield self.noted
        finally:
            object.__setattr__(self, "noted", before)

    def __iter__(self) -> Iterator[Entry]:
        self.noted.add(EVERYTHING)
        return iter(self.plain)

    def __len__(self) -> int:
        self.noted.add(EVERYTHING)
        return len(self.plain)

    def of(self, entry_class: type[AnyEntry]) -> list[AnyEntry]:
        """Return the entries of one kind, or of all kinds that share a base, by kind and id."""
        for kind in self.kinds:
            if issubclass(kind, entry_class):
                self.noted.add(f"of {kind.kind}")
        return self.plain.of(entry_class)

    def relations(self, entry: Entry) -> tuple[Relation, ...]:
        """Return the relations an entry states, in the order of its file."""
        self.noted.add(f"out {written(entry.key)}")
        return self.plain.relations(entry)

    def backlinks(self, entry: Entry) -> tuple[Relation, ...]:
        """Return the relations other entries state about it, by kind and id of the source."""
        self.noted.add(f"in {written(entry.key)}")
        return self.plain.backlinks(entry)

    def derived(self, make: Callable[[KnowledgeGraph], Made]) -> Made:
        """Return what a function makes of the whole base: it depends on all of it."""
        self.noted.add(EVERYTHING)
        return self.plain.derived(make)

    def ask(self, question: Callable[[KnowledgeGraph, About], Answer], about: About) -> Answer:
        """Return what a function says about one thing: only the answer is noted."""
        what = f"={written(about)}" if isinstance(about, EntryKey) else f"'{about}"
        self.noted.add(f"ask {self._names[question]} {what}")
        return self.plain.ask(question, about)


class _Watched(dict[EntryKey, Any]):
    """Entries or documents by key: what is looked up is noted, and what is not there, too."""

    def __init__(
        self, items: Mapping[EntryKey, Any], looked_up: str, there: str, graph: WatchedGraph
    ) -> None:
        super().__init__(items)
        self._looked_up, self._there, self._graph = looked_up, there, graph

    def __getitem__(self, key: EntryKey) -> Any:
        self._graph.noted.add(f"{self._looked_up} {written(key)}")
        return super().__getitem__(key)

    def get(self, key: EntryKey, default: Any = None) -> Any:
        self._graph.noted.add(f"{self._looked_up} {written(key)}")
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        if isinstance(key, EntryKey):
            self._graph.noted.add(f"{self._there} {written(key)}")
        return super().__contains__(key)

    def __iter__(self) -> Iterator[EntryKey]:
        self._graph.noted.add(EVERYTHING)
        return super().__iter__()

    def keys(self) -> Any:
        self._graph.noted.add(EVERYTHING)
        return super().keys()

    def values(self) -> Any:
        self._graph.noted.add(EVERYTHING)
        return super().values()

    def items(self) -> Any:
        self._graph.noted.add(EVERYTHING)
        return super().items()


def written(key: EntryKey) -> str:
    """Return a key as one word."""
    return f"{key.kind}/{key.id}"


class State:
    """What the dependencies come to in one base, each as a short digest, found when asked for."""

    def __init__(
        self,
        graph: KnowledgeGraph,
        questions: Sequence[Question],
        found_from: Mapping[Question, Question] | None = None,
        found_by: str = "",
    ) -> None:
        """Take a graph that is not watched, and the questions.

        Args:
            graph: The graph.
            questions: All that are asked of it.
            found_from: Of answers that are slow to find, the question what they are found from.
                While its answer is as it was, which stands behind the digest, so are they.
            found_by: A digest of the code that finds them.
        """
        self._graph = graph
        self._questions = {each.__name__: each for each in questions}
        self._found_from = found_from or {}
        self._found_by = found_by
        self._before: Mapping[str, str] = {}
        self._found: dict[str, str] = {}
        self._news: dict[str, str] = {}

    def recall(self, before: Mapping[str, str]) -> None:
        """Take the digests of an earlier build."""
        self._before = before

    def news(self) -> dict[str, str]:
        """Return the digests found since this was last asked."""
        found, self._news = self._news, {}
        return found

    def of(self, dependency: str) -> str:
        """Return the digest of a dependency; one that nobody can answer any more has none."""
        if dependency not in self._found:
            self._found[dependency] = self._news[dependency] = self._digest(dependency)
        return self._found[dependency]

    def _digest(self, dependency: str) -> str:
        what, _, about = dependency.partition(" ")
        if what == "ask":
            return self._answer(dependency, *about.partition(" ")[::2])
        if what == EVERYTHING:
            return _short("".join(self.of(f"of {kind.kind}") for kind in self._graph.kinds))
        if what == "of":
            keys = (key for key in self._graph.entries if key.kind == about)
            return _short("".join(key.id + self.of(f"entry {written(key)}") for key in keys))
        key = EntryKey(*about.split("/", 1))
        if what == "entry":
            return _short(self._graph.documents[key].text) if self._there(key) else ""
        if what == "there":
            return str(self._there(key))
        related = self._graph.outgoing if what == "out" else self._graph.incoming
        return _short(repr(related.get(key, ())))

    def _there(self, key: EntryKey) -> bool:
        return key in self._graph.entries

    def _answer(self, dependency: str, name: str, about: str) -> str:
        question = self._questions.get(name)
        if question is None:
            return ""
        key: Any = EntryKey(*about[1:].split("/", 1)) if about[0] == "=" else about[1:]
        try:
            if question not in self._found_from:
                return _short(repr(self._graph.ask(question, key)))
            found_from = self._found_from[question](self._graph, key)
            source = f"{_FROM}{_short(repr((self._found_by, found_from)))}"
            before = self._before.get(dependency, "")
            if before.endswith(source):
                return before
            return _short(repr(self._graph.ask(question, key))) + source
        except KeyError:  # it is about an entry that is gone
            return ""


def same(digest: str, other: str) -> bool:
    """Whether two digests are of the same thing, whatever it was found from."""
    return digest.partition(_FROM)[0] == other.partition(_FROM)[0]


def _short(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
