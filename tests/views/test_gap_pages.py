"""The map, its pages and its table say the same as the entries."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.schema.kinds import ChallengeEntry, ModelEntry, TermEntry, ThemeEntry
from agi_review.views.coverage_pages import (
    coverage_map,
    coverage_page,
    modality_pages,
    modality_strip,
)
from agi_review.views.gap_map import evidence, gap_map, gaps_table
from agi_review.views.gap_pages import challenge_gaps, gaps_page
from agi_review.views.hub_page import HubPage
from agi_review.views.parts import GapMap
from tests.conftest import MakeBase

CHALLENGE = "name: {0}\nsummary: C.\narea: data\n"
THEME = "name: {0}\nsummary: T.\nstage: data\n"
TERM = "name: {0}\nscheme: {1}\ndefinition: D.\n"
MODEL = "name: {0}\nfamily: f\ndomain: medical\nmodalities: [{1}]\ntasks: [{2}]\n"
CLAIM = "  - text: Claim {0}.\n    stance: reports\n    sources:\n      - paper: p\n"
FAMILY = "name: F\nsummary: F.\ncategory: vision\ndomain: medical\n"
PAPER = "title: P\nauthors:\n  - family: A\nyear: 2024\ntype: article\n"


def cell_paths(gaps: GapMap) -> list[str]:
    """Where every cell leads."""
    return [cell.path for row in gaps.rows for cell in row.cells]


def anchors(pages: list[HubPage]) -> set[str]:
    """Every section of some pages."""
    return {f"{page.path}#{section.anchor}" for page in pages for section in page.sections}


def test_every_cell_leads_to_the_section_that_holds_its_claims(tiny_kb: KnowledgeBase) -> None:
    """As many claims as the cell counts, or a sentence on what would fill it."""
    graph = tiny_kb.graph
    pages = challenge_gaps(graph)
    sections = {f"{page.path}#{s.anchor}": s for page in pages for s in page.sections}
    gaps = gap_map(graph)

    assert set(cell_paths(gaps)) == sections.keys()
    for row in gaps.rows:
        for cell in row.cells:
            section = sections[cell.path]
            assert sum(len(group.claims) for group in section.claims) == cell.claims
            assert bool(section.note) == (cell.claims == 0)
            if cell.state == "gap":
                assert "searched on" in (section.note or "")


def test_claims_that_stand_twice_on_a_page_have_two_anchors(tiny_kb: KnowledgeBase) -> None:
    """An address that two elements share leads to the first only."""
    for page in challenge_gaps(tiny_kb.graph):
        found = [c.anchor for s in page.sections for group in s.claims for c in group.claims]
        assert len(found) == len(set(found))


def test_totals_count_a_claim_once(make_base: MakeBase) -> None:
    """Though it stands in a cell for each theme it bears on."""
    claim = CLAIM.format(1) + "    themes: [t, u]\n"
    graph = make_base(
        {
            "challenges/c.yaml": CHALLENGE.format("C") + f"claims:\n{claim}",
            "themes/t.yaml": THEME.format("T"),
            "themes/u.yaml": THEME.format("U"),
            "papers/p.yaml": PAPER,
        }
    ).graph

    gaps = gap_map(graph)

    assert [cell.claims for cell in gaps.rows[0].cells] == [1, 1]
    assert (gaps.rows[0].total, gaps.totals, gaps.total) == (1, (1, 1), 1)


def test_the_table_of_a_map_has_its_cells_and_totals(tiny_kb: KnowledgeBase) -> None:
    """What is saved is what is seen."""
    gaps = gap_map(tiny_kb.graph)
    table = gaps_table(gaps)

    assert len(table.rows) == len(gaps.rows) + 1
    for row, seen in zip(table.rows, gaps.rows, strict=False):
        words = [cell.value.text for cell in row.cells if cell.value]
        shown = [str(c.claims) if c.claims else c.state.replace("-", " ") for c in seen.cells]
        assert words == [seen.link.label, *shown, str(seen.total)]


def test_empty_bases_have_empty_maps(make_base: MakeBase) -> None:
    """No challenge, no theme, no model: a page without rows, and no traceback."""
    graph = make_base({"papers/p.yaml": PAPER}).graph

    assert gap_map(graph).rows == ()
    assert "No search" in (gaps_page(graph).sections[0].note or "")
    assert challenge_gaps(graph) == []
    assert coverage_map(graph).rows == ()
    assert modality_pages(graph) == []
    assert coverage_page(graph).title


def coverage_base(make_base: MakeBase, models: list[tuple[int, int, int]]) -> KnowledgeGraph:
    """A base of models by modality, task and number of claims."""
    files = {"families/f.yaml": FAMILY, "papers/p.yaml": PAPER}
    for number in range(3):
        files[f"terms/m{number}.yaml"] = TERM.format(f"M{number}", "modality")
        files[f"terms/t{number}.yaml"] = TERM.format(f"T{number}", "task")
    files["terms/m2.yaml"] += "broader: [m1]\n"
    for number, (modality, task, claims) in enumerate(models):
        made = "".join(CLAIM.format(f"{number} {each}") for each in range(claims))
        files[f"models/x{number}.yaml"] = MODEL.format(f"X{number}", f"m{modality}", f"t{task}") + (
            f"claims:\n{made}" if made else ""
        )
    return make_base(files).graph


def test_narrower_modalities_count_under_the_broadest(make_base: MakeBase) -> None:
    """M2 is a kind of M1 and has no column of its own."""
    graph = coverage_base(make_base, [(2, 0, 2), (1, 0, 1)])

    gaps = coverage_map(graph)

    assert [column.path for column in gaps.columns] == ["terms/m1/"]
    assert [cell.claims for row in gaps.rows for cell in row.cells] == [3]


def test_every_cell_of_the_coverage_map_leads_to_its_models(make_base: MakeBase) -> None:
    """The section names the models whose claims were counted."""
    graph = coverage_base(make_base, [(0, 0, 2), (0, 1, 0), (1, 1, 1)])

    pages = modality_pages(graph)

    assert set(cell_paths(coverage_map(graph))) == anchors(pages)
    (section,) = (s for page in pages for s in page.sections if s.note and "2 claims" in s.note)
    assert section.table is not None
    assert [row.cells[0].links[0].label for row in section.table.rows] == ["X0"]


def test_the_strip_of_a_modality_is_its_column_of_the_map(make_base: MakeBase) -> None:
    """Laid on its side, on the page of the term."""
    graph = coverage_base(make_base, [(0, 0, 2), (0, 1, 1), (1, 1, 1)])
    term = graph.get(TermEntry, "m0")
    whole = coverage_map(graph)
    column = [link.path for link in whole.columns].index("terms/m0/")

    strip = modality_strip(graph, term.key)

    assert [c.claims for c in strip.rows[0].cells] == [r.cells[column].claims for r in whole.rows]


@given(
    st.lists(
        st.tuples(st.lists(st.integers(0, 2), max_size=3), st.lists(st.integers(0, 2), max_size=3)),
        max_size=6,
    )
)
def test_cells_are_the_claims_of_the_graph(claims: list[tuple[list[int], list[int]]]) -> None:
    """For any claims: a cell counts those that name both its challenge and its theme."""
    graph = _base_of(claims)
    found = evidence(graph)

    for challenge in graph.of(ChallengeEntry):
        for theme in graph.of(ThemeEntry):
            expected = [
                number
                for number, (on, through) in enumerate(claims)
                if challenge.id in {f"c{n}" for n in on} and theme.id in {f"t{n}" for n in through}
            ]
            texts = [claim.text for _, claim in found.get((challenge.id, theme.id), [])]
            assert texts == [f"Claim {number}." for number in expected]


def _base_of(claims: list[tuple[list[int], list[int]]]) -> KnowledgeGraph:
    files = {"families/f.yaml": FAMILY, "papers/p.yaml": PAPER}
    for number in range(3):
        files[f"challenges/c{number}.yaml"] = CHALLENGE.format(number)
        files[f"themes/t{number}.yaml"] = THEME.format(number)
    made = ""
    for number, (on, through) in enumerate(claims):
        made += CLAIM.format(number)
        for field, letter, ids in (("challenges", "c", on), ("themes", "t", through)):
            if ids:
                made += f"    {field}: [{', '.join(f'{letter}{n}' for n in sorted(set(ids)))}]\n"
    files["models/m.yaml"] = "name: M\nfamily: f\ndomain: medical\n" + (
        f"claims:\n{made}" if made else ""
    )
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        graph = load(Path(folder)).graph
    assert len(graph.of(ModelEntry)) == 1
    return graph
