"""A base whose texts mean something else to every format they are written in."""

from __future__ import annotations

import pytest

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds import PaperEntry
from agi_review.views.publication import Licence, Publication
from tests.conftest import MakeBase

LICENCE = Licence("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")

SITE = Publication(
    "Base & <Review>", 'Says "much"', "https://review.example/base/", licence=LICENCE
)

UNPUBLISHED = Publication("Base & <Review>", 'Says "much"', licence=LICENCE)

HOSTILE = "=cmd|' /C calc'!A0 \"quoted\" <b>&amp; </script>\\ ]]> 日本 é 🫀 {x} @en . ; 'x'"

_YAML = HOSTILE.replace("'", "''")


@pytest.fixture
def hostile(make_base: MakeBase) -> KnowledgeGraph:
    """Entries of four kinds named so that a careless format breaks."""
    base = make_base(
        {
            "terms/t.yaml": f"name: '{_YAML}'\nscheme: concept\n"
            f"definition: 'Two.\n\n\n  Lines \\ \"of\" text.'\n"
            f"alt_labels: ['{_YAML}', '+1', '-x']\n",
            "papers/p2024.yaml": f"title: '{_YAML}'\nauthors: [{{family: '{_YAML}'}}]\nyear: 2024\n"
            f"type: article-journal\nvenue: '{_YAML}'\nterms: [t]\n"
            "ids: {doi: '10.1234/a{b}|c;d&e'}\ncuration: {added: 2026-01-02}\n",
            "families/f.yaml": f"name: '{_YAML}'\ncategory: vision\ndomain: medical\n",
            "models/m.yaml": f"name: '{_YAML}'\nfamily: f\ndomain: medical\nterms: [t]\n"
            f"claims:\n  - text: '@ claims, \"quoted\" [@p2024, Table 1].'\n"
            f"    sources: [{{paper: p2024, where: '{_YAML}'}}]\n",
        }
    )
    errors = {each.code for each in base.report.diagnostics if each.severity == "error"}
    assert errors == {"malformed-name"}  # and nothing else keeps it from being read
    return base.graph


AWKWARD = {
    "id": "awkward2024x",
    "title": 'nnU-Net & "SAM" {A} 50% of C# $x_1$ </script><b>',
    "authors": [
        {"family": "van der Maaten", "given": "Laurens", "suffix": "Jr."},
        {"group": "The R&D {Group} and Others"},
        {"family": "Ångström", "given": "Åsa"},
    ],
    "year": "2024",
    "type": "article-journal",
    "venue": "Journal of A & B",
    "pages": "1–9",
    "ids": {"doi": "10.5555/a_b", "arxiv": "2304.99991"},
}


@pytest.fixture
def awkward() -> PaperEntry:
    """A paper whose every text means something else to LaTeX, HTML or a list of names."""
    return PaperEntry.model_validate(AWKWARD)
