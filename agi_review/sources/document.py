"""A file that was read: its text, and on demand its data and the position of every part of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from agi_review.diagnostics import Span
from agi_review.sources.data import Data, Marks, Route
from agi_review.sources.parsing import parse, positions


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that should hold one entry."""

    location: Path
    """Where it is on disk."""
    path: str
    """How it is called in messages, with forward slashes."""
    folder: str
    """The folder under the entries, which gives the kind."""
    id: str
    """The file's stem."""


@dataclass(frozen=True)
class Document:
    """One file that could be read, and remembers where it came from."""

    file: SourceFile
    text: str

    @cached_property
    def data(self) -> dict[str, Data]:
        """The data, found by reading the text once more.

        An entry is made of the first reading; data that nobody asks for again are not kept, since
        they take three times the room of the text.
        """
        return parse(self.file.path, self.text)[0] or {}

    @cached_property
    def marks(self) -> Mapping[Route, Marks]:
        """The position of every value, found by reading the text once more.

        Only a file with a finding pays for it; a clean base never does.
        """
        return positions(self.file.path, self.text)

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the text without their ends."""
        return self.text.split("\n")

    def locate(self, route: Route) -> Span:
        """Return where the value at `route` stands, or the nearest value around it."""
        return self._nearest(route).value

    def locate_key(self, route: Route) -> Span:
        """Return where the key of `route` stands, or the value if it has none (a list item)."""
        marks = self._nearest(route)
        return marks.key or marks.value

    def locate_text(self, route: Route, needle: str, occurrence: int = 0) -> Span:
        """Return where `needle` stands inside the value at `route`, as written.

        Args:
            route: The value to look in.
            needle: Text without white space, so that folding cannot have split it.
            occurrence: Which of several, from 0.
        """
        span = self.locate(route)
        for number in range(span.line, span.end_line + 1):
            line = self.lines[number - 1]
            at = line.find(needle, span.column - 1 if number == span.line else 0)
            while at >= 0:
                if occurrence == 0:
                    column = at + 1
                    return Span(span.path, number, column, number, column + len(needle))
                occurrence -= 1
                at = line.find(needle, at + 1)
        return span

    def line_at(self, span: Span) -> str:
        """Return the text of the line a span starts on."""
        return self.lines[span.line - 1] if span.line <= len(self.lines) else ""

    def _nearest(self, route: Route) -> Marks:
        marks = self.marks
        while route and route not in marks:
            route = route[:-1]
        return marks.get(route) or Marks(Span(self.file.path))


class Parsed(NamedTuple):
    """A document with its data, as they were read."""

    document: Document
    data: dict[str, Data]
