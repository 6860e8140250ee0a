"""No label lies on another, no text leaves its box, no line runs under a foreign node."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from agi_review.graph import KnowledgeGraph
from agi_review.render import Renderer
from agi_review.schema.kinds import BenchmarkEntry, FamilyEntry, ModelEntry, PaperEntry
from agi_review.views import HUBS, HubPage
from agi_review.views.pictures import Picture
from agi_review.views.pictures.lineage_near import lineage_around, lineage_within
from agi_review.views.pictures.network import citation_network
from agi_review.views.pictures.results import results_chart
from tests.browser.conftest import NewPage, Site
from tests.browser.picture_faults import MEASURE
from tests.views.pictures.bases import random_base

pytestmark = pytest.mark.browser


def maps(graph: KnowledgeGraph) -> Iterator[Picture]:
    """The pictures of all maps and of one community, with what they fold away."""
    for hub in HUBS:
        if not hub.path.startswith("maps/"):
            continue
        views = [hub.view(graph), *(hub.pages(graph)[:1] if hub.pages else ())]
        for view in views:
            if isinstance(view, HubPage):
                for section in view.sections:
                    if section.picture:
                        yield section.picture
                        yield from (fold.picture for fold in section.picture.folds)


def near(graph: KnowledgeGraph) -> Iterator[Picture]:
    """The pictures on the pages of the entries most linked to."""
    for kind, draw in (
        (PaperEntry, citation_network),
        (ModelEntry, lineage_around),
        (FamilyEntry, lineage_within),
        (BenchmarkEntry, results_chart),
    ):
        ranked = sorted(graph.of(kind), key=lambda entry: (-len(graph.backlinks(entry)), entry.id))
        for entry in ranked[:2]:
            picture = draw(graph, entry)  # type: ignore[operator]
            if picture is not None:
                yield picture
                yield from (fold.picture for fold in picture.folds)


@pytest.mark.parametrize("base", ["real", "random 1", "random 2"])
def test_nothing_lies_on_anything_else(new_page: NewPage, site: Site, base: str) -> None:
    """In every picture of the real base and of two random ones, as the browser draws it."""
    graph = site.graph if base == "real" else random_base(int(base[-1]), 400)
    page: Page = new_page(bypass_csp=True)
    page.goto("about:blank")
    renderer = Renderer()
    faults = []
    seen = set()
    for picture in (*maps(graph), *near(graph)):
        svg = renderer.picture(picture, "")
        page.set_content(f"<!doctype html><body style='margin:0;font-family:system-ui'>{svg}")
        faults += [f"{picture.name}: {each}" for each in page.evaluate(MEASURE)]
        seen.add(picture.id)

    assert {"families", "lineage", "timeline", "community-map", "benchmarks", "ancestry"} <= seen
    assert not faults, "\n".join(faults)
