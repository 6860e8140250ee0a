"""The page of a model."""

from __future__ import annotations

from collections.abc import Iterator

from agi_review.schema.kinds.benchmark import BenchmarkEntry, Result
from agi_review.schema.kinds.dataset import DatasetEntry
from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.views import model_facts
from agi_review.views.composer import Composer, group_of, month_in_words, text_fact
from agi_review.views.entry_page import (
    EntryPage,
    Parts,
    assemble,
    category_badge,
    in_short,
    key_terms,
)
from agi_review.views.links import link_to
from agi_review.views.parts import (
    NOT_LOOKED_AT,
    Action,
    Badge,
    Cell,
    Column,
    FactGroup,
    FactLine,
    Row,
    Section,
    Table,
    Value,
)
from agi_review.views.pictures.lineage_near import lineage_around
from agi_review.views.results import in_order


def model_page(composer: Composer, model: ModelEntry) -> EntryPage:
    """Return the page of a model: what it is, where it comes from, what can be had."""
    sections = [
        *in_short(composer, model),
        *_lineage(composer, model),
        *composer.claims(model),
        *_results(composer, model),
        *key_terms(composer, model),
        *composer.backlinks(model, skip=("Results", *_DERIVED)),
    ]
    if not model.summary and not model.description:
        sections.insert(
            0, Section("in-short", "In short", note="Nobody has described this model yet.")
        )
    links = model.links
    named = (
        (("Code", links.code), ("Weights", links.weights), ("Project", links.project))
        if links
        else ()
    )
    actions = [Action(label, url) for label, url in named if url]
    actions += [Action(link.label, link.url) for link in links.other] if links else []
    parts = Parts(
        sections=tuple(sections),
        facts=tuple(_facts(composer, model)),
        badges=(*category_badge(composer, model), Badge(model.domain, "neutral")),
        actions=tuple(actions),
        subtitle=f"First public {month_in_words(model.released)}." if model.released else None,
    )
    return assemble(composer, model, parts)


_DERIVED = ("Built on by", "Fine-tuned into", "Initialises", "Adapted into", "Distilled into")


def _facts(composer: Composer, model: ModelEntry) -> list[FactGroup]:
    paper = [model.introduced_in] if model.introduced_in else []
    return [
        *group_of(
            "Details",
            [
                text_fact("Also known as", ", ".join(model.also_known_as)),
                FactLine("Family", composer.values(FamilyEntry, [model.family])),
                FactLine("Introduced in", composer.values(PaperEntry, paper)),
                *model_facts.parameters(composer, model),
                FactLine("Modalities", composer.values(TermEntry, model.modalities)),
                FactLine("Tasks", composer.values(TermEntry, model.tasks)),
                FactLine("Anatomies", composer.values(TermEntry, model.anatomies)),
                FactLine("Training data", composer.values(DatasetEntry, model.training_data)),
                FactLine("Judged on", composer.values(DatasetEntry, model.evaluated_on)),
            ],
        ),
        *group_of(
            "What can be had", model_facts.said_once(model_facts.availability(composer, model))
        ),
        *group_of(
            "Validation",
            [model_facts.external(composer, model), model_facts.centres(composer, model)],
        ),
    ]


def _lineage(composer: Composer, model: ModelEntry) -> list[Section]:
    """What the model was made from and what was made from it."""
    picture = lineage_around(composer.graph, model)
    note = None
    if not model.derives_from and model.lineage:
        note = {
            "from-scratch": "Trained from scratch.",
            "not-reported": "Its paper does not say what it was made from.",
        }[model.lineage]
    if picture is None and note is None:
        return []
    count = len(picture.twin.rows) if picture and picture.twin else None
    wide = picture is not None and picture.is_wide
    return [Section("lineage", "Lineage", count, wide=wide, picture=picture, note=note)]


def _results(composer: Composer, model: ModelEntry) -> list[Section]:
    """Results of this model on the benchmarks of the base, the oldest of each first."""
    found = [
        (benchmark, result)
        for benchmark in composer.sources(model, "results", BenchmarkEntry)
        for _, result in in_order(benchmark)
        if result.model == model.id
    ]
    if not found:
        return []
    columns = (
        Column("Benchmark"),
        Column("Result", number=True, width=8),
        Column("Metric", width=14),
        Column("Setting", width=22),
        Column("Public", width=10, whole=True),
        Column("Reported by", width=12),
        Column("Source", width=14),
    )
    rows = tuple(Row(tuple(_result(composer, *each))) for each in found)
    table = Table(f"Results of {model.name}", columns, rows)
    note = (
        "As the sources print them; results of different settings cannot be compared as they "
        "stand. “self” means that the model’s own authors measured it."
    )
    return [Section("results", "Results", len(rows), wide=True, table=table, note=note)]


def _result(composer: Composer, benchmark: BenchmarkEntry, result: Result) -> Iterator[Cell]:
    yield Cell(links=(link_to(composer.graph, benchmark.key),))
    yield Cell(Value(result.value), number=True)
    yield Cell(Value(benchmark.metric))
    yield Cell(Value(result.setting))
    yield Cell(Value(result.date or "not looked at", glyph=None if result.date else NOT_LOOKED_AT))
    yield Cell(Value(result.reported_by))
    yield Cell(links=(composer.cite(result.source),), where=result.where)
