"""CSL-JSON: item by item, so that one fault costs one record."""

from __future__ import annotations

import json
from typing import Any

import pytest

from agi_review.importers import Draft, draft, draft_all, read_csl_json

ITEM: dict[str, Any] = {
    "id": "ma2024segment",
    "type": "article-journal",
    "title": "Segment Anything in Medical Images",
    "author": [
        {"family": "Ma", "given": "Jun"},
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van", "suffix": "Jr."},
        {"literal": "NIH Imaging Group"},
    ],
    "issued": {"date-parts": [["2024", 1, 22]]},
    "container-title": "Nature Communications",
    "volume": 15,
    "page": "654",
    "DOI": "10.1038/s41467-024-44824-z",
    "PMID": "38253604",
}


def drafted(item: dict[str, Any]) -> Draft:
    """Draft one item."""
    made = draft(read_csl_json(json.dumps(item).encode(), "refs.json").records[0], set())
    assert isinstance(made, Draft), made
    return made


def test_a_full_item_becomes_a_full_entry() -> None:
    """Numbers written as numbers or as texts, particles with the family name."""
    assert drafted(ITEM).data == {
        "title": "Segment Anything in Medical Images",
        "authors": [
            {"family": "Ma", "given": "Jun"},
            {"family": "van Gogh", "given": "Vincent", "suffix": "Jr."},
            {"group": "NIH Imaging Group"},
        ],
        "year": "2024",
        "date": "2024-01-22",
        "type": "article-journal",
        "venue": "Nature Communications",
        "volume": "15",
        "pages": "654",
        "ids": {"doi": "10.1038/s41467-024-44824-z", "pmid": "38253604"},
        "curation": {"records": ["ma2024segment in refs.json"]},
    }


@pytest.mark.parametrize("form", ["[{0}]", "{0}", '{{"items": [{0}]}}', " [ {0} , ] "])
def test_an_array_one_item_or_a_wrapped_array(form: str) -> None:
    """The three shapes in which reference managers write it, and a comma too many."""
    file = read_csl_json(form.format(json.dumps(ITEM)).encode(), "refs.json")

    assert (len(file.records), file.failed) == (1, ())


def test_one_fault_costs_one_record() -> None:
    """Those before and after it are read, and it is listed with its line."""
    good = json.dumps(ITEM)
    text = f'[\n{good},\n{{"id": "bad", "title": "x" "y"}},\n{good},\n7\n]'
    result = draft_all(read_csl_json(text.encode(), "refs.json"), ())

    assert result.adds_up
    assert (result.records, len(result.drafted), len(result.duplicates)) == (4, 1, 1)
    assert [(each.line, each.reason) for each in result.failed] == [
        (3, "no JSON: Expecting ',' delimiter on line 3"),
        (5, "the item is no object in braces"),
    ]


def test_a_file_that_breaks_off_keeps_what_came_before() -> None:
    """The rest of it is one failure."""
    text = f"[{json.dumps(ITEM)},{json.dumps(ITEM)[:90]}"
    file = read_csl_json(text.encode(), "refs.json")

    assert (len(file.records), len(file.failed)) == (1, 1)


def test_nesting_without_end_is_a_failure() -> None:
    """Not the end of the program."""
    file = read_csl_json(b"[" + b"[" * 100_000, "refs.json")

    assert [each.reason for each in file.failed] == ["no JSON: it is nested too deeply"]


@pytest.mark.parametrize("text", ["nothing", "7", '"a"'])
def test_another_form_is_one_failure(text: str) -> None:
    """Bytes without an item are not passed over."""
    file = read_csl_json(text.encode(), "refs.json")

    assert (file.records, len(file.failed)) == ((), 1)


@pytest.mark.parametrize(
    "change",
    [
        {"author": "Ma, Jun"},
        {"author": None},
        {"title": ["a", "list"]},
        {"issued": {"date-parts": [[]]}},
        {"issued": 2024},
    ],
)
def test_what_has_the_wrong_shape_is_a_failure_with_a_reason(change: dict[str, Any]) -> None:
    """It says nothing, and without it the work cannot be cited."""
    result = draft_all(read_csl_json(json.dumps([ITEM | change]).encode(), "refs.json"), ())

    assert [each.reason.startswith("the record has no ") for each in result.failed] == [True]


def test_identifiers_stand_in_notes_and_orcids_with_names() -> None:
    """An arXiv id in the way of reference managers; an ORCID with or without its address."""
    author = {"family": "Ma", "given": "Jun", "ORCID": "https://orcid.org/0000-0002-1825-0097"}
    made = drafted(ITEM | {"author": [author], "note": "arXiv: 2304.12306v2"})

    assert made.data["ids"]["arxiv"] == "2304.12306"
    assert made.data["authors"][0]["orcid"] == "0000-0002-1825-0097"
