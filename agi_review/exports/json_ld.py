"""What a page is about, in schema.org's words, as JSON-LD."""

from __future__ import annotations

from typing import Any

from agi_review.exports.csl_json import address_of
from agi_review.exports.licences import licence_address
from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import DatasetEntry, PaperEntry, TermEntry
from agi_review.schema.kinds.paper import Author
from agi_review.schema.prose import as_plain
from agi_review.views.downloads_page import downloads_of
from agi_review.views.links import ENTRY_ROOT, entry_path
from agi_review.views.publication import Publication
from agi_review.views.quality_page import latest_day

Data = dict[str, Any]


def about_entry(entry: Entry, publication: Publication) -> Data:
    """Return what an entry's page is about, and where it stands on the site."""
    thing = _thing(entry)
    if thing:
        thing["mainEntityOfPage"] = publication.url(entry_path(entry), ENTRY_ROOT)
    crumbs = (
        (publication.name, ""),
        (type(entry).plural, f"{type(entry).folder}/"),
        (entry.label, entry_path(entry)),
    )
    places = [
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": publication.url(path, ENTRY_ROOT),
        }
        for position, (name, path) in enumerate(crumbs, 1)
    ]
    return _graph(thing, {"@type": "BreadcrumbList", "itemListElement": places})


def about_base(graph: KnowledgeGraph, publication: Publication) -> Data:
    """Return what the home page is about: a site, and a data set with its files."""
    home = publication.url("", "./")
    files = [
        {
            "@type": "DataDownload",
            "name": each.name,
            "description": each.holds,
            "encodingFormat": each.media_type,
            "contentUrl": publication.url(each.path),
        }
        for each in downloads_of(graph)
    ]
    common = {
        "name": publication.name,
        "description": publication.description,
        "url": home,
        "license": publication.licence.url if publication.licence else None,
        "inLanguage": "en",
        "dateModified": latest_day(graph),
    }
    return _graph(
        _present({"@type": "WebSite", **common}),
        _present(
            {"@type": "Dataset", **common, "isAccessibleForFree": True, "distribution": files}
        ),
    )


def _graph(*things: Data | None) -> Data:
    return {"@context": "https://schema.org", "@graph": [thing for thing in things if thing]}


def _thing(entry: Entry) -> Data | None:
    """The work or concept itself; kinds that schema.org has no word for say nothing."""
    if isinstance(entry, PaperEntry):
        return _article(entry)
    if isinstance(entry, DatasetEntry):
        return _present(
            {
                "@type": "Dataset",
                "name": entry.name,
                "alternateName": list(entry.also_known_as),
                "description": as_plain(entry.summary or entry.description or ""),
                "url": entry.url,
                "license": licence_address(entry.licence),
            }
        )
    if isinstance(entry, TermEntry):
        return _present(
            {
                "@type": "DefinedTerm",
                "name": entry.name,
                "alternateName": list(entry.alt_labels),
                "description": as_plain(entry.definition),
                "inDefinedTermSet": {"@type": "DefinedTermSet", "name": entry.scheme},
            }
        )
    return None


def _article(paper: PaperEntry) -> Data:
    ids = paper.ids
    return _present(
        {
            "@type": "ScholarlyArticle",
            "headline": paper.title,
            "author": [_author(author) for author in paper.authors],
            "datePublished": str(paper.year),
            "isPartOf": {"@type": "Periodical", "name": paper.venue} if paper.venue else None,
            "pagination": paper.pages,
            "sameAs": address_of(paper),
            "identifier": f"doi:{ids.doi}" if ids and ids.doi else None,
        }
    )


def _author(author: Author) -> Data:
    if author.group:
        return {"@type": "Organization", "name": author.group}
    return _present(
        {
            "@type": "Person",
            "familyName": author.family,
            "givenName": author.given,
            "name": author.full,
            "identifier": f"https://orcid.org/{author.orcid}" if author.orcid else None,
        }
    )


def _present(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}
