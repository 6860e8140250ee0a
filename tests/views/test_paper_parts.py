"""What belongs to reading a paper: preview, banners, similar papers, neighbours, comments."""

from __future__ import annotations

import pytest

from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase
from agi_review.render import Renderer
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import PaperEntry
from agi_review.site.compose import Composition
from agi_review.views import EntryPage, entry_page
from agi_review.views.citations import CitationFormat, with_citations
from agi_review.views.neighbours import neighbours
from agi_review.views.parts import ClaimView, Preview
from agi_review.views.publication import Comments, EntryFiles, Publication
from agi_review.views.surroundings import with_surroundings
from tests.conftest import MakeBase

PAPER = "title: {0}\nauthors:\n  - family: Ma\nyear: {1}\ntype: article\n{2}"
RETRACTED = (
    "status:\n  state: retracted\n  as_of: 2026-01-05\n  notice: https://example.org/notice\n"
)
TOPIC = "name: {0}\nstage: data\n"
EDIT = "https://github.com/o/r/edit/main/entries/"
LINES = "https://github.com/o/r/blob/main/entries/"


def page_of(graph: KnowledgeGraph, kind: str, id_: str) -> EntryPage:
    """The page of an entry."""
    return entry_page(graph, graph.entry(kind, id_))


def preview_of(base: KnowledgeBase, id_: str) -> Preview | None:
    """The preview on a paper's page."""
    sections = page_of(base.graph, "paper", id_).sections
    return next((section.preview for section in sections if section.preview), None)


def html_of(graph: KnowledgeGraph, entry: Entry, publication: Publication | None = None) -> str:
    """The body of an entry's page as it is published."""
    site = Composition(graph, Renderer(), publication or Publication("A base"))
    return site.entry(entry).body


def test_a_pdf_is_offered_where_one_is_known(make_base: MakeBase) -> None:
    """The entry's own before the preprint's; none without either; its host is named."""
    arxiv = "ids:\n  arxiv: 2304.99991\n"
    base = make_base(
        {
            "papers/a2024x.yaml": PAPER.format("A", 2024, arxiv),
            "papers/b2024x.yaml": PAPER.format(
                "B", 2024, f"{arxiv}links:\n  pdf: https://example.org/b.pdf\n"
            ).replace("2304.99991", "2304.99992"),
            "papers/c2024x.yaml": PAPER.format("C", 2024, "ids:\n  doi: 10.5555/1\n"),
        }
    )
    first, second = preview_of(base, "a2024x"), preview_of(base, "b2024x")

    assert first
    assert (first.url, first.host) == ("https://arxiv.org/pdf/2304.99991", "arxiv.org")
    assert second
    assert (second.url, second.host) == ("https://example.org/b.pdf", "example.org")
    assert preview_of(base, "c2024x") is None


def test_nothing_foreign_is_in_the_page_of_a_preview(make_base: MakeBase) -> None:
    """No frame, no object: only a link and a button that does nothing without a script."""
    base = make_base({"papers/a2024x.yaml": PAPER.format("A", 2024, "ids:\n  arxiv: 2304.99991\n")})

    html = html_of(base.graph, base.graph.entry("paper", "a2024x"))

    assert not {"<iframe", "<object", "<embed", "<script"} & set(html.split())
    assert 'href="https://arxiv.org/pdf/2304.99991"' in html
    assert "arxiv.org. Nothing is asked of that site" in html


def test_a_retraction_stands_above_the_title_and_marks_what_rests_on_it(
    make_base: MakeBase,
) -> None:
    """With its notice; a claim with another source that stands is not marked."""
    claim = "  - text: {0}.\n    sources:\n      - paper: gone2024x\n{1}"
    both = "      - paper: good2024x\n"
    base = make_base(
        {
            "papers/gone2024x.yaml": PAPER.format(
                "Gone", 2024, f"{RETRACTED}findings:\n  methodology:\n    text: It was said.\n"
            ),
            "papers/good2024x.yaml": PAPER.format("Good", 2024, ""),
            "families/f.yaml": "name: F\ncategory: vision\ndomain: medical\nclaims:\n"
            + claim.format("Only there", "")
            + claim.format("There and elsewhere", both),
        }
    )
    own = html_of(base.graph, base.graph.entry("paper", "gone2024x"))
    family = page_of(base.graph, "family", "f")
    (group,) = next(section.claims for section in family.sections if section.anchor == "claims")
    html = html_of(base.graph, base.graph.entry("family", "f"))

    assert own.index("ar-banner--retracted") < own.index("<h1>")
    assert "https://example.org/notice" in own
    assert [[source.retracted for source in view.sources] for view in group.claims] == [
        [True],
        [True, False],
    ]
    assert html.count("ar-badge--retracted") == 1
    assert html.index("ar-badge--retracted") < html.index("Only there") < html.index("elsewhere")
    # On its own page: the badge in the head, and one for the finding.
    assert own.count("ar-badge--retracted") == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("ids:\n  arxiv: 2304.99991\n  doi: 10.5555/1\nvenue: Journal\n", ["Published version"]),
        ("ids:\n  arxiv: 2304.99991\n  doi: 10.48550/arXiv.2304.99991\n", []),
        ("ids:\n  arxiv: 2304.99991\n", []),
        ("ids:\n  doi: 10.5555/1\n", []),
        (RETRACTED.replace("retracted", "corrected"), ["Corrected"]),
        ("deprecated:\n  since: 2026-01-01\n  reason: Twice.\n", ["Given up"]),
    ],
)
def test_a_banner_says_what_became_of_a_work(
    make_base: MakeBase, more: str, words: list[str]
) -> None:
    """A preprint that was published; not a preprint under its own server's DOI."""
    base = make_base({"papers/a2024x.yaml": PAPER.format("A", 2024, more)})

    banners = page_of(base.graph, "paper", "a2024x").banners

    assert [banner.word for banner in banners] == words


def test_a_record_of_the_publication_warns_of_nothing(make_base: MakeBase) -> None:
    """Its preprint is an identifier among others."""
    text = PAPER.format("A", 2024, "ids:\n  arxiv: 2304.99991\n  doi: 10.5555/1\nvenue: Journal\n")
    base = make_base({"papers/a2024x.yaml": text.replace("article", "article-journal")})

    assert page_of(base.graph, "paper", "a2024x").banners == ()


def test_the_way_to_cite_stands_behind_what_was_found(make_base: MakeBase) -> None:
    """Also on a page with no wide section, and on one with nothing at all."""
    formats = (CitationFormat("BibTeX", "@x", ".bib"),)
    base = make_base(
        {
            "papers/a2024x.yaml": PAPER.format(
                "A", 2024, "summary: S.\nterms: [t]\nids:\n  arxiv: 2304.99991\n"
            ),
            "papers/b2024x.yaml": PAPER.format("B", 2024, ""),
            "terms/t.yaml": "name: T\nscheme: concept\ndefinition: T.\n",
        }
    )
    pages = [
        with_citations(page_of(base.graph, "paper", id_), formats) for id_ in ("a2024x", "b2024x")
    ]

    anchors = [[section.anchor for section in page.sections] for page in pages]

    assert anchors == [["summary", "cite", "pdf", "key-terms"], ["cite"]]
    assert pages[1].lead is pages[1].sections[0]  # beside the facts, not below a gap
    assert all([a.label for a in page.actions if a.primary] == ["Cite"] for page in pages)


def test_the_reasons_for_a_likeness_are_words(make_base: MakeBase) -> None:
    """One is named, several are counted, the same role is said, a different one is not made up."""
    on = "datasets:\n  - role: {0}\n    dataset: d\n"
    cites = "cites: [x2020x, y2020x]\n"
    files = {f"papers/{n}2020x.yaml": PAPER.format(n, 2020, "") for n in "xyz"}
    files |= {
        "datasets/d.yaml": "name: The D\ndomain: medical\n",
        "papers/a2024x.yaml": PAPER.format("A", 2024, cites + on.format("uses")),
        "papers/b2024x.yaml": PAPER.format("B", 2024, cites + on.format("uses")),
        "papers/c2024x.yaml": PAPER.format("C", 2024, "cites: [x2020x]\n" + on.format("evaluates")),
    }
    page = page_of(make_base(files).graph, "paper", "a2024x")
    (group,) = next(section.links for section in page.sections if section.anchor == "similar")

    assert [(link.label, link.note) for link in group.links] == [
        ("B", "2 shared references · both use The D"),
        ("C", "Both cite Ma 2020 · both concern The D"),
    ]


def test_papers_follow_each_other_by_year_and_title(make_base: MakeBase) -> None:
    """One line a theme, at most three, once each; what was given up is passed over."""
    themes = [
        f"themes:\n{''.join(f'  - role: advances{chr(10)}    theme: t{n}{chr(10)}' for n in ns)}"
        for ns in ((0, 0, 1, 2, 3), (0,), (0,), (0, 1))
    ]
    gone = "deprecated:\n  since: 2026-01-01\n  reason: Twice.\n"
    base = make_base(
        {
            **{f"themes/t{n}.yaml": TOPIC.format(f"Theme {n}") for n in range(4)},
            "papers/mid2024x.yaml": PAPER.format("B", 2024, themes[0]),
            "papers/old2020x.yaml": PAPER.format("Z", 2020, themes[1]),
            "papers/gone2022x.yaml": PAPER.format("M", 2022, themes[2] + gone),
            "papers/new2024x.yaml": PAPER.format("C", 2024, themes[3]),
        }
    )
    graph = base.graph

    def shown(id_: str) -> list[tuple[str, str | None, str | None]]:
        lines = neighbours(graph, graph.entry("paper", id_))
        return [
            (
                line.within.label,
                line.earlier.label if line.earlier else None,
                line.later.label if line.later else None,
            )
            for line in lines
        ]

    assert shown("mid2024x") == [("Theme 0", "Z", "C"), ("Theme 1", None, "C")]
    assert shown("old2020x") == [("Theme 0", None, "B")]
    assert shown("new2024x") == [("Theme 0", "B", None), ("Theme 1", "B", None)]
    assert shown("gone2022x") == []


def test_models_follow_each_other_by_release(make_base: MakeBase) -> None:
    """Within their family; an undated one comes last; other kinds have no order."""
    model = "name: {0}\nfamily: f\ndomain: medical\n{1}"
    base = make_base(
        {
            "families/f.yaml": "name: F\ncategory: vision\ndomain: medical\n",
            "models/late.yaml": model.format("Late", "released: 2024-05\n"),
            "models/early.yaml": model.format("Early", "released: 2023-01\n"),
            "models/undated.yaml": model.format("Undated", ""),
        }
    )
    (line,) = neighbours(base.graph, base.graph.entry("model", "late"))

    assert line.earlier
    assert line.later
    assert (line.within.label, line.earlier.label, line.later.label) == ("F", "Early", "Undated")
    assert neighbours(base.graph, base.graph.entry("family", "f")) == ()


def claims_of(page: EntryPage) -> list[ClaimView]:
    """Every claim of a page."""
    return [view for section in page.sections for group in section.claims for view in group.claims]


def test_a_claim_leads_to_the_line_it_is_written_on(tiny_kb: KnowledgeBase) -> None:
    """Read back from the file itself."""
    graph = tiny_kb.graph
    entry = graph.entry("paper", "complete2024paper")
    lines = graph.documents[entry.key].text.splitlines()
    files = Publication("A base", files=EntryFiles(EDIT, LINES))

    page = with_surroundings(entry_page(graph, entry), graph, entry, files)

    assert page.actions[-1].label == "Fix this entry"
    assert page.actions[-1].url == f"{EDIT}papers/complete2024paper.yaml"
    claims = claims_of(page)
    assert len(claims) == 9
    for claim in claims:
        address, _, line = (claim.source_line or "").partition("#L")
        assert address == f"{LINES}papers/complete2024paper.yaml"
        assert claim.text.text in lines[int(line) - 1]


@pytest.mark.parametrize(
    ("kind", "id_", "number"),
    [("model", "complete-model", 2), ("dataset", "complete-dataset", 1)],
)
def test_a_number_leads_to_the_line_it_is_written_on(
    tiny_kb: KnowledgeBase, kind: str, id_: str, number: int
) -> None:
    """Parameters, centres and sizes: whatever names its source."""
    graph = tiny_kb.graph
    entry = graph.entry(kind, id_)
    lines = graph.documents[entry.key].text.splitlines()
    files = Publication("A base", files=EntryFiles(EDIT, LINES))

    page = with_surroundings(entry_page(graph, entry), graph, entry, files)

    facts = [line for group in page.facts for line in group.facts if line.fact]
    assert len(facts) >= number
    for line in facts:
        address, _, at = (line.source_line or "").partition("#L")
        assert address == f"{LINES}{type(entry).folder}/{id_}.yaml"
        assert line.fact is not None
        assert f"value: {line.fact.value}" in lines[int(at) - 1]
    assert html_of(graph, entry, files).count("Where it is written") >= number


def test_what_is_not_set_up_is_not_there(tiny_kb: KnowledgeBase) -> None:
    """No button, no box, no address of a host nobody named."""
    graph = tiny_kb.graph
    for entry in graph:
        html = html_of(graph, entry)
        assert "Fix this entry" not in html
        assert "ar-claim__fix" not in html
        assert "giscus" not in html
        assert "Comments" not in html


def test_a_host_without_numbered_lines_gets_no_line_links(tiny_kb: KnowledgeBase) -> None:
    """The entry's file can be opened there all the same."""
    graph = tiny_kb.graph
    entry = graph.entry("paper", "complete2024paper")
    files = Publication("A base", files=EntryFiles("https://code.example/edit/entries/"))

    page = with_surroundings(entry_page(graph, entry), graph, entry, files)

    assert page.actions[-1].url == "https://code.example/edit/entries/papers/complete2024paper.yaml"
    assert not any(claim.source_line for claim in claims_of(page))


def test_comments_say_who_is_asked_before_anybody_is(tiny_kb: KnowledgeBase) -> None:
    """Every entry has a discussion of its own, under its address."""
    said = Publication("A base", comments=Comments("o/r", "R_1", "Entries", "C_1"))

    for entry in tiny_kb.graph:
        html = html_of(tiny_kb.graph, entry, said)
        assert f'data-ar-comments="{type(entry).folder}/{entry.id}"' in html
        assert "github.com and shown by giscus.app" in html
        assert "<script" not in html


def test_every_paper_has_a_way_to_cite_it(tiny_kb: KnowledgeBase) -> None:
    """Records to download and references to copy, each under an address of its own."""
    for paper in tiny_kb.graph.of(PaperEntry):
        html = html_of(tiny_kb.graph, paper)
        for anchor in ("bib", "ris", "csl-json", "apa", "mla", "ieee", "vancouver"):
            assert html.count(f'id="cite-{anchor}"') == 1
        assert html.count(" download>") == 3
