"""`agi-review from-form FILE`: the entry that the answers of an issue form describe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

import click

from agi_review.cli.base import load_base
from agi_review.cli.markdown import escaped, fenced
from agi_review.cli.terminal import entries_option, say
from agi_review.diagnostics import Diagnostic, Severity, Span
from agi_review.diagnostics.as_text import visible
from agi_review.diagnostics.codes import MISSING_FIELD
from agi_review.errors import UsageError
from agi_review.graph import KnowledgeGraph
from agi_review.importers.issue_form import Answers, Fault, read_answers
from agi_review.importers.writing import write_files
from agi_review.knowledge_base import load
from agi_review.schema.entry import Entry
from agi_review.schema.entry_text import entry_text
from agi_review.schema.issue_form import questions
from agi_review.sources import Data, Document, Parsed, SourceFile
from agi_review.sources.ids import well_formed
from agi_review.sources.parsing import parse

_NO_ID = "…"
"""The name of a file whose id is still to be found."""


@dataclass(frozen=True, slots=True)
class _Made:
    """An entry with what is to be said of it."""

    path: Path
    text: str
    faults: tuple[Fault, ...]
    advice: tuple[Fault, ...]
    """What is worth a look and stops nothing."""


@click.command(name="from-form")
@click.argument("file", type=click.File("rb"))
@click.option("--added", metavar="DAY", help="The day to note as the day the entry was added.")
@click.option("--write", is_flag=True, help="Write the file if nothing is wrong.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="The YAML and, on standard error, what is wrong; or both as an answer to the issue.",
)
@entries_option
def command(file: BinaryIO, added: str | None, form: str, entries: Path, *, write: bool) -> None:
    """Make an entry from the answers of an issue form in FILE; - is standard input.

    FILE is the body of the issue, as the host writes it: a heading a question. It may hold
    anything: nothing in it is run. What is wrong is said by the names of the questions.
    Exit code 1 if something is.
    """
    graph = load_base(entries).graph
    ids = {kind: {entry.id for entry in graph.of(kind)} for kind in graph.kinds}
    answers = read_answers(_read(file), graph.kinds, ids.__getitem__)
    if isinstance(answers, str):
        if form != "markdown":
            raise UsageError(answers)
        click.echo(f"Thank you. Nothing could be made of this: {escaped(answers)}.")
        sys.exit(1)
    made = _made(answers, entries, graph, added)
    if write and not made.faults:
        made.path.parent.parent.mkdir(parents=True, exist_ok=True)
        write_files({made.path: made.text}, made.path.parent)
    if form == "markdown":
        click.echo("\n".join(_markdown(made)))
    elif write and not made.faults:
        click.echo(made.path.as_posix())
    else:
        click.echo(made.text, nl=False)
    for fault in (*made.faults, *made.advice) if form == "text" else ():
        say(visible(f"{fault.label}: {fault.message}"))
    sys.exit(1 if made.faults else 0)


def _read(file: BinaryIO) -> str:
    data: bytes = file.read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError("the answers are not UTF-8") from None


def _made(answers: Answers, entries: Path, graph: KnowledgeGraph, added: str | None) -> _Made:
    data: dict[str, Data] = dict(answers.data)
    if added:
        data["curation"] = {"added": added}
    stem = answers.id if well_formed(answers.id) else _NO_ID
    path = entries / answers.kind.folder / f"{stem}.yaml"
    draft = _Draft(answers.kind, path, data)
    taken = any(entry.id == stem for entry in graph.of(answers.kind))
    found = [] if taken else list(_findings(draft, entries, graph))
    errors = tuple(fault for severity, fault in found if severity is Severity.ERROR)
    advice = tuple(fault for severity, fault in found if severity is not Severity.ERROR)
    return _Made(path, draft.text, (*answers.faults, *errors), advice)


@dataclass(frozen=True)
class _Draft:
    """An entry that is not there yet."""

    kind: type[Entry]
    path: Path
    data: Mapping[str, Data]

    @cached_property
    def text(self) -> str:
        return entry_text(self.kind, self.data)

    @property
    def file(self) -> SourceFile:
        return SourceFile(self.path, self.path.as_posix(), self.kind.folder, self.path.stem)

    def field(self, span: Span) -> str:
        """Return the field that a place in the file belongs to; empty for the file itself."""
        for line in reversed(self.text.split("\n")[: span.line]):
            if line[:1] not in {"", " ", "#"}:
                return line.partition(":")[0]
        return ""


def _findings(
    draft: _Draft, entries: Path, graph: KnowledgeGraph
) -> Iterator[tuple[Severity, Fault]]:
    """Yield what `check` would find in the file, under the label of the answer it is about."""
    labels = {question.field: question.label for question in questions(draft.kind)}
    found = list(_checked(draft, entries, graph))
    faulty = {field for field, finding in found if finding.severity is Severity.ERROR}
    if faulty - {""}:
        # References are looked up only in an entry that fits its kind: look at the rest alone.
        rest = {name: value for name, value in draft.data.items() if name not in faulty}
        found += _checked(replace(draft, data=rest), entries, graph)
    for field, finding in found:
        # Whoever left out what is needed has been told so.
        if field or finding.code != MISSING_FIELD.code:
            yield finding.severity, Fault(labels.get(field, "The entry"), _in_words(draft, finding))


def _checked(
    draft: _Draft, entries: Path, graph: KnowledgeGraph
) -> Iterator[tuple[str, Diagnostic]]:
    """Yield each finding that is in the file or points at it, with the field it is about."""
    file = draft.file
    data, findings = parse(file.path, draft.text)
    if data is not None:
        drafted = Parsed(Document(file, draft.text), data)
        findings += load(entries, graph.kinds, drafts=[drafted]).report.diagnostics
    for finding in findings:
        spans = [finding.span, *(note.span for note in finding.notes if note.span)]
        here = [span for span in spans if span.path == file.path]
        if here:
            yield draft.field(here[0]), finding


def _in_words(draft: _Draft, finding: Diagnostic) -> str:
    other = "" if finding.span.path == draft.file.path else f" in {finding.span.path}"
    hint = finding.suggestion or finding.help
    return f"{finding.message}{other}; {hint}" if hint else f"{finding.message}{other}"


def _markdown(made: _Made) -> Iterator[str]:
    name = f"`{made.path.as_posix()}`" if made.path.stem != _NO_ID else "the entry"
    if made.faults:
        yield "Thank you. Edit your answers above until nothing of this is left:\n"
        yield from _listed(made.faults)
    else:
        yield f"Thank you. Nothing is wrong; this is {name}:\n"
    if made.advice:
        yield "Worth a look, though nothing need be done:\n"
        yield from _listed(made.advice)
    if made.faults:
        yield f"So far, {name} would be:\n"
    yield fenced("\n".join(map(visible, made.text.split("\n"))), "yaml")


def _listed(faults: tuple[Fault, ...]) -> Iterator[str]:
    for fault in faults:
        yield f"- **{escaped(fault.label)}**: {escaped(visible(fault.message))}"
    yield ""
