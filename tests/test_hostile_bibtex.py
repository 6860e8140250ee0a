"""Whatever a bibliography holds, its records are counted and its text is answered."""

from __future__ import annotations

from agi_review.importers import draft_all, read_bibtex
from tests.hostile_files import bibtex_variants


def test_every_record_of_every_variant_is_accounted_for() -> None:
    """Drafted, known or failed with a reason; a file with bytes is never a silent nothing."""
    variants = list(bibtex_variants())
    results = [draft_all(read_bibtex(each, "wild.bib"), []) for each in variants]

    drafted = sum(len(each.drafted) for each in results)
    failed = sum(len(each.failed) for each in results)
    print(f"\n{len(variants)} bibliographies: {drafted} drafted, {failed} refused")  # noqa: T201
    assert len(variants) >= 60
    for data, each in zip(variants, results, strict=True):
        assert each.adds_up, data[:80]
        assert each.records or each.notes or each.failed, data[:80]
        assert all(failure.line >= 1 and failure.reason for failure in each.failed)
