"""One form for every text: what it says stays, to the last comment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.schema.key_order import shape_of
from agi_review.schema.kinds import KINDS, PaperEntry
from agi_review.schema.skeleton import modeline
from agi_review.sources.comments import comments_of
from agi_review.sources.layout import LONGEST_LINE, WIDTH, NotLaidOut, Shape, lay_out
from agi_review.sources.parsing import parse
from agi_review.sources.scalars import scalar
from tests.conftest import FIXTURES, PROJECT

LINE = "# yaml-language-server: $schema=x"
SHAPE = Shape(("a", "b", "c"), frozenset({"a"}), {"c": Shape(("y", "x"))})


def laid(text: str) -> str:
    """A text in the form of a small shape, without the line for editors."""
    return lay_out(text, SHAPE, LINE).removeprefix(LINE + "\n")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("b: 1\na: 2\n", "a: 2\nb: 1\n"),
        ("z: 1\na: 2\n", "a: 2\nz: 1\n"),
        ("c:\n    - x: 1\n      y: 2\n", "c:\n  - y: 2\n    x: 1\n"),
        ("c:\n- x: 1\n", "c:\n  - x: 1\n"),
        ("b: {x: 1}\n", "b:\n  x: 1\n"),
        ("b: [x,\n  y]\n", "b: [x, y]\n"),
        ("b: 'plain words'\n", "b: plain words\n"),
        ("b: 'a: b'\n", "b: 'a: b'\n"),
        ("b: 'no'\n", "b: 'no'\n"),
        ("b: 'Nan'\n", "b: 'Nan'\n"),
        ("b: no\n", "b: no\n"),
        ('b: ["x, y", "z"]\n', 'b: ["x, y", z]\n'),
        ("b: 2306.05480   \n", "b: 2306.05480\n"),
        ("a: >\n   one\n   two\n", "a: >-\n  one\n  two\n"),
        ("a: >-\n  one\n\n  two\nb: 1", "a: >-\n  one\n\n  two\nb: 1\n"),
        ("b: |\n    one\n    two\n", "b: |\n  one\n  two\n"),
    ],
)
def test_the_form(written: str, expected: str) -> None:
    """Order, indents, quotes, brackets and ends of lines."""
    assert laid(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("# of b\nb: 1\na: 2\n", "a: 2\n# of b\nb: 1\n"),
        ("# of the file\n\nb: 1\na: 2\n", "# of the file\n\na: 2\nb: 1\n"),
        ("b: 1 # beside\na: 2\n", "a: 2\nb: 1 # beside\n"),
        ("a: 2\nb: [x] # beside\n# the end\n", "a: 2\nb: [x] # beside\n# the end\n"),
        ("c: # these\n  # first\n  - x: 1 # one\n", "c: # these\n  # first\n  - x: 1 # one\n"),
        ("c:\n  - x: 1\n    # of y\n    y: 2\n", "c:\n  # of y\n  - y: 2\n    x: 1\n"),
        ("b: [x, # of x\n  y]\n", "b:\n  - x # of x\n  - y\n"),
        ("a: >- # folded\n  # no comment\n", "a: >- # folded\n  # no comment\n"),
        ("a: 'x # no comment'\n", "a: 'x # no comment'\n"),
        ("a: 1\n\n\n\n# of b\nb: 1\n", "a: 1\n\n# of b\nb: 1\n"),
    ],
)
def test_comments_stay_with_what_they_speak_of(written: str, expected: str) -> None:
    """Above an item or beside it; none is lost and none is made."""
    assert laid(written) == expected


def test_long_prose_is_folded_and_other_text_is_not() -> None:
    """A title keeps its line, however long; prose that fits keeps the breaks it has."""
    long = "word " * 40 + "end"
    lines = laid(f"a: {long}\nb: {long}\n").split("\n")

    assert lines[0] == "a: >-"
    assert all(len(line) <= WIDTH for line in lines[1:-2])
    assert lines[-2] == f"b: {long}"
    kept = f"a: >-\n  {'x' * (LONGEST_LINE - 2)}\n  y\n"
    assert laid(kept) == kept


def test_a_line_for_editors_is_added_once_and_another_is_kept() -> None:
    """The first line says which schema the file follows."""
    assert lay_out("a: 1\n", SHAPE, LINE) == f"{LINE}\na: 1\n"
    own = "# yaml-language-server: $schema=https://example.org/own"
    assert lay_out(f"{own}\nb: 1\na: 1\n", SHAPE, LINE) == f"{own}\na: 1\nb: 1\n"


@pytest.mark.parametrize(
    "text", ["a: 1\na: 2\n", "a:\n", "a: [", "a: tbd\n", "- a\n", "", "a: >2\n    x\n"]
)
def test_what_has_faults_is_refused(text: str) -> None:
    """Nobody knows what it was meant to say."""
    with pytest.raises(NotLaidOut):
        lay_out(text, SHAPE, LINE)


WORDS = st.text(st.sampled_from("ab:#'\"[]{},-&*!|>%@ né\n\\?0.9"), min_size=1, max_size=30)
VALUES = st.one_of(
    WORDS, st.lists(WORDS, max_size=3), st.dictionaries(st.sampled_from("xyz"), WORDS, max_size=3)
)


@given(st.dictionaries(st.sampled_from("abcd"), VALUES, min_size=1), st.text("c# '", max_size=5))
def test_data_and_comments_stay_and_twice_is_once(data: dict[str, object], said: str) -> None:
    """Whatever is written: the same when read, and nothing more to do."""
    lines = [f"# {said}"]
    for key, value in data.items():
        if isinstance(value, str):
            lines += [f"{key}: {scalar(value)} # {said}"]
        elif isinstance(value, list):
            lines += [f"{key}: [{', '.join(f'{scalar(each)!s}' for each in value)}]"]
        else:
            lines += [f"{key}: # {said}", *(f"   {k}: {scalar(v)}" for k, v in value.items())]
    text = "\n".join(lines) + "\n"
    read, findings = parse("", text)
    if read is None or findings:
        return
    once = lay_out(text, SHAPE, LINE)

    assert parse("", once) == (read, [])
    assert comments_of(once).texts == sorted([*comments_of(text).texts, LINE])
    assert lay_out(once, SHAPE, LINE) == once


@pytest.mark.parametrize("root", [PROJECT / "entries", FIXTURES / "tiny_kb" / "entries"])
def test_every_entry_there_is_keeps_what_it_says(root: object) -> None:
    """None is refused, and a second run finds nothing to do."""
    for kind in KINDS:
        for path in sorted((PROJECT / str(root) / kind.folder).glob("*.yaml")):
            text = path.read_text(encoding="utf-8")
            once = lay_out(text, shape_of(kind), modeline(kind))
            assert lay_out(once, shape_of(kind), modeline(kind)) == once, path
            assert parse("", once) == parse("", text), path


def test_a_paper_begins_with_its_title_and_ends_with_its_curation() -> None:
    """Every field has its place, once."""
    order = shape_of(PaperEntry).order

    assert (order[0], order[-2:]) == ("title", ("curation", "deprecated"))
    assert sorted(order) == sorted(set(PaperEntry.model_fields) - {"id"})
