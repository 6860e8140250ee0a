"""A kept page is the page that would have been made: byte for byte, after any sequence of edits."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from agi_review.exports.styles import CitationStyles
from agi_review.graph import KnowledgeGraph
from agi_review.graph.watching import State, WatchedGraph, same
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.render import Renderer
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds import ModelEntry, PaperEntry
from agi_review.site import compose
from agi_review.site import memory as memory_module
from agi_review.site.compose import Composition
from agi_review.site.folder import Kept
from agi_review.site.memory import NO_LINKS, Memory, keep_unchanged
from agi_review.site.shell import SLOTS, Shell, sentinel
from agi_review.site.stamping import Frame, Writer
from agi_review.views import continued, paging
from agi_review.views.compare_page import ComparePage
from agi_review.views.composer import Composer
from agi_review.views.hub_page import HubPage
from agi_review.views.index_page import IndexPage
from agi_review.views.links import full_link
from agi_review.views.publication import EntryFiles, Publication
from agi_review.views.questions import FOUND_FROM, QUESTIONS
from agi_review.views.tables import models_table
from tests.conftest import FIXTURES

SHELL = Shell.cut("\n".join(sentinel(slot) for slot in SLOTS), "papers")
SITE = Publication("A base", files=EntryFiles("https://example.org/edit/", "https://example.org/"))
STYLES = CitationStyles()
RENDERER = Renderer()

SMALL, COMPLETE = "papers/small2023paper.yaml", "papers/complete2024paper.yaml"
EDITS = {
    "title": (SMALL, "title: A paper", "title: Another paper"),
    "summary": (SMALL, "summary: A prompt", "summary: Zebras aside, a prompt"),
    "year": (SMALL, "year: 2023", "year: 2022"),
    "author": (SMALL, "family: Esempio", "family: Beispiel"),
    "same person": (SMALL, "given: Bea", "given: Ada\n    orcid: 0000-0002-1825-0097"),
    "retracted": (
        SMALL,
        "type: article",
        "type: article\nstatus: {state: retracted, as_of: 2026-01-01}",
    ),
    "given up": (
        SMALL,
        "type: article",
        "type: article\ndeprecated: {since: 2026-01-01, reason: No.}",
    ),
    "line moved": (SMALL, "title:", "# a comment\ntitle:"),
    "no citation": (COMPLETE, "cites: [small2023paper]", "cites: []"),
    "no task": ("models/complete-model.yaml", "tasks: [task-term]", "tasks: []"),
    "no claim": (
        "models/complete-model.yaml",
        """claims:
  - text: It needs one box a structure.
    stance: qualifies
    sources:
      - paper: complete2024paper
""",
        "",
    ),
    "theme left": (COMPLETE, "theme: complete-theme", "theme: small-theme"),
    "checked": (COMPLETE, "where: Discussion\n      checked: 2026-11-18", "where: Discussion"),
    "model": ("models/small-model.yaml", "name: Small model", "name: Tiny model"),
    "release": ("models/small-model.yaml", "released: 2023-04", "released: 2023-05"),
    "family": ("families/complete-family.yaml", "name: ", "name: The "),
    "term": ("terms/task-term.yaml", "name: ", "name: the "),
    "theme": ("themes/complete-theme.yaml", "name: ", "name: The "),
    "data set": ("datasets/complete-dataset.yaml", "name: ", "name: The "),
    "benchmark": ("benchmarks/small-benchmark.yaml", "name: ", "name: The "),
}
"""Edits to the small base: a file, and what stands where something else stood."""

ANOTHER = (
    "title: A third work on outlines\nauthors: [{family: Beispiel, given: Ada}, {family: Ma}]\n"
    "year: 2025\ntype: article\ncites: [complete2024paper, small2023paper]\nterms: [task-term]\n"
    "models: [{role: evaluates, model: small-model}]\nthemes: [{role: uses, theme: small-theme}]\n"
)


def edited(entries: Path, edits: set[str]) -> KnowledgeBase:
    """The small base with some edits."""
    shutil.rmtree(entries, ignore_errors=True)
    shutil.copytree(FIXTURES / "tiny_kb" / "entries", entries)
    for name in sorted(edits - {"another paper"}):
        path, before, after = EDITS[name]
        text = (entries / path).read_text(encoding="utf-8")
        assert before in text, name
        (entries / path).write_text(text.replace(before, after, 1), encoding="utf-8")
    if "another paper" in edits:
        (entries / "papers" / "ma2025third.yaml").write_text(ANOTHER, encoding="utf-8")
    return load(entries)


def written(site: Path, graph: KnowledgeGraph, memory: Memory | None, processes: int = 1) -> int:
    """Write the pages of a base and the files that can be kept; return how many were made."""
    site.mkdir(parents=True)
    watched = WatchedGraph(graph, QUESTIONS)
    composition = Composition(watched, RENDERER, SITE, STYLES)
    folders = tuple(composition.folders())
    batches = [batch for batch in composition.batches() if isinstance(batch, Kept)]
    frames = {folder.path: Frame(SHELL, "", "one") for folder in folders}
    writer = Writer(site, watched, State(graph, QUESTIONS, FOUND_FROM), memory, processes)
    made = [0]
    writer.write(folders, frames, batches, lambda _done, total: made.append(total))
    return made[-1]


@pytest.fixture(autouse=True, scope="module")
def _short_lists() -> Iterator[None]:
    """The small base has every sort of page: lists in parts, and pages that go on with others."""
    with pytest.MonkeyPatch.context() as patch:
        sizes = {"WHOLE": 1, "ROWS_A_PAGE": 1, "MODELS_A_PAGE": 1, "ROWS_A_FILE": 2}
        for name, size in sizes.items():
            patch.setattr(paging, name, size)
        patch.setattr(compose, "LISTED", 3)
        for name, size in {"LISTED": 3, "FIRST": 3, "SHORT": 0, "A_PAGE": 2}.items():
            patch.setattr(continued, name, size)
        yield


def bytes_of(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file with its address."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path.read_bytes()


@settings(max_examples=8)
@given(
    st.lists(
        st.sets(st.sampled_from([*EDITS, "another paper"]), max_size=4), min_size=2, max_size=4
    ),
    st.sampled_from([0.0, 0.95, 2.0]),
)
def test_what_is_kept_is_what_would_be_made(steps: list[set[str]], mostly: float) -> None:
    """Of each step: all files, compared with those of a build that remembers nothing."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory_module, "_MOSTLY", mostly)
        root = Path(folder)
        site = root / "site"
        written(site, edited(root / "entries", set()).graph, memory := Memory(root / "m", site))
        memory.save(NO_LINKS)
        for number, edits in enumerate(steps):
            base = edited(root / "entries", edits)
            if base.report.errors:
                continue
            memory = Memory(root / "m", site)
            written(root / f"new{number}", base.graph, memory)
            written(root / f"cold{number}", base.graph, None)
            assert dict(bytes_of(root / f"new{number}")) == dict(bytes_of(root / f"cold{number}"))
            shutil.rmtree(site)
            (root / f"new{number}").rename(site)
            memory.save(NO_LINKS)


def test_an_untouched_base_keeps_every_page_that_can_be(tmp_path: Path) -> None:
    """With bytes and times; a touched file is made again, and so is all for another engine."""
    base = edited(tmp_path / "entries", set())
    site = tmp_path / "site"
    written(site, base.graph, memory := Memory(tmp_path / "m", site))
    memory.save(NO_LINKS)

    assert written(tmp_path / "again", base.graph, Memory(tmp_path / "m", site)) == 0
    assert dict(bytes_of(tmp_path / "again")) == dict(bytes_of(site))
    page = "papers/small2023paper/index.html"
    assert (tmp_path / "again" / page).stat().st_mtime_ns == (site / page).stat().st_mtime_ns
    (site / page).unlink()  # the two sites share the file
    (site / page).write_text("spoilt", encoding="utf-8")
    assert written(tmp_path / "third", base.graph, Memory(tmp_path / "m", site)) == 1
    assert (tmp_path / "third" / page).read_bytes() == (tmp_path / "again" / page).read_bytes()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"digests": {}, "places": [], "pages": {"a": 1}}']
)
def test_a_memory_that_cannot_be_read_keeps_nothing(tmp_path: Path, text: str) -> None:
    """It is a build like the first."""
    (tmp_path / "m").write_text(text, encoding="utf-8")
    base = edited(tmp_path / "entries", set())

    made = written(tmp_path / "site", base.graph, Memory(tmp_path / "m", tmp_path / "old"))
    assert made == written(tmp_path / "cold", base.graph, None)


def test_a_memory_cannot_fetch_files_from_elsewhere(tmp_path: Path) -> None:
    """A name that leaves the site makes it a memory that cannot be read."""
    base = edited(tmp_path / "entries", set())
    site = tmp_path / "site"
    made = written(site, base.graph, memory := Memory(tmp_path / "m", site))
    memory.save(NO_LINKS)
    _, _, said = (tmp_path / "m").read_bytes().partition(b"\n")
    spoilt = said.replace(b'"papers/small2023paper/index.html"', b'"../secret"')
    assert spoilt != said
    (tmp_path / "m").write_bytes(sha256(spoilt).hexdigest().encode() + b"\n" + spoilt)

    assert written(tmp_path / "again", base.graph, Memory(tmp_path / "m", site)) == made


def test_processes_make_no_difference(tmp_path: Path) -> None:
    """Every byte, from one process and from three."""
    base = edited(tmp_path / "entries", {"another paper"})
    written(tmp_path / "one", base.graph, None)
    written(tmp_path / "three", base.graph, None, processes=3)

    assert dict(bytes_of(tmp_path / "one")) == dict(bytes_of(tmp_path / "three"))


def test_files_that_hold_the_same_keep_their_times(tmp_path: Path) -> None:
    """Those that do not are the new ones; those both share already are not looked at."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, text in ((old, "before"), (new, "after!")):
        folder.mkdir()
        (folder / "same.html").write_text("same", encoding="utf-8")
        (folder / "other.html").write_text(text, encoding="utf-8")

    keep_unchanged(old, new, 1, {"same.html"})
    assert not (new / "same.html").samefile(old / "same.html")

    keep_unchanged(old, new, 1)

    assert (new / "same.html").samefile(old / "same.html")
    assert (new / "other.html").read_text(encoding="utf-8") == "after!"
    assert sorted(path.name for path in new.iterdir()) == ["other.html", "same.html"]


def test_a_page_is_made_from_what_it_asked(tiny_kb: KnowledgeBase) -> None:
    """An answer is noted as an answer, an entry as an entry, and the whole base as all of it."""
    graph = WatchedGraph(tiny_kb.graph, QUESTIONS)
    key = EntryKey("paper", "small2023paper")

    with graph.watching() as noted:
        graph.ask(full_link, key)
    assert noted == {"ask full_link =paper/small2023paper"}
    with graph.watching() as noted:
        graph.get(PaperEntry, "small2023paper")
        graph.backlinks(tiny_kb.graph.entries[key])
        assert EntryKey("paper", "nobody") not in graph.entries
    assert noted == {"entry paper/small2023paper", "in paper/small2023paper", "there paper/nobody"}
    with graph.watching() as noted:
        graph.of(PaperEntry)
        len(list(graph))
    assert noted == {"of paper", "all"}


def test_what_a_page_is_made_from_is_noted_though_its_lists_were_looked_at(
    tiny_kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page made last for its long lists is made again when it is stamped."""
    monkeypatch.setattr(compose, "LISTED", 0)
    graph = WatchedGraph(tiny_kb.graph, QUESTIONS)
    composition = Composition(graph, RENDERER, SITE, STYLES)
    linked = [entry for entry in tiny_kb.graph if tiny_kb.graph.backlinks(entry)]
    last = max(linked, key=lambda entry: entry.key)

    list(composition.folders())
    with graph.watching() as noted:
        composition.stamped(last).make()
    assert f"in {last.key.kind}/{last.key.id}" in noted


def test_a_model_has_one_row_in_all_tables(tiny_kb: KnowledgeBase) -> None:
    """Also on pages at another depth; what it says is one answer."""
    graph = WatchedGraph(tiny_kb.graph, QUESTIONS)
    models = tiny_kb.graph.of(ModelEntry)

    with graph.watching() as noted:
        one = models_table(Composer(graph, "../"), models, "Models", family=True)
    other = models_table(Composer(graph, "../../"), models, "The same", family=True)

    assert noted == {f"ask row_with_family =model/{model.id}" for model in models}
    assert len(one.rows) == len(models)
    assert all(row is again for row, again in zip(one.rows, other.rows, strict=True))


def test_what_is_kept_by_what_it_says_says_all_of_it(tiny_kb: KnowledgeBase) -> None:
    """Its representation names every field and no address in memory."""
    composition = Composition(WatchedGraph(tiny_kb.graph, QUESTIONS), RENDERER, SITE, STYLES)
    pages = [page for folder in composition.folders() for page in folder.pages]
    kept = [each for each in composition.batches() if isinstance(each, Kept)]
    views = [each.said() for each in (*pages, *kept) if each.said]

    assert len(views) > 2 * len(tiny_kb.graph)
    seen: set[type] = set()
    for view in views:
        assert " at 0x" not in repr(view)
        seen |= set(types_in(view))
    assert {HubPage, IndexPage, ComparePage} <= seen
    for each in filter(is_dataclass, seen):
        assert all(field.repr for field in fields(each)), each
        assert each.__dataclass_params__.repr, each


def types_in(value: object) -> Iterator[type]:
    """The types of a view and of all in it; every one is data, or says all it holds."""
    yield type(value)
    if is_dataclass(value):
        for field in fields(value):
            yield from types_in(getattr(value, field.name))
    elif isinstance(value, BaseModel):
        assert all(field.repr for field in type(value).model_fields.values())
        for each in vars(value).values():
            yield from types_in(each)
    elif isinstance(value, dict):
        for each in value.items():
            yield from types_in(each)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from types_in(each)
    else:
        assert value is None or isinstance(value, str | int | float), type(value)


def test_an_answer_is_not_found_again_from_the_same(tiny_kb: KnowledgeBase) -> None:
    """By the same code: what it was found from stands behind its digest, and decides nothing."""
    asked: list[str] = []

    def length(_graph: KnowledgeGraph, about: str) -> int:
        asked.append(about)
        return len(about)

    def first_letters(_graph: KnowledgeGraph, about: str) -> str:
        return about[:2]

    def state(code: str) -> State:
        # A graph of its own, which has found nothing out yet.
        return State(replace(tiny_kb.graph), [length], {length: first_letters}, code)

    first = state("one")
    known = {what: first.of(what) for what in ("ask length 'ab", "ask length 'abc")}
    assert asked == ["ab", "abc"]
    assert not same(*known.values())

    again = state("one")
    again.recall(known)
    assert {what: again.of(what) for what in known} == known
    assert asked == ["ab", "abc"]

    other = state("two")
    other.recall(known)
    for what, digest in known.items():
        assert same(other.of(what), digest)
        assert other.of(what) != digest
    assert asked == ["ab", "abc", "ab", "abc"]


def test_a_digest_is_told_once(tiny_kb: KnowledgeBase) -> None:
    """With the page that asked for it first, also where one dependency leads to others."""
    state = State(tiny_kb.graph, QUESTIONS)
    small, complete = "entry paper/small2023paper", "entry paper/complete2024paper"

    assert state.news() == {}
    first = state.of(small)
    assert state.news() == {small: first}
    assert state.of(small) == first
    assert state.news() == {}
    every = state.of("of paper")
    assert state.news() == {complete: state.of(complete), "of paper": every}
