"""No page breaks a rule of WCAG 2.2 AA that axe can check."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

QUICKLY = {"resultTypes": ["violations"], "preload": False}

# The scheme changes colours and nothing else: in the second one only rules on colour run again.
RULES = {
    "default": {
        "runOnly": {
            "type": "tag",
            "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        },
        "rules": {"target-size": {"enabled": True}},
        **QUICKLY,
    },
    "slate": {
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
        **QUICKLY,
    },
}

CHOOSE = "scheme => document.querySelector(`input[data-md-color-scheme=${scheme}]`).click()"

# The rows of a long table or list are alike, and so are the many parts of a page such as the one of
# people; axe looks long at each of them.
SHORTEN = """document.querySelectorAll(
  "#content :is(tr, li):nth-child(n + 9), .ar-hub > .ar-section:nth-of-type(n + 7)"
).forEach(each => each.remove())"""

STATES = {
    "a comparison": "compare/?models=medsam,sam,biomedclip",
    "a list with filters": "models/?category=vision&weights=yes",
    "a list with nothing left": "models/?category=vision&find=there-is-no-such-model",
}
"""Pages as readers leave them."""


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """Return each fault once: the rule, where it is first broken, how often, and in what way."""
    found = page.evaluate("options => axe.run(options)", options)
    return [
        f"{each['id']} at {first['target'][0]} and {len(each['nodes']) - 1} more: "
        + "; ".join(check["message"] for check in (*first["any"], *first["all"], *first["none"]))
        for each in found["violations"]
        for first in each["nodes"][:1]
    ]


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(page: Page, site: Site, width: int) -> None:
    """On a page of every sort, in both schemes."""
    page.set_viewport_size({"width": width, "height": 900})
    faults = []
    for sort, path in (site.samples | site.cut | STATES).items():
        page.goto(path)
        page.evaluate(SHORTEN)
        page.evaluate(AXE_SCRIPT)
        for scheme, options in RULES.items():
            page.evaluate(CHOOSE, scheme)
            found = violations(page, options)
            faults += [f"{width} px, {scheme}, {sort}, /{path}: {each}" for each in found]

    assert not faults, "\n".join(faults)
