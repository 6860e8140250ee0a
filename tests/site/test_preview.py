"""The page of an edited entry is there before the site is built anew, if it has no fault."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

import pytest
from mkdocs.config.defaults import MkDocsConfig

from agi_review.graph import KnowledgeGraph
from agi_review.graph.linking import with_entry
from agi_review.graph.watching import WatchedGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.render import Renderer
from agi_review.site.compose import Composition
from agi_review.site.engine import LiveServer, Serving
from agi_review.site.preview import Preview
from agi_review.site.shell import SLOTS, Shell, sentinel
from agi_review.site.stamping import Frame, write
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


def test_the_page_is_never_missing(preview: Preview, entries: Path, tmp_path: Path) -> None:
    """Whoever asks gets the page from before an edit or from after it, whole."""
    page, done = tmp_path / "site" / PAGE, Event()
    edit(entries, "title: A paper", "title: A paper 0,")
    preview.write(tmp_path / "site")
    sizes: set[int] = set()

    def ask() -> None:
        while not done.is_set():
            sizes.add(page.stat().st_size if page.exists() else 0)

    asking = Thread(target=ask)
    asking.start()
    for number in range(50):
        edit(entries, f"title: A paper {number},", f"title: A paper {number + 1},")
        assert preview.write(tmp_path / "site") == 1
    done.set()
    asking.join()
    whole = page.stat().st_size
    assert min(sizes) > 0.9 * whole


def test_an_edit_is_written_once_and_again_into_a_new_site(
    preview: Preview, entries: Path, tmp_path: Path
) -> None:
    """What is saved while a build goes on may not be in it."""
    site = tmp_path / "site"
    edit(entries, "title: A paper", "title: A renamed paper")
    assert [preview.write(site), preview.write(site)] == [1, 0]

    preview.begin()
    edit(entries, "title: A renamed paper", "title: Another paper")
    base = load(entries).graph
    composition = Composition(WatchedGraph(base, QUESTIONS), Renderer(), Publication("A base"))
    frames = {folder.path: Frame(SHELL, "", "") for folder in composition.folders()}
    preview.remember(base, composition, frames)

    assert [preview.write(site), preview.write(site)] == [1, 0]
    preview.begin()
    preview.remember(base, composition, frames)
    assert preview.write(site) == 0


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


def test_who_asks_gets_the_edited_page_while_the_site_is_built(
    preview: Preview, entries: Path, tmp_path: Path
) -> None:
    """Also of a second edit, which came when the build had begun."""
    builds, go_on = 0, Event()
    at_work = Event()

    def build(site: Path, serving: Serving, _processes: int) -> KnowledgeGraph:
        nonlocal builds
        builds += 1
        if builds == 1:
            write(site / PAGE, "as it was")
            serving.preview.__dict__.update(preview.__dict__)
        else:
            at_work.set()
            while not go_on.wait(0.05):
                serving.look()
        return load(entries).graph

    config = MkDocsConfig()
    config.load_dict({"site_name": "A base", "dev_addr": "127.0.0.1:0"})
    config.validate()
    server = LiveServer(config, tmp_path / "site", entries, build)
    server.build(1)
    server.watch(str(entries))
    serving = Thread(target=server.serve, daemon=True)
    serving.start()
    try:
        port = _up(server)
        for before, after in (("A paper", "A renamed paper"), ("A renamed", "Another")):
            shown = _asked(port, "livereload/0/1")
            edit(entries, before, after)
            for _ in range(20):
                if at_work.wait(1):
                    break
                edit(entries, after, after)  # it had not begun to watch when this was saved
            assert _in_time(port, f"{after} ")
            assert int(_asked(port, f"livereload/{shown}/1")) > int(shown)  # browsers load it
        assert builds == 2
    finally:
        go_on.set()
        server.shutdown()
        serving.join(20)


def _up(server: LiveServer) -> int:
    """The port of a server, once it answers."""
    for _ in range(400):
        with suppress(OSError):
            _asked(server.server_address[1], "livereload/0/1")
            break
        time.sleep(0.05)
    return int(server.server_address[1])


def _in_time(port: int, word: str) -> bool:
    """Whether the page comes to hold a word; whoever asks is not left waiting."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if word in _asked(port, "papers/small2023paper/"):
            return True
        time.sleep(0.05)
    return False


def _asked(port: int, path: str) -> str:
    with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=20) as answer:
        return str(answer.read().decode())
