"""The base as linked data in Turtle: terms as SKOS, works in schema.org and Dublin Core."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from agi_review.exports.csl_json import address_of
from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.kinds import DatasetEntry, ModelEntry, PaperEntry, TermEntry
from agi_review.schema.prose import as_plain
from agi_review.views.downloads_page import DOWNLOADS
from agi_review.views.links import entry_path
from agi_review.views.publication import Publication

_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

VOCABULARIES = {
    "mesh": "http://id.nlm.nih.gov/mesh/",
    "radlex": "http://radlex.org/RID/",
    "wikidata": "http://www.wikidata.org/entity/",
}
"""Where an id of another vocabulary resolves; a DICOM code does not."""

_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}

_NOT_IN_AN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')

_ROOT = "../"
"""Addresses are written from the file's own place; with `@base` they are complete."""

Statement = tuple[str, Iterable[str]]
"""A predicate and its objects, as they are written."""


def turtle(graph: KnowledgeGraph, publication: Publication) -> str:
    """Return the base as Turtle; without an address of its own it says everything relatively."""
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in _PREFIXES.items()]
    if publication.address:
        lines.insert(0, f"@base {_iri(publication.url(f'{DOWNLOADS}agi-review.ttl'))} .")
    blocks = [*_about(publication), *_schemes(graph)]
    blocks += [_term(term) for term in graph.of(TermEntry)]
    blocks += [_paper(paper) for paper in graph.of(PaperEntry)]
    blocks += [_model(model) for model in graph.of(ModelEntry)]
    blocks += [_dataset(dataset) for dataset in graph.of(DatasetEntry)]
    return "\n".join(lines) + "\n\n" + "\n".join(blocks)


def _about(publication: Publication) -> Iterator[str]:
    licence = publication.licence
    yield _block(
        "<>",
        [
            ("a", ["schema:Dataset"]),
            ("schema:name", [_literal(publication.name)]),
            ("dcterms:license", [_iri(licence.url)] if licence else []),
        ],
    )


def _schemes(graph: KnowledgeGraph) -> Iterator[str]:
    for scheme in sorted({term.scheme for term in graph.of(TermEntry)}):
        label = _literal(scheme, "en")
        yield _block(_scheme(scheme), [("a", ["skos:ConceptScheme"]), ("skos:prefLabel", [label])])


def _term(term: TermEntry) -> str:
    ids = term.ids.model_dump(exclude_none=True) if term.ids else {}
    scheme = _scheme(term.scheme)
    return _block(
        _page(term),
        [
            ("a", ["skos:Concept"]),
            ("skos:inScheme", [scheme]),
            ("skos:topConceptOf", [] if term.broader else [scheme]),
            ("skos:prefLabel", [_literal(term.name, "en")]),
            ("skos:altLabel", [_literal(label, "en") for label in term.alt_labels]),
            ("skos:definition", [_literal(as_plain(term.definition), "en")]),
            ("skos:broader", _refs(TermEntry, term.broader)),
            (
                "skos:exactMatch",
                [_iri(f"{base}{ids[name]}") for name, base in VOCABULARIES.items() if name in ids],
            ),
            ("skos:notation", [_literal(ids["dicom"])] if "dicom" in ids else []),
            *_given_up(term),
        ],
    )


def _paper(paper: PaperEntry) -> str:
    address = address_of(paper)
    return _block(
        _page(paper),
        [
            ("a", ["schema:ScholarlyArticle"]),
            ("dcterms:title", [_literal(paper.title)]),
            ("dcterms:creator", [_literal(author.full) for author in paper.authors]),
            ("dcterms:issued", [f'"{paper.year}"^^xsd:gYear']),
            ("schema:sameAs", [_iri(address)] if address else []),
            ("dcterms:references", _refs(PaperEntry, paper.cites)),
            *_common(paper),
        ],
    )


def _model(model: ModelEntry) -> str:
    paper = [model.introduced_in] if model.introduced_in else []
    sources = [each.model for each in model.derives_from]
    return _block(
        _page(model),
        [
            ("a", ["schema:CreativeWork"]),
            ("schema:name", [_literal(model.name)]),
            ("schema:alternateName", [_literal(name) for name in model.also_known_as]),
            ("schema:subjectOf", _refs(PaperEntry, paper)),
            ("schema:isBasedOn", _refs(ModelEntry, sources)),
            *_common(model, *model.modalities, *model.tasks, *model.anatomies),
        ],
    )


def _dataset(dataset: DatasetEntry) -> str:
    paper = [dataset.introduced_in] if dataset.introduced_in else []
    return _block(
        _page(dataset),
        [
            ("a", ["schema:Dataset"]),
            ("schema:name", [_literal(dataset.name)]),
            ("schema:alternateName", [_literal(name) for name in dataset.also_known_as]),
            ("schema:url", [_iri(dataset.url)] if dataset.url else []),
            ("schema:subjectOf", _refs(PaperEntry, paper)),
            ("schema:isBasedOn", _refs(DatasetEntry, dataset.derived_from)),
            *_common(dataset, *dataset.modalities, *dataset.tasks, *dataset.anatomies),
        ],
    )


def _common(entry: Entry, *terms: str) -> list[Statement]:
    """What works of all kinds have: their terms, what they are in short, what replaced them."""
    summary = [_literal(as_plain(entry.summary), "en")] if entry.summary else []
    subjects = _refs(TermEntry, dict.fromkeys((*entry.terms, *terms)))
    return [("dcterms:subject", subjects), ("dcterms:abstract", summary), *_given_up(entry)]


def _given_up(entry: Entry) -> list[Statement]:
    by = entry.deprecated.replaced_by if entry.deprecated else None
    return [("dcterms:isReplacedBy", _refs(type(entry), [by] if by else []))]


def _block(subject: str, statements: Iterable[Statement]) -> str:
    said = [
        f"{predicate} {', '.join(values)}"
        for predicate, objects in statements
        if (values := [*objects])
    ]
    return f"{subject} " + " ;\n    ".join(said) + " .\n"


def _page(entry: Entry) -> str:
    return f"<{_ROOT}{entry_path(entry)}>"


def _refs(kind: type[Entry], ids: Iterable[str]) -> list[str]:
    return [f"<{_ROOT}{kind.folder}/{id_}/>" for id_ in ids]


def _scheme(scheme: str) -> str:
    return f"<{_ROOT}{TermEntry.folder}/#{scheme}>"


def _literal(text: str, language: str = "") -> str:
    escaped = "".join(_ESCAPES.get(char, char) for char in text)
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def _iri(address: str) -> str:
    """An address as Turtle holds it; what an IRI may not hold is percent-encoded."""
    return f"<{_NOT_IN_AN_IRI.sub(lambda match: quote(match[0]), address)}>"
