"""Two records of one work to one: the preprint's and that of the published version."""

from __future__ import annotations

from dataclasses import replace

from agi_review.importers.records import BibRecord


def merged(preprint: BibRecord, published: BibRecord) -> BibRecord:
    """Return what the published version's record says, with the id of the preprint.

    Both records are named in the entry's curation: a preprint and its published version are one.
    """
    own = {name: preprint.fields[name] for name in ("eprint", "archiveprefix")}
    also = f"{preprint.key} in {preprint.file}"
    return replace(published, fields={**published.fields, **own}, also=(also,))
