"""Growth and composition of the base as a page of bars."""

from __future__ import annotations

from dataclasses import replace

from agi_review.graph import KnowledgeGraph
from agi_review.views.composer import plural
from agi_review.views.composition import (
    Counted,
    models_by_modality,
    models_by_task,
    papers_by_year,
    weights_by_year,
    worded,
)
from agi_review.views.hub_page import HubPage
from agi_review.views.parts import Action, Section
from agi_review.views.pictures import Fold, LegendItem, Picture
from agi_review.views.pictures.bars import Chart, bars
from agi_review.views.pictures.picture import CATEGORY_SHAPES

COMPOSITION = "maps/composition/"

MOST_ROWS = 15
"""Bars of a long list before the rest folds away."""

MOST_FOLDED = 60
"""Rows drawn in the fold; the table has all."""


def composition_page(graph: KnowledgeGraph) -> HubPage:
    """Return what the base is made of: papers by year, models by what they take and do."""
    return HubPage(
        path=COMPOSITION,
        title="What the base is made of",
        description="Papers by year and category, models by modality and task, and how often "
        "their weights can be had, counted from the entries.",
        lede="Every number is counted from the entries and leads to the list of what it counts. "
        "It says what this base holds, not what the field has published.",
        sections=(
            _papers(graph),
            _terms("modalities", "Models by modality", "modality", models_by_modality(graph)),
            _terms("tasks", "Models by task", "task", models_by_task(graph)),
            _weights(graph),
        ),
        actions=(
            Action("When models appeared", "../timeline/"),
            Action("Claims by modality and task", "../modalities/"),
        ),
    )


def _papers(graph: KnowledgeGraph) -> Section:
    counted = papers_by_year(graph)
    total = sum(group.total for group in counted.groups)
    chart = Chart(
        "papers",
        f"{plural(total, 'paper')} by year and by the category of the models they are about",
        _legend(counted),
    )
    return Section(
        "papers-by-year",
        "Papers by year",
        note="Each paper counts once, in the year of the version cited. Its category is that of "
        "the models and families it introduces, is a key paper of, or bears on; where these have "
        "several categories it counts under several, and where its entry names no model or "
        "family, under none.",
        picture=bars(
            chart, counted.bars(), counted.table("Papers by year and category of model", "Year")
        ),
    )


def _terms(id_: str, title: str, noun: str, counted: Counted) -> Section:
    picture = _folded(
        Chart(id_, f"{title}: {plural(len(counted.groups), 'row')}", _legend(counted)), counted
    )
    return Section(
        f"models-by-{noun}",
        title,
        note=f"A model of more than one {noun} counts in each, so that the rows add up to more "
        "than all models. A model of a narrower one, such as chest "
        "CT, counts under the broader one, too.",
        picture=replace(
            picture, twin=counted.table(f"{title} and domain", noun.capitalize()), twin_open=False
        ),
    )


def _folded(chart: Chart, counted: Counted) -> Picture:
    rows = counted.bars()
    picture = bars(chart, rows[:MOST_ROWS], None)
    rest = rows[MOST_ROWS:]
    if not rest:
        return picture
    shown = rest[:MOST_FOLDED]
    summary = f"and {len(shown):,} more"
    if len(shown) < len(rest):
        summary += f" of {len(rest):,}; the table has all"
    more = replace(chart, id=f"more-{chart.id}", name=f"{len(shown):,} further rows")
    return replace(picture, folds=(Fold(summary, bars(more, shown, None)),))


def _weights(graph: KnowledgeGraph) -> Section:
    counted = weights_by_year(graph)
    total = sum(group.total for group in counted.groups)
    chart = Chart(
        "weights",
        f"Weights of {plural(total, 'model')}: the share that can be had, by year",
        _legend(counted),
        share=True,
    )
    rows = [replace(bar, end=plural(bar.total, "model")) for bar in counted.bars()]
    return Section(
        "weights-by-year",
        "Can the weights be had?",
        note="Models by the year they first became public. Every bar is as long as the next, "
        "whatever the number of models at its end; the parts are shares. “Restricted” means on "
        "request or for research only, “not reported” that somebody looked and found nothing, "
        "“not looked at” that nobody has looked yet.",
        picture=bars(
            chart, rows, counted.table("Models by year and availability of their weights", "Year")
        ),
    )


def _legend(counted: Counted) -> tuple[LegendItem, ...]:
    return tuple(
        LegendItem(worded(value), CATEGORY_SHAPES.get(value, "frame"), value)
        for value in counted.values
    )
