"""RIS: every record is read, or listed with its line and its reason."""

from __future__ import annotations

from agi_review.importers import Draft, Failure, draft, draft_all, read_ris

FULL = """TY  - JOUR
ID  - ma2024segment
TI  - Segment Anything
in Medical Images
AU  - Ma, Jun
AU  - He, Yuting
AU  - NIH Imaging Group
PY  - 2024
DA  - 2024/01/22/
T2  - Nature Communications
VL  - 15
IS  - 1
SP  - 654
DO  - https://doi.org/10.1038/s41467-024-44824-z
AN  - arXiv:2304.12306
ER  -
"""


def test_a_full_record_becomes_a_full_entry() -> None:
    """Also where a long title is broken, and whatever the line ends are."""
    for text in (FULL, FULL.replace("\n", "\r\n")):
        made = draft(read_ris(text.encode(), "some/refs.ris").records[0], set())
        assert isinstance(made, Draft)
        assert made.data == {
            "title": "Segment Anything in Medical Images",
            "authors": [
                {"family": "Ma", "given": "Jun"},
                {"family": "He", "given": "Yuting"},
                {"group": "NIH Imaging Group"},
            ],
            "year": "2024",
            "date": "2024-01-22",
            "type": "article-journal",
            "venue": "Nature Communications",
            "volume": "15",
            "issue": "1",
            "pages": "654",
            "ids": {"doi": "10.1038/s41467-024-44824-z", "arxiv": "2304.12306"},
            "curation": {"records": ["ma2024segment in refs.ris"]},
        }
        assert made.notes == (
            "'NIH Imaging Group' is taken for a group; a person is 'Family, Given'",
        )


def test_no_record_is_lost() -> None:
    """One without a type, one that is not closed and one without an author are all counted."""
    text = (
        FULL
        + "\nAU  - Ma, Jun\nTI  - No type\nER  - \n"
        + "TY  - JOUR\nTI  - No author\nPY  - 2020\nER  - \n"
        + "TY  - CPAPER\nTI  - Not closed\nAU  - Ma, Jun\nPY  - 2020\n"
        + FULL
    )
    result = draft_all(read_ris(text.encode(), "refs.ris"), ())

    assert result.adds_up
    assert (result.records, len(result.drafted), len(result.duplicates)) == (5, 2, 1)
    assert [(each.line, each.reason) for each in result.failed] == [
        (18, "the record does not begin with its type (TY)"),
        (21, "the record has no author"),
    ]
    assert [each.message for each in result.notes if each.line == 25] == [
        "the record is not ended by ER"
    ]


def test_a_record_without_a_key_is_called_by_its_line() -> None:
    """The key is optional in the format; the id is made from what the record says."""
    text = "TY  - JOUR\nTI  - On livers\nAU  - Ma, Jun\nPY  - 2020\nER  - \n"
    made = draft(read_ris(text.encode(), "r.ris").records[0], set())

    assert isinstance(made, Draft)
    assert (made.id, made.key) == ("ma2020livers", "record on line 1")


def test_et_al_leaves_the_list_open() -> None:
    """It is nobody's name."""
    text = "TY  - JOUR\nTI  - On livers\nAU  - Ma, Jun\nAU  - et al.\nPY  - 2020\nER  - \n"
    made = draft(read_ris(text.encode(), "r.ris").records[0], set())

    assert isinstance(made, Draft)
    assert made.data["author_list"] == "partial"
    assert made.data["authors"] == [{"family": "Ma", "given": "Jun"}]


def test_a_preprint_is_known_by_its_venue() -> None:
    """Programs write one as an article of a journal that is called arXiv."""
    text = FULL.replace("Nature Communications", "arXiv")
    made = draft(read_ris(text.encode(), "r.ris").records[0], set())

    assert isinstance(made, Draft)
    assert (made.data["type"], "venue" in made.data) == ("article", False)


def test_a_file_of_another_form_is_one_failure() -> None:
    """And an empty one is none."""
    file = read_ris(b"@article{a, title={B}}", "refs.ris")

    assert file.records == ()
    assert [each.reason for each in file.failed] == [
        "no record (TY  - ...) in the 22 bytes of the file; is it RIS?"
    ]
    empty = read_ris(b"", "refs.ris")
    assert (empty.failed, [each.message for each in empty.notes]) == ((), ["the file is empty"])


def test_other_encodings_are_read() -> None:
    """The same text from Latin-1 and UTF-16."""
    text = "TY  - JOUR\nTI  - On livers\nAU  - Dollár, Piotr\nPY  - 2020\nER  - \n"
    for encoding in ("utf-8", "utf-16", "latin-1"):
        made = draft(read_ris(text.encode(encoding), "r.ris").records[0], set())
        assert not isinstance(made, Failure)
        assert made.data["authors"][0]["family"] == "Dollár"
