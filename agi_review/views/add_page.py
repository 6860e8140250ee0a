"""Adding an entry from a form: which kinds have one, and which fields it asks for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from agi_review.graph import KnowledgeGraph
from agi_review.schema.key_order import shape_of
from agi_review.schema.kinds import PaperEntry
from agi_review.schema.skeleton import modeline
from agi_review.sources.ids import LONGEST_ID, SLUG
from agi_review.sources.layout import Shape
from agi_review.sources.words import MISREAD
from agi_review.views.links import INDEX_ROOT
from agi_review.views.parts import Action

ADD = "add/"


@dataclass(frozen=True, slots=True)
class KindForm:
    """The form of one kind; what a field means is said by the schema of the kind."""

    kind: str
    label: str
    folder: str
    fields: tuple[str, ...]
    modeline: str
    shape: str
    """The order of its keys and which of its texts may be broken into lines, as JSON."""
    new_file: str | None = None
    """Where the host makes a new file in the kind's folder."""


@dataclass(frozen=True, slots=True)
class AddPage:
    """Everything the page says."""

    root: str
    title: str
    description: str
    lede: str
    forms: tuple[KindForm, ...]
    folders: tuple[tuple[str, str], ...]
    """Each kind with the folder its entries are listed under."""
    id_pattern: str
    longest_id: int
    misread: str
    """Words that are quoted in YAML, parted by spaces."""
    more: tuple[Action, ...]
    """Pages that say more about adding entries."""


def add_page(graph: KnowledgeGraph) -> AddPage:
    """Return a form for each kind of the base that has one."""
    return AddPage(
        root=INDEX_ROOT,
        title="Add an entry",
        description="Write a paper, a model or a data set in a form and take it away as YAML.",
        lede="Fill in what you know and leave out the rest. The form checks what you write and "
        "turns it into the file that the base keeps.",
        forms=tuple(
            KindForm(
                kind.kind,
                kind.noun.capitalize(),
                kind.folder,
                kind.form,
                modeline(kind),
                json.dumps(_as_data(shape_of(kind))),
            )
            for kind in sorted(graph.kinds, key=lambda each: each is not PaperEntry)
            if kind.form
        ),
        folders=tuple((kind.kind, kind.folder) for kind in graph.kinds),
        id_pattern=f"^{SLUG.pattern}$",
        longest_id=LONGEST_ID,
        misread=" ".join(sorted(word for word in MISREAD if word)),
        more=(Action("How to contribute", f"{INDEX_ROOT}contribute/"),),
    )


def _as_data(shape: Shape) -> dict[str, Any]:
    return {
        "order": shape.order,
        "prose": sorted(shape.prose),
        "inner": {name: _as_data(inner) for name, inner in shape.inner.items()},
    }
