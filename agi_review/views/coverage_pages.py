"""Evidence by modality and task: claims on the models that take the one and do the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import EntryKey
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.views.composer import Composer, plural
from agi_review.views.gap_map import Evidence, Head, crossed
from agi_review.views.hub_page import HubPage
from agi_review.views.links import entry_path, link_to
from agi_review.views.parts import Action, GapMap, Section
from agi_review.views.tables import models_table, short_label
from agi_review.views.terms import with_broader

COVERAGE = "maps/modalities/"
"""Where the map of modalities and tasks stands."""

MOST_TASKS, MOST_MODALITIES = 24, 16
"""Rows and columns of the map: those of most models."""

_BELOW = "../" * (COVERAGE.count("/") + 1)

Models = dict[tuple[str, str], list[ModelEntry]]
"""The medical models of each pair of a task and a modality."""


def coverage_page(graph: KnowledgeGraph) -> HubPage:
    """Return the map of tasks and modalities."""
    gaps = coverage_map(graph)
    note = (
        "Narrower terms count under the broadest one, such as chest CT under CT. A claim on a "
        "model of several modalities stands in several cells; totals count it once. Searches are "
        "recorded for challenges and themes only, so that a cell without claims says no more than "
        f"that this base has none.{_left_out(graph, gaps)}"
    )
    return HubPage(
        path=COVERAGE,
        title="What is known by modality and task",
        description="Claims on medical models by what they take and what they do.",
        lede="Each cell counts the claims on medical models that take a modality and do a task. "
        "Open a cell to see the models.",
        sections=(
            Section(
                "map",
                "Tasks and modalities",
                note=note,
                gaps=gaps,
            ),
        ),
        actions=(
            Action("By challenge and theme", "../gaps/"),
            Action("Filter the models", "../../models/"),
        ),
    )


def _left_out(graph: KnowledgeGraph, gaps: GapMap) -> str:
    """What a large base has beyond the map, in a sentence."""
    tasks, modalities = graph.derived(_axes)
    rest = (len(tasks) - len(gaps.rows), len(modalities) - len(gaps.columns))
    if not any(rest):
        return ""
    words = [plural(n, noun) for n, noun in zip(rest, ("more task", "more modality"), strict=True)]
    return (
        f" {' and '.join(words).replace('modalitys', 'modalities')} with fewer models stand on the "
        "pages of their own modality or task only."
    )


def modality_pages(graph: KnowledgeGraph) -> list[HubPage]:
    """Return a page for each modality: the medical models that take it, task by task."""
    models = graph.derived(_models)
    tasks, modalities = graph.derived(_axes)
    composer = Composer(graph, _BELOW)
    return [
        HubPage(
            path=f"{COVERAGE}{modality.id}/",
            title=f"{modality.name[:1].upper()}{modality.name[1:]}: models by task",
            description=f"Medical models of this base that take {modality.name}, by task.",
            lede="The medical models of this base that take this modality, under what they do.",
            sections=tuple(
                _section(composer, task, models.get((task.id, modality.id), []))
                for number, task in enumerate(tasks)
                if number < MOST_TASKS or (task.id, modality.id) in models
            ),
            actions=(
                Action("About the modality", f"{_BELOW}{entry_path(modality)}"),
                Action("The whole map", "../"),
            ),
        )
        for modality in modalities
    ]


def coverage_map(graph: KnowledgeGraph) -> GapMap:
    """Return claims by task and modality."""
    (tasks, modalities), found = graph.derived(_axes), graph.derived(_evidence)
    return _crossed(graph, tasks[:MOST_TASKS], modalities[:MOST_MODALITIES], found, "full")


def modality_strip(graph: KnowledgeGraph, key: EntryKey) -> GapMap | None:
    """Return the map's row of a modality, laid on its side; other terms have none."""
    modality = graph.entries[key]
    if not isinstance(modality, TermEntry) or modality.scheme != "modality":
        return None
    (tasks, _), found = graph.derived(_axes), graph.derived(_evidence)
    own = {
        (modality.id, task.id): found[task.id, modality.id]
        for task in tasks
        if (task.id, modality.id) in found
    }
    shown = [task for task in tasks if (modality.id, task.id) in own]
    shown = tasks if len(tasks) <= MOST_TASKS else shown[:MOST_TASKS]
    return _crossed(graph, [modality], shown, own, "strip")


def _evidence(graph: KnowledgeGraph) -> Evidence:
    return {
        pair: [(model, claim) for model in each for claim in model.claims]
        for pair, each in graph.derived(_models).items()
    }


def _crossed(
    graph: KnowledgeGraph,
    down: Sequence[TermEntry],
    across: Sequence[TermEntry],
    found: Evidence,
    style: str,
) -> GapMap:
    def path(row: str, column: str) -> str:
        task, modality = (row, column) if style == "full" else (column, row)
        return f"{COVERAGE}{modality}/#{task}"

    def short(entry: TermEntry) -> str:
        return short_label(entry, entry.id) if style == "full" else entry.name

    heads = [
        Head(each.id, replace(link_to(graph, each.key), label=short(each)), each.label)
        for each in across
    ]
    rows, totals, total = crossed(
        [Head(each.id, link_to(graph, each.key), each.label) for each in down],
        heads,
        found,
        path,
        lambda _row, _column: False,
    )
    columns = tuple(head.link for head in heads)
    caption, corner = "Claims on medical models by task and modality", "Task"
    return GapMap("coverage", caption, corner, columns, rows, totals, total, 0, style)


def _models(graph: KnowledgeGraph) -> Models:
    found: Models = defaultdict(list)
    for model in graph.of(ModelEntry):
        if model.domain == "medical" and model.deprecated is None:
            for task in _broadest(graph, model.tasks):
                for modality in _broadest(graph, model.modalities):
                    found[task, modality].append(model)
    return found


def _axes(graph: KnowledgeGraph) -> tuple[list[TermEntry], list[TermEntry]]:
    """The tasks and the modalities that any medical model has, most models first."""
    models = graph.derived(_models)
    axes = []
    for side in (0, 1):
        met: dict[str, set[str]] = defaultdict(set)
        for pair, each in models.items():
            met[pair[side]] |= {model.id for model in each}
        ranked = sorted(met, key=lambda id_: (-len(met[id_]), id_))
        axes.append([term for id_ in ranked if (term := graph.get(TermEntry, id_))])
    return axes[0], axes[1]


def _broadest(graph: KnowledgeGraph, ids: Iterable[str]) -> set[str]:
    return {term.id for term in with_broader(graph, ids) if not term.broader}


def _section(composer: Composer, task: TermEntry, models: list[ModelEntry]) -> Section:
    title = f"{task.name[:1].upper()}{task.name[1:]}"
    if not models:
        note = "No medical model of this base does this with this modality."
        return Section(task.id, title, 0, note=note)
    claims = sum(len(model.claims) for model in models)
    note = f"{plural(len(models), 'model')}, {plural(claims, 'claim')} on their pages."
    table = models_table(composer, models, title, family=True)
    return Section(task.id, title, len(models), note=note, table=table)
