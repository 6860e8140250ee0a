"""Shortcuts through the citation processor: faster, and not a letter different."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, get_args

import pytest
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from agi_review.exports import processor as processors
from agi_review.exports import styles
from agi_review.exports.csl_json import FIELDS
from agi_review.exports.processor import CHECKED, Processor, ShortcutProcessor
from agi_review.exports.styles import STYLES, CitationStyles
from agi_review.schema.vocabulary import CslType
from tests.exports.test_styles import paper

WORDS = st.sampled_from(
    [*"aAIé?!.,:;-–’&“東", *("of", "The", "U-Net", "AI", "Łódź", "ﬁ", "<b>", "a.b.", "...")]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
NUMBERS = st.sampled_from(["1", "12", "S3", "3A", "1a2", "12–18", "8-11", "1, 4", "2.0", "e12–e9"])
NAMES = st.sampled_from(
    ["He", "Ma", "van der Maaten", "de", "Jun", "J.", "Y.-T.", "Yu-Ting", "jun", "Ada B", "Ö"]
)
PARTS = ("given", "dropping-particle", "non-dropping-particle", "suffix")
AUTHORS = st.one_of(
    st.fixed_dictionaries({"family": NAMES}, optional=dict.fromkeys(PARTS, NAMES)),
    st.fixed_dictionaries({"given": NAMES}),
    st.fixed_dictionaries({"literal": TEXTS}),
)
YEARS = st.sampled_from([-44, 79, 999, 1999, 2024])
DAYS = st.one_of(
    st.tuples(YEARS),
    st.tuples(YEARS, st.integers(1, 12)),
    st.tuples(YEARS, st.integers(1, 12), st.integers(1, 28)),
)
DATES = st.one_of(
    st.lists(DAYS, min_size=1, max_size=1).map(lambda days: {"date-parts": days}),
    st.lists(DAYS, min_size=2, max_size=2).map(lambda days: {"date-parts": days}),
    st.builds(lambda year: {"date-parts": [[year]], "season": 2, "circa": 1}, YEARS),
    TEXTS.map(lambda text: {"literal": text}),
)
VALUES = {"title": TEXTS, "author": st.lists(AUTHORS, min_size=1, max_size=23), "issued": DATES}
ITEMS = st.fixed_dictionaries(
    {
        "id": st.just("a2024"),
        "type": st.sampled_from(get_args(CslType)),
        "title": VALUES["title"],
        "author": VALUES["author"],
    },
    optional={field: VALUES.get(field, TEXTS | NUMBERS) for field in FIELDS - {"title", "author"}},
)


def ready(kind: type[Processor]) -> list[Any]:
    """All styles as they are used, with one kind of processor."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processors, "processor", kind)
        return CitationStyles()._styles  # noqa: SLF001


PLAIN = ready(Processor)
SHORTCUT = ready(ShortcutProcessor)
"""Used for all items, so that each meets what was remembered of those before."""


def outcome(style: Any, item: dict[str, Any], known: int | None) -> str:
    """What a style makes of an item: a text or an error, for the processor fails on some."""
    try:
        return str(style.text(CiteProcJSON([item]), known))
    except Exception as error:  # noqa: BLE001 - whatever it is, it must be the same
        return type(error).__name__


@given(ITEMS, st.sampled_from(["complete", "partial"]))
def test_shortcuts_lead_to_the_same_text(item: dict[str, Any], authors: str) -> None:
    """For all types of work, kinds of names and dates, and whatever is missing."""
    known = len(item["author"]) - 1 if authors == "partial" else None
    for name, plain, shortcut in zip(STYLES, PLAIN, SHORTCUT, strict=True):
        assert outcome(shortcut, item, known) == outcome(plain, item, known), name


@given(st.data())
def test_what_is_empty_for_one_work_is_not_for_another(data: st.DataObject) -> None:
    """Of the same type: a field that is added or taken away, or another value, is seen."""
    item = data.draw(ITEMS)
    before = dict(item)
    optional = sorted(FIELDS - {"title", "author"})
    for field in data.draw(st.lists(st.sampled_from(optional), min_size=1, max_size=3)):
        if before.pop(field, None) is None:
            before[field] = data.draw(VALUES.get(field, TEXTS | NUMBERS))
    for each in (before, item, before):
        for name, plain, shortcut in zip(STYLES, PLAIN, SHORTCUT, strict=True):
            assert outcome(shortcut, each, None) == outcome(plain, each, None), name


def test_the_locked_release_is_one_that_was_checked() -> None:
    """Add a new one to those checked once the tests above pass with it."""
    assert version("citeproc-py") in CHECKED
    assert all(isinstance(each._processor, ShortcutProcessor) for each in CitationStyles()._styles)  # noqa: SLF001


def test_any_other_release_sets_the_same_texts_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """No shortcut is taken where nobody looked whether it leads astray."""
    expected = CitationStyles().of(paper())
    monkeypatch.setattr(processors, "CHECKED", frozenset())
    plainly = CitationStyles()

    assert plainly.of(paper()) == expected
    assert all(type(each._processor) is Processor for each in plainly._styles)  # noqa: SLF001


def test_texts_set_by_other_shortcuts_are_not_taken_over() -> None:
    """What the texts are made with includes the module that takes the shortcuts."""
    assert "processor.py" in {path.name for path in styles._MADE_WITH}  # noqa: SLF001
