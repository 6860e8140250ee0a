"""What is written new is what `fmt` would leave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.schema import Entry
from agi_review.schema.entry_text import entry_text
from agi_review.schema.key_order import shape_of
from agi_review.schema.kinds import KINDS
from agi_review.schema.skeleton import modeline
from agi_review.sources.characters import FORBIDDEN
from agi_review.sources.emission import emit
from agi_review.sources.layout import Shape, lay_out
from agi_review.sources.parsing import parse
from tests.conftest import FIXTURES, PROJECT

SHAPE = Shape(("a", "b", "c"), frozenset({"a"}), {"c": Shape(("y", "x"), frozenset({"x"}))})
LINE = "# yaml-language-server: $schema=x"

words = st.text("ab: #-'\"[]é\u00a0\n", min_size=1, max_size=300).filter(str.strip)
texts = st.one_of(words, st.sampled_from(["no", "2024-01-02", "word " * 40 + "end", "a\n\nb"]))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_entries_come_back_in_the_form_of_fmt(kind: type[Entry]) -> None:
    """Order, quotes and broken lines; and the data is the same."""
    tiny = (FIXTURES / "tiny_kb" / "entries" / kind.folder).glob("*.yaml")
    real = sorted((PROJECT / "entries" / kind.folder).glob("*.yaml"))[:12]
    for path in (*tiny, *real):
        data, _ = parse("", path.read_text(encoding="utf-8"))
        assert data is not None
        text = entry_text(kind, data)

        assert parse("", text) == (data, []), path
        assert lay_out(text, shape_of(kind), modeline(kind)) == text, path


@given(
    st.fixed_dictionaries(
        {"b": texts},
        optional={
            "a": texts,
            "c": st.lists(st.fixed_dictionaries({"x": texts, "y": texts}), min_size=1, max_size=2),
            "z": st.lists(texts, min_size=1, max_size=3),
        },
    )
)
def test_any_data_is_read_as_it_was_given(data: dict[str, object]) -> None:
    """And laying it out changes nothing."""
    text = emit(data, SHAPE)

    assert parse("", text) == (data, [])
    assert lay_out(text, SHAPE, LINE) == f"{LINE}\n{text}"


def test_what_no_entry_may_hold_is_not_written_as_it_is() -> None:
    """It stays visible, so that `check` can point at it."""
    text = emit({"a": "word " * 40 + "\u202eend"}, SHAPE)

    assert not FORBIDDEN.search(text)
