"""What every kind needs; each message says which file to make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from agi_review.knowledge_base import KnowledgeBase
from agi_review.schema import Entry
from agi_review.schema.kinds import KINDS
from tests.conftest import FIXTURES, PROJECT

TINY = FIXTURES / "tiny_kb" / "entries"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_kind_has_a_folder_a_template_and_examples(kind: type[Entry]) -> None:
    """The same path four times."""
    assert (PROJECT / "templates" / "entries" / f"{kind.kind}.html.j2").is_file()
    assert any((PROJECT / "entries" / kind.folder).glob("*.yaml"))
    assert len(list((TINY / kind.folder).glob("*.yaml"))) >= 2


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_one_example_has_every_field(kind: type[Entry], tiny_kb: KnowledgeBase) -> None:
    """Else a field could break and no test would see it."""
    used: set[str] = set()
    for entry in tiny_kb.graph.of(kind):
        used |= set(_set_fields(entry))

    expected = set(_all_fields(kind)) - {"id", *_SHARED_ELSEWHERE}
    assert sorted(expected - used) == [], f"add these to a file in {TINY / kind.folder}"


# Shown complete by one kind each; every kind has them by inheritance.
_SHARED_ELSEWHERE = {
    *(f"curation.{name}" for name in ("read_through", "review_by", "searched", "records", "added")),
    *(f"curation.departures{name}" for name in ("", ".record", ".field", ".why")),
    *(f"deprecated.{name}" for name in ("since", "reason", "replaced_by")),
    *(f"claims.{name}" for name in ("checked", "heading", "themes", "challenges", "stance")),
    "claims.sources.where",
    "claims",
    "claims.text",
    "claims.sources",
    "claims.sources.paper",
    "curation",
    "deprecated",
    "description",
    "summary",
    "terms",
}


def test_the_shared_fields_are_complete_somewhere(tiny_kb: KnowledgeBase) -> None:
    """Claims, curation and tombstones, over all kinds together."""
    used = {name for entry in tiny_kb.graph for name in _set_fields(entry)}

    assert sorted(_SHARED_ELSEWHERE - used) == []


def _set_fields(record: BaseModel, prefix: str = "") -> list[str]:
    names = []
    for name in record.model_fields_set:
        value: Any = getattr(record, name)
        names.append(prefix + name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                names += _set_fields(item, f"{prefix}{name}.")
    return names


def _all_fields(record: type[BaseModel], prefix: str = "") -> list[str]:
    from agi_review.schema.references import slots_of  # noqa: PLC0415

    records = {slot.name: slot.record for slot in slots_of(record)[0] if slot.record}
    names = []
    for name in record.model_fields:
        names.append(prefix + name)
        if name in records:
            names += _all_fields(records[name], f"{prefix}{name}.")
    return names


def test_ids_are_unique_in_the_real_base() -> None:
    """Also on systems that do not tell capitals apart."""
    for kind in KINDS:
        stems = [path.stem.casefold() for path in Path(PROJECT / "entries" / kind.folder).glob("*")]
        assert len(stems) == len(set(stems))
