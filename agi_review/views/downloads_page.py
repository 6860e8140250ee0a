"""The downloads page: every file for machines, what it is and what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds import PaperEntry
from agi_review.views.composer import plural
from agi_review.views.hub_page import HubPage
from agi_review.views.parts import Action, Cell, Column, Row, Section, Table, Value

DOWNLOADS = "downloads/"
"""The folder of the files, whose own page lists them."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that holds the whole base, or all of one kind."""

    path: str
    """Its address from the site's root."""
    form: str
    media_type: str
    holds: str

    @property
    def name(self) -> str:
        """The last part of its address."""
        return self.path.rpartition("/")[2]


def downloads_of(graph: KnowledgeGraph) -> tuple[Download, ...]:
    """Return the files under `downloads/` in the order the page lists them."""
    return (*_whole(graph), *_citations(graph), *_tables(graph))


def services_of(graph: KnowledgeGraph) -> tuple[Download, ...]:
    """Return what programs and readers of feeds ask for first."""
    lists = [
        Download(
            f"api/{kind.folder}.json",
            "JSON",
            "application/json",
            f"list of {kind.plural.lower()} with the addresses of each",
        )
        for kind in graph.kinds
    ]
    return (
        Download("api/index.json", "JSON", "application/json", "what there is and where"),
        *lists,
        Download(
            "api/schema/document.schema.json",
            "JSON Schema",
            "application/schema+json",
            "the form of an entry’s JSON",
        ),
        Download("feed.xml", "Atom", "application/atom+xml", "what came and what changed"),
        Download("feed.json", "JSON Feed", "application/feed+json", "what came and what changed"),
        Download("llms.txt", "Markdown", "text/plain", "where to begin, for language models"),
    )


def downloads_page(graph: KnowledgeGraph) -> HubPage:
    """Return the page that lists every file for machines."""
    return HubPage(
        path=DOWNLOADS,
        title="Downloads",
        description="The whole base as files for programs: JSON, SQLite, CSV, GraphML, Turtle, "
        "BibTeX and more.",
        lede="The whole base in the formats that other programs read. All files are made from the "
        "same entries as the pages.",
        sections=(
            _section("whole", "The whole base", _whole(graph)),
            _section("citations", "The papers, to cite", _citations(graph)),
            _section(
                "tables",
                "Tables",
                _tables(graph),
                "One file a kind, and four for the whole base. A cell that a spreadsheet would "
                "compute has an apostrophe before it.",
            ),
            _section(
                "programs",
                "For programs and readers of feeds",
                services_of(graph),
                "Beside each entry’s page stand its JSON and its Markdown under the same name, "
                "and beside each paper’s page its citation.",
            ),
        ),
        actions=(Action("How to use these files", "../data/", primary=True),),
    )


def _whole(graph: KnowledgeGraph) -> tuple[Download, ...]:
    entries = _counted(len(graph), "entry", "entries")
    relations = plural(sum(len(graph.relations(entry)) for entry in graph), "relation")
    kinds = plural(len(graph.kinds), "kind")
    return (
        _file("agi-review.json", "JSON", "application/json", f"{entries} with relations"),
        _file(
            "agi-review.sqlite",
            "SQLite",
            "application/vnd.sqlite3",
            f"{entries} of {kinds} as tables, {relations}, full-text search",
        ),
        _file(
            "agi-review.graphml",
            "GraphML",
            "application/graphml+xml",
            f"{entries} as nodes, {relations} as edges",
        ),
        _file(
            "agi-review.ttl",
            "Turtle",
            "text/turtle",
            "terms as SKOS concepts; papers, models and data sets in schema.org and Dublin Core",
        ),
    )


def _citations(graph: KnowledgeGraph) -> tuple[Download, ...]:
    papers = plural(len(graph.of(PaperEntry)), "paper")
    return (
        _file("agi-review.bib", "BibTeX", "application/x-bibtex", papers),
        _file("agi-review.ris", "RIS", "application/x-research-info-systems", papers),
        _file("agi-review.csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", papers),
    )


def _tables(graph: KnowledgeGraph) -> tuple[Download, ...]:
    kinds = [
        _csv(kind.folder, _counted(len(graph.of(kind)), kind.kind, kind.plural.lower()))
        for kind in graph.kinds
    ]
    claims = sum(len(entry.claims) for entry in graph)
    return (
        *kinds,
        _csv("entries", f"all {len(graph):,} entries with kind, name, level and page"),
        _csv("claims", plural(claims, "claim")),
        _csv("claim_sources", "the sources of claims with the place in each"),
        _csv("relations", "who refers to whom, in which field"),
    )


def _file(name: str, form: str, media_type: str, holds: str) -> Download:
    return Download(f"{DOWNLOADS}{name}", form, media_type, holds)


def _csv(name: str, holds: str) -> Download:
    return _file(f"{name}.csv", "CSV", "text/csv", holds)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _section(
    anchor: str, title: str, files: tuple[Download, ...], note: str | None = None
) -> Section:
    columns = (Column("File", width=26), Column("Format", width=14), Column("Holds", sentence=True))
    rows = tuple(
        Row(
            (
                Cell(Value(each.path.removeprefix(DOWNLOADS), url=_from_here(each.path))),
                Cell(Value(each.form)),
                Cell(Value(each.holds)),
            )
        )
        for each in files
    )
    return Section(
        anchor, title, len(rows), wide=True, table=Table(title, columns, rows), note=note
    )


def _from_here(path: str) -> str:
    """The way to a file from the page that lists it."""
    return path.removeprefix(DOWNLOADS) if path.startswith(DOWNLOADS) else f"../{path}"
