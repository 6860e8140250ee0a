"""`from-form`: from a stranger's answers to an entry, or to what is wrong with them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agi_review.cli.main import cli
from agi_review.knowledge_base import load
from agi_review.schema.kinds import ModelEntry, PaperEntry
from tests.conftest import FIXTURES
from tests.importers.test_issue_form import body

Ask = Callable[..., Result]

PAPER = {"title": "A new paper", "authors": "Doe, Jane", "year": "2024", "type": "article"}
MODEL = {"name": "New model", "family": "small-family", "domain": "medical"}


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """A base that may be written to."""
    shutil.copytree(FIXTURES / "tiny_kb" / "entries", tmp_path / "entries")
    return tmp_path / "entries"


@pytest.fixture
def ask(entries: Path) -> Ask:
    """Give a text to the command."""

    def run(text: str | bytes, *options: str) -> Result:
        command = ["from-form", "-", "--entries", str(entries), *options]
        return CliRunner().invoke(cli, command, input=text)

    return run


def test_answers_become_an_entry_that_passes_the_check(ask: Ask, entries: Path) -> None:
    """The file is what `fmt` would write, and is printed or put in its place."""
    answers = {
        **PAPER,
        "cites": "small2023paper",
        "ids": "arxiv: 2401.05480",
        "summary": "It builds on the first. " * 8,
    }
    printed = ask(body(PaperEntry, answers), "--added", "2026-11-28")
    written = ask(body(PaperEntry, answers), "--added", "2026-11-28", "--write")

    file = entries / "papers" / "doe2024new.yaml"
    assert (printed.exit_code, printed.stderr) == (0, "")
    assert written.stdout == f"{file.as_posix()}\n"
    assert file.read_text(encoding="utf-8") == printed.stdout
    assert "summary: >-\n" in printed.stdout
    assert printed.stdout.endswith("curation:\n  added: 2026-11-28\n")
    assert load(entries).report.diagnostics == ()
    base = ["--entries", str(entries)]
    assert CliRunner().invoke(cli, ["fmt", "--check", str(file), *base]).exit_code == 0


def test_all_faults_come_at_once_in_the_words_of_the_form(ask: Ask, entries: Path) -> None:
    """Wrong forms and references that lead nowhere alike; nothing is written."""
    answers = {
        **PAPER,
        "year": "last year",
        "ids": "doi: https://doi.org/10.1234/abc",
        "cites": "smal2023paper",
        "models": "- role: introduces\n  model: smal-model",
    }
    done = ask(body(PaperEntry, {**answers, "": "doe2024new"}), "--write")
    assert done.exit_code == 1
    assert "Year: expected a year of four digits such as 2024, found 'last year'" in done.stderr
    assert "Ids: expected a DOI" in done.stderr
    assert "did you mean '10.1234/abc'?" in done.stderr
    assert not (entries / "papers" / "doe2024new.yaml").exists()

    done = ask(body(PaperEntry, {**answers, "year": "2024"}), "--write")
    assert "Cites: no paper has the id 'smal2023paper'" in done.stderr
    assert "did you mean 'small2023paper'?" in done.stderr
    assert "Models: no model has the id 'smal-model'" in done.stderr


def test_what_the_base_has_already_is_named(ask: Ask, entries: Path) -> None:
    """By its id, or by an identifier or title that another entry has."""
    taken = ask(body(PaperEntry, {**PAPER, "": "small2023paper"}))
    assert "Id of the paper: an entry has the id 'small2023paper' already" in taken.stderr

    text = (entries / "papers" / "small2023paper.yaml").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title: "))[7:]
    for id_ in ("aaa2023first", "zzz2023last"):
        answers = {**PAPER, "": id_, "title": title, "year": "2023", "authors": "Esempio, Ada"}
        again = ask(body(PaperEntry, answers))
        assert "Title: " in again.stderr, id_
        assert "small2023paper" in again.stderr, id_


def test_the_answer_to_an_issue_shows_what_it_was_given_and_runs_nothing_of_it(ask: Ask) -> None:
    """Markup in it is text, a fence in it ends no fence, and marks that deceive are spelled out."""
    nasty = "x <img src=x> @everyone [a](javascript:b) ``` \u202e"
    done = ask(body(ModelEntry, {**MODEL, "name": nasty, "family": nasty}), "--format", "markdown")

    assert done.exit_code == 1
    assert done.stdout.startswith("Thank you. Edit your answers above")
    said, fence, shown = done.stdout.partition("\n````yaml\n")
    assert fence
    assert "<img" not in said
    assert " @everyone" not in said
    assert "](" not in said
    assert "\u202e" not in done.stdout
    assert shown.rstrip().endswith("\n````")


def test_the_answer_without_faults(ask: Ask, entries: Path) -> None:
    """It names the file, and what is only worth a look."""
    done = ask(body(ModelEntry, MODEL), "--write", "--format", "markdown")

    assert done.exit_code == 0
    assert "Nothing is wrong" in done.stdout
    assert (entries / "models" / "new-model.yaml").is_file()


@pytest.mark.parametrize("given", [b"", b"Please add my paper.", b"\xff\xfe", b"### Title\n\nA"])
def test_a_text_that_is_no_form_is_refused(ask: Ask, given: bytes) -> None:
    """In one sentence; as an answer, with thanks."""
    assert ask(given).exception is not None
    if given.isascii():
        done = ask(given, "--format", "markdown")
        assert (done.exit_code, "Nothing could be made of this" in done.stdout) == (1, True)
