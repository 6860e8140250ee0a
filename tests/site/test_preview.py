"""The page of an edited entry is there before the site is built anew, if it has no fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from agi_review.graph.linking import with_entry
from agi_review.graph.watching import WatchedGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.render import Renderer
from agi_review.site.compose import Composition
from agi_review.site.preview import Preview
from agi_review.site.shell import SLOTS, Shell, sentinel
from agi_review.site.stamping import Frame
from agi_review.views.publication import Publication
from agi_review.views.questions import QUESTIONS
from tests.conftest import FIXTURES

SHELL = Shell.cut("\n".join(sentinel(slot) for slot in SLOTS), "papers")
PAGE = "papers/small2023paper/index.html"


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """The small base, to be edited."""
    return shutil.copytree(FIXTURES / "tiny_kb" / "entries", tmp_path / "entries")


@pytest.fixture
def preview(entries: Path) -> Preview:
    """Knows a build of the small base."""
    graph = load(entries).graph
    site = Composition(WatchedGraph(graph, QUESTIONS), Renderer(), Publication("A base"))
    known = Preview()
    known.remember(graph, site, {folder.path: Frame(SHELL, "", "") for folder in site.folders()})
    return known


def edit(entries: Path, before: str, after: str) -> None:
    """Change the small paper."""
    path = entries / "papers" / "small2023paper.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_nothing_is_written_while_nothing_is_edited(preview: Preview, tmp_path: Path) -> None:
    """Nor before anything was built."""
    assert preview.write(tmp_path / "site") == 0
    assert Preview().write(tmp_path / "site") == 0


def test_the_edited_page_alone_is_written(preview: Preview, entries: Path, tmp_path: Path) -> None:
    """With what it says now; a file another site shares stays as it was."""
    page, other = tmp_path / "site" / PAGE, tmp_path / "other.html"
    page.parent.mkdir(parents=True)
    page.write_text("before", encoding="utf-8")
    other.hardlink_to(page)
    edit(entries, "title: A paper", "title: A renamed paper")

    assert preview.write(tmp_path / "site") == 1
    assert "A renamed paper with few fields" in page.read_text(encoding="utf-8")
    assert other.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize(
    ("before", "after"),
    [("title:", "titel:"), ("[task-term]", "[nobody]"), ("title: A", "title: [A"), ("year:", "")],
)
def test_a_faulty_edit_is_left_to_the_build(
    preview: Preview, entries: Path, tmp_path: Path, before: str, after: str
) -> None:
    """Which says what is wrong."""
    edit(entries, before, after)

    assert preview.write(tmp_path / "site") == 0


def test_an_edited_entry_is_linked_both_ways(entries: Path) -> None:
    """As if the whole base had been read again."""
    before = load(entries).graph
    edit(entries, "terms: [task-term]", "terms: [complete-term]\ncites: [complete2024paper]")
    after: KnowledgeBase = load(entries)
    key = next(key for key in before.entries if key.id == "small2023paper")

    edited = with_entry(before, after.graph.entries[key], after.graph.documents[key])

    assert edited is not None
    assert edited.outgoing == after.graph.outgoing
    assert {k: v for k, v in edited.incoming.items() if v} == after.graph.incoming
