"""Ids made from names: readable, of the right form, and never the same twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.sources.ids import LONGEST_ID, RESERVED, fold, ids_from, well_formed


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Jun Ma", "jun-ma"),
        ("Martín Abadi", "martin-abadi"),
        ("Matthew P. Lungren", "matthew-p-lungren"),
        ("T. Akinci D’Antonoli", "t-akinci-dantonoli"),
        ("Karina Dalsgaard Sørensen", "karina-dalsgaard-sorensen"),
        ("Hal Daumé III", "hal-daume-iii"),
        ("kaiko.ai", "kaiko-ai"),
    ],
)
def test_a_name_is_read_in_its_id(name: str, id_: str) -> None:
    """Accents go, letters stay."""
    assert ids_from({name: name}, "person") == {name: id_}


def test_names_that_read_alike_in_ascii_are_told_apart() -> None:
    """The first key keeps the plain id, whoever else comes."""
    found = ids_from({"a": "Björn Li", "b": "Bjorn Li", "c": "Bjørn Li"}, "person")

    assert found["a"] == "bjorn-li"
    assert len(set(found.values())) == 3
    assert all(id_.startswith("bjorn-li") for id_ in found.values())


def test_a_name_without_latin_letters_gets_digits_of_its_own() -> None:
    """They follow from the key alone."""
    alone = ids_from({"name 王伟": "王伟"}, "person")
    among = ids_from({"name 王伟": "王伟", "name 李娜": "李娜"}, "person")

    assert alone["name 王伟"].startswith("person-")
    assert among["name 王伟"] == alone["name 王伟"] != among["name 李娜"]


def test_a_name_the_site_needs_is_not_taken() -> None:
    """A group may be called Index, but its page may not lie over another."""
    assert ids_from({"Index": "Index"}, "person")["Index"].startswith("index-")


@given(st.dictionaries(st.text(max_size=100), st.text(max_size=100), max_size=30))
def test_ids_are_well_formed_and_unique(names: dict[str, str]) -> None:
    """Whatever the names are, in every order they come."""
    found = ids_from(names, "person")

    assert found.keys() == names.keys()
    assert len(set(found.values())) == len(found)
    assert all(well_formed(id_) and id_ not in RESERVED for id_ in found.values())
    assert ids_from(dict(reversed(names.items())), "person") == found


def test_long_names_are_cut() -> None:
    """To what an id may have, and still told apart."""
    found = ids_from({"a": "word " * 40 + "a", "b": "word " * 40 + "b"}, "person")

    assert {len(id_) <= LONGEST_ID for id_ in found.values()} == {True}
    assert found["a"] != found["b"]


@given(st.text())
def test_folded_text_is_lower_case_ascii(text: str) -> None:
    """So that folding twice changes nothing."""
    folded = fold(text)

    assert folded.isascii()
    assert folded == folded.lower() == fold(folded)
