"""Prose becomes HTML that can do nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from agi_review.knowledge_base import KnowledgeBase
from agi_review.render.prose_html import render_line, render_prose
from agi_review.views.prose import Prose, prose

ROOT = "../../"


def shown(text: str) -> str:
    """A text rendered without any entry to link to."""
    return str(render_prose(Prose(text, {}, ROOT)))


@given(st.one_of(st.text(), st.text("ab1.-+#!:@()'%= \n\t\u00a0\u2028*_`[]<>&\"\\")))
def test_plain_sentences_are_what_the_parser_makes_of_them(text: str) -> None:
    """They are not parsed, which is slow."""
    prose = Prose(text, {}, ROOT)
    found = render_prose(prose), render_line(prose)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("agi_review.render.prose_html._PLAIN", re.compile("(?!)"))
        assert (render_prose(prose), render_line(prose)) == found


def test_citations_are_links_with_their_place(tiny_kb: KnowledgeBase) -> None:
    """Several papers stand in one pair of brackets."""
    text = "So [@complete2024paper, Table 2; @small2023paper]."

    assert str(render_line(prose(tiny_kb.graph, text, ROOT))) == (
        'So (<a class="ar-source" href="../../papers/complete2024paper/">Beispiel et al. 2024</a> '
        '<span class="ar-place">Table 2</span>; '
        '<a class="ar-source" href="../../papers/small2023paper/">Esempio et al. 2023</a>).'
    )


def test_links_take_the_name_of_their_entry_or_a_text(tiny_kb: KnowledgeBase) -> None:
    """And lead from the page's depth to the site's root."""
    text = "[[model:complete-model]], [[model:complete-model|it]]"

    assert str(render_line(prose(tiny_kb.graph, text, ROOT))) == (
        '<a href="../../models/complete-model/">Complete model</a>, '
        '<a href="../../models/complete-model/">it</a>'
    )


def test_the_subset_of_markdown_is_rendered() -> None:
    """Paragraphs, emphasis, lists, code, web links."""
    assert shown("a *b* **c** `d`\n\n- e\n- [f](https://x.org)") == (
        "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>\n<ul>\n<li>e</li>\n"
        '<li><a href="https://x.org" rel="noopener noreferrer">f</a></li>\n</ul>\n'
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,y)",
    "[x](JaVaScRiPt:alert(1))",
    "![x](https://x.org/y.png)",
    "<https://x.org/><b>",
    "# heading",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &#x3c;b&#x3e;",
    '[[model:a|<b onclick="x">]]',
    '[x](https://x.org "onmouseover=alert(1)")',
    "{: onclick=alert(1) }",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """No element but the few we make, no attribute but ours, no address but the web's."""
    tree = lxml_html.fragment_fromstring(shown(text), create_parent="div")

    for element in tree.iter():
        assert element.tag in {
            "div",
            "p",
            "em",
            "strong",
            "code",
            "a",
            "ul",
            "ol",
            "li",
            "pre",
            "br",
        }
        assert set(element.attrib) <= {"href", "rel", "title", "class"}
        assert str(element.get("href", "https://")).startswith(("https://", "http://"))


@given(st.text("<>\"'&[]()@|:!#*`_-\n abjs1;/\\", max_size=120))
def test_no_text_makes_an_element_of_its_own(text: str) -> None:
    """Whatever is written, only our elements come out."""
    tree = lxml_html.fragment_fromstring(shown(text), create_parent="div")

    assert {element.tag for element in tree.iter()} <= {
        "div", "p", "em", "strong", "code", "a", "ul", "ol", "li", "pre", "br"
    }  # fmt: skip
