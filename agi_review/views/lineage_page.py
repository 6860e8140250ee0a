"""Where the medical models come from, as a page: by family first, then model by model."""

from __future__ import annotations

from agi_review.graph import KnowledgeGraph
from agi_review.schema.kinds.model import ModelEntry
from agi_review.views.composer import by_label, plural
from agi_review.views.family_lines import family_lines
from agi_review.views.hub_page import HubPage
from agi_review.views.lineage import Lineage, lineage_of
from agi_review.views.links import link_to
from agi_review.views.parts import Action, LinkGroup, Section
from agi_review.views.pictures.family_map import family_map
from agi_review.views.pictures.lineage_map import MOST_MODELS, lineage_map

LINEAGE = "maps/lineage/"


def lineage_page(graph: KnowledgeGraph) -> HubPage:
    """Return families at a glance, every recorded descent, and the models that have none."""
    return HubPage(
        path=LINEAGE,
        title="Where medical models come from",
        description="Every recorded descent of the families and models of this base, from the "
        "general ones to the medical ones, by time and category.",
        lede="Language above, vision below; multimodal models stand where the two meet. Time runs "
        "to the right.",
        sections=(*_families(graph), *_models(graph)),
        actions=(Action("Whole base as GraphML", "../../downloads/agi-review.graphml"),),
    )


def _families(graph: KnowledgeGraph) -> list[Section]:
    lines = graph.derived(family_lines)
    if not lines:
        return []
    picture = family_map(graph, lines)
    left = len(lines) - len(picture.nodes)
    note = (
        "Each box is a family and begins in the year its first work became public; a line joins it "
        "to what it grew from. Open a family to see how its members come from each other."
    )
    if left:
        note += f" {left:,} with the fewest models stand in the table only."
    return [Section("by-family", "Family by family", note=note, picture=picture)]


def _models(graph: KnowledgeGraph) -> list[Section]:
    lineage = graph.derived(lineage_of)
    fits = 0 < len(lineage.models) <= MOST_MODELS
    picture = lineage_map(graph, lineage) if fits else None
    section = Section("map", "Model by model", note=_note(graph, lineage), picture=picture)
    return [section, *(_without(graph, lineage) if fits else ())]


def _note(graph: KnowledgeGraph, lineage: Lineage) -> str:
    if not lineage.models:
        return "No model of this base has a recorded origin yet."
    total = len(graph.of(ModelEntry))
    first = (
        f"{len(lineage.models):,} of {plural(total, 'model')} have a recorded origin or lead to "
        f"another model, by {plural(len(lineage.descents), 'link')}."
    )
    if len(lineage.models) > MOST_MODELS:
        return (
            f"{first} One picture of more than {MOST_MODELS} models would be too large to read: "
            "the page of each family draws its members, that of each model its ancestors and "
            "descendants, and the whole base as GraphML has every link."
        )
    return (
        f"{first} A box begins in the quarter its model became public; lines from one model run "
        "together until they part. The picture is wider than the screen and begins at its newest "
        "end; scroll left for the origins. The table under it says the same."
    )


def _without(graph: KnowledgeGraph, lineage: Lineage) -> list[Section]:
    """The models that nothing is known to lead to or from, which the picture leaves out."""
    shown = {model.id for model in lineage.models}
    rest = [model for model in graph.of(ModelEntry) if model.id not in shown]
    scratch = [model for model in rest if model.lineage == "from-scratch"]
    unknown = [model for model in rest if model.lineage != "from-scratch"]
    groups = [
        LinkGroup(heading, by_label(link_to(graph, model.key) for model in models), dense=True)
        for heading, models in (
            ("Trained from scratch, and nothing here comes from them", scratch),
            (f"{plural(len(unknown), 'model')} without a recorded origin", unknown),
        )
        if models
    ]
    if not groups:
        return []
    return [Section("others", "Models outside the picture", len(rest), links=tuple(groups))]
