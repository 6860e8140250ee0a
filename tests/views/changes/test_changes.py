"""What changed between two bases, told by meaning."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import load
from agi_review.views.changes import Change, changes_between
from tests.conftest import FIXTURES

TINY = FIXTURES / "tiny_kb" / "entries"
MODEL = "models/complete-model.yaml"
PAPER = "papers/complete2024paper.yaml"


def edited(folder: Path, path: str, old: str, new: str) -> KnowledgeGraph:
    """The small base with one text replaced in one file."""
    root = folder / "entries"
    shutil.copytree(TINY, root, dirs_exist_ok=True)
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load(root).graph


def lines(changes: Sequence[Change]) -> list[str]:
    """What a reader sees."""
    return [change.line for change in changes]


EDITS = {
    "availability": (
        MODEL,
        "weights: yes",
        "weights: restricted",
        "weights, yes → restricted (Beispiel et al. 2024, Code availability)",
    ),
    "label": (MODEL, "name: Complete model", "name: New", "renamed, “Complete model” → “New”"),
    "given up": (
        MODEL,
        "terms: [task-term]",
        (
            "terms: [task-term]\ndeprecated:\n  since: 2026-11-24\n  reason: One model.\n"
            "  replaced_by: small-model"
        ),
        "replaced by Small model on 24 Nov 2026, One model.",
    ),
    "reference": (
        MODEL,
        "introduced_in: complete2024paper",
        "introduced_in: small2023paper",
        "introduced in, Beispiel et al. 2024 → Esempio et al. 2023",
    ),
    "link added": (
        MODEL,
        "modalities: [complete-term]",
        "modalities: [complete-term, broader-term]",
        "modalities, X-ray imaging added",
    ),
    "link removed": (MODEL, "anatomies: [anatomy-term]\n", "", "anatomies, anatomy-term removed"),
    "manner": (MODEL, "how: fine-tuned", "how: distilled", "Small model, fine tuned → distilled"),
    "value": (
        MODEL,
        "value: 9.5M",
        "value: 9.7M",
        "parameters (the whole model), 9.5 M → 9.7 M (Beispiel et al. 2024, Methods)",
    ),
    "place": (
        MODEL,
        "where: Methods",
        "where: Table 2",
        (
            "parameters (the whole model), read in Beispiel et al. 2024, Methods → "
            "Beispiel et al. 2024, Table 2"
        ),
    ),
    "prose": (
        MODEL,
        "description: It needs one box a structure.",
        "description: It needs two boxes a structure.",
        "description reworded, “It needs one box a structure.” → “It needs two boxes a structure.”",
    ),
    "claim contested": (
        MODEL,
        "stance: qualifies",
        "stance: disputes",
        "claim contested, qualifies → disputes, “It needs one box a structure.”",
    ),
    "claim reworded": (
        MODEL,
        "text: It needs one box a structure.",
        "text: It needs one box for a structure.",
        "claim reworded, “It needs one box a structure.” → “It needs one box for a structure.”",
    ),
    "claim checked": (
        MODEL,
        "stance: qualifies",
        "stance: qualifies\n    checked: 2026-11-24",
        "claim checked on 24 Nov 2026, “It needs one box a structure.”",
    ),
    "claim source": (
        MODEL,
        "      - paper: complete2024paper\nterms",
        "      - paper: small2023paper\nterms",
        (
            "sources of a claim, Beispiel et al. 2024 → Esempio et al. 2023, "
            "“It needs one box a structure.”"
        ),
    ),
    "claim added": (
        MODEL,
        "claims:\n",
        "claims:\n  - text: Quite another sentence.\n    sources: [{paper: small2023paper}]\n",
        "claim added, “Quite another sentence.”",
    ),
    "retracted": (PAPER, "state: none-found", "state: retracted", "retracted, as of 18 Nov 2026"),
    "role": (PAPER, "role: uses", "role: evaluates", "Complete data set, uses → evaluates"),
    "checked": (
        PAPER,
        "where: Code availability\n    checked: 2026-11-18",
        "where: Code availability\n    checked: 2026-11-20",
        "findings contribution checked, 2026-11-18 → 2026-11-20 (Code availability)",
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_one_edit_gives_one_line_that_says_what_it_is(edit: str, tmp_path: Path) -> None:
    """A maintainer reads what changed, not how the file did."""
    path, old, new, wanted = EDITS[edit]
    changes = changes_between(load(TINY).graph, edited(tmp_path, path, old, new))

    assert [change.text for change in changes] == [wanted]


def test_added_and_removed_entries_are_told_from_both_sides(tmp_path: Path) -> None:
    """Comparing the other way round turns one into the other."""
    root = tmp_path / "entries"
    shutil.copytree(TINY, root)
    (root / "models" / "old-model.yaml").unlink()
    before, after = load(TINY).graph, load(root).graph

    assert lines(changes_between(before, after)) == ["Old model: model removed"]
    assert lines(changes_between(after, before)) == ["Old model: model added"]


def test_a_renamed_file_is_one_change_though_references_follow_it(tmp_path: Path) -> None:
    """References under the new id lead to the same entry as before."""
    root = tmp_path / "entries"
    shutil.copytree(TINY, root)
    (root / "papers" / "small2023paper.yaml").rename(root / "papers" / "other2023paper.yaml")
    for file in root.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("small2023paper", "other2023paper")
        file.write_text(text, encoding="utf-8")

    assert lines(changes_between(load(TINY).graph, load(root).graph)) == [
        "A paper with few fields: file renamed, papers/small2023paper → papers/other2023paper"
    ]


def test_a_reformatted_base_has_no_changes(tmp_path: Path) -> None:
    """Quotes, line breaks, comments, the order of keys and of sets are none of the meaning."""
    for file in TINY.rglob("*.yaml"):
        data = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
        target = tmp_path / file.relative_to(TINY)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(_turned(data), width=40, allow_unicode=True, default_style='"')
        target.write_text(text, encoding="utf-8")
    base = load(tmp_path)

    assert len(base.graph) == len(load(TINY).graph)
    assert changes_between(load(TINY).graph, base.graph) == ()


def _turned(data: object, key: str = "") -> object:
    """Data with every list turned round that is a set."""
    if isinstance(data, dict):
        return {name: _turned(value, name) for name, value in data.items()}
    if isinstance(data, list):
        items = [_turned(item) for item in data]
        return items if key == "authors" else items[::-1]
    return data


SENTENCES = ("One box is enough.", "One box is not enough.", "Labels are dear.", "Data leak.")
CLAIMS = st.lists(st.sampled_from(SENTENCES), unique=True, max_size=4)
TERMS = st.lists(st.sampled_from(("a", "b", "c")), unique=True, max_size=3)


@given(one=st.tuples(CLAIMS, TERMS), other=st.tuples(CLAIMS, TERMS))
def test_the_two_directions_mirror_each_other(
    one: tuple[list[str], list[str]],
    other: tuple[list[str], list[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """What is added one way is removed the other way, and nothing differs from itself."""
    first, second = (_base(tmp_path_factory.mktemp("base"), *each) for each in (one, other))
    there, back = changes_between(first, second), changes_between(second, first)

    assert changes_between(first, first) == ()
    assert changes_between(first, load_again(first)) == ()
    for added, removed in (("claim-added", "claim-removed"), ("link-added", "link-removed")):
        assert _count(there, added) == _count(back, removed)
        assert _count(there, removed) == _count(back, added)


def _count(changes: Sequence[Change], sort: str) -> int:
    return sum(change.sort == sort for change in changes)


def load_again(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The same files, read once more."""
    document = next(iter(graph.documents.values()))
    return load(document.file.location.parent.parent).graph


def _base(root: Path, claims: list[str], terms: list[str]) -> KnowledgeGraph:
    """A term with these claims under these terms, and all that they name."""
    paper = "title: P\nauthors: [{family: F}]\nyear: 2024\ntype: article\n"
    files = {"papers/f2024p.yaml": paper}
    for id_ in "abc":
        files[f"terms/{id_}.yaml"] = f"name: {id_}\nscheme: concept\ndefinition: It is {id_}.\n"
    told = "".join(f"  - text: {text}\n    sources: [{{paper: f2024p}}]\n" for text in claims)
    files["terms/x.yaml"] = (
        "name: x\nscheme: concept\ndefinition: It is x.\n"
        + (f"terms: [{', '.join(terms)}]\n" if terms else "")
        + (f"claims:\n{told}" if told else "")
    )
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return load(root).graph
