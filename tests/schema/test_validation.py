"""One document to one entry, or to everything that is wrong with it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from agi_review.schema.kinds.paper import Author
from tests.conftest import MakeBase


def test_all_faults_of_all_files_come_at_once(make_base: MakeBase) -> None:
    """A contributor mends them in one go."""
    base = make_base(
        {
            "datasets/a.yaml": "name: A\ndomain: medicine\nextra: 1\nreleased: soon\n",
            "models/b.yaml": "name: B\nfamily: No Such\n",
        }
    )

    assert [(d.span.path.rpartition("/")[2], d.code) for d in base.report.diagnostics] == [
        ("a.yaml", "not-in-vocabulary"),
        ("a.yaml", "unknown-field"),
        ("a.yaml", "bad-format"),
        ("b.yaml", "missing-field"),
        ("b.yaml", "bad-format"),
    ]


def test_messages_speak_yaml(make_base: MakeBase) -> None:
    """No tuples, no inputs, no model types."""
    base = make_base(
        {"datasets/a.yaml": "name: [A]\ndomain: medical\nterms: ct\nsize:\n  - 20 volumes\n"}
    )

    assert [d.message for d in base.report.diagnostics] == [
        "expected a text, found a list",
        "expected a list, found 'ct'",
        "expected a mapping of fields, found '20 volumes'",
    ]


def test_a_missing_field_in_a_list_points_at_its_item(make_base: MakeBase) -> None:
    """The parent is what there is to point at."""
    base = make_base(
        {"models/b.yaml": "name: B\nfamily: f\ndomain: general\nderives_from:\n  - how: adapted\n"}
    )

    (finding,) = (d for d in base.report.diagnostics if d.code == "missing-field")

    assert (finding.span.line, finding.span.column) == (5, 5)


def test_entries_are_frozen(make_base: MakeBase) -> None:
    """Nothing changes once it is read."""
    base = make_base({"datasets/a.yaml": "name: A\ndomain: medical\n"})

    with pytest.raises(ValidationError):
        base.graph.entry("dataset", "a").name = "B"  # type: ignore[attr-defined]


def test_sentences_are_no_misspelt_word(make_base: MakeBase) -> None:
    """A text of two paragraphs where one is wanted is for its writer to mend."""
    base = make_base(
        {"datasets/a.yaml": "name: A\ndomain: medical\nsummary: >-\n  One.\n\n  Two.\n"}
    )

    (finding,) = (d for d in base.report.diagnostics if d.code == "bad-format")

    assert (finding.suggestion, finding.fix) == (None, None)


def test_records_share_what_says_which_fields_were_written() -> None:
    """A base has many times more records than combinations of fields."""
    one, other, third = map(
        Author.model_validate, ({"family": "A"}, {"family": "B"}, {"group": "C"})
    )

    assert one.model_fields_set is other.model_fields_set
    assert (one.model_fields_set, third.model_fields_set) == ({"family"}, {"group"})
