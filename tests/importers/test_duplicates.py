"""Duplicates: the same work is found under other words, and different works stay apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agi_review.importers import (
    Draft,
    DuplicateIndex,
    Match,
    draft_all,
    find_duplicate,
    read_bibtex,
)

Drafted = Callable[..., Draft]

TITLE = "title = {Segment Anything in Medical Images and Videos: A Benchmark}"


def same(
    drafted: Drafted, one: str, other: str, names: str = "Ma, Jun", names2: str = "Ma, J."
) -> bool:
    """Whether a draft with the fields `other` is found among the papers with the fields `one`."""
    paper = drafted(one, names=names, key="known2020").entry
    found = find_duplicate(drafted(other, names=names2, key="new2020"), [paper])
    assert found in {None, "known2020"}
    return found is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("doi = {10.1000/ABC}", "doi = {https://doi.org/10.1000/abc}"),
        ("eprint = {2304.02643v1}", "url = {https://arxiv.org/abs/2304.02643v2}"),
        ("pmid = {37045921}", "pmid = {PMID: 37045921}"),
        (
            "url = {https://openreview.net/forum?id=YicbFdNTTy}",
            "url = {https://openreview.net/pdf?id=YicbFdNTTy}",
        ),
    ],
)
def test_an_identifier_in_common_makes_one_work(drafted: Drafted, one: str, other: str) -> None:
    """Whatever the titles, the authors and the years are."""
    other += ",\ntitle = {Another title entirely},\nyear = 2010"
    assert same(drafted, one, other, names2="Other, Ann")


@pytest.mark.parametrize(
    "other",
    [
        TITLE,
        "title = {SEGMENT anything in medical images and videos -- a benchmark}",
        "title = {Segment Anything in Medical Image and Videos: A Benchmark}",
        "title = {A Benchmark: Segment Anything in Medical Images and Videos}",
        TITLE + ",\nyear = 2021",
        TITLE + ",\neprint = {2304.02643}",
        TITLE + ",\nyear = 2019,\nbooktitle = {CVPR}",
    ],
)
def test_a_near_identical_title_makes_one_work(drafted: Drafted, other: str) -> None:
    """By the same first author, a year apart at most: a preprint and its published version."""
    assert same(drafted, TITLE, other)


@pytest.mark.parametrize(
    ("other", "author"),
    [
        (TITLE + ",\nyear = 2023", "Ma, Jun"),
        (TITLE, "Mazurowski, Maciej"),
        ("title = {Detect Anything in Medical Images and Videos: A Survey}", "Ma, Jun"),
    ],
)
def test_other_works_stay_apart(drafted: Drafted, other: str, author: str) -> None:
    """Another year, another author, or another title."""
    assert not same(drafted, TITLE, other, names2=author)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Learning to Segment Organs in CT, Part I", "Learning to Segment Organs in CT, Part II"),
        (
            "The Brain Tumor Challenge of the Year 2019",
            "The Brain Tumor Challenge of the Year 2020",
        ),
        ("Report on the May Meeting of the Society", "Report on the June Meeting of the Society"),
        ("Trustworthy Models for Radiology", "Correction: Trustworthy Models for Radiology"),
        ("Benchmarking GPT-3 on Radiology Reports", "Benchmarking GPT-4 on Radiology Reports"),
    ],
)
def test_titles_that_differ_in_a_number_are_two_works(
    drafted: Drafted, one: str, other: str
) -> None:
    """Series would otherwise collapse into their first part."""
    assert not same(drafted, f"title = {{{one}}}", f"title = {{{other}}}")


def test_identifiers_that_differ_keep_equal_titles_apart(drafted: Drafted) -> None:
    """Two arXiv ids or two publishers' DOIs are two works; a preprint server's DOI is not."""
    first, second = "10.1000/a", "10.1000/b"
    assert not same(drafted, f"{TITLE},\ndoi = {{{first}}}", f"{TITLE},\ndoi = {{{second}}}")
    assert not same(
        drafted, f"{TITLE},\neprint = {{2304.00001}}", f"{TITLE},\neprint = {{2304.00002}}"
    )
    assert same(drafted, f"{TITLE},\ndoi = {{10.1101/2020.01.01}}", f"{TITLE},\ndoi = {{{second}}}")


def test_an_isbn_in_common_does_not_make_one_work(drafted: Drafted) -> None:
    """Papers are often exported as books, with the ISBN of the proceedings they share."""
    isbn = "isbn = {978-0-262-03561-3},\ntitle = "
    one, other = (drafted(isbn + each, kind="book") for each in ("{Touch}", "{Sound}"))
    assert one.data["ids"] == other.data["ids"]
    assert find_duplicate(other, [one.entry]) is None


def test_accents_do_not_hide_an_author(drafted: Drafted) -> None:
    """`Müller` and `Muller` are one."""
    assert same(drafted, TITLE, TITLE, names="Müller, J.", names2="Muller, J.")


def test_titles_in_other_scripts_are_compared_as_they_are(drafted: Drafted) -> None:
    """Folding to ASCII must not make them all empty and so all equal."""
    assert same(drafted, "title = {医学影像分割}", "title = {医学影像分割}", "马, 军", "马, 军")
    assert not same(
        drafted, "title = {医学影像分割}", "title = {大语言模型综述}", "马, 军", "马, 军"
    )


def test_a_match_says_why(drafted: Drafted) -> None:
    """A wrong identifier, copied from another record, is easy to see."""
    paper = drafted(TITLE + ",\ndoi = {10.1000/a}", key="known2020").entry
    index = DuplicateIndex([paper])
    assert index.match(drafted(TITLE).entry) == Match(
        "known2020", "a near-identical title by the same first author"
    )
    assert index.match(paper) == Match("known2020", "the same DOI")
    other = drafted("doi = {10.1000/a},\ntitle = {Quantum Dots on Diamond}").entry
    assert index.match(other) == Match("known2020", "the same DOI, though the titles differ")


def test_the_index_grows(drafted: Drafted) -> None:
    """A paper is known from the moment it is added."""
    index, entry = DuplicateIndex(), drafted(TITLE).entry
    assert index.find(entry) is None
    index.add(entry)
    assert index.find(entry) == entry.id


def test_a_file_holds_a_work_once(bibtex: Path) -> None:
    """The second record of a work points at the draft of the first."""
    data = (bibtex / "complete.bib").read_bytes()
    result = draft_all(read_bibtex(data + b"\n" + data, "twice.bib"), ())
    assert len(result.drafted) == 5
    assert [(each.key, each.existing) for each in result.duplicates] == [
        ("moor2023generalist", "moor2023generalist"),
        ("Kirillov_2023", "kirillov2023segment"),
        ("li2023artificial", "li2023artificial"),
        ("goodfellow2016deep", "goodfellow2016deep"),
        ("doe2020learning", "doe2020learning"),
    ]
    assert result.adds_up


def test_importing_again_drafts_nothing(bibtex: Path) -> None:
    """All drafts of a file are duplicates once they are in the base."""
    for file in sorted(bibtex.glob("*.bib")):
        first = draft_all(read_bibtex(file.read_bytes(), file.name), ())
        again = draft_all(
            read_bibtex(file.read_bytes(), file.name), [made.entry for made in first.drafted]
        )
        assert again.drafted == ()
        assert len(again.duplicates) == len(first.drafted) + len(first.duplicates)
