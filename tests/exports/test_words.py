"""Words in many files are the words of all places, and a beginning finds what one file would."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agi_review.exports import words
from agi_review.exports.words import LAST, WordIndex, folded, share, words_of

LETTERS = st.text(alphabet="abÀéß1.-/ 𝔘ｚ日", max_size=12)
PLACES = st.lists(st.tuples(LETTERS, LETTERS), max_size=25)


@pytest.fixture(scope="module", autouse=True)
def small_files() -> Iterator[None]:
    """Files of a few words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "FILE_SIZE", 30)
        yield


def indexed(texts: list[tuple[str, str]]) -> WordIndex:
    """The index of places with a name and a text."""
    index = WordIndex((8, 1))
    for place, (name, text) in enumerate(texts):
        names = set(words_of(name))
        index.add(names, place, 0)
        index.add(set(words_of(text)) - names, place, 1)
    return index


def read(steps: str) -> list[int]:
    """Places as a browser reads them."""
    found, at = [], 0
    for step in filter(None, steps.split(",")):
        at += int(step)
        found.append(at)
    return found


def find(files: dict[str, dict[str, object]], begin: str) -> dict[int, float]:
    """The best weight of a beginning at each place, from the files a browser would read."""
    head = files["w.json"]
    firsts, weights, most = head["firsts"], head["weights"], head["most"]
    assert isinstance(firsts, list)
    assert isinstance(weights, list)
    assert isinstance(most, int)
    if not firsts:
        return {}

    def file_of(word: str) -> int:
        order = word.encode("utf-16-be")
        return max(sum(first.encode("utf-16-be") <= order for first in firsts) - 1, 0)

    low, high = file_of(begin), file_of(begin + LAST)
    found: dict[int, float] = {}
    if most and high - low >= most:
        own = files[f"w-{low}.json"].get(begin, "")
        best = files[f"w-{file_of(begin + '*')}.json"][f"{begin}*"]
        steps, scores = str(best).split(";")
        found = {
            place: int(score) / 100
            for place, score in zip(read(steps), scores.split(","), strict=True)
        }
        held = {begin: own} if own else {}
    else:
        held = {
            word: text
            for number in range(low, high + 1)
            for word, text in files[f"w-{number}.json"].items()
            if word.startswith(begin) and "*" not in word
        }
    for word, text in held.items():
        for steps, weight in zip(str(text).split(";"), weights, strict=True):
            for place in read(steps):
                found[place] = max(found.get(place, 0), weight * share(begin, word))
    return found


def in_one(texts: list[tuple[str, str]], begin: str) -> dict[int, float]:
    """The same by looking through all texts."""
    found = {}
    for place, (name, text) in enumerate(texts):
        names = set(words_of(name))
        fits = [(8, word) for word in names] + [(1, word) for word in set(words_of(text)) - names]
        scores = [weight * share(begin, word) for weight, word in fits if word.startswith(begin)]
        if scores:
            found[place] = max(scores)
    return found


@given(PLACES)
def test_the_files_together_hold_every_word_once(texts: list[tuple[str, str]]) -> None:
    """With all its places, and in the order a browser compares texts."""
    index = indexed(texts)
    files = dict(index.files("w", {}, best=False))
    head = json.loads(files.pop("w.json"))
    for number, begin in enumerate(head["all"]):
        ready = read(json.loads(files.pop(f"w-all-{number}.json")))
        assert ready == sorted(in_one(texts, begin))
    parts = [json.loads(files[f"w-{number}.json"]) for number in range(len(files))]

    together = [word for part in parts for word in part]
    assert sorted(together) == sorted(set(together)) == sorted(index.found)
    assert [min(part, key=lambda word: word.encode("utf-16-be")) for part in parts] == head[
        "firsts"
    ]
    for part in parts:
        for word, text in part.items():
            assert tuple(read(steps) for steps in text.split(";")) == index.found[word]


@settings(max_examples=60)
@given(PLACES, st.data())
def test_a_beginning_finds_what_looking_through_finds(
    texts: list[tuple[str, str]], data: st.DataObject
) -> None:
    """With the same weights, for any beginning of two letters or more."""
    index = indexed(texts)
    files = {name: json.loads(text) for name, text in index.files("w", {}, best=True)}
    known = sorted(word for word in index.found if len(word) > 1) or ["ab"]
    word = data.draw(st.sampled_from(known))
    begin = word[: data.draw(st.integers(2, max(2, len(word))))]

    assert find(files, begin) == pytest.approx(in_one(texts, begin), abs=0.006)


def test_a_beginning_of_very_many_words_has_its_best_places_ready() -> None:
    """Names before texts; the list is as long as it may be, and the files read are few."""
    texts = [(f"seg{n:03}", "other") if n % 3 else ("other", f"seg{n:03}") for n in range(900)]
    files = {name: json.loads(text) for name, text in indexed(texts).files("w", {}, best=True)}

    found = find(files, "seg")

    assert len(found) == words.MOST_BEST
    whole = in_one(texts, "seg")
    least = min(found.values())
    assert all(abs(whole[place] - weight) < 0.006 for place, weight in found.items())
    assert sum(weight > least + 0.006 for weight in whole.values()) <= words.MOST_BEST


def test_a_beginning_of_very_many_words_has_all_its_places_in_one_file() -> None:
    """Where all are wanted: a list counts every row that holds it."""
    texts = [(f"seg{n:03}", "other") if n % 3 else ("other", f"set{n:03}") for n in range(900)]
    files = {name: json.loads(text) for name, text in indexed(texts).files("w", {}, best=False)}

    known = files["w.json"]["all"]
    assert {"se", "seg", "set", "seg1"} <= set(known)
    assert "seg101" not in known
    assert read(files[f"w-all-{known.index('seg')}.json"]) == [n for n in range(900) if n % 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Überblick über CT", ["uberblick", "uber", "ct"]),
        (
            "10.1109/x_y state-of-art",
            ["10.1109/x_y", "10", "1109", "x", "y", "state-of-art", "state", "of", "art"],
        ),
        ("", []),
    ],
)
def test_words_are_cut_as_the_browser_cuts_them(text: str, expected: list[str]) -> None:
    """Without accents and case, at everything but letters and digits."""
    assert sorted(words_of(text)) == sorted(expected)
    assert folded(text) == folded(folded(text))
