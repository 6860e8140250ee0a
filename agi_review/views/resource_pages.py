"""The pages of data sets and terms."""

from __future__ import annotations

from collections.abc import Collection

from agi_review.schema.kinds.dataset import DatasetEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.kinds.term import TermEntry
from agi_review.views.composer import (
    Composer,
    group_of,
    month_in_words,
    text_fact,
    worded,
)
from agi_review.views.coverage_pages import modality_strip
from agi_review.views.entry_page import (
    EntryPage,
    Parts,
    assemble,
    in_short,
    key_terms,
    prose_section,
)
from agi_review.views.parts import (
    Action,
    Badge,
    FactLine,
    Section,
    Value,
)
from agi_review.views.tables import models_table

_SCHEMES = {
    "modality": "Models that take it",
    "task": "Models that do it",
    "anatomy": "Models made for it",
}


def dataset_page(composer: Composer, dataset: DatasetEntry) -> EntryPage:
    """Return the page of a data set: what it holds, who can get it, what learned from it."""
    trained = composer.sources(dataset, "training_data", ModelEntry)
    judged = composer.sources(dataset, "evaluated_on", ModelEntry)
    sections = [
        *in_short(composer, dataset),
        *_models(composer, "trained-on-it", "Models trained on it", trained),
        *_models(composer, "judged-on-it", "Models judged on it", judged),
        *composer.claims(dataset),
        *key_terms(composer, dataset),
        *composer.backlinks(dataset, skip=("Models trained on it", "Models judged on it")),
    ]
    paper = [dataset.introduced_in] if dataset.introduced_in else []
    facts = [
        *group_of(
            "Details",
            [
                text_fact("Also known as", ", ".join(dataset.also_known_as)),
                FactLine("Introduced in", composer.values(PaperEntry, paper)),
                *(composer.fact("Size", size, size.unit) for size in dataset.size),
                FactLine("Modalities", composer.values(TermEntry, dataset.modalities)),
                FactLine("Anatomies", composer.values(TermEntry, dataset.anatomies)),
                FactLine("Tasks", composer.values(TermEntry, dataset.tasks)),
                FactLine("Made from", composer.values(DatasetEntry, dataset.derived_from)),
            ],
        ),
        *group_of(
            "Access",
            [
                text_fact("Access", dataset.access.replace("-", " "))
                if dataset.access
                else worded("Access", None),
                text_fact("Licence", dataset.licence) or worded("Licence", None),
            ],
        ),
    ]
    actions = [Action("Open", dataset.url, primary=True)] if dataset.url else []
    actions += [Action(link.label, link.url) for link in dataset.links]
    released = f"First public {month_in_words(dataset.released)}." if dataset.released else None
    badges = (Badge("data set", "neutral"), Badge(dataset.domain, "neutral"))
    parts = Parts(tuple(sections), tuple(facts), badges, actions=tuple(actions), subtitle=released)
    return assemble(composer, dataset, parts)


def term_page(composer: Composer, term: TermEntry) -> EntryPage:
    """Return the page of a term: what it means and everything filed under it."""
    definition = "\n\n".join(
        text for text in (term.definition, term.summary, term.description) if text
    )
    fields = ("modalities", "tasks", "anatomies")
    models = {m.id: m for field in fields for m in composer.sources(term, field, ModelEntry)}
    title = _SCHEMES.get(term.scheme, "Models")
    sections = [
        *prose_section(composer, "definition", "Definition", definition),
        *_evidence(composer, term),
        *_models(composer, "models", title, models.values()),
        *composer.claims(term),
        *composer.backlinks(term, skip=("Models for it",)),
    ]
    ids = term.ids
    vocabularies = (
        (
            ("DICOM", ids.dicom, None),
            ("MeSH", ids.mesh, "https://meshb.nlm.nih.gov/record/ui?ui="),
            ("RadLex", ids.radlex, "http://radlex.org/RID/"),
            ("Wikidata", ids.wikidata, "https://www.wikidata.org/wiki/"),
        )
        if ids
        else ()
    )
    narrower = [r.source.id for r in composer.incoming(term, "broader")]
    facts = [
        *group_of(
            "Vocabulary",
            [
                text_fact("Scheme", term.scheme),
                text_fact("Also called", ", ".join(term.alt_labels)),
                FactLine("Broader", composer.values(TermEntry, term.broader)),
                FactLine("Narrower", composer.values(TermEntry, narrower)),
            ],
        ),
        *group_of(
            "Elsewhere",
            [
                FactLine(label, (Value(id_, url=f"{base}{id_}" if base else None),))
                for label, id_, base in vocabularies
                if id_
            ],
        ),
    ]
    return assemble(
        composer, term, Parts(tuple(sections), tuple(facts), (Badge(term.scheme, "neutral"),))
    )


def _evidence(composer: Composer, term: TermEntry) -> list[Section]:
    """The map's row of a modality that has one, laid on its side."""
    strip = composer.graph.ask(modality_strip, term.key)
    if strip is None or not strip.total:
        return []
    note = "Claims on medical models that take it, by what the models do."
    return [Section("evidence", "Where the evidence is", wide=True, gaps=strip, note=note)]


def _models(
    composer: Composer, anchor: str, title: str, models: Collection[ModelEntry]
) -> list[Section]:
    if not models:
        return []
    table = models_table(composer, models, title, family=True)
    return [Section(anchor, title, len(models), wide=True, table=table)]
