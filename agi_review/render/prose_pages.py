"""What the site engine leaves out of the prose pages it renders from Markdown."""

from __future__ import annotations

import re

_PARTS = re.compile(r'<h[1-6] id="([^"]+)"|<table>|<pre><code|<pre id="[^"]+"><code')


def accessible(html: str) -> str:
    """Return HTML of a prose page with named tables and code that a keyboard can scroll.

    A table is named by the heading before it; a page's own Markdown decides both.
    """
    heading = ""

    def mend(match: re.Match[str]) -> str:
        nonlocal heading
        if match[1]:
            heading = match[1]
            return match[0]
        if match[0] == "<table>":
            return (
                f'<table aria-labelledby="{heading}">' if heading else '<table aria-label="Table">'
            )
        return f'{match[0]} tabindex="0" role="region" aria-label="Example"'

    return _PARTS.sub(mend, html)
