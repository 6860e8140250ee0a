"""Where the papers of a base appeared: journals, conferences over the years, and arXiv."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.sources.ids import ids_from
from agi_review.views.links import Link
from agi_review.views.people import FEWEST_PAPERS
from agi_review.views.tables import by_year
from agi_review.views.venue_names import Series, series_of

VENUES = "venues/"
"""Where the list of venues stands."""

_ARXIV = Series("arxiv preprints", "arXiv preprints")
"""What was cited as a preprint and has an arXiv id; other preprints name their server."""


@dataclass(frozen=True, slots=True)
class Venue:
    """A series and its papers here."""

    series: Series
    slug: str
    spellings: tuple[tuple[str, int], ...]
    """Each form of the name and how many records have it; none for arXiv."""
    papers: tuple[PaperEntry, ...]
    """Newest first."""

    @property
    def has_page(self) -> bool:
        """Whether there is enough to say for a page."""
        return len(self.papers) >= FEWEST_PAPERS

    @property
    def name(self) -> str:
        """The name of the series with its acronym."""
        acronym = self.series.acronym
        return f"{self.series.name} ({acronym})" if acronym else self.series.name

    @property
    def link(self) -> Link:
        """A link to its page."""
        return Link(self.name, f"{VENUES}{self.slug}/", "venue")


def series_of_paper(paper: PaperEntry) -> Series | None:
    """Return where a paper appeared, or nothing if its record does not say."""
    if paper.venue:
        return series_of(paper.venue)
    return _ARXIV if paper.type == "article" and paper.ids and paper.ids.arxiv else None


def venues(graph: KnowledgeGraph) -> dict[str, Venue]:
    """Return every venue of the base by the key of its series."""
    papers: dict[str, list[PaperEntry]] = defaultdict(list)
    named: dict[str, Counter[Series]] = defaultdict(Counter)
    for paper in by_year(graph.current(PaperEntry)):
        if series := series_of_paper(paper):
            papers[series.key].append(paper)
            named[series.key][series] += 1
    usual = {
        key: min(each, key=lambda series: (-each[series], series.name))
        for key, each in named.items()
    }
    slugs = ids_from({key: each.acronym or each.name for key, each in usual.items()}, "venue")
    return {
        key: Venue(series, slugs[key], _spellings(papers[key]), tuple(papers[key]))
        for key, series in sorted(usual.items())
    }


def link_to_venue(graph: KnowledgeGraph, paper: PaperEntry) -> Link | None:
    """Return a link to where a paper appeared, if that venue has a page."""
    series = series_of_paper(paper)
    return graph.ask(venue_link, series.key) if series else None


def venue_link(graph: KnowledgeGraph, series: str) -> Link | None:
    """Return the link to a venue by the key of its series, if it has a page."""
    venue = graph.derived(venues).get(series)
    return venue.link if venue and venue.has_page else None


def _spellings(papers: list[PaperEntry]) -> tuple[tuple[str, int], ...]:
    counts = Counter(paper.venue for paper in papers if paper.venue)
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
