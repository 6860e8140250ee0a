"""A page is complete with what its own site serves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MISSING, Site

pytestmark = pytest.mark.browser

AT_ONCE = 8
"""Pages that are waited for together."""


def test_no_request_leaves_the_origin(page: Page, site: Site) -> None:
    """On a page of every sort, read to its end; `page` fails on foreign requests and errors."""
    paths = [*site.samples.values()]
    for first in range(0, len(paths), AT_ONCE):
        open_pages = []
        for path in paths[first : first + AT_ONCE]:
            each = page.context.new_page()
            each.goto(path)
            each.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
            open_pages.append(each)
        for each in open_pages:
            each.wait_for_load_state("networkidle")
            each.close()


def test_a_wrong_address_shows_a_page_of_the_site(page: Page) -> None:
    """It answers 404, wears the site's looks at any depth, and its links lead on."""
    answer = page.goto(f"papers/deeper/{MISSING}")

    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("body")).to_have_css("background-color", "rgb(251, 250, 247)")
    page.locator("#content a", has_text="Papers").click()
    expect(page.locator("h1")).to_have_text("Papers")
