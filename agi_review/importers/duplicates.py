"""Find the paper that a draft would enter a second time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.process import extract_iter

from agi_review.importers.drafting import Draft
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.preprints import is_preprint_doi
from agi_review.sources.ids import fold

DOUBTFUL = 60.0
"""Likeness of two titles below which an identifier in common is more likely a slip."""

NEAR_IDENTICAL = 92.0
"""Likeness of two titles in percent, whatever the order of their words, from which they are one."""

# No ISBN: programs write that of the proceedings into every paper and call it a book.
_CALLED = {"doi": "DOI", "arxiv": "arXiv id", "pmid": "PubMed id", "openreview": "OpenReview id"}
_NOT_WORD = re.compile(r"[\W_]+")
_TELLING = (
    re.compile(  # What tells apart the parts of a series, and a work from what was said of it.
        r"[0-9]+|\b(?:i{2,3}|iv|vi{1,3}|ix|xi{1,3}|one|two|three|four|first|second|third|fourth"
        r"|erratum|corrigendum|correction|addendum|retraction|comment|reply|revised"
        r"|january|february|march|april|may|june|july|august|september|october|november|december)\b"
    )
)


@dataclass(frozen=True, slots=True)
class Match:
    """A paper that is the same work."""

    id: str
    reason: str
    """What the two have in common."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a paper is known by."""

    id: str
    title: str
    telling: tuple[str, ...]
    author: str
    year: int
    ids: dict[str, str]


_Group = tuple[str, int, tuple[str, ...]]


class DuplicateIndex:
    """The papers there are, by identifier and by title."""

    def __init__(self, papers: Iterable[PaperEntry] = ()) -> None:
        """Take in papers; more can be added one by one."""
        self._by_id: dict[tuple[str, str], _Sign] = {}
        self._by_title: dict[str, list[_Sign]] = defaultdict(list)
        self._by_author: dict[_Group, list[_Sign]] = defaultdict(list)
        for paper in papers:
            self.add(paper)

    def add(self, paper: PaperEntry) -> None:
        """Take in one paper."""
        sign = _sign(paper)
        for item in sign.ids.items():
            self._by_id.setdefault(item, sign)
        self._by_title[sign.title].append(sign)
        self._by_author[sign.author, sign.year, sign.telling].append(sign)

    def find(self, paper: PaperEntry) -> str | None:
        """Return the id of the paper that is the same work, or nothing."""
        match = self.match(paper)
        return match.id if match is not None else None

    def match(self, paper: PaperEntry) -> Match | None:
        """Return the paper that is the same work, with the reason, or nothing.

        The same work has an identifier in common; or a near-identical title, the same first author
        and a year at most one apart, unless identifiers or telling words keep the two apart.
        """
        sign = _sign(paper)
        for item in sign.ids.items():
            if (known := self._by_id.get(item)) is not None:
                likeness = fuzz.token_set_ratio(sign.title, known.title)
                doubt = ", though the titles differ" if likeness < DOUBTFUL else ""
                return Match(known.id, f"the same {_CALLED[item[0]]}{doubt}")
        for other in self._alike(sign):
            if not _apart(sign, other):
                return Match(other.id, "a near-identical title by the same first author")
        return None

    def _alike(self, sign: _Sign) -> Iterator[_Sign]:
        for other in self._by_title.get(sign.title, ()):
            if other.author == sign.author and abs(other.year - sign.year) <= 1:
                yield other
        for year in (sign.year, sign.year - 1, sign.year + 1):
            candidates = self._by_author.get((sign.author, year, sign.telling), [])
            titles = (other.title for other in candidates)
            likeness = extract_iter(
                sign.title, titles, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR_IDENTICAL
            )
            yield from (candidates[position] for _, _, position in likeness)


def find_duplicate(draft: Draft, papers: Iterable[PaperEntry]) -> str | None:
    """Return the id of the paper a draft would repeat; for many drafts keep a `DuplicateIndex`."""
    return DuplicateIndex(papers).find(draft.entry)


def _sign(paper: PaperEntry) -> _Sign:
    title = plain(paper.title)
    ids = {} if paper.ids is None else paper.ids.model_dump(exclude_none=True)
    return _Sign(
        id=paper.id,
        title=title,
        telling=tuple(sorted(_TELLING.findall(title))),
        author=plain(paper.authors[0].short),
        year=paper.year,
        ids={name: str(ids[name]).casefold() for name in _CALLED if name in ids},
    )


def plain(text: str) -> str:
    """Return text without case, accents and punctuation; another script keeps its letters."""
    folded = _NOT_WORD.sub(" ", fold(text)).strip()
    return folded or _NOT_WORD.sub(" ", text.casefold()).strip()


def _apart(one: _Sign, other: _Sign) -> bool:
    """Whether both have an identifier of the same catalogue, and these differ."""
    for name in ("arxiv", "pmid", "openreview"):
        if name in one.ids and name in other.ids and one.ids[name] != other.ids[name]:
            return True
    if "doi" not in one.ids or "doi" not in other.ids:
        return False
    preprints = sum(is_preprint_doi(sign.ids["doi"]) for sign in (one, other))
    return one.ids["doi"] != other.ids["doi"] and preprints != 1
