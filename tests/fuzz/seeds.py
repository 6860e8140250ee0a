"""What the fuzzer starts from: hostile files and texts, and what honest people wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from agi_review.exports import bibtex, csl_item, ris
from agi_review.graph import KnowledgeGraph
from agi_review.importers import READERS
from agi_review.knowledge_base import load
from agi_review.schema.kinds import KINDS
from agi_review.schema.kinds.paper import PaperEntry
from tests.conftest import FIXTURES, PROJECT
from tests.fuzz.targets import BETWEEN, TINY
from tests.hostile_entries import get, leaves
from tests.hostile_files import bibtex_variants, hostile_yaml
from tests.payloads import payloads

LARGEST = 20_000
"""Bytes of a seed: a fuzzer learns little from large files, slowly."""

_SAMPLE = 12
"""Real entries of each kind."""

_FORMS = {name: bytes([number]) for number, name in enumerate(sorted(READERS))}


def seeds(target: str) -> Iterator[bytes]:
    """Yield the seeds of a target; the first byte of most chooses a kind or a form."""
    made = {
        "loader": _files,
        "markup": _proses,
        "importers": _bibliographies,
        "stamping": _replacements,
        "exports": _replacements,
    }
    yield from (each for each in made[target]() if len(each) <= LARGEST)


@cache
def _real() -> KnowledgeGraph:
    return load(PROJECT / "entries").graph


def _files() -> Iterator[bytes]:
    for number, kind in enumerate(KINDS):
        real = sorted((PROJECT / "entries" / kind.folder).glob("*.yaml"))
        chosen = real[:: max(1, len(real) // _SAMPLE)]
        for path in (*sorted((TINY / kind.folder).glob("*.yaml")), *chosen):
            yield bytes([number]) + path.read_bytes()
        for path in sorted((FIXTURES / "invalid").rglob(f"{kind.folder}/*.yaml")):
            if path.is_file() and not path.is_symlink():
                yield bytes([number]) + path.read_bytes()
    for number, content in enumerate(hostile_yaml()):
        if len(content) <= LARGEST:
            yield bytes([number % len(KINDS)]) + content


def _proses() -> Iterator[bytes]:
    yield from (each.encode("utf-8") for each in payloads())
    graph = _real()
    for kind in KINDS:
        for entry in islice(graph.of(kind), _SAMPLE):
            data = graph.documents[entry.key].data
            for leaf in leaves(data):
                if "[" in (text := get(data, leaf)) or len(text) > 200:
                    yield text.encode("utf-8")


def _bibliographies() -> Iterator[bytes]:
    yield from (_FORMS["bibtex"] + each for each in bibtex_variants())
    for path in sorted((FIXTURES / "bibtex").glob("*.bib")):
        yield _FORMS["bibtex"] + path.read_bytes()
    papers = list(islice(_real().of(PaperEntry), _SAMPLE))
    for paper in papers:
        yield _FORMS["bibtex"] + bibtex(paper).encode()
        yield _FORMS["ris"] + ris(paper).encode()
        yield _FORMS["csl-json"] + json.dumps([csl_item(paper)]).encode()
    for text in payloads()[:60]:
        yield (
            _FORMS["ris"] + f"TY  - JOUR\nTI  - {text}\nAU  - {text}\nPY  - 2024\nER  - \n".encode()
        )
        item = {"id": text, "title": text, "author": [{"family": text}], "issued": {"raw": text}}
        yield _FORMS["csl-json"] + json.dumps([item]).encode()


def _replacements() -> Iterator[bytes]:
    texts = payloads()
    for number, pair in enumerate(zip(texts, reversed(texts), strict=True)):
        yield bytes([number % len(KINDS), number % 256]) + BETWEEN.join(pair).encode("utf-8")


def write_seeds(target: str, folder: Path) -> int:
    """Write the seeds of a target as files, and return how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for number, content in enumerate(seeds(target), start=1):
        (folder / f"{number:04}").write_bytes(content)
    return number
