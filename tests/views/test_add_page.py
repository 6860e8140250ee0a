"""The form asks for fields the kinds have, and leads to where the host makes files."""

from __future__ import annotations

from agi_review.knowledge_base import load
from agi_review.schema.kinds import KINDS
from agi_review.views.add_page import add_page
from agi_review.views.publication import EntryFiles, Publication
from agi_review.views.published import published
from tests.conftest import FIXTURES

GITHUB = "https://github.com/owner/name"


def test_every_field_asked_for_exists_and_no_needed_one_is_left_out() -> None:
    """The list is declared once; the kinds have the last word."""
    page = add_page(load(FIXTURES / "tiny_kb" / "entries").graph)
    kinds = {kind.kind: kind for kind in KINDS}

    assert [form.kind for form in page.forms] == ["paper", "model", "dataset"]
    for form in page.forms:
        fields = kinds[form.kind].model_fields
        needed = {name for name, info in fields.items() if info.is_required()} - {"id"}
        assert needed <= set(form.fields) <= set(fields)


def test_new_files_are_made_where_the_host_is_known_to_make_them() -> None:
    """On GitHub, in the folder of the kind; elsewhere the form offers none."""
    page = published(add_page(load(FIXTURES / "tiny_kb" / "entries").graph), Publication("A base"))
    files = EntryFiles(f"{GITHUB}/edit/main/entries/", f"{GITHUB}/blob/main/entries/")
    other = EntryFiles("https://example.org/edit/main/entries/")

    addresses = [
        form.new_file for form in published(page, Publication("A base", files=files)).forms
    ]
    assert addresses == [
        f"{GITHUB}/new/main/entries/{folder}" for folder in ("papers", "models", "datasets")
    ]
    assert published(page, Publication("A base", files=other)) == page
    assert all(form.new_file is None for form in page.forms)
