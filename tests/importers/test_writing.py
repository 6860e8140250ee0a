"""Writing: files that every YAML reader understands alike, all of them or none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from agi_review.errors import UsageError
from agi_review.importers import Draft, draft_all, read_bibtex, render_draft, write_drafts
from agi_review.knowledge_base import load
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.sources.characters import FORBIDDEN
from agi_review.sources.parsing import parse
from agi_review.sources.scalars import scalar

Drafted = Callable[..., Draft]


def names_in(folder: Path) -> list[str]:
    """List what lies in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def drafts_of(file: Path) -> tuple[Draft, ...]:
    """Draft all that a file holds."""
    return draft_all(read_bibtex(file.read_bytes(), file.name), ()).drafted


# The text ---------------------------------------------------------------------------------------


def test_a_draft_in_full(bibtex: Path) -> None:
    """One value a line, two spaces, quotes only where they are needed, curation last."""
    assert render_draft(drafts_of(bibtex / "complete.bib")[1]) == (
        "# yaml-language-server: $schema=../../schemas/paper.schema.json\n"
        "title: Segment Anything\n"
        "authors:\n"
        "  - family: Kirillov\n"
        "    given: Alexander\n"
        "  - family: Mintun\n"
        "    given: Eric\n"
        "author_list: partial\n"
        "year: 2023\n"
        "type: paper-conference\n"
        "venue: Proceedings of the IEEE/CVF International Conference on Computer Vision\n"
        "pages: 4015–4026\n"
        "ids:\n"
        "  arxiv: 2304.02643\n"
        "curation:\n"
        "  records:\n"
        "    - Kirillov_2023 in complete.bib\n"
    )


def test_what_is_written_is_what_the_tool_reads(bibtex: Path) -> None:
    """Without a finding, and with the data of the draft."""
    for file in sorted(bibtex.glob("*.bib")):
        for made in drafts_of(file):
            assert parse("x.yaml", render_draft(made)) == (made.data, [])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Segment Anything", "Segment Anything"),
        ("2306.05480", "2306.05480"),
        ("010", "010"),
        ("(Almost) all", "(Almost) all"),
        ('R&D at 50%, it\'s a "test"', 'R&D at 50%, it\'s a "test"'),
        ("SAM: a model", '"SAM: a model"'),
        ("C# 1 #2", '"C# 1 #2"'),
        ("Why?:", '"Why?:"'),
        ("no", '"no"'),
        ("Null", '"Null"'),
        ("NaN", '"NaN"'),
        ("- dash", '"- dash"'),
        ("[1]", '"[1]"'),
        ('"Why": a', "'\"Why\": a'"),
        ("back\\slash: it's", "'back\\slash: it''s'"),
        ("tab\there", '"tab\\there"'),
        ("", '""'),
    ],
)
def test_quotes_stand_where_they_are_needed(text: str, written: str) -> None:
    """And nowhere else."""
    assert scalar(text) == written


@given(st.text(max_size=80))
@example("a\u2028b")
@example("\x85")
@example("\U0001f600: \ufeff")
@example("...")
@example("--- a")
@example("a:\u00a0b #")
def test_any_text_is_read_back(text: str) -> None:
    """By PyYAML, in a mapping and in a list."""
    document = f"key: {scalar(text)}\nitems:\n  - {scalar(text)}\n"
    assert yaml.load(document, Loader=yaml.BaseLoader) == {"key": text, "items": [text]}  # noqa: S506
    assert "\n" not in scalar(text)


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(
    lambda text: text.strip() and not FORBIDDEN.search(text)
)


@given(title=LINE, names=st.lists(LINE, min_size=1, max_size=3), venue=LINE)
@example(title="~", names=["Null", "Na"], venue="no")
def test_any_draft_is_read_back(title: str, names: list[str], venue: str) -> None:
    """By the tool's own reader and by PyYAML, to the same data."""
    data: dict[str, Any] = {
        "title": title,
        "authors": [{"family": name, "given": name} for name in names],
        "year": "2020",
        "type": "article",
        "venue": venue,
        "ids": {"arxiv": "2306.05480"},
        "curation": {"records": [title]},
    }
    entry = PaperEntry.model_validate({"id": "x", **data})
    text = render_draft(Draft("x", "x", 1, data, entry))
    assert yaml.load(text, Loader=yaml.BaseLoader) == data  # noqa: S506
    assert parse("x.yaml", text) == (data, [])


# The files --------------------------------------------------------------------------------------


def test_files_are_named_by_id_and_returned(bibtex: Path, tmp_path: Path) -> None:
    """One a draft, in order, in a folder that is made if need be."""
    drafts = drafts_of(bibtex / "complete.bib")
    paths = write_drafts(drafts, tmp_path / "papers")
    assert [path.name for path in paths] == [f"{made.id}.yaml" for made in drafts]
    assert [path.read_text("utf-8") for path in paths] == [render_draft(made) for made in drafts]
    assert names_in(tmp_path / "papers") == sorted(path.name for path in paths)


def test_a_base_of_drafts_has_no_errors(bibtex: Path, tmp_path: Path) -> None:
    """What was imported passes the check; that nothing links to it yet is only a warning."""
    (tmp_path / "entries").mkdir()
    write_drafts(drafts_of(bibtex / "complete.bib"), tmp_path / "entries" / "papers")
    report = load(tmp_path / "entries").report
    assert (report.files, report.errors) == (5, 0)


def test_line_ends_are_the_same_everywhere(drafted: Drafted, tmp_path: Path) -> None:
    """No carriage returns, and one line feed at the end."""
    (path,) = write_drafts([drafted()], tmp_path)
    assert b"\r" not in path.read_bytes()
    assert path.read_bytes().endswith(b"x in given.bib\n")


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_nothing_is_overwritten(drafted: Drafted, tmp_path: Path, kind: str) -> None:
    """Neither a file nor what else has its name; it is named, and nothing is left behind."""
    there = tmp_path / "two2020.yaml"
    if kind == "file":
        there.write_text("mine")
    elif kind == "link":
        there.symlink_to("nowhere")
    else:
        there.mkdir()
    with pytest.raises(UsageError, match=r"two2020\.yaml"):
        write_drafts([drafted(key="one2020"), drafted(key="two2020")], tmp_path)
    assert names_in(tmp_path) == ["two2020.yaml"]
    assert kind != "file" or there.read_text() == "mine"


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    drafted: Drafted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check before is a courtesy; the name is taken in one step."""
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    (tmp_path / "two2020.yaml").write_text("mine")
    with pytest.raises(UsageError, match=r"two2020\.yaml"):
        write_drafts([drafted(key="one2020"), drafted(key="two2020")], tmp_path)
    assert names_in(tmp_path) == ["two2020.yaml"]
    assert (tmp_path / "two2020.yaml").read_text() == "mine"


@pytest.mark.parametrize("taken", [False, True])
def test_a_file_system_without_hard_links_will_do(
    drafted: Drafted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, taken: bool
) -> None:
    """The name is taken first and then filled, never replaced."""

    def refuse(*_: object) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    if taken:
        (tmp_path / "k2020x.yaml").write_text("mine")
        with pytest.raises(UsageError, match=r"k2020x\.yaml"):
            write_drafts([drafted()], tmp_path)
        assert (tmp_path / "k2020x.yaml").read_text() == "mine"
    else:
        write_drafts([drafted()], tmp_path)
        assert (tmp_path / "k2020x.yaml").read_text("utf-8") == render_draft(drafted())
    assert names_in(tmp_path) == ["k2020x.yaml"]


@pytest.mark.parametrize(
    "broken", [OSError(28, "No space left on device", "x"), KeyboardInterrupt()]
)
def test_an_error_half_way_leaves_nothing_behind(
    drafted: Drafted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: BaseException
) -> None:
    """Neither the files written before, nor half of one, nor the folder made for them."""
    link, calls = os.link, []

    def fail_the_second_time(*paths: Path) -> None:
        calls.append(paths)
        if len(calls) > 1:
            raise broken
        link(*paths)

    monkeypatch.setattr(os, "link", fail_the_second_time)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(broken))
    with pytest.raises(UsageError if isinstance(broken, OSError) else KeyboardInterrupt):
        write_drafts([drafted(key="one2020"), drafted(key="two2020")], tmp_path / "papers")
    assert names_in(tmp_path) == []


def test_two_drafts_of_one_name_are_refused(drafted: Drafted, tmp_path: Path) -> None:
    """Before anything is written."""
    with pytest.raises(UsageError, match="same id"):
        write_drafts([drafted(), drafted()], tmp_path)
    assert names_in(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_said(drafted: Drafted, tmp_path: Path) -> None:
    """Its parent must be there; a typing error does not make a tree of folders."""
    with pytest.raises(UsageError, match="cannot be made"):
        write_drafts([drafted()], tmp_path / "no" / "papers")
