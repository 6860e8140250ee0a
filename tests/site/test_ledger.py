"""What a build notes of its pages is read as it was written, or not at all."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.site.ledger import (
    Ledger,
    Linked,
    Remembered,
    numbers,
    read_ledger,
    write_ledger,
)

NAMES = st.text("abcé/ \n", min_size=1, max_size=8).map(lambda name: f"p{name}".replace("..", ""))
STAMPS = st.tuples(st.integers(0, 2**40), st.integers(0, 2**62))


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Any ledger a build may write."""
    digests = draw(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4))
    places = draw(st.lists(st.tuples(NAMES, NAMES), max_size=4, unique=True))

    def chosen(of: int) -> st.SearchStrategy[object]:
        if not of:
            return st.builds(numbers)
        return st.lists(st.integers(0, of - 1), max_size=5).map(numbers)

    files = st.dictionaries(NAMES, STAMPS, max_size=3)
    pages = st.builds(Remembered, st.text(max_size=3), chosen(len(digests)), files)
    linked = st.builds(Linked, STAMPS, chosen(len(places)))
    return Ledger(
        digests,
        places,
        draw(st.dictionaries(NAMES, pages, max_size=4)),
        draw(st.dictionaries(NAMES, linked, max_size=4)),
    )


@given(ledgers())
def test_a_ledger_reads_as_it_was_written(ledger: Ledger) -> None:
    """Every name, number and stamp."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new" / "ledger"
        write_ledger(path, ledger)

        assert read_ledger(path) == ledger
        assert [each.name for each in path.parent.iterdir()] == ["ledger"]


@given(ledgers(), st.data())
def test_a_spoilt_ledger_reads_as_an_empty_one(ledger: Ledger, data: st.DataObject) -> None:
    """Whichever byte is changed, and wherever the file breaks off."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger"
        write_ledger(path, ledger)
        whole = path.read_bytes()
        at = data.draw(st.integers(0, len(whole) - 1))
        other = bytes([whole[at] ^ data.draw(st.integers(1, 255))])
        spoilt = data.draw(st.sampled_from([whole[:at], whole[:at] + other + whole[at + 1 :]]))
        path.write_bytes(spoilt)

        assert read_ledger(path) == Ledger()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]\n",
        b'{"digests": {}, "places": [], "pages": {"a": 1}, "linked": {}}\n',
        b'{"digests": {}, "places": [], "pages": {"a": ["f", 1, {}]}, "linked": {}}\n',
        b'{"digests": {}, "places": [], "pages": {"a": ["f", 1, {}]}, "linked": {}}\n\0\0\0\0',
        b'{"digests": {}, "places": [], "pages": {"a": ["f", -1, {}]}, "linked": {}}\n\0\0\0\0',
        b'{"digests": {}, "places": [], "pages": {}, "linked": {"a": [1, 2, "0"]}}\n',
        b'{"digests": {}, "places": [], "pages": {}, "linked": {"../a": [1, 2, 0]}}\n',
        b'{"digests": {"d": ""}, "places": [], "pages": {"a": ["f", 1, {"/b": [1, 2]}]}}\n\0\0\0\0',
        b'{"digests": {}, "places": [], "pages": {}, "linked": {}}\n\0\0\0',
    ],
)
def test_a_ledger_that_nothing_here_wrote_is_empty(tmp_path: Path, said: bytes) -> None:
    """Also with a digest that fits: numbers without a name, names that leave the site."""
    path = tmp_path / "ledger"
    path.write_bytes(sha256(said).hexdigest().encode() + b"\n" + said)

    assert read_ledger(path) == Ledger()


def test_a_place_that_cannot_be_written_to_is_left_alone(tmp_path: Path) -> None:
    """The next build makes everything."""
    (tmp_path / "file").touch()

    write_ledger(tmp_path / "file" / "ledger", Ledger())

    assert [each.name for each in tmp_path.iterdir()] == ["file"]
