"""What pages say."""

from __future__ import annotations

import dataclasses

from agi_review.knowledge_base import KnowledgeBase
from agi_review.schema.kinds import KINDS, ModelEntry, PaperEntry
from agi_review.views import entry_page, index_page
from agi_review.views.citation_pages import citations_page
from agi_review.views.composer import in_words, month_in_words, quantity
from agi_review.views.gap_map import gap_map
from agi_review.views.home_page import home_page
from agi_review.views.links import short_citation
from agi_review.views.maps_page import maps_page
from agi_review.views.quality_page import quality_page
from agi_review.views.year_pages import year_pages, years_page
from tests.conftest import MakeBase

PAPER = "title: T\nauthors:\n{0}year: 2024\ntype: article\n{1}"


def author(*names: str) -> str:
    """The YAML of authors."""
    return "".join(f"  - family: {name}\n" for name in names)


def test_a_short_citation_names_one_two_or_the_first(make_base: MakeBase) -> None:
    """A record that breaks off is never cited as if it were whole."""
    base = make_base(
        {
            "papers/one2024x.yaml": PAPER.format(author("Ma"), ""),
            "papers/two2024x.yaml": PAPER.format(author("Ma", "He"), ""),
            "papers/three2024x.yaml": PAPER.format(author("Ma", "He", "Li"), ""),
            "papers/part2024x.yaml": PAPER.format(author("Ma"), "author_list: partial\n"),
            "papers/group2024x.yaml": PAPER.format("  - group: The Group\n", ""),
        }
    )

    cited = {paper.id: short_citation(paper) for paper in base.graph.of(PaperEntry)}

    assert cited == {
        "one2024x": "Ma 2024",
        "two2024x": "Ma and He 2024",
        "three2024x": "Ma et al. 2024",
        "part2024x": "Ma et al. 2024",
        "group2024x": "The Group 2024",
    }


def test_long_author_lists_fold_and_lose_nobody(make_base: MakeBase) -> None:
    """Up to twelve stand; of more, ten stand and the rest is one click away."""
    base = make_base(
        {
            "papers/twelve2024x.yaml": PAPER.format(author(*"ABCDEFGHIJKL"), ""),
            "papers/thirteen2024x.yaml": PAPER.format(author(*"ABCDEFGHIJKLM"), ""),
        }
    )

    pages = {paper.id: entry_page(base.graph, paper) for paper in base.graph.of(PaperEntry)}

    assert pages["twelve2024x"].byline_rest == 0
    assert pages["thirteen2024x"].byline_rest == 3
    assert len(pages["thirteen2024x"].byline) == 13


def test_sections_without_content_are_left_out(tiny_kb: KnowledgeBase) -> None:
    """Order is fixed for a kind; nothing is shown empty."""
    graph = tiny_kb.graph

    full = entry_page(graph, graph.entry("paper", "complete2024paper"))
    small = entry_page(graph, graph.entry("model", "old-model"))

    assert [section.anchor for section in full.sections] == [
        "summary",
        "answers",
        "findings",
        "claims",
        "pdf",
        "citations",
        "key-terms",
        "rests-on-it",
        "links-here",
    ]
    assert [section.anchor for section in small.sections] == ["in-short"]


def test_anchors_are_unique_on_every_page(tiny_kb: KnowledgeBase) -> None:
    """Two places of one name would be one place."""
    for entry in tiny_kb.graph:
        page = entry_page(tiny_kb.graph, entry)
        anchors = [section.anchor for section in page.sections]
        anchors += [c.anchor for s in page.sections for g in s.claims for c in g.claims]
        assert len(anchors) == len(set(anchors))


def test_not_looked_at_never_reads_no(tiny_kb: KnowledgeBase) -> None:
    """Three-valued: a missing value has its own word and its own mark."""
    graph = tiny_kb.graph
    page = entry_page(graph, graph.entry("model", "small-model"))

    values = {fact.label: fact.values[0] for group in page.facts for fact in group.facts}

    for label in ("Weights", "Code", "External validation"):
        assert (values[label].text, values[label].glyph) == ("not looked at", "not-looked-at")


def test_an_index_lists_every_entry_that_is_kept(tiny_kb: KnowledgeBase) -> None:
    """Once; what was given up has its tombstone but no row."""
    for kind in KINDS:
        page = index_page(tiny_kb.graph, kind)
        listed = [row.cells[0].links[0].path for group in page.groups for row in group.table.rows]
        kept = [e for e in tiny_kb.graph.of(kind) if e.deprecated is None]
        assert sorted(listed) == sorted(f"{kind.folder}/{entry.id}/" for entry in kept)


def test_the_gap_map_counts_each_claim_of_each_pair(tiny_kb: KnowledgeBase) -> None:
    """Counted against the entries themselves."""
    graph = tiny_kb.graph
    found = gap_map(graph)

    cells = {
        (row.link.path.split("/")[1], theme.path.split("/")[1]): (cell.claims, cell.state)
        for row in found.rows
        for theme, cell in zip(found.columns, row.cells, strict=True)
    }

    assert cells == {
        ("complete-challenge", "complete-theme"): (3, "counted"),
        ("complete-challenge", "small-theme"): (0, "gap"),
        ("small-challenge", "complete-theme"): (0, "not-searched"),
        ("small-challenge", "small-theme"): (0, "not-searched"),
    }


def test_every_number_on_the_home_page_is_computed(tiny_kb: KnowledgeBase) -> None:
    """From this very base."""
    numbers = {number.noun: number.value for number in home_page(tiny_kb.graph).numbers}

    assert numbers == {
        "papers": "2",
        "models": "3",
        "families": "2",
        "data sets": "2",
        "claims": "6",
        "checked against the source": "33 %",
        "known gap": "1",
        "last search": "18 Nov 2026",
    }


def test_a_base_of_papers_alone_speaks_of_papers_alone(make_base: MakeBase) -> None:
    """No count of what is not there, no question without an answer, no empty map."""
    graph = make_base({"papers/a2024x.yaml": PAPER.format(author("Ma"), "")}).graph
    home, maps = home_page(graph), maps_page(graph)

    assert [(each.value, each.noun) for each in home.numbers] == [("1", "paper")]
    assert (home.questions, home.categories, home.stages, home.gaps) == ((), (), (), None)
    listed = [link.path for section in maps.sections for g in section.links for link in g.links]
    assert listed == ["years/", "people/", "venues/"]

    (year,) = year_pages(graph)
    assert year.lede == "1 paper in this base."
    table = years_page(graph).sections[0].table
    assert table
    assert [column.label for column in table.columns] == ["Year", "Papers"]
    assert [each.anchor for each in quality_page(graph).sections] == ["levels", "weak"]
    assert [each.anchor for each in citations_page(graph).sections] == ["communities"]


def test_every_view_is_frozen(tiny_kb: KnowledgeBase) -> None:
    """A page is a value."""
    page = entry_page(tiny_kb.graph, tiny_kb.graph.of(ModelEntry)[0])

    assert type(page).__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert all(type(s).__dataclass_params__.frozen for s in page.sections)  # type: ignore[attr-defined]
    assert dataclasses.is_dataclass(page)


def test_numbers_and_dates_read_as_they_are_said() -> None:
    """Thousands apart, suffixes apart, months by name."""
    assert quantity("1570263", "images") == "1,570,263 images"
    assert quantity("1", "images") == "1 image"
    assert quantity("86M") == "86 M"
    assert quantity("not-reported", "images") == "not reported"
    assert in_words("2026-11-08") == "8 Nov 2026"
    assert month_in_words("2023-04") == "April 2023"
    assert month_in_words("2023") == "2023"


def test_a_finding_that_cites_another_paper_rests_on_it(make_base: MakeBase) -> None:
    """A limitation may be somebody else's word."""
    limits = (
        "findings:\n  limitations:\n    - text: It fails on volumes [@later2025x, Table 2].\n"
        "    - text: Boxes are ambiguous.\n      where: Discussion\n"
    )
    base = make_base(
        {
            "papers/first2024x.yaml": PAPER.format(author("Ma"), limits),
            "papers/later2025x.yaml": PAPER.format(author("Mazurowski"), ""),
        }
    )
    page = entry_page(base.graph, base.graph.entry("paper", "first2024x"))
    (group,) = next(section.claims for section in page.sections if section.anchor == "findings")

    shown = [(claim.sources[0].link.label, claim.sources[0].where) for claim in group.claims]

    assert shown == [("Mazurowski 2024", "Table 2"), ("Ma 2024", "Discussion")]


def test_a_claim_is_copied_with_its_source_and_place(tiny_kb: KnowledgeBase) -> None:
    """Ready to be pasted into a paper."""
    graph = tiny_kb.graph
    page = entry_page(graph, graph.entry("family", "complete-family"))
    (group,) = next(section.claims for section in page.sections if section.anchor == "claims")

    assert group.claims[0].quotation == (
        "Fine-tuned on medical masks, it is more accurate than specialist models "
        "(Beispiel et al. 2024, Abstract; Esempio et al. 2023)."
    )
