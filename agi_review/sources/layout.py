"""A YAML text laid out in one way: order of keys, quotes, line width. What it says stays.

A tree is composed only of text that `parse` has accepted, so its depth is bounded. Before a result
is given out it is read again: it must hold the same data and the same comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from agi_review.sources.comments import Comments, comments_of
from agi_review.sources.parsing import parse
from agi_review.sources.scalars import is_plain, scalar

WIDTH = 104
"""Characters of a line of text that is folded anew."""

LONGEST_LINE = 110
"""Characters up to which a line is left as its writer broke it."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_IN_LISTS = re.compile(r"[,\[\]{}]")
_MODELINE = "yaml-language-server:"


@dataclass(frozen=True, slots=True)
class Shape:
    """What the layout of a mapping needs to know of its kind."""

    order: tuple[str, ...] = ()
    """Keys in the order they are written; others follow as they stand."""
    prose: frozenset[str] = frozenset()
    """Keys of texts that may be broken into lines."""
    inner: Mapping[str, Shape] = field(default_factory=dict)
    """The shape of the mappings under a key, or in the list under it."""


NO_SHAPE = Shape()


class NotLaidOut(Exception):
    """A text that would not stay the same; the message says why."""


def lay_out(text: str, shape: Shape, modeline: str) -> str:
    """Return a text in the one form, with the same data and the same comments.

    Args:
        text: A text in which reading finds no fault.
        shape: The order of its keys.
        modeline: The comment to begin with if no line for editors is there.

    Raises:
        NotLaidOut: The text has a fault, or its data or comments would not stay.
    """
    data, findings = parse("", text)
    if data is None or findings:
        raise NotLaidOut("it has faults; see agi-review check")
    before = comments_of(text)
    result = _Layout(text, before).render(shape, modeline)
    again, faults = parse("", result)
    if faults or again != data:
        raise NotLaidOut("its values would not stay the same")
    added = [] if any(_MODELINE in comment for comment in before.texts) else [modeline]
    if sorted([*before.texts, *added]) != comments_of(result).texts:
        raise NotLaidOut("its comments would not stay the same")
    return result


class _Layout:
    """One text on its way to its form."""

    def __init__(self, text: str, comments: Comments) -> None:
        self.lines = text.split("\n")
        self.comments = comments
        self.root: Any = yaml.compose(text, Loader=_LOADER)
        self.before: dict[int, list[str]] = {}
        self.after: dict[int, list[str]] = {}
        self.foot: list[str] = []
        self._attach()

    def render(self, shape: Shape, modeline: str) -> str:
        head = self._head()
        if not any(_MODELINE in line for line in head):
            head.insert(0, modeline)
        lines = [*head, *self._mapping(self.root, "", shape), *self.foot]
        return "\n".join(lines).rstrip("\n") + "\n"

    # Comments ------------------------------------------------------------------------------------
    def _attach(self) -> None:
        """Give each comment to the item it stands above or beside."""
        items = list(self._items(self.root))
        for number, comment in sorted(self.comments.trailing.items()):
            beside = [item for item in items if item.start_mark.line <= number]
            self.after.setdefault(id(beside[-1]), []).append(comment)
        taken: set[int] = set()
        for item in items:
            above = self._above(item.start_mark.line, taken)
            if above:
                self.before[id(item)] = above
        self.foot = self._above(len(self.lines), taken)

    def _above(self, line: int, taken: set[int]) -> list[str]:
        found: list[str] = []
        number = line - 1
        while number >= 0 and number not in taken:
            if number not in self.comments.own and self.lines[number].strip():
                break
            taken.add(number)
            comment = self.comments.own.get(number, "")
            if comment or (found and found[-1]) or not found:
                found.append(comment)
            number -= 1
        return found[::-1]

    def _items(self, node: Any) -> Iterator[Any]:
        """Yield keys and list items in the order they stand; those in brackets if need be."""
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield key
                yield from self._items(value)
        elif isinstance(node, yaml.SequenceNode) and not self._on_one_line(node):
            for item in node.value:
                yield item
                yield from self._items(item)

    def _head(self) -> list[str]:
        """Take what stands at the top of the file for the file, not for its first key."""
        first = id(self.root.value[0][0]) if self.root.value else None
        above = self.before.get(first or 0, [])
        while above and not above[0]:
            above = above[1:]
        cut = len(above) - above[::-1].index("") if "" in above else 0
        cut = max(cut, *(n + 1 for n, line in enumerate(above) if _MODELINE in line), 0)
        self.before[first or 0] = above[cut:]
        return above[:cut]

    # Values --------------------------------------------------------------------------------------
    def _mapping(self, node: Any, indent: str, shape: Shape) -> Iterator[str]:
        rank = {name: number for number, name in enumerate(shape.order)}
        pairs = sorted(node.value, key=lambda pair: rank.get(pair[0].value, len(rank)))
        for key, value in pairs:
            name = key.value
            yield from self._comments_above(key, indent)
            yield from self._value(
                f"{indent}{self._on_line(key)}:",
                value,
                indent,
                shape.inner.get(name, NO_SHAPE),
                prose=name in shape.prose,
                after=self.after.get(id(key), []),
            )

    def _value(  # noqa: PLR0913 - what a value needs
        self,
        start: str,
        node: Any,
        indent: str,
        shape: Shape,
        *,
        prose: bool,
        after: list[str],
    ) -> Iterator[str]:
        comment = "".join(f" {each}" for each in after)
        if isinstance(node, yaml.ScalarNode):
            yield from self._scalar(start, node, indent, comment, prose=prose)
        elif not node.value:
            yield f"{start} {'{}' if isinstance(node, yaml.MappingNode) else '[]'}{comment}"
        elif isinstance(node, yaml.MappingNode):
            yield f"{start}{comment}"
            yield from self._mapping(node, indent + "  ", shape)
        elif (flow := self._in_brackets(node)) and len(start) + len(flow) < LONGEST_LINE:
            yield f"{start} {flow}{comment}"
        else:
            yield f"{start}{comment}"
            yield from self._list(node, indent + "  ", shape, prose=prose)

    def _list(self, node: Any, indent: str, shape: Shape, *, prose: bool) -> Iterator[str]:
        for item in node.value:
            yield from self._comments_above(item, indent)
            if isinstance(item, yaml.MappingNode) and item.value:
                yield from self._dashed(self._mapping(item, indent + "  ", shape), indent)
            elif isinstance(item, yaml.SequenceNode) and item.value:
                lines = self._list(item, indent + "  ", shape, prose=prose)
                yield from self._dashed(lines, indent)
            else:
                after = self.after.get(id(item), [])
                yield from self._value(f"{indent}-", item, indent, shape, prose=prose, after=after)

    def _dashed(self, lines: Iterator[str], indent: str) -> Iterator[str]:
        """Put the dash before the first line that is no comment."""
        for line in lines:
            if line.strip() and not line.lstrip().startswith("#"):
                yield f"{indent}- {line[len(indent) + 2 :]}"
                break
            yield f"{indent}{line.lstrip()}".rstrip()
        yield from lines

    def _scalar(
        self, start: str, node: Any, indent: str, comment: str, *, prose: bool
    ) -> Iterator[str]:
        text, style = node.value, node.style
        if style in {"|", ">"}:
            header, kept = self._block(node)
            longest = max((len(indent) + 2 + len(line) for line in kept), default=0)
            folded = folded_lines(text, indent + "  ") if style == ">" else None
            if folded is None or longest <= LONGEST_LINE:
                folded = [f"{indent}  {line}" if line else "" for line in kept]
            yield f"{start} {header}{comment}"
            yield from folded
            return
        line = f"{start} {self._on_line(node)}"
        breaks = prose and len(line) > LONGEST_LINE and text == text.strip()
        folded = folded_lines(text, indent + "  ") if breaks else None
        if folded is None:
            yield line + comment
        else:
            yield f"{start} >-{comment}"
            yield from folded

    def _block(self, node: Any) -> tuple[str, list[str]]:
        """Return the header of a block of text, and its lines without their indentation."""
        first = self.lines[node.start_mark.line][node.start_mark.column :]
        header = first.split("#")[0].strip()
        if any(char.isdigit() for char in header):
            raise NotLaidOut("a text says by a number how far it is indented")
        last = node.end_mark.line + (node.end_mark.column > 0)
        lines = self.lines[node.start_mark.line + 1 : last]
        depth = min(
            (len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0
        )
        lines = [line[depth:] if line.strip() else "" for line in lines]
        while lines and not lines[-1]:
            lines.pop()
        return (">-" if header[0] == ">" else header), lines

    def _on_line(self, node: Any, *, in_brackets: bool = False) -> str:
        """Return a value on one line, with its quotes only if somebody needs them."""
        text: str = node.value
        unsafe = in_brackets and _IN_LISTS.search(text)
        if is_plain(text) and not unsafe:
            return text
        first, last = node.start_mark, node.end_mark
        if first.line == last.line:
            written: str = self.lines[first.line][first.column : last.column]
            return written
        quoted = scalar(text)
        return f'"{text}"' if quoted == text else quoted

    # Lists in brackets ---------------------------------------------------------------------------
    def _on_one_line(self, node: Any) -> bool:
        """Whether a list is written in brackets, holds nothing but texts, and no comment."""
        lines = range(node.start_mark.line, node.end_mark.line)
        return (
            bool(node.flow_style)
            and all(isinstance(item, yaml.ScalarNode) for item in node.value)
            and not any(n in self.comments.own or n in self.comments.trailing for n in lines)
        )

    def _in_brackets(self, node: Any) -> str | None:
        if not self._on_one_line(node):
            return None
        return f"[{', '.join(self._on_line(item, in_brackets=True) for item in node.value)}]"

    def _comments_above(self, item: Any, indent: str) -> Iterator[str]:
        for line in self.before.get(id(item), []):
            yield f"{indent}{line}" if line else ""


def folded_lines(text: str, indent: str) -> list[str] | None:
    """Return a text in lines, paragraphs apart; nothing if folding would not give it back."""
    lines: list[str] = []
    for paragraph in text.strip("\n").split("\n\n" if "\n\n" in text else "\n"):
        words = paragraph.split(" ")
        if "" in words or "\n" in paragraph:
            return None
        line = indent + words[0]
        for word in words[1:]:
            if len(line) + 1 + len(word) > WIDTH:
                lines.append(line)
                line = indent + word
            else:
                line += f" {word}"
        lines += [line, ""]
    return lines[:-1]
