"""Short ways to the importer for its tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agi_review.importers import BibFile, Draft, Failure, draft, read_bibtex

BIBTEX = Path(__file__).parents[1] / "fixtures" / "bibtex"


@pytest.fixture
def bibtex() -> Path:
    """The folder of BibTeX files."""
    return BIBTEX


@pytest.fixture
def read() -> Callable[[str], BibFile]:
    """Read a fixture file by name, or BibTeX that is given as text."""

    def reader(text: str) -> BibFile:
        if text.endswith(".bib"):
            return read_bibtex((BIBTEX / text).read_bytes(), f"some/folder/{text}")
        return read_bibtex(text.encode(), "given.bib")

    return reader


@pytest.fixture
def outcome(read: Callable[[str], BibFile]) -> Callable[..., Draft | Failure]:
    """Draft the first record of a text."""

    def drafter(text: str, *taken: str) -> Draft | Failure:
        return draft(read(text).records[0], set(taken))

    return drafter


@pytest.fixture
def drafted(outcome: Callable[..., Draft | Failure]) -> Callable[..., Draft]:
    """Draft a record with an author, a title and a year, which given fields add to or replace."""

    def drafter(
        fields: str = "", *, kind: str = "article", key: str = "k2020x", names: str = "Doe, Jane"
    ) -> Draft:
        given = {line.split("=")[0].strip() for line in fields.split("\n") if "=" in line}
        usual = {"title": "{A title}", "author": f"{{{names}}}", "year": "2020"}
        lines = [f"{name} = {value}," for name, value in usual.items() if name not in given]
        made = outcome(f"@{kind}{{{key},\n" + "\n".join([*lines, fields]) + "\n}")
        assert isinstance(made, Draft), made
        return made

    return drafter
