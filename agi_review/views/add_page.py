"""Adding an entry from a form: which kinds have one, and which fields it asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import DatasetEntry, ModelEntry, PaperEntry
from agi_review.schema.skeleton import modeline
from agi_review.sources.ids import LONGEST_ID, SLUG
from agi_review.sources.parsing import MISREAD
from agi_review.views.links import INDEX_ROOT
from agi_review.views.publication import EntryFiles

ADD = "add/"

_ASKED: tuple[tuple[type[Entry], str, str], ...] = (
    (
        PaperEntry,
        "Paper",
        """
        title authors author_list year date type venue volume issue pages ids links
        summary findings cites models datasets themes challenges terms
        """,
    ),
    (
        ModelEntry,
        "Model",
        """
        name also_known_as family domain introduced_in derives_from lineage released
        parameters modalities tasks anatomies training_data evaluated_on availability
        validation links summary claims terms
        """,
    ),
    (
        DatasetEntry,
        "Data set",
        """
        name also_known_as domain introduced_in derived_from released modalities tasks
        anatomies size access licence url summary claims terms
        """,
    ),
)
"""The kinds a form is offered for, and the fields it asks for, in order."""


@dataclass(frozen=True, slots=True)
class KindForm:
    """The form of one kind; what a field means is said by the schema of the kind."""

    kind: str
    label: str
    folder: str
    fields: tuple[str, ...]
    modeline: str
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


def add_page(graph: KnowledgeGraph) -> AddPage:
    """Return a form for each kind of the base that has one."""
    return AddPage(
        root=INDEX_ROOT,
        title="Add an entry",
        description="Write a paper, a model or a data set in a form and take it away as YAML.",
        lede="Fill in what you know and leave out the rest. The form checks what you write and "
        "turns it into the file that the base keeps.",
        forms=tuple(
            KindForm(kind.kind, label, kind.folder, tuple(fields.split()), modeline(kind))
            for kind, label, fields in _ASKED
            if kind in graph.kinds
        ),
        folders=tuple((kind.kind, kind.folder) for kind in graph.kinds),
        id_pattern=f"^{SLUG.pattern}$",
        longest_id=LONGEST_ID,
        misread=" ".join(sorted(word for word in MISREAD if word)),
    )


def with_new_files(page: AddPage, files: EntryFiles | None) -> AddPage:
    """Return the page with the place where the host makes new files, if it is known."""
    if files is None or files.new is None:
        return page
    forms = (replace(form, new_file=f"{files.new}{form.folder}") for form in page.forms)
    return replace(page, forms=tuple(forms))
