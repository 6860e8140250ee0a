"""LaTeX, and the scraps of HTML found in bibliographies, to plain Unicode text."""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from typing import Any
from unicodedata import normalize

from agi_review.importers.silence import silenced
from agi_review.sources.characters import FORBIDDEN

_SPECIAL = re.compile(r"[\\{}$~%&<`]|--|''")
_MORE_THAN_BRACES = re.compile(r"[\\$~%&<`]|--|''")
_BARE = re.compile(r"(?<!\\)[%&]")
_DOLLAR = re.compile(r"(?<!\\)\$")
_MATH = re.compile(r"(?<!\\)\$([^$]*)(?<!\\)\$")
_RAISED = re.compile(r"([_^])(?:\{([-+]?[0-9]+)\}|([0-9]))")
_SHIFT = re.compile(r"\\text(super|sub)script\s*\{([-+]?[0-9]+)\}")
_UNSEEN = re.compile(  # The address of a link, a key to sort by, and braces for balance only.
    r"\\(?:href|noopsort|SortNoop)\s*\{[^{}]*\}|\\vphantom\s*(?:\\[{}]|\{(?:\\[{}])*\})"
)
_SMALL = (
    re.compile(  # An accented letter or an escaped sign, in the ways they are commonly written.
        r"""\{\\[^{}$\\\s]\s?(?:\{\\?[A-Za-z]\}|\\?[A-Za-z])\}|\{\\[A-Za-z]{1,20}\}"""
        r"""|(?<!\\)\\(?:["'`^~=.](?:\{\\?[A-Za-z]\}|[A-Za-z])|[A-Za-z]\{[A-Za-z]\}|[&%#_])"""
    )
)
_TAG = re.compile(
    r"</?(?:i|b|u|p|em|strong|sub|sup|inf|sc|scp|tt|span|(?:jats|mml):[a-z-]+"
    r"|m(?:ath|row|i|n|o|s?text|style|space|sub|sup|subsup|over|under|frac))(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060]")
_WRAPPED = re.compile(r"\\(?:url|nolinkurl|path|href)\s*\{([^{}]*)\}(?:\s*\{[^{}]*\})?")

_LOWERED = str.maketrans("+-0123456789", "₊₋₀₁₂₃₄₅₆₇₈₉")
_LIFTED = str.maketrans("+-0123456789", "⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_SOURCE = 20_000
_DEEPEST = 40

_SAID = {  # What the converter has no word for.
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "copyright": "©",
    "pounds": "£",
    "textsterling": "£",
    "euro": "€",
    "texteuro": "€",
    "textdollar": "$",
    "textgreater": ">",
    "textless": "<",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
    "textbraceleft": "{",
    "textbraceright": "}",
    "to": "→",
    "slash": "/",
    "textperiodcentered": "·",
}
_SILENT = frozenset(  # Commands that only say how text looks or where it breaks.
    {"it", "bf", "rm", "sc", "sf", "sl", "tt", "em", "bfseries", "itshape", "scshape", "upshape"}
    | {"small", "large", "Large", "LARGE", "huge", "normalfont", "displaystyle", "textstyle"}
    | {"boldmath", "protect", "relax", "newblock", "noindent", "par", "cyr", "left", "right"}
    | {"big", "allowbreak", "break", "newline", "linebreak", "null", "unskip", "ignorespaces"}
)


def to_text(source: str) -> str:
    """Return LaTeX as plain text: accents composed, dashes and quotes set, grouping braces gone.

    Math stays readable (`$10^{-3}$` gives `10⁻³`), unknown commands leave their arguments or their
    name. Malformed LaTeX never raises; the worst that comes out of it is text with its backslashes.
    """
    if _SPECIAL.search(source) is None:
        return tidy(source)
    if _MORE_THAN_BRACES.search(source) is None:
        return tidy(source.replace("{", "").replace("}", ""))
    text = _convert(source) if "\\" in source or _DOLLAR.search(source) else _typographic(source)
    return tidy(_without_html(text))


def to_plain(source: str) -> str:
    """Return text that is no LaTeX: composed and on one line, without scraps of HTML."""
    return tidy(_without_html(source))


def to_address(source: str) -> str:
    """Return a URL or an identifier: verbatim but for the wrapping and escapes LaTeX asks for."""
    if "\\" in source or "{" in source:
        if wrapped := _WRAPPED.search(source):
            source = wrapped[1]
        source = re.sub(r"\\([_%#&~$^{}])(?:\{\})?", r"\1", source)
        source = source.replace(r"{\textasciitilde}", "~").replace(r"\textasciitilde", "~")
        source = source.replace(r"{\textunderscore}", "_").replace(r"\textunderscore", "_")
        source = source.replace("{", "").replace("}", "")
    return tidy(source)


def tidy(text: str) -> str:
    """Return text in composed form on one line, without characters that no entry may hold."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    text = " ".join(normalize("NFC", text).split())
    return _INVISIBLE.sub("", FORBIDDEN.sub("", text)).strip()


def _typographic(source: str) -> str:
    """Do by hand the few things LaTeX does to text without commands; it is most of the work."""
    text = source.replace("{", "").replace("}", "").replace("~", " ")
    text = text.replace("---", "—").replace("--", "–")
    return text.replace("``", "“").replace("''", "”")


def _convert(source: str) -> str:
    if len(source) > _LONGEST_SOURCE or _depth(source) > _DEEPEST:
        return _typographic(source)
    # Most LaTeX is a few accents; converting these alone, and once, is many times faster.
    source = _SMALL.sub(lambda found: _convert_small(found[0]), source)
    if "\\" not in source and "$" not in source:
        return _typographic(source)
    prepared = _BARE.sub(r"\\\g<0>", source)
    if len(_DOLLAR.findall(prepared)) % 2:
        prepared = _DOLLAR.sub(r"\\$", prepared)
    prepared = _MATH.sub(_raise_digits, _UNSEEN.sub("", prepared))
    prepared = _SHIFT.sub(
        lambda found: _shifted("^" if found[1] == "super" else "_", found[2]), prepared
    )
    text = _understood(prepared)
    return _typographic(source) if text is None else text


@lru_cache(maxsize=4_096)
def _convert_small(source: str) -> str:
    text = _understood(source)
    if text is None:
        return source
    # A group stays one: it may be the argument of a command before it.
    return f"{{{text}}}" if source.startswith("{") else text


def _understood(source: str) -> str | None:
    """Return what the converter makes of LaTeX, or nothing if it stumbles."""
    try:
        with silenced("pylatexenc.latex2text"):
            converter, grammar = _converter()
            return str(converter.latex_to_text(source, latex_context=grammar))
    except Exception:  # noqa: BLE001 - it raises whatever it stumbles over
        return None


def _raise_digits(math: re.Match[str]) -> str:
    return "$" + _RAISED.sub(lambda found: _shifted(found[1], found[2] or found[3]), math[1]) + "$"


def _shifted(mark: str, digits: str) -> str:
    return digits.translate(_LOWERED if mark == "_" else _LIFTED)


def _depth(source: str) -> int:
    deepest = depth = 0
    for char in source:
        if char == "{":
            depth += 1
            deepest = max(deepest, depth)
        elif char == "}":
            depth -= 1
    return deepest


def _without_html(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return _TAG.sub("", text) if "<" in text else text


@cache
def _converter() -> tuple[Any, Any]:
    """Build the converter and its grammar once; that takes longer than a small file."""
    from pylatexenc import latex2text, latexwalker  # noqa: PLC0415 - only LaTeX pays for it

    spec = latex2text.MacroTextSpec
    context = latex2text.get_default_latex_context_db()
    said = [spec(name, simplify_repl=text) for name, text in _SAID.items()]
    kept = [
        spec(name, simplify_repl=_last_argument)
        for name in ("url", "texttt", "mbox", "hbox", "cite", "footnote")
    ]
    context.add_context_category("bibliography", prepend=True, macros=[*said, *kept])
    context.set_unknown_macro_spec(spec("", simplify_repl=_unknown))
    converter = latex2text.LatexNodes2Text(
        latex_context=context, math_mode="text", keep_comments=True
    )
    return converter, latexwalker.get_default_latex_context_db()


def _arguments(node: Any, converter: Any) -> list[str]:
    given = node.nodeargd.argnlist if node.nodeargd is not None and node.nodeargd.argnlist else []
    return [converter.nodelist_to_text([each]) for each in given if each is not None]


def _last_argument(node: Any, l2tobj: Any) -> str:
    arguments = _arguments(node, l2tobj)
    return arguments[-1] if arguments else ""


def _unknown(node: Any, l2tobj: Any) -> str:
    """Leave the argument of a command nobody knows, or its name where it has none."""
    arguments = _arguments(node, l2tobj)
    end = node.pos + node.len
    if arguments or node.macroname in _SILENT or node.parsing_state.s[end : end + 1] == "{":
        return "".join(arguments)
    return f"{node.macroname}{node.macro_post_space}" if node.macroname.isalpha() else ""
