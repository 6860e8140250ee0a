"""References in prose: found exactly, and nothing else taken for one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.schema.prose import (
    Citation,
    CitationGroup,
    EntryLink,
    Malformed,
    as_plain,
    find_references,
    paragraphs,
)


def test_papers_cited_together_keep_their_places() -> None:
    """Pandoc's form: several with a semicolon, a locator after a comma."""
    (group,) = find_references("So [@a2023x; @b2024y, Table 2, row 3] say.")

    assert isinstance(group, CitationGroup)
    assert group.citations == (Citation("a2023x", None), Citation("b2024y", "Table 2, row 3"))


def test_links_name_kind_id_and_perhaps_a_text() -> None:
    """Both forms, and where they stand."""
    first, second = find_references("[[model:medsam]] and [[family:sam|the family]]")

    assert isinstance(first, EntryLink)
    assert isinstance(second, EntryLink)
    assert (first.kind, first.id, first.text) == ("model", "medsam", None)
    assert (second.kind, second.id, second.text) == ("family", "sam", "the family")
    assert (second.start, second.end) == (21, 46)


@pytest.mark.parametrize(
    "text",
    ["[@Big2023]", "[@a; b]", "[@]", "[@a", "[[model]]", "[[model:a b]]", "[[model:a|]]", "[[a:b]"],
)
def test_what_starts_like_a_reference_and_is_none_is_reported(text: str) -> None:
    """Left alone it would stand on the page as typed."""
    (found,) = find_references(f"See {text}")

    assert isinstance(found, Malformed)
    assert text.startswith(found.written)


@pytest.mark.parametrize("text", ["`[@a]`", "``[[x:y]] ` ``", "me@example.org", "[1]", "a[0][1]"])
def test_code_and_plain_brackets_are_left_alone(text: str) -> None:
    """Only the two forms are references."""
    assert list(find_references(text)) == []


def test_plain_text_keeps_words_and_drops_marks() -> None:
    """For descriptions, search and titles."""
    assert (
        as_plain("**SAM** [@a2023x], or [[model:med-sam]] and [here](https://x.org).")
        == "SAM, or med sam and here."
    )


def test_paragraphs_are_parted_by_blank_lines() -> None:
    """A line end within a paragraph is not one."""
    assert paragraphs("a\nb\n\n\nc\n") == ["a\nb", "c"]


@given(st.text("[]@|:;, abc`\n1", max_size=80))
def test_finding_references_always_ends(text: str) -> None:
    """Any text, with positions in order and inside it."""
    found = list(find_references(text))

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
