"""Prose to HTML: a CommonMark subset, safe by construction, with our two kinds of reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from agi_review.schema.entry import EntryKey
from agi_review.schema.prose import (
    CitationGroup,
    EntryLink,
    Malformed,
    find_references,
    match_reference,
)
from agi_review.views.prose import Prose

_ALLOWED = ("emphasis", "backticks", "link", "list", "escape", "newline", "autolink", "entity")


_PLAIN = re.compile(r'[^\W\d_][^\\*_`\[\]<>&"\x00-\x1f]*')
"""Prose of one line with nothing in it that the parser would change, as most sentences are."""


def render_prose(prose: Prose) -> Markup:
    """Return prose as block HTML."""
    return _rendered(prose, inline=False)


def render_line(prose: Prose) -> Markup:
    """Return prose of one paragraph as inline HTML."""
    return _rendered(prose, inline=True)


def link_references(prose: Prose) -> str:
    """Return a Markdown text of the project's own with its references as HTML links.

    For the prose pages under `docs/`, which the site engine renders; the rest is left as it is.
    """
    pieces, at = [], 0
    for reference in find_references(prose.text):
        if not isinstance(reference, Malformed):
            pieces += [prose.text[at : reference.start], _html_of(reference, prose)]
            at = reference.end
    return "".join([*pieces, prose.text[at:]])


def _rendered(prose: Prose, *, inline: bool) -> Markup:
    text = prose.text.strip()
    if _PLAIN.fullmatch(text):
        html = text if inline else f"<p>{text}</p>\n"
    else:
        parser = _parser()
        html = (parser.renderInline if inline else parser.render)(text, {"prose": prose})
    # The parser escapes all text and knows no raw HTML; what it returns is finished.
    return Markup(html)  # noqa: S704


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable(list(_ALLOWED))
    parser.inline.ruler.before("link", "entry_reference", _entry_reference)
    parser.add_render_rule("entry_reference", _reference_html)
    parser.add_render_rule("link_open", _link_open)
    parser.validateLink = lambda url: url.startswith(("https://", "http://"))  # type: ignore[method-assign]
    return parser


def _entry_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's call
    """Turn `[@id]` and `[[kind:id]]` into one token."""
    if not state.src.startswith(("[@", "[["), state.pos):
        return False
    reference = match_reference(state.src, state.pos)
    if not isinstance(reference, CitationGroup | EntryLink):
        return False
    if not silent:
        token = state.push("entry_reference", "", 0)
        token.meta = {"reference": reference}
    state.pos = reference.end
    return True


def _reference_html(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    return _html_of(tokens[index].meta["reference"], env["prose"])


def _html_of(reference: CitationGroup | EntryLink, prose: Prose) -> str:
    if isinstance(reference, EntryLink):
        link = prose.links.get(EntryKey(reference.kind, reference.id))
        text = escape(reference.text or (link.label if link else reference.id))
        return f'<a href="{escape(prose.root + link.path)}">{text}</a>' if link else text
    parts = []
    for citation in reference.citations:
        link = prose.links.get(EntryKey("paper", citation.paper))
        if link is None:
            parts.append(escape(citation.paper))
            continue
        html = (
            f'<a class="ar-source" href="{escape(prose.root + link.path)}">{escape(link.label)}</a>'
        )
        if citation.locator:
            html += f' <span class="ar-place">{escape(citation.locator)}</span>'
        parts.append(html)
    return f"({'; '.join(parts)})"


def _link_open(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    """Outside links say so to the other side's server and to search engines."""
    tokens[index].attrSet("rel", "noopener noreferrer")
    return self.renderToken(tokens, index, options, env)
