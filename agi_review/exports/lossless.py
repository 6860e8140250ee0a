"""What a paper's records in other forms keep of its entry."""

from __future__ import annotations

from collections.abc import Mapping

_EVERYWHERE = frozenset(
    {"id", "title", "authors", "year", "type", "venue", "volume", "issue", "pages", "publisher"}
)

LOSSLESS: Mapping[str, frozenset[str]] = {
    "bibtex": _EVERYWHERE | {"author_list", "ids.doi", "ids.arxiv"},
    "ris": _EVERYWHERE | {"ids.doi", "ids.arxiv"},
    "csl-json": _EVERYWHERE | {"ids.doi", "ids.pmid"},
}
"""Fields that come back as they were when a record is written in a form and read again.

This holds for articles of journals, papers of conferences and chapters with their venue, and for
preprints without one. Of authors it is the names in their order, families with given names, and
groups without a comma. Not kept are what a form takes for marks of its own (in BibTeX pairs of
hyphens, backticks and apostrophes; everywhere tags and entities of HTML) and the hyphen in a range
of pages, which comes back as an en dash.
"""
