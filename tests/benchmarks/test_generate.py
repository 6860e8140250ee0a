"""The bases that are measured: sound, varied, and always the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from agi_review.knowledge_base import load
from agi_review.schema.kinds import KINDS
from tests.conftest import PROJECT

SMALL = 200


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One size made twice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(PROJECT / "benchmarks"), *sys.path])
        from generate import generate  # noqa: PLC0415 - a script beside the package

        folders = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
        for folder in folders:
            generate(PROJECT / "entries", folder, SMALL)
    return folders


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a base."""
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def test_nothing_is_to_be_mended_in_a_base(bases: tuple[Path, Path]) -> None:
    """Every reference resolves, no identifier or name is there twice, no date is impossible."""
    base = load(bases[0])

    assert base.report.diagnostics == ()
    assert len(base.graph) == SMALL


def test_every_kind_is_there(bases: tuple[Path, Path]) -> None:
    """A small base has all kinds too."""
    graph = load(bases[0]).graph

    assert {entry.key.kind for entry in graph} == {kind.kind for kind in KINDS}


def test_a_size_always_gives_the_same_bytes(bases: tuple[Path, Path]) -> None:
    """Two tables of results are about the same base."""
    assert contents(bases[0]) == contents(bases[1])


def test_no_two_summaries_read_alike(bases: tuple[Path, Path]) -> None:
    """Copies of a text would flatter whatever keeps what it made of one."""
    summaries = [entry.summary for entry in load(bases[0]).graph if entry.summary]

    assert len(set(summaries)) == len(summaries)
