"""Two entries should not say the same in the same words."""

from __future__ import annotations

from agi_review.graph.checks.identity import fold
from agi_review.graph.wording import worded_alike
from agi_review.knowledge_base import load
from tests.conftest import PROJECT, MakeBase

TERM = "name: {0}\nscheme: concept\ndefinition: {1}\n"
SENTENCE = "A model that reads scans of the chest and writes what a radiologist would write"


def found(make_base: MakeBase, *definitions: str) -> list[tuple[str, str]]:
    """Pairs of terms whose definitions are alike."""
    files = {f"terms/t{n}.yaml": TERM.format(n, text) for n, text in enumerate(definitions)}
    return [(one.entry.id, other.entry.id) for one, other in worded_alike(make_base(files).graph)]


def test_one_wording_in_two_entries_is_found(make_base: MakeBase) -> None:
    """Whatever its case and punctuation."""
    assert found(make_base, f"{SENTENCE}.", f"{SENTENCE.upper()}!") == [("t0", "t1")]


def test_a_word_changed_does_not_make_it_another(make_base: MakeBase) -> None:
    """Padding a copied sentence teaches nothing either."""
    assert found(make_base, f"{SENTENCE}.", SENTENCE.replace("scans", "images") + ".")


def test_sentences_that_share_an_idiom_are_two(make_base: MakeBase) -> None:
    """Only the whole wording counts."""
    other = (
        "A model that reads scans of the brain, finds bleeding in them and sorts the list of work"
    )

    assert found(make_base, f"{SENTENCE}.", f"{other}.") == []


def test_what_very_many_say_is_an_idiom(make_base: MakeBase) -> None:
    """Forty may say it, or it would be said of each pair of them."""
    words = [f"{SENTENCE} of the {number}th" for number in range(41)]

    assert len(found(make_base, *words[:40])) == 40 * 39 // 2
    assert found(make_base, *words) == []


def test_names_are_compared_without_case_accents_and_punctuation() -> None:
    """Whether all of a text is ASCII or not; a text of marks alone stays."""
    assert fold("Med-SAM_2: A *Model*") == fold("Méd–SAM 2 “a” model") == "med sam 2 a model"
    assert (fold("…"), fold("--")) == ("…", "--")


def test_short_statements_may_be_alike(make_base: MakeBase) -> None:
    """There are few ways to say that code is public."""
    assert found(make_base, "Code and models are public.", "Code and models are public.") == []


def test_nothing_in_the_base_is_said_twice() -> None:
    """The page `quality` counts what is, so that it can be mended."""
    pairs = worded_alike(load(PROJECT / "entries").graph)

    shown = [f"{a.entry} {a.field} = {b.entry} {b.field}: {b.text}" for a, b in pairs]
    assert shown == []
