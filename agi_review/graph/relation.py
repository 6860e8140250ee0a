"""A resolved reference: who refers to whom, in which field, and how it reads from either end."""

from __future__ import annotations

from typing import NamedTuple

from agi_review.schema.entry import EntryKey
from agi_review.schema.references import Path, Reference


class Relation(NamedTuple):
    """One edge of the graph; a tuple, since a base has some twenty for each entry."""

    source: EntryKey
    target: EntryKey
    reference: Reference
    """The reference as it was written in the source."""
    field: str
    """The top-level field of the source the reference stands in."""

    @property
    def path(self) -> Path:
        """Where in the source's document it stands."""
        return self.reference.path

    @property
    def field_path(self) -> str:
        """Where it stands without positions in lists, such as `claims.sources.paper`."""
        return ".".join(part for part in self.path if isinstance(part, str))

    @property
    def inverse(self) -> str:
        """How the relation reads from the target."""
        return self.reference.inverse

    @property
    def qualifier(self) -> str | None:
        """The role or manner, such as `introduces` or `fine-tuned`."""
        return self.reference.qualifier

    @property
    def in_prose(self) -> bool:
        """Whether it was written inside a text rather than as a value."""
        return self.reference.in_prose
