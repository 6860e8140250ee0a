"""There and back again: what a form is said to keep, it keeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.exports import bibtex, csl_item, ris
from agi_review.exports.lossless import LOSSLESS
from agi_review.importers import READERS, Draft, draft
from agi_review.knowledge_base import load
from agi_review.schema.kinds.paper import PaperEntry
from tests.conftest import PROJECT

WRITERS: dict[str, Callable[[PaperEntry], str]] = {
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": lambda paper: json.dumps([csl_item(paper)]),
}

LETTERS = "abcdefghijklmnopqrstuvwxyzßàäåçéèêëíñóöøúüčłńőřšžαβ東京"
WORDS = st.text(LETTERS + LETTERS.upper().replace("SS", "") + "0123456789", min_size=1, max_size=9)
MARKS = st.sampled_from([*"{}$%#_~^\\:,.()+/!?*=@|;", "-", "–", "%d", "{a", "a}", "$x$", "\\o"])
TITLES = st.tuples(WORDS, st.lists(WORDS | MARKS, max_size=6)).map(
    lambda parts: " ".join([parts[0], *parts[1]])
)
PLAIN = st.text(LETTERS, min_size=2, max_size=9).map(str.capitalize)
FAMILIES = st.builds(
    lambda particle, name: particle + name, st.sampled_from(["", "van der ", "de ", "El-"]), PLAIN
)
PEOPLE = st.fixed_dictionaries(
    {"family": FAMILIES, "given": st.lists(PLAIN, min_size=1, max_size=2).map(" ".join)}
)
GROUPS = PLAIN.map(lambda name: {"group": f"The {name} & {name} Group"})
NUMBERS = st.integers(1, 9_999).map(str)
PAGES = NUMBERS | st.tuples(NUMBERS, NUMBERS).map("–".join)
IDS = {
    "doi": st.from_regex(r"10\.[0-9]{4,6}/[A-Za-z0-9_()-]{1,12}", fullmatch=True),
    "arxiv": st.from_regex(r"2[0-9]{3}\.[0-9]{5}", fullmatch=True),
    "pmid": st.integers(1, 99_999_999).map(str),
}
COMMON = {
    "id": st.from_regex(r"[a-z]{2,9}20[0-2][0-9][a-z]{1,8}", fullmatch=True),
    "title": TITLES,
    "authors": st.lists(PEOPLE | GROUPS, min_size=1, max_size=4),
    "author_list": st.sampled_from(["complete", "partial"]),
    "year": st.integers(1900, 2099).map(str),
    "ids": st.fixed_dictionaries({}, optional=IDS),
}
PRINTED = st.fixed_dictionaries(
    COMMON
    | {
        "type": st.sampled_from(["article-journal", "paper-conference", "chapter"]),
        "venue": PLAIN.map(lambda name: f"Annals of {name} & {name}"),
    },
    optional={
        "volume": NUMBERS,
        "issue": NUMBERS,
        "pages": PAGES,
        "publisher": PLAIN.map(lambda name: f"{name} & Sons"),
    },
)
PREPRINTS = st.fixed_dictionaries(COMMON | {"type": st.just("article")})


def facts(paper: PaperEntry, form: str) -> dict[str, Any]:
    """Return what a form is said to keep of a paper; an ORCID is no part of a name."""
    held = paper.model_dump(exclude_none=True) | {"id": paper.id}
    held["authors"] = [
        {part: text for part, text in author.items() if part != "orcid"}
        for author in held["authors"]
    ]
    held |= {f"ids.{name}": value for name, value in held.get("ids", {}).items()}
    return {name: held.get(name) for name in sorted(LOSSLESS[form])}


def there_and_back(paper: PaperEntry, form: str) -> PaperEntry:
    """Write a paper in a form and draft it from what was written."""
    file = READERS[form](WRITERS[form](paper).encode(), "refs")
    assert file.failed == ()
    made = draft(file.records[0], set())
    assert isinstance(made, Draft), made
    return made.entry


@pytest.mark.parametrize("form", sorted(LOSSLESS))
@given(data=PRINTED | PREPRINTS)
def test_what_is_declared_comes_back(form: str, data: dict[str, Any]) -> None:
    """Whatever signs, scripts and particles stand in it."""
    paper = PaperEntry.model_validate(data)

    assert facts(there_and_back(paper, form), form) == facts(paper, form)


@pytest.fixture(scope="module")
def papers() -> Sequence[PaperEntry]:
    """The papers of the base itself."""
    return load(PROJECT / "entries").graph.of(PaperEntry)


@pytest.mark.parametrize("form", sorted(LOSSLESS))
def test_every_paper_of_the_base_comes_back(form: str, papers: Sequence[PaperEntry]) -> None:
    """But the venue of a preprint in BibTeX, which has no field for a server."""
    lost = {
        (paper.id, name)
        for paper in papers
        for name, value in facts(there_and_back(paper, form), form).items()
        if value != facts(paper, form)[name]
    }

    servers = {(each.id, "venue") for each in papers if each.type == "article" and each.venue}
    assert papers
    assert lost <= (servers if form == "bibtex" else set())
