"""YAML text to plain data, walking libyaml's events.

Composing a tree, as every ready-made loader does, recurses: a file of 100,000 open brackets crashes
the process. Events come one at a time, so depth, size, repeated keys and forbidden features are
seen at the first offending character. Scalars keep the text they were written with.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from agi_review.diagnostics import Diagnostic, Rule, Span
from agi_review.diagnostics.codes import (
    DUPLICATE_KEY,
    EMPTY_VALUE,
    FORBIDDEN_CHARACTER,
    PLACEHOLDER_VALUE,
    SEVERAL_DOCUMENTS,
    TOO_DEEP,
    TOO_LARGE,
    WRONG_TYPE,
    YAML_FEATURE,
    YAML_SYNTAX,
)
from agi_review.sources.characters import FORBIDDEN, named
from agi_review.sources.data import Data, Marks, Route
from agi_review.sources.faultless import LOADER, faultless, unfolded
from agi_review.sources.limits import DEEPEST_NESTING, LONGEST_SCALAR, MOST_NODES
from agi_review.sources.requoting import LACKS_QUOTES, with_quotes
from agi_review.sources.words import NULLS, says_nothing

_SYNTAX_HELP = {
    "mapping values are not allowed in this context": "quote the value: it holds a colon",
    "found character that cannot start any token": "quote the value",
    "did not find expected ',' or ']'": "close the list that was opened with '['",
    "did not find expected ',' or '}'": "close the mapping that was opened with '{'",
    "found unexpected end of stream": "close the quote that was opened",
    "could not find expected ':'": "write 'field: value'; a line below a text may need an indent",
    "did not find expected key": "check the indentation, and quotes inside quoted text",
}
"""What the writer most likely has to mend, by what the parser says."""


@dataclass(slots=True)
class _Frame:
    """An open list or mapping."""

    data: list[Data] | dict[str, Data]
    route: Route
    start: Any
    in_mapping: bool
    key: str | None = None
    key_event: Any = None
    seen: dict[str, Any] = field(default_factory=dict)
    """The event of each key, from which its place is made when somebody asks."""


class _Refused(Exception):
    """Ends the reading of one file; caught where the walk began."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def parse(path: str, text: str) -> tuple[dict[str, Data] | None, list[Diagnostic]]:
    """Return the data of one file, or nothing where it cannot be read, with what is wrong.

    Args:
        path: The file's name in messages.
        text: Its decoded text.
    """
    if (found := faultless(text)) is not None:
        return found, []
    reader = _Reader(path, text)
    try:
        data = reader.read()
    except _Refused as refused:
        return None, [*reader.findings, refused.diagnostic]
    return data, reader.findings


def positions(path: str, text: str) -> dict[Route, Marks]:
    """Return where every key and value of a file stands; as far as it can be read."""
    reader = _Reader(path, text)
    # parse() has reported what ends the walk; the positions up to there still serve.
    with suppress(_Refused):
        reader.read()
    return reader.marks


class _Reader:
    """One walk over the events of one file, which notes where everything stands."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.marks: dict[Route, Marks] = {}
        self.findings: list[Diagnostic] = []
        self.stack: list[_Frame] = []
        self.root: Data | None = None
        self.root_span = Span(path)
        self.nodes = 0

    def read(self) -> dict[str, Data] | None:
        documents = 0
        for event in self._events():
            # The parser makes events of these very classes; asking for the class is the fast way.
            made = event.__class__
            if made is yaml.ScalarEvent:
                self._count(event)
                self._scalar(event)
            elif made is yaml.MappingStartEvent or made is yaml.SequenceStartEvent:
                self._count(event)
                self._open(event)
            elif made is yaml.MappingEndEvent or made is yaml.SequenceEndEvent:
                self._close(event)
            elif made is yaml.AliasEvent:
                self._fail(YAML_FEATURE, self._span(event), f"an alias, '*{event.anchor}'")
            elif made is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._fail(
                        SEVERAL_DOCUMENTS, self._span(event), "a second document starts here"
                    )
                if event.version or event.tags:
                    self._fail(YAML_FEATURE, self._span(event), "a YAML directive")
        if isinstance(self.root, dict):
            return self.root
        found = "nothing" if self.root is None or self.root == "" else _in_words(self.root)
        self._report(
            WRONG_TYPE, self.root_span, f"an entry is a mapping of fields to values, found {found}"
        )
        return None

    def _events(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self.text, Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            problem = error.problem or error.context or "it cannot be read"
            span = Span(self.path, line, column, line, column + 1)
            message = f"this is not YAML: {problem}"
            finding = self._make(YAML_SYNTAX, span, message, _SYNTAX_HELP.get(problem))
            if problem in LACKS_QUOTES:
                finding = with_quotes(finding, self.text.split("\n"))
            raise _Refused(finding) from None
        except yaml.YAMLError as error:
            self._fail(YAML_SYNTAX, Span(self.path), f"this is not YAML: {error}")

    def _count(self, event: Any) -> None:
        """Count a value, and refuse one with a feature that entries may not use."""
        if event.anchor is not None:
            self._fail(YAML_FEATURE, self._span(event), f"an anchor, '&{event.anchor}'")
        if event.tag is not None:
            self._fail(YAML_FEATURE, self._span(event), f"a tag, '{event.tag}'")
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self._fail(
                TOO_LARGE, self._span(event), f"the file holds more than {MOST_NODES} values"
            )

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        frame = self.stack[-1] if self.stack else None
        if len(text) > LONGEST_SCALAR:
            what = f"a value of {len(text)} characters; {LONGEST_SCALAR} are allowed"
            self._fail(TOO_LARGE, self._span(event), what)
        # Written characters were checked with the bytes; an escape can bring others in.
        if event.style == '"' and (match := FORBIDDEN.search(text)):
            self._fail(
                FORBIDDEN_CHARACTER, self._span(event), f"{named(match[0])} may not stand here"
            )
        if frame is not None and frame.in_mapping and frame.key is None:
            self._take_key(frame, text, event)
            return
        if frame is not None and (event.implicit[0] or not text) and says_nothing(text):
            self._report_absence(frame, text, event)
        if event.style == ">":
            text = unfolded(text)
        self._mark(self._span(event), frame)
        self._place(text, frame)

    def _take_key(self, frame: _Frame, text: str, event: Any) -> None:
        if text == "<<" and event.implicit[0]:
            self._fail(YAML_FEATURE, self._span(event), "a merge key, '<<'")
        if text in frame.seen:
            finding = self._make(DUPLICATE_KEY, self._span(event), f"'{text}' is written twice")
            first = self._span(frame.seen[text])
            self.findings.append(finding.see("first written here", first))
        frame.seen.setdefault(text, event)
        frame.key, frame.key_event = text, event

    def _report_absence(self, frame: _Frame, text: str, event: Any) -> None:
        where = f"'{frame.key}'" if frame.key is not None else "this list item"
        if text in NULLS:
            at = frame.key_event if frame.key_event and not text else event
            self._report(EMPTY_VALUE, self._span(at), f"{where} has no value")
        else:
            self._report(
                PLACEHOLDER_VALUE,
                self._span(event),
                f"'{text}' stands for a value that is not there",
            )

    def _open(self, event: Any) -> None:
        if len(self.stack) >= DEEPEST_NESTING:
            self._fail(
                TOO_DEEP, self._span(event), f"more than {DEEPEST_NESTING} levels of nesting"
            )
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.in_mapping and frame.key is None:
            self._fail(
                WRONG_TYPE, self._span(event), "a list or mapping where a field name belongs"
            )
        route = self._route(frame)
        if event.__class__ is yaml.MappingStartEvent:
            self.stack.append(_Frame({}, route, event.start_mark, in_mapping=True))
        else:
            self.stack.append(_Frame([], route, event.start_mark, in_mapping=False))

    def _close(self, event: Any) -> None:
        closed = self.stack.pop()
        frame = self.stack[-1] if self.stack else None
        self._mark(_between(self.path, closed.start, event.end_mark), frame)
        self._place(closed.data, frame)

    def _route(self, frame: _Frame | None) -> Route:
        if frame is None:
            return ()
        here = frame.key if frame.in_mapping else len(frame.data)
        return (*frame.route, here if here is not None else "")

    def _mark(self, span: Span, frame: _Frame | None) -> None:
        """Note where the value stands that is about to be placed."""
        if frame is None:
            self.root_span = span
        key = self._span(frame.key_event) if frame and frame.key_event else None
        self.marks.setdefault(self._route(frame), Marks(span, key))

    def _place(self, value: Data, frame: _Frame | None) -> None:
        if frame is None:
            self.root = value
        elif isinstance(frame.data, dict):
            frame.data.setdefault(frame.key or "", value)
            frame.key = frame.key_event = None
        else:
            frame.data.append(value)

    def _span(self, event: Any) -> Span:
        return _between(self.path, event.start_mark, event.end_mark)

    def _make(self, rule: Rule, span: Span, message: str, advice: str | None = None) -> Diagnostic:
        lines = self.text.split("\n")
        source = lines[span.line - 1] if span.line <= len(lines) else None
        return rule.at(span, message, source=source, help=advice)

    def _report(self, rule: Rule, span: Span, message: str) -> None:
        self.findings.append(self._make(rule, span, message))

    def _fail(self, rule: Rule, span: Span, message: str, advice: str | None = None) -> NoReturn:
        raise _Refused(self._make(rule, span, message, advice))


def _between(path: str, start: Any, end: Any) -> Span:
    return Span(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _in_words(data: Data) -> str:
    if isinstance(data, str):
        return f"the text '{data[:40]}'"
    return "a list" if isinstance(data, list) else "a mapping"
