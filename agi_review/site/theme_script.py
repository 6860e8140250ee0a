"""The script of the theme, marked so that a browser compiles it while it is fetched.

All of it runs on every page. Unmarked, a browser finds that out function by function, in one task
that blocks the page for as long as everything else there together.
"""

from __future__ import annotations

from pathlib import Path

_SCRIPTS = "assets/javascripts/bundle.*.js"
_MARK = "//# allFunctionsCalledOnLoad\n"
"""A comment to every browser but Chromium, which calls it an explicit compile hint."""


def mark_theme_script(site: Path) -> None:
    """Put the mark before the theme's script, once."""
    for path in sorted(site.glob(_SCRIPTS)):
        text = path.read_text(encoding="utf-8")
        if not text.startswith(_MARK):
            path.write_text(_MARK + text, encoding="utf-8")
