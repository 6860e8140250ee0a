"""Rules over the whole base, beyond the one example each has under fixtures/invalid."""

from __future__ import annotations

import pytest

from tests.conftest import MakeBase


def paper(title: str, author: str = "Beispiel", year: int = 2024, extra: str = "") -> str:
    """The text of a paper."""
    return (
        f"title: {title}\nauthors:\n  - family: {author}\nyear: {year}\n"
        f"type: article-journal\n{extra}"
    )


def found(make_base: MakeBase, files: dict[str, str], code: str) -> list[str]:
    """The files in which a rule finds something."""
    report = make_base(files).report
    return [d.span.path.rpartition("/")[2] for d in report.diagnostics if d.code == code]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Segment Anything in Medical Images", "Segment anything in medical images", True),
        ("A Study of the Liver", "A study of the livér", True),
        ("Segment Anything", "Segment Anything in Medical Images", False),
        ("MAIRA-1: A specialised model", "MAIRA-2: Grounded reporting", False),
        ("MedGemma Technical Report", "MedGemma 1.5 Technical Report", False),
    ],
)
def test_titles_are_compared_without_case_and_accents(
    make_base: MakeBase, one: str, other: str, *, alike: bool
) -> None:
    """A longer title that holds a shorter one is another paper."""
    files = {"papers/a2024x.yaml": paper(f"'{one}'"), "papers/b2024x.yaml": paper(f"'{other}'")}

    assert found(make_base, files, "near-duplicate-title") == (["b2024x.yaml"] if alike else [])


def test_alike_titles_of_distant_years_are_two_papers(make_base: MakeBase) -> None:
    """A yearly survey keeps its title."""
    files = {
        "papers/a2020x.yaml": paper("A survey", year=2020),
        "papers/b2024x.yaml": paper("A survey", year=2024),
    }

    assert found(make_base, files, "near-duplicate-title") == []


def test_a_long_chain_of_derivation_is_no_cycle(make_base: MakeBase) -> None:
    """Two thousand links deep, without a recursion error; closing it is found once."""
    files = {
        f"terms/t{n}.yaml": f"name: t{n}\nscheme: concept\ndefinition: T.\nbroader: [t{n + 1}]\n"
        for n in range(2000)
    }
    files["terms/t2000.yaml"] = "name: t2000\nscheme: concept\ndefinition: T.\n"
    assert found(make_base, files, "cyclic-derivation") == []

    files["terms/t2000.yaml"] += "broader: [t0]\n"
    assert len(found(make_base, files, "cyclic-derivation")) == 1


def test_two_ways_to_one_ancestor_are_no_cycle(make_base: MakeBase) -> None:
    """A diamond."""
    term = "name: {0}\nscheme: concept\ndefinition: T.\nbroader: [{1}]\n"
    files = {
        "terms/top.yaml": "name: top\nscheme: concept\ndefinition: T.\n",
        "terms/left.yaml": term.format("left", "top"),
        "terms/right.yaml": term.format("right", "top"),
        "terms/low.yaml": term.format("low", "left, right"),
    }

    assert found(make_base, files, "cyclic-derivation") == []


MODEL = "name: {0}\nfamily: f\ndomain: general\nreleased: {1}\n"
FAMILY = {"families/f.yaml": "name: F\ncategory: vision\ndomain: general\n"}


@pytest.mark.parametrize(
    ("released", "extra", "wrong"),
    [
        ("2023-04", "ids:\n  arxiv: 2304.99991\n", False),
        ("2022-06", "ids:\n  arxiv: 2304.99991\n", False),
        ("2021-12", "ids:\n  arxiv: 2304.99991\n", True),
        ("2021", "", False),
        ("2019", "", True),
    ],
)
def test_a_model_may_be_out_somewhat_before_its_paper(
    make_base: MakeBase, released: str, extra: str, *, wrong: bool
) -> None:
    """A year before the preprint, or three before a journal prints it."""
    files = {
        **FAMILY,
        "papers/a2023x.yaml": paper("A paper", year=2023, extra=extra),
        "models/m.yaml": MODEL.format("M", released) + "introduced_in: a2023x\n",
    }

    assert found(make_base, files, "impossible-date") == (["m.yaml"] if wrong else [])


def test_dates_are_compared_at_the_precision_both_have(make_base: MakeBase) -> None:
    """A bare year does not contradict a month in it."""
    files = {
        **FAMILY,
        "models/parent.yaml": MODEL.format("Parent", "2023-06"),
        "models/child.yaml": MODEL.format("Child", "2023")
        + "derives_from:\n  - model: parent\n    how: adapted\n",
    }

    assert found(make_base, files, "impossible-date") == []


def test_only_papers_may_share_a_name(make_base: MakeBase) -> None:
    """And terms of different schemes: `chest` the organ and the task are two things."""
    files = {
        "terms/a.yaml": "name: chest\nscheme: anatomy\ndefinition: T.\n",
        "terms/b.yaml": "name: Chest\nscheme: task\ndefinition: T.\n",
        "terms/c.yaml": "name: Chest\nscheme: task\ndefinition: T.\n",
    }

    assert found(make_base, files, "duplicate-name") == ["c.yaml"]


def test_a_paper_may_be_the_source_of_a_claim_on_itself(make_base: MakeBase) -> None:
    """But it does not cite itself."""
    claims = "claims:\n  - text: It works.\n    sources:\n      - paper: a2024x\n"
    files = {"papers/a2024x.yaml": paper("A paper", extra=claims + "cites: [a2024x]\n")}

    report = make_base(files).report

    assert [(d.code, d.span.line) for d in report.diagnostics] == [("self-reference", 10)]
