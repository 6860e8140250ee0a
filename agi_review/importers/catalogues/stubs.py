"""An entry of which only the identifier is known, for want of an answer."""

from __future__ import annotations

import re

from agi_review.importers.catalogues.wanted import Wanted
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.skeleton import modeline
from agi_review.sources.ids import nearest_id
from agi_review.sources.scalars import scalar

_ARXIV_MONTH = re.compile(r"([0-9]{2})(0[1-9]|1[0-2])\.[0-9]+")
_ASKED = {
    "title": "title: the title as published",
    "authors": "authors: one a line, as  - family: … and below it  given: …",
    "year": "year: four digits",
    "type": "type: article-journal, paper-conference, article (a preprint) …",
}


def stub_id(wanted: Wanted) -> str:
    """Return an id for the work until its author, year and title are known."""
    return nearest_id(f"{wanted.scheme}-{wanted.id}")


def stub(wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    """Return the text of an entry that holds what the identifier says, and the fields it lacks.

    What is not known is left out, each field named in a comment, so that `check` asks for exactly
    these. The id of a preprint tells the month it was handed in.
    """
    known: dict[str, str] = {}
    month = _ARXIV_MONTH.fullmatch(wanted.id) if wanted.scheme == "arxiv" else None
    if month:
        known = {"year": f"20{month[1]}", "date": f"20{month[1]}-{month[2]}"}
    if wanted.scheme == "arxiv":
        known["type"] = "article"
    lacking = tuple(name for name in _ASKED if name not in known)
    lines = [
        modeline(PaperEntry),
        *(f"# {_ASKED[name]}" for name in lacking),
        *(f"{name}: {value}" for name, value in known.items()),
        "ids:",
        f"  {wanted.scheme}: {scalar(wanted.id)}",
    ]
    return "\n".join(lines) + "\n", lacking
