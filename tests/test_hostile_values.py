"""Two hundred texts in every text field of every kind stay text wherever they are written."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from lxml import etree, html
from rdflib import Graph

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.render import Renderer
from agi_review.schema.kinds import KINDS
from agi_review.site.compose import Composition
from agi_review.views.publication import Publication
from tests.conftest import FIXTURES
from tests.hostile_entries import filled
from tests.payloads import payloads

PUBLISHED = Publication("Base", "Of tests", "https://review.example/")
FORBIDDEN = frozenset(
    ("iframe", "object", "embed", "base", "meta", "style", "form", "math", "video", "marquee")
)
EVIL = re.compile(r"^\s*(javascript|data|vbscript):|evil\.example", re.IGNORECASE)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """One entry a kind and payload, beside the small base they refer to."""
    root = tmp_path_factory.mktemp("hostile") / "entries"
    taken = refused = 0
    tried = payloads()[:200]
    for kind in KINDS:
        (root / kind.folder).mkdir(parents=True)
        sources = sorted((FIXTURES / "tiny_kb" / "entries" / kind.folder).glob("*.yaml"))
        for source in sources:
            (root / kind.folder / source.name).write_bytes(source.read_bytes())
        complete = next(each for each in sources if each.name.startswith("complete"))
        for number, payload in enumerate(tried):
            entry = filled(kind, complete.read_text(encoding="utf-8"), lambda _n, _was: payload)  # noqa: B023
            taken, refused = taken + entry.taken, refused + entry.refused
            text = yaml.safe_dump(entry.data, allow_unicode=True, width=10_000, sort_keys=False)
            name = f"hostile2024n{number}.yaml"
            (root / kind.folder / name).write_text(text, encoding="utf-8")
    base: KnowledgeBase = load(root)
    print(f"\n{len(tried)} payloads: {taken + refused} values tried, {taken} taken as text,")  # noqa: T201
    print(f"{refused} refused by the schema; {len(tuple(base.graph))} entries to show")  # noqa: T201
    assert len(tried) == 200
    assert taken > 10_000
    return base.graph


def _site(graph: KnowledgeGraph) -> Composition:
    return Composition(graph, Renderer(), PUBLISHED)


def _faults(tree: Any) -> Iterator[str]:
    for element in tree.iter(etree.Element):
        tag = str(element.tag).rpartition("}")[2]
        if tag in FORBIDDEN or (tag == "script" and "json" not in element.get("type", "")):
            yield f"<{tag}>"
        for name, value in element.attrib.items():
            if name.startswith("on"):
                yield f"{tag} {name}"
            if name in {"href", "src", "action", "formaction", "srcdoc"} and EVIL.search(value):
                yield f"{tag} {name}={value}"


def test_no_payload_becomes_more_than_text_on_a_page(hostile: KnowledgeGraph) -> None:
    """No element that runs or loads, no handler, no address of a script, in body or contents."""
    site = _site(hostile)
    pages = 0
    for entry in hostile:
        page = site.entry(entry)
        pages += 1
        shown = html.document_fromstring(f"<div>{page.body}{page.contents}</div>")
        assert list(_faults(shown)) == [], entry.key
        head = html.document_fromstring(f"<head><title>{page.title}</title>{page.head}</head>")
        assert {each.tag for each in head.iter(etree.Element)} <= {
            "html", "head", "title", "meta", "link", "script", "body",
        }, entry.key  # fmt: skip
        for script in head.iter("script"):
            json.loads(script.text)
    print(f"\n{pages} pages rendered")  # noqa: T201


def test_no_payload_breaks_a_file_for_machines(hostile: KnowledgeGraph) -> None:
    """JSON, XML and Turtle are read whole; no cell of a CSV file is a formula."""
    counts: dict[str, int] = {}
    for name, content in _site(hostile).files():
        text = content if isinstance(content, bytes) else "".join(content).encode()
        ending = name.rpartition(".")[2]
        counts[ending] = counts.get(ending, 0) + 1
        if ending in {"json", "jsonld"}:
            json.loads(text)
        elif ending in {"xml", "graphml", "svg"}:
            assert not [each for each in _faults(etree.fromstring(text)) if "style" not in each]
        elif ending == "ttl":
            assert len(Graph().parse(data=text, format="turtle")) > 0
        elif ending == "csv":
            rows = csv.reader(io.StringIO(text.decode("utf-8-sig")))
            assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))]
    print(f"\nfiles read: {counts}")  # noqa: T201
    assert {"json", "xml", "ttl", "csv", "bib"} <= set(counts)


def test_a_base_that_passes_is_rendered_whole(tiny_kb: KnowledgeBase) -> None:
    """Every page and file of a base without errors is made."""
    site = _site(tiny_kb.graph)

    assert not tiny_kb.report.errors
    assert all(site.entry(entry).body for entry in tiny_kb.graph)
    assert all(make().body for _, _, make in site.hubs())
    assert all(name for name, _ in site.files())
