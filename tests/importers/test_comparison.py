"""Facts of papers against a bibliography: what agrees is silent, what differs is shown in place."""

from __future__ import annotations

import pytest

from agi_review.importers import read_bibtex
from agi_review.importers.comparison import Comparison, compare
from tests.conftest import MakeBase

PAPER = """\
title: Segment anything in medical images
authors:
  - family: van der Berg
    given: Anna
  - family: Müller
    given: Jörg
year: 2024
date: 2024-01
type: article-journal
ids:
  doi: 10.1000/xyz
  arxiv: 2304.12306
"""

RECORD = {
    "title": "Segment Anything in Medical Images",
    "author": 'Berg, A. van der and M{\\"u}ller, J.',
    "year": "2024",
    "doi": "10.1000/xyz",
}


def against(make_base: MakeBase, changes: dict[str, str], curation: str = "") -> Comparison:
    """The paper compared with a record that says some things otherwise."""
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in {**RECORD, **changes}.items())
    bib = f"@article{{berg2024,\n{fields}\n}}\n".encode()
    graph = make_base({"papers/berg2024segment.yaml": PAPER + curation}).graph
    return compare(graph, read_bibtex(bib, "other.bib"))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": "{SEGMENT} anything in medical images."},
        {"author": 'Anna van der Berg and J{\\"o}rg M{\\"u}ller'},
        {"author": "Berg, Anna and others"},
        {"year": "2023"},
        {"doi": "10.48550/arXiv.2304.12306"},
        {"doi": "", "year": "2025", "eprint": "2304.12306", "archiveprefix": "arXiv"},
    ],
    ids=["same", "case", "order of names", "open list", "preprint's year", "arXiv DOI", "by arXiv"],
)
def test_what_agrees_is_silent(make_base: MakeBase, changes: dict[str, str]) -> None:
    """Case, accents, particles, initials, an open list, and the year of either version."""
    found = against(make_base, changes)

    assert found.matched == 1
    assert found.differences == ()


@pytest.mark.parametrize(
    ("changes", "message", "line"),
    [
        (
            {"title": "Cut nothing out of photographs"},
            "title: 'Segment anything in medical images' here, 'Cut nothing out of photographs'",
            1,
        ),
        ({"author": "Berg, Anna and Meier, Jo"}, "author 2: 'Jörg Müller' here, 'Jo Meier'", 5),
        ({"author": "Meier, Jo"}, "author 1: 'Anna van der Berg' here, 'Jo Meier'", 3),
        (
            {"author": "van der Berg, Anna and Müller, Jörg and Third, Tom"},
            "number of authors: '2 authors' here, '3 authors'",
            3,
        ),
        ({"year": "2020"}, "year: '2023, 2024' here, '2020'", 7),
        ({"doi": "10.1000/abc"}, "doi: '10.1000/xyz' here, '10.1000/abc'", 11),
    ],
    ids=["title", "author", "order", "count", "year", "doi"],
)
def test_what_differs_is_shown_where_the_entry_says_it(
    make_base: MakeBase, changes: dict[str, str], message: str, line: int
) -> None:
    """With the line of the record, so that both can be opened."""
    found = against(make_base, changes)

    (difference,) = found.differences
    assert message in difference.message
    assert difference.message.endswith("in other.bib:1 (berg2024)")
    assert difference.span.line == line


def test_a_difference_with_a_reason_is_counted_apart(make_base: MakeBase) -> None:
    """The entry says what it follows instead."""
    reason = (
        "curation:\n  departures:\n    - record: berg2024\n      field: author\n      why: page 1\n"
    )
    found = against(make_base, {"author": "Berg, Anna and Meier, Jo"}, reason)

    assert (found.differences, found.explained) == ((), 1)


def test_other_works_are_left_alone(make_base: MakeBase) -> None:
    """A record of a paper the base does not have is no difference, and no crash."""
    found = against(make_base, {"title": "Something else", "doi": "10.1000/else"})

    assert (found.records, found.matched, found.differences) == (1, 0, ())


def test_records_without_the_facts_to_compare_are_counted(make_base: MakeBase) -> None:
    """Nothing is lost silently."""
    found = against(make_base, {"author": ""})

    assert (found.records, found.unreadable) == (1, 1)
