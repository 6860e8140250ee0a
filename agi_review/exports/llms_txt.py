"""`llms.txt`: where a language model begins to read.

Source:
    The form of llmstxt.org: a heading, a quotation that says what this is, sections of links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from agi_review.exports.api import API
from agi_review.exports.markdown_text import linked, plain
from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import ChallengeEntry, FamilyEntry, ThemeEntry
from agi_review.views.downloads_page import downloads_of
from agi_review.views.entry_page import plain_description
from agi_review.views.hub_page import HubPage
from agi_review.views.links import entry_path
from agi_review.views.publication import Publication

LLMS_TXT = "llms.txt"

_LISTED = (ThemeEntry, ChallengeEntry, FamilyEntry)
"""Kinds of few entries that lead to all others."""

_HOW_TO_READ = (
    "Every statement names the paper it rests on and the place in it, and says whether somebody "
    "has checked it against that paper's own text. A field that is absent, or “not looked at”, "
    "means that nobody has looked; “not reported” means that somebody has and the source does not "
    "say; neither means no. Each page has its Markdown and its JSON beside it under the same name: "
    "`models/medsam/`, `models/medsam.md`, `models/medsam.json`."
)


def llms_txt(
    graph: KnowledgeGraph, publication: Publication, hubs: Sequence[HubPage] = ()
) -> Iterator[tuple[str, str]]:
    """Yield address and text of the file: all indexes, maps and lists, the topics, and the data.

    Args:
        graph: The base.
        publication: Where it is published.
        hubs: The pages about the whole base that have Markdown beside them.
    """
    yield LLMS_TXT, "\n\n".join(_blocks(graph, publication, hubs)) + "\n"


def _blocks(
    graph: KnowledgeGraph, publication: Publication, hubs: Sequence[HubPage]
) -> Iterator[str]:
    yield f"# {plain(publication.name)}"
    if publication.description:
        yield f"> {plain(publication.description)}"
    yield _HOW_TO_READ
    yield from _section(
        "Everything, by kind", (_index(graph, kind, publication) for kind in graph.kinds)
    )
    yield from _section("Maps and lists", (_hub(page, publication) for page in hubs))
    for kind in _LISTED:
        entries = [entry for entry in graph.of(kind) if entry.deprecated is None]
        yield from _section(kind.plural, (_entry(entry, publication) for entry in entries))
    files = [("index.json of the API", f"{API}index.json", "what there is and where")]
    files += [(each.name, each.path, f"{each.form}: {each.holds}") for each in downloads_of(graph)]
    yield from _section(
        "Optional", (_item(plain(name), path, holds, publication) for name, path, holds in files)
    )


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    lines = "\n".join(items)
    if lines:
        yield f"## {title}\n\n{lines}"


def _index(graph: KnowledgeGraph, kind: type[Entry], publication: Publication) -> str:
    number = len(graph.of(kind))
    return _item(kind.plural, f"{kind.folder}.md", f"all {number:,} in one table", publication)


def _hub(page: HubPage, publication: Publication) -> str:
    path = f"{page.path[:-1]}.md"
    return _item(plain(page.title), path, page.description, publication)


def _entry(entry: Entry, publication: Publication) -> str:
    path = f"{entry_path(entry)[:-1]}.md"
    return _item(plain(entry.label), path, plain_description(entry), publication)


def _item(name: str, path: str, text: str, publication: Publication) -> str:
    return f"- {linked(name, publication.url(path))}: {plain(text)}"
