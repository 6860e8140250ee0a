"""YAML to plain data: nothing guessed, nothing lost, nothing that hangs."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from agi_review.sources.parsing import parse, positions


def codes(text: str) -> list[str]:
    """The codes of what is wrong with a text."""
    return [finding.code for finding in parse("x.yaml", text)[1]]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2306.05480", "2306.05480"),
        ("1.10", "1.10"),
        ("no", "no"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("2024-13-45", "2024-13-45"),
        ("0x1F", "0x1F"),
        ("true", "true"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_scalars_keep_the_text_they_were_written_with(written: str, read: str) -> None:
    """YAML 1.1 would make numbers, times, dates and truth values of these."""
    assert parse("x.yaml", f"a: {written}\n") == ({"a": read}, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1", "yaml-feature"),
        ("a: *x", "yaml-feature"),
        ("a: !!bool abc", "yaml-feature"),
        ("a: !python/object:os.system 1", "yaml-feature"),
        ("<<: {a: 1}", "yaml-feature"),
        ("%YAML 1.1\n---\na: 1", "yaml-feature"),
        ("a: 1\n---\nb: 2", "several-documents"),
        ("[" * 100_000, "too-deep"),
        ("\n".join(" " * depth + "a:" for depth in range(1000)), "too-deep"),
        ('a: "\\u202e"', "forbidden-character"),
        ('a: "\\x00"', "forbidden-character"),
        ("? [a]\n: b", "wrong-type"),
        ("- a", "wrong-type"),
        ("", "wrong-type"),
        ("just text", "wrong-type"),
        ("a: 1\na: 2", "duplicate-key"),
        ("a: [" + "1," * 60_000 + "1]", "too-large"),
        ("a: " + "x" * 100_001, "too-large"),
    ],
)
def test_what_entries_may_not_hold_is_a_finding(text: str, code: str) -> None:
    """Each of these crashes, hangs or deceives a ready-made loader."""
    assert code in codes(text)


def test_a_hostile_file_is_refused_at_once() -> None:
    """A million open brackets cost no more than reading to the twenty-first."""
    start = time.perf_counter()

    assert codes("[" * 900_000) == ["too-deep"]
    assert time.perf_counter() - start < 5


def test_an_empty_value_is_named_by_its_field() -> None:
    """The position is the key: there is nothing else to point at."""
    (finding,) = parse("x.yaml", "a: 1\nlicence:\n")[1]

    assert (finding.code, finding.span.line, finding.span.column) == ("empty-value", 2, 1)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_a_blank_line_in_folded_text_starts_a_paragraph(gap: str) -> None:
    """Folding alone would leave one line end, which Markdown takes for a space."""
    text = f"a: >-\n  one\n  line\n{gap}  two\n"

    assert parse("x.yaml", text) == ({"a": "one line\n\ntwo"}, [])


def test_a_quoted_placeholder_is_meant() -> None:
    """Somebody's name may be None."""
    assert parse("x.yaml", "family: 'None'\n") == ({"family": "None"}, [])


def test_positions_are_those_of_keys_and_values() -> None:
    """Lines and columns count characters from 1, also behind characters of several bytes."""
    marks = positions("x.yaml", "é: ü\nb:\n  - c: d\n")

    assert (marks["é",].value.line, marks["é",].value.column) == (1, 4)
    assert (marks["b", 0, "c"].value.line, marks["b", 0, "c"].value.column) == (3, 8)
    key = marks["b", 0, "c"].key
    assert key is not None
    assert (key.line, key.column) == (3, 5)


PLAIN = st.recursive(
    st.text(
        st.characters(min_codepoint=32, max_codepoint=0x2FFF, categories=("L", "N", "P", "Zs")),
        min_size=1,
    ),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(st.text("abcdefghij", min_size=1), inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abcdefghij", min_size=1), PLAIN, min_size=1, max_size=5))
def test_what_is_dumped_is_read_back(data: dict[str, object]) -> None:
    """Parsing undoes dumping, for any plain data with its texts in quotes."""
    text = yaml.safe_dump(data, default_style="'", allow_unicode=True, width=10_000)
    # The dumper writes keys of one character and some texts with tags off; quotes keep them text.
    assert parse("x.yaml", text)[0] == data


@given(st.dictionaries(st.text("abcdefghij", min_size=1), PLAIN, min_size=1, max_size=5))
def test_every_value_has_a_position(data: dict[str, object]) -> None:
    """Whatever path a finding names, there is a place to point at."""
    text = yaml.safe_dump(data, default_style="'", allow_unicode=True, width=10_000)
    marks = positions("x.yaml", text)

    def paths(value: object, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
        inner = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else ()
        )
        return [path, *(found for key, item in inner for found in paths(item, (*path, key)))]

    assert set(paths(data, ())) <= set(marks)


@given(st.text(max_size=300))
def test_no_text_makes_the_parser_raise(text: str) -> None:
    """Any text is data or findings, never an exception."""
    data, findings = parse("x.yaml", text)

    assert data is not None or findings
