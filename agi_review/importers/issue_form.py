"""The answers of a form, as a host writes them down, to the data of an entry.

The text is whatever a stranger sent: it is split at the headings the form has, and every answer is
data or a fault. Nothing in it is run, and YAML in it goes through the reader of entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agi_review.importers.citekeys import make_id
from agi_review.importers.names import read_names
from agi_review.schema.entry import Entry
from agi_review.schema.issue_form import OWN_WORDS, Answer, Question, questions
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.sources.data import Data
from agi_review.sources.ids import RESERVED, fold, nearest_id, well_formed
from agi_review.sources.parsing import parse

LONGEST_BODY = 65_536
"""Characters of an issue; hosts take no more."""

_HEADING = re.compile(r"### (.*\S)\s*")
_NO_ANSWER = frozenset({"", "_No response_"})
_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*")
_BULLET = re.compile(r"[-*]\s+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an answer, in the words of the form."""

    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The entry that a form describes, and what could not be read of it."""

    kind: type[Entry]
    id: str
    data: Mapping[str, Data]
    faults: tuple[Fault, ...]


def read_answers(
    text: str, kinds: Sequence[type[Entry]], taken: Callable[[type[Entry]], Collection[str]]
) -> Answers | str:
    """Return the entry a form describes, or why no form can be seen in a text.

    Args:
        text: The body of an issue, Markdown.
        kinds: The kinds the base may hold.
        taken: Tells the ids that entries of a kind have.
    """
    if len(text) > LONGEST_BODY:
        return f"the text has more than {LONGEST_BODY:,} characters"
    lines = text.replace("\r\n", "\n").split("\n")
    headings = {match[1] for line in lines if (match := _HEADING.fullmatch(line))}
    for kind in kinds:
        asked = questions(kind) if kind.form else ()
        if asked and asked[0].label in headings:
            return _answers(kind, asked, _split(lines, asked), taken(kind))
    named = [f"'### {questions(kind)[0].label}'" for kind in kinds if kind.form]
    return f"no form can be seen in the text: there is no heading {' or '.join(named)}"


def _split(lines: Sequence[str], asked: Sequence[Question]) -> dict[str, str]:
    """Return the answer under each label; a heading counts once, and in the form's order."""
    labels = [*(question.label for question in asked), OWN_WORDS]
    found: dict[str, list[str]] = {}
    here: list[str] | None = None
    at = 0
    for line in lines:
        match = _HEADING.fullmatch(line)
        if match and match[1] in labels[at:]:
            at = labels.index(match[1], at) + 1
            here = found[match[1]] = []
        elif here is not None:
            here.append(line)
    return {label: "\n".join(each).strip() for label, each in found.items()}


def _answers(
    kind: type[Entry],
    asked: Sequence[Question],
    found: Mapping[str, str],
    taken: Collection[str],
) -> Answers:
    data: dict[str, Data] = {}
    faults: list[Fault] = []
    for question in asked[1:]:
        text = _unfenced(found.get(question.label, ""))
        if text in _NO_ANSWER or (question.answer is Answer.CHOICE and text == "None"):
            if question.needed:
                faults.append(Fault(question.label, "this is needed"))
            continue
        value, wrong = _value(question, text)
        faults += (Fault(question.label, each) for each in wrong)
        if value:
            data[question.field] = value
    wanted = found.get(asked[0].label, "")
    id_ = _made_id(kind, data, taken) if wanted in _NO_ANSWER else wanted
    faults += (Fault(asked[0].label, each) for each in _id_faults(id_, taken))
    return Answers(kind, id_, data, tuple(faults))


def _unfenced(text: str) -> str:
    """Take away the marks of a block of code around a whole answer."""
    first, *rest = text.split("\n")
    fence = _FENCE.fullmatch(first)
    if fence and rest and rest[-1].strip() == fence[1]:
        return "\n".join(rest[:-1]).strip("\n")
    return text


def _value(question: Question, text: str) -> tuple[Data, list[str]]:
    if question.answer is Answer.PROSE:
        return text, []
    if question.answer is Answer.VALUES:
        return list(_values(text)), []
    if question.answer is Answer.NAMES and not _BULLET.match(text):
        return _names(text)
    if question.answer in {Answer.NAMES, Answer.RECORDS}:
        return _records(text)
    return " ".join(text.split()), []


def _values(text: str) -> Iterator[str]:
    """Yield one value a line; a line in brackets holds several."""
    for line in text.split("\n"):
        bare = _BULLET.sub("", line.strip(), count=1)
        several = bare[1:-1].split(",") if bare[:1] == "[" and bare[-1:] == "]" else [bare]
        yield from (value.strip() for value in several if value.strip())


def _names(text: str) -> tuple[Data, list[str]]:
    people: list[Data] = []
    wrong: list[str] = []
    for line in filter(str.strip, text.split("\n")):
        names = read_names(line)
        wrong += names.notes
        if names.partial:
            wrong.append(f"'{line.strip()}' leaves the list open; choose `partial` below instead")
        elif len(names.authors) != 1:
            wrong.append(f"expected one name a line, found '{line.strip()}'")
        people += ({**name} for name in names.authors)
    return people, wrong


def _records(text: str) -> tuple[Data, list[str]]:
    """Read fields as an entry has them; lines are counted within the answer."""
    indented = "\n".join(f"  {line}".rstrip() for line in text.expandtabs(2).split("\n"))
    data, findings = parse("", f"answer:\n{indented}\n")
    wrong = [
        f"line {max(1, each.span.line - 1)}: {each.message}"
        + (f"; {each.help}" if each.help else "")
        for each in findings
    ]
    return ("" if wrong or data is None else data["answer"]), wrong


def _made_id(kind: type[Entry], data: Mapping[str, Data], taken: Collection[str]) -> str:
    """Return an id from what the entry says of itself; empty if that is not enough."""
    name = data.get(kind.label_field())
    if not isinstance(name, str):
        return ""
    if kind is not PaperEntry:
        return nearest_id(fold(name))
    authors, year = data.get("authors"), data.get("year")
    first = authors[0] if isinstance(authors, list) and authors else None
    if not isinstance(first, dict) or not isinstance(year, str):
        return ""
    family = first.get("family") or first.get("group") or first.get("given")
    return make_id("", family, year, name, taken) if isinstance(family, str) else ""


def _id_faults(id_: str, taken: Collection[str]) -> Iterator[str]:
    if not id_:
        yield "none can be made from the rest; write one, such as kirillov2023segment"
    elif id_ in RESERVED:
        yield f"'{id_}' is a reserved name; choose another"
    elif not well_formed(id_):
        better = nearest_id(fold(id_))
        yield f"'{id_}' cannot be an id" + (f"; did you mean '{better}'?" if better else "")
    elif id_ in taken:
        yield f"an entry has the id '{id_}' already; what is wrong in it is mended in its own file"
