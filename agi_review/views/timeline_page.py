"""The timeline as a page."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.model import ModelEntry
from agi_review.views.composer import plural
from agi_review.views.hub_page import HubPage
from agi_review.views.parts import Action, Section
from agi_review.views.pictures.timeline import MOST_MARKS, timeline

TIMELINE = "maps/timeline/"


def timeline_page(graph: KnowledgeGraph) -> HubPage:
    """Return the models of the base in order of time."""
    models = [model for model in graph.of(ModelEntry) if model.deprecated is None]
    undated = sum(model.released is None for model in models)
    bare = sum(model.released is not None and "-" not in model.released for model in models)
    return HubPage(
        path=TIMELINE,
        title="When models appeared",
        description="The models of this base by category and by the quarter they first became "
        "public, with a table of names by year.",
        lede="Every model of this base, at the quarter in which it first became public. The table "
        f"{'carries the names' if len(models) <= MOST_MARKS else 'counts them by year'}.",
        sections=(
            Section(
                "models",
                "Models by quarter",
                note=_note(len(models), bare, undated),
                picture=timeline(graph),
            ),
        ),
        actions=(
            Action("What the base is made of", "../composition/"),
            Action("All models", "../../models/"),
        ),
    )


def _note(models: int, bare: int, undated: int) -> str:
    drawn = (
        "Filled marks and heavier names are medical models, the others are general."
        if models <= MOST_MARKS
        else f"More than {MOST_MARKS} marks would be too many to read: each quarter of a category "
        "is a bar that leads to the models of its year."
    )
    first = (
        f"{plural(models, 'model')}. {drawn} Quarters in which nothing appeared are drawn narrower."
    )
    parts = [first]
    if bare:
        noun = "is" if bare == 1 else "are"
        parts.append(
            f"Of {plural(bare, 'model')} only the year is known: {'it' if bare == 1 else 'they'} "
            f"{noun} set at the start of that year in a dashed frame."
        )
    if undated:
        stand = "stands" if undated == 1 else "stand"
        parts.append(
            f"{plural(undated, 'model')} without a date {stand} in the last row of the table only."
        )
    parts.append("Where it is wider than the screen it begins at its newest end.")
    return " ".join(parts)
