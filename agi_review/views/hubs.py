"""The pages about the whole base: one line each, in the order of the menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from agi_review.graph import KnowledgeGraph
from agi_review.views.add_page import ADD, add_page
from agi_review.views.benchmarks_page import benchmarks_page
from agi_review.views.changes_page import CHANGES, changes_page
from agi_review.views.citation_pages import citations_page, community_pages
from agi_review.views.compare_page import COMPARE, compare_page
from agi_review.views.composition_page import composition_page
from agi_review.views.coverage_pages import coverage_page, modality_pages
from agi_review.views.downloads_page import DOWNLOADS, downloads_page
from agi_review.views.gap_pages import challenge_gaps, gaps_page
from agi_review.views.glossary_page import glossary_page, letter_pages
from agi_review.views.home_page import home_page
from agi_review.views.hub_page import HubPage, LaterPage
from agi_review.views.lineage_page import lineage_page
from agi_review.views.lists import GLOSSARY
from agi_review.views.maps_page import maps_page
from agi_review.views.offered import is_offered
from agi_review.views.people import PEOPLE
from agi_review.views.people_pages import people_page, person_pages
from agi_review.views.quality_page import quality_page
from agi_review.views.timeline_page import timeline_page
from agi_review.views.venue_pages import venue_pages, venues_page
from agi_review.views.venues import VENUES
from agi_review.views.year_pages import year_pages, years_page
from agi_review.views.years import YEARS


class HubView(Protocol):
    """What every hub's view has."""

    @property
    def title(self) -> str:
        """The heading of the page."""

    @property
    def description(self) -> str:
        """One plain sentence for search engines and lists."""


@dataclass(frozen=True, slots=True)
class Hub:
    """A page about the whole base, and perhaps a page for each value under it."""

    name: str
    """Its template is `hubs/<name>.html.j2`, or the default one, which shows sections."""
    path: str
    """Its address from the site's root; empty for the home page."""
    label: str
    """What the menu calls it."""
    view: Callable[[KnowledgeGraph], HubView]
    pages: Callable[[KnowledgeGraph], Sequence[HubPage | LaterPage]] | None = None
    """Pages one level below it, such as one a person; they share one shell."""
    scripts: tuple[str, ...] = ()
    """Files under `assets/` that its pages load beyond the common one."""

    @property
    def section(self) -> str:
        """The folder whose entry in the header is marked as open."""
        return self.path.partition("/")[0]


FORM_SCRIPTS = ("agi-review-schema.js", "agi-review-yaml.js", "agi-review-form.js")
"""In the order they need each other."""

HUBS: tuple[Hub, ...] = (
    Hub("home", "", "Home", home_page),
    Hub("maps", "maps/", "Maps", maps_page),
    Hub("gaps", "maps/gaps/", "Where evidence is missing", gaps_page, challenge_gaps),
    Hub("modalities", "maps/modalities/", "By modality and task", coverage_page, modality_pages),
    Hub(
        "lineage",
        "maps/lineage/",
        "Where models come from",
        lineage_page,
        scripts=("agi-review-lineage.js",),
    ),
    Hub("citations", "maps/citations/", "Who builds on whom", citations_page, community_pages),
    Hub("compare", COMPARE, "Compare models", compare_page),
    Hub("timeline", "maps/timeline/", "Timeline", timeline_page),
    Hub("over-time", "maps/benchmarks/", "Benchmarks over time", benchmarks_page),
    Hub("composition", "maps/composition/", "Composition", composition_page),
    Hub("glossary", GLOSSARY, "Glossary", glossary_page, letter_pages),
    Hub("people", PEOPLE, "People", people_page, person_pages),
    Hub("venues", VENUES, "Venues", venues_page, venue_pages),
    Hub("years", YEARS, "Years", years_page, year_pages),
    Hub("quality", "quality/", "Quality", quality_page),
    Hub("changes", CHANGES, "Changes", changes_page),
    Hub("downloads", DOWNLOADS, "Downloads", downloads_page),
    Hub("add", ADD, "Add an entry", add_page, scripts=FORM_SCRIPTS),
)


def hubs_of(graph: KnowledgeGraph) -> tuple[Hub, ...]:
    """Return the pages about the whole base that fit the kinds it may hold."""
    return tuple(hub for hub in HUBS if is_offered(graph, hub.path))
