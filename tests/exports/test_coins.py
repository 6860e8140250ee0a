"""ContextObjects in lists: decoded with the standard library, nothing lost."""

from __future__ import annotations

from html import unescape
from urllib.parse import parse_qs

import pytest
from lxml import html as lxml_html

from agi_review.exports import coins
from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase
from agi_review.render import Renderer
from agi_review.schema.kinds import PaperEntry
from agi_review.site.compose import Composition
from tests.exports.conftest import AWKWARD, HOSTILE, SITE


def test_a_paper_comes_back_as_it_went(awkward: PaperEntry) -> None:
    """Title, journal, pages, every author, every identifier."""
    fields = parse_qs(coins(awkward), strict_parsing=True)

    assert fields["ctx_ver"] == ["Z39.88-2004"]
    assert fields["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]
    assert fields["rft.atitle"] == [AWKWARD["title"]]
    assert fields["rft.jtitle"] == ["Journal of A & B"]
    assert (fields["rft.spage"], fields["rft.epage"]) == (["1"], ["9"])
    assert fields["rft.au"] == ["van der Maaten, Laurens Jr.", "Ångström, Åsa"]
    assert fields["rft.aucorp"] == ["The R&D {Group} and Others"]
    assert fields["rft_id"] == ["info:doi/10.5555/a_b", "https://arxiv.org/abs/2304.99991"]


@pytest.mark.parametrize(
    ("type_", "form", "title"),
    [
        ("article", "journal", "rft.atitle"),
        ("paper-conference", "book", "rft.atitle"),
        ("book", "book", "rft.btitle"),
        ("report", "book", "rft.btitle"),
        ("chapter", "book", "rft.atitle"),
        ("thesis", "dissertation", "rft.title"),
        ("software", "dc", "rft.title"),
    ],
)
def test_every_type_of_work_has_its_form(type_: str, form: str, title: str) -> None:
    """A preprint is not a journal article, a thesis not a book."""
    paper = PaperEntry.model_validate({**AWKWARD, "type": type_})

    fields = parse_qs(coins(paper), strict_parsing=True)

    assert fields["rft_val_fmt"] == [f"info:ofi/fmt:kev:mtx:{form}"]
    assert fields[title] == [AWKWARD["title"]]


def test_the_list_of_papers_carries_one_a_row(
    tiny_kb: KnowledgeBase, hostile: KnowledgeGraph
) -> None:
    """An empty span in the first cell; other lists have none."""
    for graph in (tiny_kb.graph, hostile):
        pages = {path: make() for path, _, make in Composition(graph, Renderer(), SITE).hubs()}
        spans = lxml_html.fromstring(pages["papers/"].body).find_class("Z3988")
        papers = sorted(graph.of(PaperEntry), key=lambda paper: -paper.year)

        assert [unescape(span.get("title") or "") for span in spans] == [
            coins(paper) for paper in papers
        ]
        assert all(span.text_content() == "" for span in spans)
        assert "Z3988" not in pages["models/"].body
    assert parse_qs(spans[0].get("title") or "")["rft.atitle"] == [HOSTILE]
