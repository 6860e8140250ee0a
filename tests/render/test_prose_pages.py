"""Prose pages that a keyboard and a screen reader can use."""

from __future__ import annotations

from agi_review.render import accessible


def test_a_table_is_named_by_the_heading_before_it() -> None:
    """And has a name even where there is none."""
    html = '<table></table><h2 id="a">A</h2><p></p><table></table><h3 id="b">B</h3><table></table>'

    assert accessible(html) == (
        '<table aria-label="Table"></table><h2 id="a">A</h2><p></p>'
        '<table aria-labelledby="a"></table><h3 id="b">B</h3><table aria-labelledby="b"></table>'
    )


def test_code_can_be_scrolled_by_keyboard() -> None:
    """It is a region with a name."""
    assert accessible('<pre><code class="language-yaml">x</code></pre>') == (
        '<pre><code tabindex="0" role="region" aria-label="Example" class="language-yaml">x'
        "</code></pre>"
    )
