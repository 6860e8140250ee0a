"""Nothing moves while a page loads, however late its scripts arrive."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewPage, Site

pytestmark = pytest.mark.browser

SLOWED = 4
"""Times the processor is slowed: a page is painted before its scripts have run."""

WATCH = """
window.shifted = []
new PerformanceObserver(list => {
  for (const each of list.getEntries().filter(each => !each.hadRecentInput))
    window.shifted.push([each.value, ...each.sources.map(source => source.node?.className)])
}).observe({ type: "layout-shift", buffered: true })
"""


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)])
def test_the_layout_does_not_shift(new_page: NewPage, site: Site, size: tuple[int, int]) -> None:
    """On a list with facets, the matrix, a paper and the home page."""
    page = new_page(size)
    page.add_init_script(WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    faults = []
    for sort in ("all models", "compare", "paper", "home"):
        page.goto(site.samples[sort], wait_until="networkidle", timeout=60_000)
        shifts = page.evaluate("window.shifted")
        if sum(shift[0] for shift in shifts) > 0.01:
            faults.append(f"{sort}: {shifts}")

    assert not faults, "\n".join(faults)
