"""References in prose: found exactly, and nothing else taken for one."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.schema.markup import forbidden_markup
from agi_review.schema.prose import (
    MARKUP_TRIGGER,
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


MARKS = st.sampled_from(
    [
        *("a", "b c", " ", "\n", "\n\n", "\n    ", "\\", "`", "*", "_", "#", "# ", "!", "<", "["),
        *(">", "]", "(", ")", ":", "]: ", "](", "[a", "![", "<b>", "</", "<!--", "<1@b.org>"),
        *("<a:b>", "=", "---", "- ", "1. ", "2) ", "> ", "+ ", "/x", "http://x", "https://x", "HTTPS://x"),
        *("mailto:a@b", "&lt;", "[@a2023x]", "[[model:b]]", "x://", "javascript:x", "0.05", "é"),
    ]
)  # fmt: skip


@given(st.lists(MARKS, max_size=24).map("".join))
def test_what_is_forbidden_is_never_taken_for_plain(text: str) -> None:
    """Prose that is not parsed holds nothing that the parser would find."""
    assert MARKUP_TRIGGER.search(text) or forbidden_markup(text) is None


@pytest.mark.parametrize("text", ["p < 0.05", "#3 of <5 at once!", "see [it](https://x.org): so"])
def test_plain_prose_is_not_parsed(text: str) -> None:
    """Its characters only look like marks, and the parser takes long to load."""
    assert MARKUP_TRIGGER.search(f"With {text}") is None


def test_a_long_text_is_looked_through_at_once() -> None:
    """Whatever it is made of."""
    start = time.perf_counter()
    for piece in ("[", "- ", "[a\n", "[\\", "<", "> [", "1", "]:"):
        MARKUP_TRIGGER.search(piece * 10_000)

    assert time.perf_counter() - start < 5
