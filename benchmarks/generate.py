"""Make a base of any size, always the same for a size, in the proportions of the real entries.

Sentences and names are drawn from the real entries; who points at whom is drawn anew.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

SHARES = {"papers": 0.55, "terms": 0.22, "models": 0.23}
"""About what papers, terms and models are of the real base."""


def generate(real: Path, folder: Path, size: int) -> None:
    """Write a base of `size` entries to a folder, from the entries in `real`."""
    draw = random.Random(size)  # noqa: S311 - nothing here is secret
    known = {kind: _read(real / kind) for kind in SHARES}
    counts = {kind: round(size * share) for kind, share in SHARES.items()}
    counts["papers"] += size - sum(counts.values())
    ids = {kind: [f"{kind[:-1]}{n}" for n in range(count)] for kind, count in counts.items()}
    (folder / "families").mkdir(parents=True)
    family = "name: Family\ncategory: vision\ndomain: medical\nsummary: Made to measure.\n"
    (folder / "families" / "family.yaml").write_text(family, encoding="utf-8")
    makers = {"papers": _paper, "terms": _term, "models": _model}
    for kind, names in ids.items():
        (folder / kind).mkdir(parents=True)
        for number, name in enumerate(names):
            entry = makers[kind](draw, known, ids, number)
            text = yaml.safe_dump(entry, sort_keys=False, allow_unicode=True)
            (folder / kind / f"{name}.yaml").write_text(text, encoding="utf-8")


def _read(folder: Path) -> list[dict[str, Any]]:
    paths = sorted(folder.glob("*.yaml"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    # This loader makes strings alone, no objects.
    return [yaml.load(text, yaml.CBaseLoader) for text in texts]  # noqa: S506


def _prose(draw: random.Random, known: dict[str, Any], ids: dict[str, list[str]]) -> str:
    summaries = [paper["summary"] for paper in known["papers"] if paper.get("summary")]
    sentences = ". ".join(text.split("[")[0].strip(" .(") for text in draw.sample(summaries, 2))
    return f"{sentences} [@{draw.choice(ids['papers'])}]."


def _paper(
    draw: random.Random, known: dict[str, Any], ids: dict[str, list[str]], number: int
) -> dict[str, Any]:
    like = draw.choice(known["papers"])
    while "Nan" in str(like["authors"]):  # an unquoted one stands for nothing
        like = draw.choice(known["papers"])
    entry = {key: like[key] for key in ("authors", "year", "type", "venue") if key in like}
    words = like["title"].split()
    return {
        "title": f"{' '.join(words)}: study {number} {ids['papers'][number]}",
        **entry,
        "summary": _prose(draw, known, ids),
        "terms": sorted(set(draw.choices(ids["terms"], k=3))),
        "curation": {"added": "2026-01-01"},
    }


def _term(
    draw: random.Random, known: dict[str, Any], ids: dict[str, list[str]], number: int
) -> dict[str, Any]:
    return {
        "name": f"{draw.choice(known['terms'])['name']} {number}",
        "scheme": "concept",
        "definition": _prose(draw, known, ids),
        "curation": {"added": "2026-01-01"},
    }


def _model(
    draw: random.Random, known: dict[str, Any], ids: dict[str, list[str]], number: int
) -> dict[str, Any]:
    like = draw.choice(known["models"])
    copied = ("domain",)
    entry = {
        "name": f"{like['name']} {number}",
        "family": "family",
        **{key: like[key] for key in copied if key in like},
        "introduced_in": draw.choice(ids["papers"]),
        "summary": _prose(draw, known, ids),
        "terms": sorted(set(draw.choices(ids["terms"], k=3))),
        "claims": [
            {
                "text": f"{_prose(draw, known, ids)} ({number}.{claim})",
                "stance": "reports",
                "sources": [{"paper": draw.choice(ids["papers"]), "where": "Abstract"}],
            }
            for claim in range(draw.randint(0, 3))
        ],
        "curation": {"added": "2026-01-01"},
    }
    if number:
        parent = ids["models"][draw.randrange(number)]
        entry["derives_from"] = [{"model": parent, "how": "adapted"}]
    return entry
