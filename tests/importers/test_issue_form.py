"""The answers of an issue form: data or faults, whatever somebody sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.importers.issue_form import LONGEST_BODY, Answers, read_answers
from agi_review.schema import Entry
from agi_review.schema.entry_text import entry_text
from agi_review.schema.issue_form import Answer, issue_form, questions
from agi_review.schema.kinds import KINDS, DatasetEntry, ModelEntry, PaperEntry
from agi_review.sources.parsing import parse

FORMS = [kind for kind in KINDS if kind.form]
LEAST = {"title": "Livers", "authors": "Ma, Jun", "year": "2024", "type": "article"}


def body(kind: type[Entry], answers: Mapping[str, str], end: str = "\n") -> str:
    """Write answers down as the host does: every heading, and a note where nothing was said."""
    parts = [
        f"### {question.label}\n\n{answers.get(question.field, '_No response_')}"
        for question in questions(kind)
    ]
    promise = "### Before you send it\n\n- [X] The sentences are my own."
    return "\n\n".join([*parts, promise]).replace("\n", end)


def read(
    kind: type[Entry], answers: Mapping[str, str], taken: Collection[str] = (), end: str = "\n"
) -> Answers:
    """Read the answers of a form."""
    found = read_answers(body(kind, answers, end), KINDS, lambda _kind: taken)
    assert isinstance(found, Answers)
    assert found.kind is kind
    return found


def faults(found: Answers) -> list[tuple[str, str]]:
    """Return what is wrong as pairs."""
    return [(fault.label, fault.message) for fault in found.faults]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_least_a_paper_needs(end: str) -> None:
    """What was not answered is not there; the id follows from the rest."""
    found = read(PaperEntry, LEAST, end=end)

    assert (found.id, found.faults) == ("ma2024livers", ())
    assert found.data == {
        "title": "Livers",
        "authors": [{"family": "Ma", "given": "Jun"}],
        "year": "2024",
        "type": "article",
    }
    assert read(PaperEntry, LEAST, taken={"ma2024livers"}).id == "ma2024liversa"


def test_lists_names_and_groups_of_fields() -> None:
    """One a line, with or without bullets; YAML where the form shows it."""
    found = read(
        PaperEntry,
        {
            **LEAST,
            "authors": "Ma, Jun\nvan der Maaten, Laurens\n{The Liver Group}\nJane Doe",
            "ids": "```yaml\ndoi: 10.1234/abc\narxiv: 2401.05480\n```",
            "cites": "- he2022masked\n* [kirillov2023segment, ma2024segment]\n",
            "models": "- role: uses\n  model: sam\n- role: introduces\n\n  model: medsam",
            "summary": "Two\nlines.\n\nAnd a third.",
        },
    )

    assert found.faults == ()
    assert found.data["authors"] == [
        {"family": "Ma", "given": "Jun"},
        {"family": "van der Maaten", "given": "Laurens"},
        {"group": "The Liver Group"},
        {"family": "Doe", "given": "Jane"},
    ]
    assert found.data["ids"] == {"doi": "10.1234/abc", "arxiv": "2401.05480"}
    assert found.data["cites"] == ["he2022masked", "kirillov2023segment", "ma2024segment"]
    assert found.data["models"] == [
        {"role": "uses", "model": "sam"},
        {"role": "introduces", "model": "medsam"},
    ]
    assert found.data["summary"] == "Two lines. And a third."


def test_people_may_be_written_as_an_entry_has_them() -> None:
    """Then they may have more than two names."""
    found = read(PaperEntry, {**LEAST, "authors": "- family: Ma\n  orcid: 0000-0002-1825-0097"})

    assert found.data["authors"] == [{"family": "Ma", "orcid": "0000-0002-1825-0097"}]


@pytest.mark.parametrize(
    ("answers", "label", "said"),
    [
        ({"title": "_No response_"}, "Title", "this is needed"),
        ({"type": "None"}, "Type", "this is needed"),
        ({"authors": "Ma, Jun and others"}, "Authors", "leaves the list open"),
        ({"authors": "Ma, Jun and Doe, Jane"}, "Authors", "expected one name a line"),
        ({"findings": "methodology:\n  text: In this: that"}, "Findings", "line 2: "),
        ({"ids": "doi: &a 10.1234/abc"}, "Ids", "line 1: "),
        ({"": "Ma2024"}, "Id of the paper", "did you mean 'ma2024'?"),
        ({"": "con"}, "Id of the paper", "reserved"),
        ({"": "../../etc/passwd"}, "Id of the paper", "cannot be an id"),
        ({"": "there"}, "Id of the paper", "an entry has the id 'there' already"),
        ({"year": "_No response_"}, "Id of the paper", "none can be made from the rest"),
    ],
)
def test_faults_have_the_name_of_the_question(
    answers: Mapping[str, str], label: str, said: str
) -> None:
    """And say what to do."""
    found = faults(read(PaperEntry, {**LEAST, **answers}, taken={"there"}))

    assert any(name == label and said in message for name, message in found), found


def test_names_of_models_and_data_sets_make_their_ids() -> None:
    """In plain letters."""
    model = {"name": "MedSAM é 2", "family": "sam", "domain": "medical"}

    assert read(ModelEntry, model).id == "medsam-e-2"
    assert read(DatasetEntry, {"name": "A. B.", "domain": "general"}).id == "a-b"


def test_a_heading_within_an_answer_is_part_of_it() -> None:
    """Whoever writes one of the form's own does not lose what follows."""
    found = read(PaperEntry, {**LEAST, "summary": "Before.\n### Title\nAfter.\n### Else"})

    assert found.data["title"] == "Livers"
    assert found.data["summary"] == "Before. ### Title After. ### Else"


def test_what_is_no_form_is_said() -> None:
    """With the headings there could be."""
    for text in ("", "Please add my paper.", "### Title\n\nLivers", "x" * (LONGEST_BODY + 1)):
        assert isinstance(read_answers(text, KINDS, lambda _kind: ()), str)
    assert "'### Id of the paper'" in str(read_answers("", KINDS, lambda _kind: ()))


@given(st.data())
def test_whatever_is_answered_becomes_yaml_that_reads_the_same(data: st.DataObject) -> None:
    """Or a fault; nothing breaks out of its place."""
    kind = data.draw(st.sampled_from(FORMS))
    texts = st.text(st.sampled_from("ab :#-'\"[]{}&*!|>%@`\n\t\r\u202e\x00é###"), max_size=40)
    answers = {q.field: data.draw(texts) for q in questions(kind)}
    found = read_answers(body(kind, answers), KINDS, lambda _kind: ())
    assert isinstance(found, Answers)
    made, findings = parse("", entry_text(found.kind, found.data))

    assert made == found.data or findings or not found.data


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.kind)
def test_a_form_has_what_the_host_wants(kind: type[Entry]) -> None:
    """Ids and labels once each, words of a list as texts, and the marks that lead back here."""
    form: dict[str, Any] = issue_form(kind)
    asked = [each for each in form["body"] if "id" in each]
    labels = [each["attributes"]["label"] for each in asked]

    assert len(set(labels)) == len(labels) == len({each["id"] for each in asked})
    assert labels[0] == f"Id of the {kind.noun}"
    for each in asked:
        assert all(isinstance(o, str | dict) for o in each["attributes"].get("options", ()))
    assert form["labels"] == ["new entry"]


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.kind)
def test_examples_in_the_form_can_be_read(kind: type[Entry]) -> None:
    """They are YAML with the fields of the class; only what they stand for is missing."""
    answers = {q.field: q.example for q in questions(kind) if q.answer is Answer.RECORDS}
    found = read(kind, answers)

    assert set(found.data) == set(answers)
    assert not [name for name, _ in faults(found) if name in answers]
