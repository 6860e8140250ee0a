"""Rules about how people are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agi_review.diagnostics import Diagnostic
from agi_review.diagnostics.codes import MALFORMED_NAME, NAME_CASE
from agi_review.graph.knowledge_graph import KnowledgeGraph
from agi_review.schema.kinds.paper import Author, PaperEntry
from agi_review.sources.scalars import scalar

_OTHERS = re.compile(r"(?:\bet\.?\s*al\b|^(?:and )?others$)", re.IGNORECASE)
_SEVERAL = re.compile(r";|\s&\s|\sand\s", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:universit|institut|hospital|department|laborator)", re.IGNORECASE)
_MARKS = re.compile(r"[0-9*†‡§¶#@()\[\]{}<>]")
_TRAILING_MARKS = re.compile(r"[\s,]*[0-9*†‡§¶#,\s]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?)+")
_PLAIN = re.compile(r"[^\W\d_][\w .'’-]*")
"""What a name may be written as without quotes."""

_FEWEST_LETTERS = 3
"""Two capitals may be a name as it is, such as XU in a record of initials."""

_PARTICLES = frozenset({"da", "de", "del", "der", "di", "dos", "du", "la", "le", "van", "von"})


Parts = dict[str, str]
"""Fields of an author as they should be."""


@dataclass(frozen=True, slots=True)
class NameFault:
    """What is wrong with one field of an author."""

    field: str
    """`family`, `given` or `group`."""
    value: str
    what: str
    """What is wrong with the value, as the rest of a sentence that begins with it."""
    right: Parts
    """How the fields should be; empty where nobody can say."""
    help: str | None
    """Advice of its own, if the rule's does not fit."""


def malformed_name(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """An author is one person by family and given name, or one group; nothing else is in a name."""
    for paper in graph.of(PaperEntry):
        for number, author in enumerate(paper.authors):
            fault = fault_of(author)
            if fault is not None:
                finding = graph.finding(
                    MALFORMED_NAME,
                    paper,
                    graph.span(paper, ("authors", number, fault.field)),
                    f"'{fault.value}' {fault.what}",
                    suggestion=f"did you mean '{_shown(fault.right)}'?" if fault.right else None,
                    help=fault.help,
                )
                yield _mended(graph, paper, finding, number, fault)


def fault_of(author: Author) -> NameFault | None:
    """Return the first thing that is wrong with how an author is named."""
    for field in ("family", "given", "group"):
        value = getattr(author, field)
        for what, right, help_ in _faults(author, field, value) if value else ():
            return NameFault(field, value, what, right, help_)
    return None


def _faults(author: Author, field: str, value: str) -> Iterator[tuple[str, Parts, str | None]]:
    """Yield what is wrong with a part of a name, how it should be, and special advice."""
    if _OTHERS.search(value):
        help_ = "leave it out and write 'author_list: partial'"
        yield "stands for others and is nobody's name", {}, help_
    if field == "group":
        return
    if _SEVERAL.search(value):
        yield "is more than one name", {}, "write one author an item of the list"
    if _PLACE.search(value):
        yield "holds where somebody works", {}, "leave the place out; `group:` names a group"
    if _MARKS.search(value):
        bare = _TRAILING_MARKS.sub("", value)
        right = {field: bare} if _PLAIN.fullmatch(bare) else {}
        yield "holds a mark or number that belongs to no name", right, None
    if "," in value:
        yield "holds a comma: family and given name are two fields", _parted(author, value), None
    if field == "family" and (initials := _INITIALS.match(value)):
        yield "begins with initials, which are given names", _turned(author, initials), None


def _parted(author: Author, value: str) -> Parts:
    """Part `Surname, Given` or `Surname, Jr.`, where nothing stands in the other field yet."""
    first, _, second = (part.strip() for part in value.partition(","))
    if not (_PLAIN.fullmatch(first) and _PLAIN.fullmatch(second)):
        return {}
    other = "suffix" if _SUFFIX.fullmatch(second) else "given"
    return (
        {}
        if getattr(author, other) or author.family != value
        else {"family": first} | {other: second}
    )


def _turned(author: Author, initials: re.Match[str]) -> Parts:
    """Part `J. Smith`, or turn round `family: J.` with `given: Smith`."""
    rest = initials.string[initials.end() :]
    given = initials[0].strip()
    if rest and not author.given and _PLAIN.fullmatch(rest):
        return {"family": rest, "given": given}
    swapped = not rest and author.given and len(author.given.strip(".")) > 1
    return {"family": author.given or "", "given": given} if swapped else {}


def _shown(right: Parts) -> str:
    if len(right) == 1:
        return next(iter(right.values()))
    return ", ".join(f"{name}: {value}" for name, value in right.items())


def _mended(
    graph: KnowledgeGraph, paper: PaperEntry, finding: Diagnostic, number: int, fault: NameFault
) -> Diagnostic:
    """Add how to write it, where only this one field has to change."""
    author, field, right = paper.authors[number], fault.field, fault.right
    others = [name for name in right if name != field]
    if field not in right or any(getattr(author, name) for name in others):
        return finding
    document = graph.documents[paper.key]
    whole = graph.span(paper, ("authors", number))
    in_braces = document.line_at(whole)[whole.column - 1 : whole.column] == "{"
    column = graph.span(paper, ("authors", number, field), key=True).column
    between = ", " if in_braces else "\n" + " " * (column - 1)
    rest = "".join(f"{between}{name}: {scalar(right[name])}" for name in others)
    return finding.mend(finding.span, scalar(right[field]) + rest)


def name_case(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A family name is not written all in capitals or all in small letters."""
    for paper in graph.of(PaperEntry):
        for number, author in enumerate(paper.authors):
            family = author.family or ""
            letters = sum(char.isalpha() for char in family)
            one_case = family.isupper() or family.islower()
            if letters < _FEWEST_LETTERS or not one_case or _OTHERS.search(family):
                continue
            size = "capitals" if family.isupper() else "small letters"
            span = graph.span(paper, ("authors", number, "family"))
            message = f"'{family}' is all in {size}"
            hint = f"did you mean '{_cased(family)}'?"
            yield graph.finding(NAME_CASE, paper, span, message, suggestion=hint)


def _cased(name: str) -> str:
    words = re.split(r"([\s'’-])", name.casefold())
    return "".join(word if word in _PARTICLES else word.capitalize() for word in words)
