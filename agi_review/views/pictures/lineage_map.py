"""The lineage of the whole base against time, model by model."""

from __future__ import annotations

from dataclasses import replace

from agi_review.graph import KnowledgeGraph
from agi_review.views.composer import plural
from agi_review.views.lineage import Lineage, lineage_table
from agi_review.views.pictures.against_time import against_time
from agi_review.views.pictures.lineage import boxes_of, legend
from agi_review.views.pictures.picture import Picture

MOST_MODELS = 300
"""Models above which the base is drawn by family alone."""


def lineage_map(graph: KnowledgeGraph, lineage: Lineage) -> Picture:
    """Return the picture with its legend and table."""
    boxes = boxes_of(graph, lineage)
    return replace(
        against_time(boxes, lineage.descents),
        id="lineage",
        name=f"Lineage of {plural(len(boxes), 'model')} with "
        f"{plural(len(lineage.descents), 'link')}, "
        "from the earliest at the left to the latest at the right",
        legend=legend(boxes, lineage.descents),
        twin=lineage_table(graph, lineage, "Models and what each was made from"),
        files=True,
        from_end=True,
    )
