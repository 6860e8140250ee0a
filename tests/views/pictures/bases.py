"""Bases made on the spot: of files, or at random in any size and without a disk."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from agi_review.graph import KnowledgeGraph
from agi_review.graph.linking import link
from agi_review.knowledge_base import load
from agi_review.schema.kinds import KINDS
from agi_review.sources import Document
from agi_review.views.lineage import HOWS

SHARES = {
    "papers": 0.46,
    "models": 0.21,
    "terms": 0.18,
    "datasets": 0.06,
    "families": 0.03,
    "benchmarks": 0.02,
    "challenges": 0.02,
    "themes": 0.02,
}
"""About what each kind is of the real base."""

CATEGORIES = ("language", "multimodal", "vision")
SCHEMES = ("modality", "task", "anatomy", "method", "concept")
AREAS = ("data", "reliability", "clinical", "ethics", "security", "cost", "regulation")
STAGES = ("data", "training", "adaptation", "evaluation", "deployment")

Data = dict[str, Any]
Ids = dict[str, list[str]]


def graph_of(files: Mapping[str, str]) -> KnowledgeGraph:
    """Return the graph of entries by path and text."""
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load(Path(folder)).graph


def random_base(seed: int, size: int) -> KnowledgeGraph:
    """Return a base of about so many entries of all kinds, who points at whom drawn by chance.

    Args:
        seed: The same one gives the same base.
        size: How many entries; one is a paper, none an empty base.
    """
    draw = random.Random(seed)  # noqa: S311 - nothing here is secret
    counts = {folder: int(size * share) for folder, share in SHARES.items()}
    # A model needs a family to belong to.
    counts["models"] *= bool(counts["families"])
    counts["papers"] += size - sum(counts.values())
    ids = {folder: [f"{folder[0]}{n}" for n in range(count)] for folder, count in counts.items()}
    by_folder = {kind.folder: kind for kind in KINDS}
    entries = [
        by_folder[folder].model_validate({**data, "id": id_})
        for folder, id_, data in _made(draw, ids)
    ]
    # Nothing is wrong with such a base, so that no document is ever asked for a place.
    nowhere = cast("Document", None)
    graph, findings = link([(entry, nowhere) for entry in entries], KINDS)
    assert findings == []
    return graph


def _made(draw: random.Random, ids: Ids) -> Iterator[tuple[str, str, Data]]:
    makers = {
        "papers": _paper,
        "models": _model,
        "terms": _term,
        "datasets": _dataset,
        "families": _family,
        "benchmarks": _benchmark,
        "challenges": _challenge,
        "themes": _theme,
    }
    for folder, names in ids.items():
        for number, id_ in enumerate(names):
            yield folder, id_, makers[folder](draw, ids, number)


def _some(draw: random.Random, ids: list[str], most: int) -> list[str]:
    return sorted(set(draw.choices(ids, k=draw.randint(0, most)))) if ids else []


def _month(draw: random.Random) -> str:
    return f"{draw.randint(2015, 2026)}-{draw.randint(1, 12):02}"


def _claims(draw: random.Random, ids: Ids, name: str) -> list[Data]:
    return [
        {
            "text": f"Claim {number} on {name}.",
            "sources": [{"paper": draw.choice(ids["papers"]), "where": "Abstract"}],
            "challenges": _some(draw, ids["challenges"], 2),
            "themes": _some(draw, ids["themes"], 2),
            **({"checked": "2026-01-01"} if draw.random() < 0.6 else {}),
        }
        for number in range(draw.randint(0, 3))
    ]


def _paper(draw: random.Random, ids: Ids, number: int) -> Data:
    # Early papers are cited more, as in life.
    cites = {f"p{int(number * draw.random() ** 2)}" for _ in range(draw.randint(0, 4))}
    return {
        "title": f"A study of {draw.choice(('masks', 'reports', 'volumes', 'prompts'))} {number}",
        "authors": [
            {"family": f"Author{draw.randint(0, 3 * len(ids['papers']))}", "given": "A."}
            for _ in range(draw.randint(1, 4))
        ],
        "year": str(2010 + 16 * number // max(1, len(ids["papers"]))),
        "type": "article-journal",
        "venue": f"Journal {draw.randint(0, 60)}",
        "terms": _some(draw, ids["terms"], 4),
        "cites": sorted(cites - {f"p{number}"}) if number else [],
    }


def _model(draw: random.Random, ids: Ids, number: int) -> Data:
    parents = sorted(
        {f"m{draw.randrange(number)}" for _ in range(draw.randint(0, 2))} if number else ()
    )
    return {
        "name": f"Model {draw.choice(('A', 'Med', 'Radiology', 'Long name of a'))} {number}",
        "family": draw.choice(ids["families"]),
        "domain": draw.choice(("medical", "general")),
        **({"released": _month(draw)} if draw.random() < 0.9 else {}),
        "modalities": _some(draw, ids["terms"][0::5], 3),
        "tasks": _some(draw, ids["terms"][1::5], 3),
        "derives_from": [{"model": each, "how": draw.choice(HOWS)} for each in parents],
        "claims": _claims(draw, ids, f"model {number}"),
    }


def _term(draw: random.Random, ids: Ids, number: int) -> Data:
    earlier = ids["terms"][number % 5 : number : 5]
    return {
        "name": f"{draw.choice(('alpha', 'beta', 'Gamma', 'zeta'))} term {number}",
        "scheme": SCHEMES[number % 5],
        "definition": f"What the term {number} means.",
        "broader": _some(draw, earlier, 1) if draw.random() < 0.7 else [],
        "alt_labels": [f"T{number}"],
    }


def _dataset(draw: random.Random, ids: Ids, number: int) -> Data:
    return {"name": f"Data set {number}", "domain": "medical", "released": _month(draw)}


def _family(draw: random.Random, ids: Ids, number: int) -> Data:
    earlier = _some(draw, ids["families"][:number], 2)
    return {
        "name": f"Family {number}",
        "summary": "Made by chance.",
        "category": draw.choice(CATEGORIES),
        "domain": "general",
        "first_public": _month(draw),
        "parents": [{"family": each, "how": draw.choice(HOWS)} for each in earlier],
    }


def _benchmark(draw: random.Random, ids: Ids, number: int) -> Data:
    results = [
        {
            "model": draw.choice(ids["models"]),
            "value": f"{draw.uniform(20, 95):.1f}",
            "setting": draw.choice(("zero-shot", "fine-tuned", "five-shot")),
            "source": draw.choice(ids["papers"]),
            "reported_by": draw.choice(("self", "independent")),
            "where": "Table 1",
            **({"date": _month(draw)} if draw.random() < 0.9 else {}),
        }
        for _ in range(draw.randint(0, 12))
    ]
    return {
        "name": f"Benchmark {number}",
        "task": ids["terms"][1],
        "dataset": draw.choice(ids["datasets"]),
        "metric": "accuracy, %",
        "better": draw.choice(("higher", "lower")),
        "results": results,
    }


def _challenge(draw: random.Random, ids: Ids, number: int) -> Data:
    themes = _some(draw, ids["themes"], 6)
    return {
        "name": f"Challenge {number}",
        "summary": "Made by chance.",
        "area": draw.choice(AREAS),
        "searches": [{"theme": each, "on": "2026-02-03", "where": "arXiv"} for each in themes],
        "claims": _claims(draw, ids, f"challenge {number}"),
    }


def _theme(draw: random.Random, ids: Ids, number: int) -> Data:
    return {
        "name": f"Theme {number}",
        "summary": "Made by chance.",
        "stage": draw.choice(STAGES),
        "claims": _claims(draw, ids, f"theme {number}"),
    }
