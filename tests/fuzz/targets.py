"""What is fuzzed: bytes go in, and whatever they are, these things hold.

Each target is a plain function, so that a found case runs like any other test.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from lxml import etree, html
from pydantic import TypeAdapter, ValidationError

from agi_review.cli.fixing import fix
from agi_review.diagnostics import Report, as_github, as_json, as_junit, as_sarif, as_text
from agi_review.exports import bibtex, csl_item, downloads, ris
from agi_review.graph import link
from agi_review.importers import READERS, draft_all, render_draft
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.render import Page, Renderer
from agi_review.render.prose_html import render_line, render_prose
from agi_review.schema.entry import Entry
from agi_review.schema.fields import Line, Prose
from agi_review.schema.key_order import shape_of
from agi_review.schema.kinds import KINDS
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.prose import as_plain, find_references
from agi_review.schema.skeleton import modeline
from agi_review.site.compose import Composition
from agi_review.site.shell import SLOTS, Shell, sentinel
from agi_review.sources import Document, SourceFile
from agi_review.sources.characters import FORBIDDEN
from agi_review.sources.layout import NotLaidOut, lay_out
from agi_review.sources.parsing import parse
from agi_review.views.prose import prose
from agi_review.views.publication import Publication
from tests.conftest import FIXTURES
from tests.hostile_entries import Filled, filled

TINY = FIXTURES / "tiny_kb" / "entries"
BETWEEN = "\x1f"
"""Stands between the texts that are put into an entry: no entry can hold it."""

_PUBLICATION = Publication("Base", "Of tests", "https://review.example/")
_ACTIVE = frozenset(
    ("script", "iframe", "object", "embed", "base", "style", "form", "math", "video", "marquee")
)
_PROSE_TAGS = frozenset(("div", "p", "em", "strong", "code", "ul", "ol", "li", "a", "br", "span"))
_WEB = ("https://", "http://", "../")


def loader(data: bytes) -> None:
    """Any bytes in a file of any kind: read or refused with a place, mended, laid out."""
    kind, content = KINDS[(data[:1] or b"\0")[0] % len(KINDS)], data[1:]
    file = _scratch() / "entries" / kind.folder / "fuzzed.yaml"
    file.write_bytes(content)
    try:
        base = load(_scratch() / "entries")
        _told(base, file, content)
        if base.graph.entries:
            _laid_out(kind, content.decode("utf-8").replace("\r\n", "\n"))
        fix(_scratch() / "entries", lambda _: True)
        load(_scratch() / "entries")
    finally:
        file.unlink()


def _told(base: KnowledgeBase, file: Path, content: bytes) -> None:
    assert base.graph.entries or base.report.errors, "skipped without a word"
    lines = content.count(b"\n") + 1
    for each in base.report.diagnostics:
        assert each.span.path == file.as_posix()
        assert 1 <= each.span.line <= lines + 1, each
        assert each.span.column >= 1, each
        assert (each.span.end_line, each.span.end_column) >= (each.span.line, each.span.column)
    _shown(base.report)


def _shown(report: Report) -> None:
    text = as_text.render(report)
    assert FORBIDDEN.search(text) is None, "a character that deceives is shown as it is"
    annotations = as_github.render(report).split("\n")[:-1]
    assert len(annotations) == len(report.diagnostics)
    assert all(each.startswith(("::error ", "::warning ")) for each in annotations)
    json.loads(as_json.render(report))
    json.loads(as_sarif.render(report))
    etree.fromstring(as_junit.render(report).encode())


def _laid_out(kind: type[Entry], text: str) -> None:
    try:
        once = lay_out(text, shape_of(kind), modeline(kind))
    except NotLaidOut:
        return
    assert lay_out(once, shape_of(kind), modeline(kind)) == once


def markup(data: bytes) -> None:
    """A text of prose: references in order, and HTML of a few tags and addresses of the web."""
    text = _text(data)
    at = 0
    for reference in find_references(text):
        assert at <= reference.start < reference.end <= len(text)
        at = reference.end
    as_plain(text)
    shown = prose(_tiny().graph, text, "../../")
    for render, form in ((render_prose, Prose), (render_line, Line)):
        rendered = render(shown)
        _only_prose(rendered)
        with suppress(ValidationError):  # to refuse a text is an answer too
            _adapter(form).validate_python(text)
            assert 'href=""' not in rendered, "a link to nothing was let through"


def _only_prose(rendered: str) -> None:
    for element in html.fragment_fromstring(f"<div>{rendered}</div>").iter():
        assert element.tag in _PROSE_TAGS, element.tag
        assert set(element.attrib) <= {"href", "class", "rel", "title", "start"}, element.attrib
        assert not element.get("href") or element.get("href").startswith(_WEB), element.attrib


def importers(data: bytes) -> None:
    """A bibliography: every record accounted for, and every draft is an entry without a fault."""
    reader = sorted(READERS)[(data[:1] or b"\0")[0] % len(READERS)]
    result = draft_all(READERS[reader](data[1:], "fuzzed.bib"), [])
    assert result.adds_up
    assert len(data) <= 1 or result.records or result.notes
    assert all(each.line >= 1 and each.reason for each in result.failed)
    for each in result.drafted:
        text = render_draft(each)
        again, faults = parse("draft.yaml", text)
        assert faults == [], (faults, text)
        assert again is not None
        assert PaperEntry.model_validate({**again, "id": each.id}) == each.entry, text


def stamping(data: bytes) -> None:
    """Texts in an entry of any kind, linked, rendered and stamped: they stay text on the page."""
    kind, found = _entry(data)
    entry = kind.model_validate({**found.data, "id": "fuzzed"})
    graph, faults = link([*_others(), (entry, _at(kind))], KINDS)
    if faults:  # a base with errors is never rendered
        return
    page = Composition(graph, _renderer(), _PUBLICATION).entry(entry)
    whole = _shell().stamp(page, entry.id, "default-src 'self'")
    assert whole == _joined(page, entry.id, "default-src 'self'")
    _harmless(html.document_fromstring(whole))


def _joined(page: Page, slug: str, policy: str) -> str:
    values = (slug, policy, page.title, page.description, page.head, page.contents, page.body)
    return _FRAME.format(*values)


def _harmless(page: Any) -> None:
    for element in page.iter(etree.Element):
        if element.tag == "script":
            assert element.get("type") == "application/ld+json"
            json.loads(element.text)
            continue
        assert element.tag not in _ACTIVE, element.tag
        assert not [name for name in element.attrib if name.startswith("on")], element.attrib
        for name in ("href", "src", "action", "formaction"):
            scheme, colon, _ = element.get(name, "").strip().partition(":")
            web = (
                scheme.lower() in {"https", "http"} or not scheme.isascii() or not scheme.isalpha()
            )
            assert web or not colon, element.get(name)


def exports(data: bytes) -> None:
    """Texts in a paper: one record of it stays one record, and no cell of a table is a formula."""
    found = filled(PaperEntry, _complete(PaperEntry), _texts(data))
    paper = PaperEntry.model_validate({**found.data, "id": "fuzzed"})
    _balanced(bibtex(paper))
    for reader, text in (
        ("bibtex", bibtex(paper)),
        ("ris", ris(paper)),
        ("csl-json", json.dumps([csl_item(paper)])),
    ):
        read = READERS[reader](text.encode("utf-8"), "fuzzed")
        assert len(read.records) == 1, (reader, text)
        assert not read.failed, (reader, text)
    graph, _ = link([*_others(), (paper, _at(PaperEntry))], KINDS)
    for name, content in downloads(graph, _PUBLICATION):
        if name.endswith(".csv"):
            assert isinstance(content, str)
            for cell in (cell for row in csv.reader(io.StringIO(content)) for cell in row):
                assert not cell.lstrip().startswith(("=", "@")), cell


def _balanced(record: str) -> None:
    depths = list(accumulate({"{": 1, "}": -1}.get(char, 0) for char in record))
    assert min(depths) >= 0, record
    assert depths[-1] == 0, record
    assert 0 not in depths[record.index("{") : record.rindex("}")], record


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (loader, markup, importers, stamping, exports)
}


# What the targets share ---------------------------------------------------------------------------
def _text(data: bytes) -> str:
    """Return bytes as text that the reader of files would let through."""
    return FORBIDDEN.sub("", data.decode("utf-8", "ignore"))


def _texts(data: bytes) -> Callable[[int, str], str | None]:
    """Give the texts in `data` to an entry, again and again; references keep their targets."""
    first, rest = (data[:1] or b"\0")[0], data[1:].decode("utf-8", "ignore").split(BETWEEN)
    texts = [FORBIDDEN.sub("", each) for each in rest]
    ids = {key.id for key in _tiny().graph.entries}
    return lambda n, was: None if was in ids else texts[(n + first) % len(texts)] or None


def _entry(data: bytes) -> tuple[type[Entry], Filled]:
    kind = KINDS[(data[:1] or b"\0")[0] % len(KINDS)]
    return kind, filled(kind, _complete(kind), _texts(data[1:]))


@cache
def _scratch() -> Path:
    """Return a folder in memory where the system has one: most of a run is writing this file."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder made in it is this run's own
    place = memory if memory.is_dir() else None
    root = Path(tempfile.mkdtemp(prefix="agi-review-fuzz-", dir=place))
    for kind in KINDS:
        (root / "entries" / kind.folder).mkdir(parents=True)
    return root


@cache
def _tiny() -> KnowledgeBase:
    return load(TINY)


@cache
def _others() -> tuple[tuple[Entry, Document], ...]:
    graph = _tiny().graph
    return tuple((each, graph.documents[each.key]) for each in graph)


@cache
def _complete(kind: type[Entry]) -> str:
    return next((TINY / kind.folder).glob("complete*.yaml")).read_text(encoding="utf-8")


@cache
def _at(kind: type[Entry]) -> Document:
    path = f"entries/{kind.folder}/fuzzed.yaml"
    return Document(SourceFile(Path(path), path, kind.folder, "fuzzed"), "")


@cache
def _renderer() -> Renderer:
    return Renderer()


_FRAME = """<!doctype html><html><head><link rel="canonical" href="https://review.example/{}/">
<meta http-equiv="Content-Security-Policy" content="{}"><title>{} - Base</title>
<meta name="description" content="{}">{}</head><body><nav>{}</nav><main>{}</main></body></html>"""


@cache
def _shell() -> Shell:
    return Shell.cut(_FRAME.format(*map(sentinel, SLOTS)), "fuzzed")


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)
