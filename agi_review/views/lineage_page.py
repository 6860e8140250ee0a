"""Where the medical models come from, as a page."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.model import ModelEntry
from agi_review.views.composer import by_label, plural
from agi_review.views.hub_page import HubPage
from agi_review.views.lineage import Lineage, lineage_of
from agi_review.views.links import link_to
from agi_review.views.parts import Action, LinkGroup, Section
from agi_review.views.pictures.lineage_map import lineage_map

LINEAGE = "maps/lineage/"


def lineage_page(graph: KnowledgeGraph) -> HubPage:
    """Return the picture of every recorded descent, and the models that have none."""
    lineage = graph.derived(lineage_of)
    picture = lineage_map(graph, lineage) if lineage.models else None
    return HubPage(
        path=LINEAGE,
        title="Where medical models come from",
        description="Every recorded descent of the models of this base, from the general ones to "
        "the medical ones, by time and category.",
        lede="Language above, vision below; multimodal models stand where the two meet. Time runs "
        "to the right.",
        sections=(
            Section("map", "Lineage", note=_note(graph, lineage), picture=picture),
            *_without(graph, lineage),
        ),
        actions=(Action("Whole base as GraphML", "../../downloads/agi-review.graphml"),),
    )


def _note(graph: KnowledgeGraph, lineage: Lineage) -> str:
    if not lineage.models:
        return "No model of this base has a recorded origin yet."
    total = len(graph.of(ModelEntry))
    return (
        f"{len(lineage.models):,} of {plural(total, 'model')} have a recorded origin or lead to "
        f"another model, by {plural(len(lineage.descents), 'link')}. A box begins in the quarter "
        "its model became public; lines from one model run together until they part. The picture "
        "scrolls sideways; the table under it says the same."
    )


def _without(graph: KnowledgeGraph, lineage: Lineage) -> list[Section]:
    """The models that nothing is known to lead to or from, which the picture leaves out."""
    shown = {model.id for model in lineage.models}
    rest = [model for model in graph.of(ModelEntry) if model.id not in shown]
    scratch = [model for model in rest if model.lineage == "from-scratch"]
    unknown = [model for model in rest if model.lineage != "from-scratch"]
    groups = [
        LinkGroup(heading, by_label(link_to(graph, model.key) for model in models))
        for heading, models in (
            ("Trained from scratch, and nothing here comes from them", scratch),
            (f"{plural(len(unknown), 'model')} without a recorded origin", unknown),
        )
        if models
    ]
    if not groups:
        return []
    return [Section("others", "Models outside the picture", len(rest), links=tuple(groups))]
