"""Rules over the whole base, beyond the one example each has under fixtures/invalid."""

from __future__ import annotations

from pathlib import Path

import pytest

from agi_review.knowledge_base import load
from tests.conftest import MakeBase


def paper(title: str, author: str = "Beispiel", year: int = 2024, extra: str = "") -> str:
    """The text of a paper."""
    return (
        f"title: {title}\nauthors:\n  - family: {author}\nyear: {year}\n"
        f"type: article-journal\nlinks: {{page: https://example.org/}}\n{extra}"
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

    assert [(d.code, d.span.line) for d in report.diagnostics] == [("self-reference", 11)]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ("ids: {doi: 10.1038/s41597-022-99999-w}", True),
        ("ids: {doi: 10.48550/arXiv.2101.99991}", False),
        ("ids: {doi: 10.1101/2022.01.01.22999999}", False),
        ("ids: {doi: 10.1101/gr.999999.119}", True),
        ("links: {page: 'https://doi.org/10.1145/999999.999999'}", True),
        ("links: {page: 'https://example.org/paper'}", False),
        ("venue: Journal of Examples", True),
        ("venue: arXiv preprint", False),
        ("venue: medRxiv", False),
        ("pages: 1-9", True),
    ],
)
def test_a_preprint_has_nothing_that_only_print_has(
    make_base: MakeBase, fields: str, *, wrong: bool
) -> None:
    """Servers give DOIs and have names too."""
    text = paper("A paper").replace("links: {page: https://example.org/}\n", "")
    preprint = text.replace("article-journal", "article")
    code = "preprint-since-published"

    for type_, expected in ((preprint, wrong), (text, False)):
        files = {"papers/a2021x.yaml": f"{type_}{fields}\n"}
        assert found(make_base, files, code) == (["a2021x.yaml"] if expected else [])


@pytest.mark.parametrize(
    ("year", "codes"),
    [(2021, ["near-duplicate-title"]), (2024, ["preprint-since-published"]), (2018, [])],
)
def test_a_preprint_and_its_published_version_are_told_once(
    make_base: MakeBase, year: int, codes: list[str]
) -> None:
    """By one rule or the other; what was published before is another work."""
    files = {
        "papers/a2021x.yaml": paper("A Study", year=2021).replace("article-journal", "article"),
        "papers/b2024x.yaml": paper("A study", year=year),
    }
    report = make_base(files).report

    assert [d.code for d in report.diagnostics if d.code != "orphan-entry"] == codes


@pytest.mark.parametrize(
    "name",
    [
        "{family: van der Maaten, given: L. J. P.}",
        "{family: Al-Rfou, given: Rami}",
        "{family: O'Connor, given: Jean-Luc, suffix: Jr.}",
        "{family: Xu, given: A.}",
        "{family: XU}",
        "{family: 李}",
        "{family: Anderson, given: Sandra}",
        "{family: 'Ng', given: 'Andy'}",
        "{group: 'CLAIM 2024 Update Panel, and others'}",
        "{group: NIH}",
    ],
)
def test_names_of_all_sorts_are_names(make_base: MakeBase, name: str) -> None:
    """Particles, hyphens, initials as given names, names of two capitals, groups with numbers."""
    text = paper("A paper").replace("- family: Beispiel", f"- {name}")
    report = make_base({"papers/a2024x.yaml": text}).report

    assert [d.code for d in report.diagnostics] == ["orphan-entry"]


def test_a_relation_from_both_ends_is_taken_out_of_the_second(make_base: MakeBase) -> None:
    """In brackets with its comma, in lines with its line; the last of a list is left."""
    challenge = "name: {0}\narea: cost\nrelated: [{1}]\n"
    files = {
        "challenges/a.yaml": challenge.format("A", "b, c"),
        "challenges/b.yaml": challenge.format("B", "a"),
        "challenges/c.yaml": "name: C\narea: cost\nrelated:\n  - a\n  - b\n",
    }
    report = make_base(files).report
    fixes = [(d.span.path[-6:], d.fix and d.fix.replacement) for d in report.diagnostics]

    assert {d.code for d in report.diagnostics} == {"redundant-link"}
    assert fixes == [("b.yaml", None), ("c.yaml", "")]


def test_two_papers_may_cite_each_other(make_base: MakeBase) -> None:
    """What each says of the other is not the same."""
    files = {
        "papers/a2024x.yaml": paper("A paper", extra="cites: [b2024x]\n"),
        "papers/b2024x.yaml": paper("Quite another", extra="cites: [a2024x]\n"),
    }

    assert make_base(files).report.diagnostics == ()


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (None, []),
        ("2026-06-30", []),
        ("2026-07-01", ["long-unchecked"]),
        ("2027-01-02", ["long-unchecked", "overdue-review"]),
    ],
)
def test_what_is_overdue_is_told_on_a_day(
    tmp_path: Path, day: str | None, codes: list[str]
) -> None:
    """Without a day nothing is; half a year after 1 January an unchecked statement is old."""
    (tmp_path / "papers").mkdir()
    extra = "claims:\n  - text: It works.\n    sources: [{paper: a2024x}]\n"
    extra += "curation: {added: 2026-01-02, review_by: 2027-01-01}\n"
    (tmp_path / "papers" / "a2024x.yaml").write_text(paper("A paper", extra=extra))

    found = {d.code for d in load(tmp_path, today=day).report.diagnostics}

    assert found == set(codes)
