"""The types of single values."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from agi_review.schema import fields


def accepts(kind: Any, value: str) -> bool:
    """Whether a text is a value of a type."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (fields.Year, ["2024", "1998"], ["24", "2024.0", "0x7E8", "1899", "20245", " 2024"]),
        (fields.Month, ["2023", "2023-04"], ["2023-4", "2023-13", "04/2023", "2023-04-05"]),
        (fields.PartialDate, ["2023", "2023-04", "2023-04-05"], ["2023-04-32", "April"]),
        (fields.Day, ["2024-02-29"], ["2023-02-29", "2023-04", "2024-13-45"]),
        (
            fields.Doi,
            ["10.1109/RBME.2024.3493775"],
            ["doi:10.1/x", "https://doi.org/10.1/x", "10.1"],
        ),
        (fields.Arxiv, ["2306.05480", "cs/0112017"], ["2306.05480v1", "arXiv:2306.05480", "2306"]),
        (fields.Pmid, ["39509310"], ["0", "PMC123", "1234567890"]),
        (fields.Orcid, ["0000-0002-1825-0097"], ["0000000218250097"]),
        (
            fields.Quantity,
            ["86M", "1.5B", "1570263", "not-reported"],
            ["1,570", "86 M", "-1", "many"],
        ),
        (fields.Score, ["67.6", "67.60", "-3", "0"], ["67,6", "67 %", ".5", "1e3"]),
        (
            fields.Licence,
            ["MIT", "Apache-2.0", "CC-BY-NC-4.0", "LicenseRef-x"],
            ["apache-2.0", "Apache 2"],
        ),
    ],
)
def test_forms_are_exact(kind: Any, good: list[str], bad: list[str]) -> None:
    """A near miss is a finding, never mended in silence."""
    assert [value for value in good if not accepts(kind, value)] == []
    assert [value for value in bad if accepts(kind, value)] == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "ftp://example.org",
        "https://",
        "https://a b",
        'https://x.org/"onclick',
        "https://x.org/<script>",
        "https://user@x.org",
    ],
)
def test_only_web_addresses_are_addresses(address: str) -> None:
    """What a page links to is http or https and holds nothing that breaks out of an attribute."""
    assert not accepts(fields.Url, address)


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://x.org:8080/a?b=c#d", "https://arxiv.org/abs/2306.05480"],
)
def test_honest_addresses_pass(address: str) -> None:
    """With ports, queries and fragments."""
    assert accepts(fields.Url, address)


@pytest.mark.parametrize(
    ("quantity", "number"),
    [("86M", 86e6), ("1.5B", 1.5e9), ("1570263", 1570263), ("7K", 7000), ("not-reported", None)],
)
def test_a_quantity_stands_for_a_number(quantity: str, number: float | None) -> None:
    """The text keeps the source's form; the number is for sorting."""
    assert number == fields.number_of(quantity)


@pytest.mark.parametrize(
    ("written", "good"),
    [
        ("2306.05480", True),
        ("1412.6980", True),
        ("0704.0001", True),
        ("hep-th/9901001", True),
        ("2211.0911", False),
        ("1412.69800", False),
        ("2306.05480v2", False),
    ],
)
def test_an_arxiv_id_has_the_digits_of_its_time(written: str, *, good: bool) -> None:
    """A final zero that a program took for nothing is missed: ids have five digits since 2015."""
    if good:
        assert TypeAdapter(fields.Arxiv).validate_python(written) == written
    else:
        with pytest.raises(ValidationError):
            TypeAdapter(fields.Arxiv).validate_python(written)
