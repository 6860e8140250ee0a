"""How wide texts are, and where they are cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agi_review.views.pictures.lettering import fitted, width_of

TEXTS = st.text(st.sampled_from("aiW .…é漢字-"), max_size=40)


@given(TEXTS, TEXTS)
def test_a_longer_text_is_never_narrower(text: str, more: str) -> None:
    """Cutting relies on it."""
    assert width_of(text) <= width_of(text + more)


@given(TEXTS, st.integers(20, 300))
def test_a_cut_text_fits_its_room(text: str, room: int) -> None:
    """What is cut ends in a sign and is no wider than its room; what fits is left alone."""
    shown = fitted(text, room)
    if width_of(text) <= room:
        assert shown == text
    else:
        assert shown.endswith("…")
        assert width_of(shown) <= room


def test_letters_of_wide_scripts_are_as_wide_as_high() -> None:
    """Letters nobody measured are told apart by their script."""
    assert width_of("漢" * 10) > width_of("é" * 10)
