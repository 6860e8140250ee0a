"""Drafting: a record becomes the entry a curator would have written from it, or says why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.importers import (
    BibFile,
    BibRecord,
    Draft,
    Failure,
    draft,
    draft_all,
    read_bibtex,
)
from agi_review.importers.citekeys import make_id
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.sources.ids import LONGEST_ID, RESERVED, SLUG

Drafted = Callable[..., Draft]
Outcome = Callable[..., Draft | Failure]


# The whole entry --------------------------------------------------------------------------------


def test_a_full_record_becomes_a_full_entry(read: Callable[[str], BibFile]) -> None:
    """Every field in the order of the schema, curation last, and neither abstract nor keywords."""
    made = draft(read("complete.bib").records[0], set(), added="2026-11-23")
    assert isinstance(made, Draft)
    assert made.data == {
        "title": "Foundation models for generalist medical AI",
        "authors": [
            {"family": "Moor", "given": "Michael"},
            {"family": "Banerjee", "given": "Oishi"},
            {"group": "The GMAI Working Group"},
        ],
        "year": "2023",
        "date": "2023-04",
        "type": "article-journal",
        "venue": "Nature Medicine",
        "volume": "616",
        "issue": "7956",
        "pages": "259–265",
        "publisher": "Springer",
        "ids": {"doi": "10.1038/s41586-023-05881-4", "pmid": "37045921"},
        "curation": {"added": "2026-11-23", "records": ["moor2023generalist in complete.bib"]},
    }
    order = [name for name in PaperEntry.model_fields if name in made.data and name != "curation"]
    assert list(made.data) == [*order, "curation"]
    assert (made.id, made.key, made.line, made.notes) == (
        "moor2023generalist",
        "moor2023generalist",
        9,
        (),
    )


def test_a_draft_is_an_entry(read: Callable[[str], BibFile]) -> None:
    """What it holds is what the schema reads from its data."""
    for record in read("complete.bib").records:
        made = draft(record, set())
        assert isinstance(made, Draft)
        assert made.entry == PaperEntry.model_validate({"id": made.id, **made.data})


def test_no_day_is_made_up(drafted: Drafted) -> None:
    """`added` is written only if it is given."""
    assert list(drafted().data["curation"]) == ["records"]


# Titles -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["Long ways", "Long ways: A Short Tale"])
def test_a_subtitle_stands_once(drafted: Drafted, title: str) -> None:
    """Programs keep it apart, and write it into the title too."""
    made = drafted(f"title = {{{title}}},\nsubtitle = {{A short tale}}")
    assert made.data["title"].casefold() == "long ways: a short tale"


# Authors ----------------------------------------------------------------------------------------


def test_a_name_turned_round_is_put_right(drafted: Drafted) -> None:
    """Initials are given names; the draft holds what `check` would advise, and says so."""
    made = drafted(names="E., Nyssen and Doe, Jane")
    assert made.data["authors"][0] == {"family": "Nyssen", "given": "E."}
    assert made.notes == (
        "author 1: 'family: E., given: Nyssen' is read as 'family: Nyssen, given: E.'",
    )


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("M #8730ller, Henning", "'M #8730ller' holds a mark or number that belongs to no name"),
        ("Bravo C & Redondo, J", "'Bravo C & Redondo' is more than one name"),
        ("Ii, Rmit University", "'Rmit University' holds where somebody works"),
    ],
)
def test_a_name_nobody_can_read_fails_the_record(outcome: Outcome, name: str, what: str) -> None:
    """A draft with it would keep a site from being built; the record says what is to mend."""
    made = outcome(f"@misc{{k, title={{T}}, author={{{{Doe}}, Jane and {name}}}, year=2020}}")
    assert isinstance(made, Failure)
    assert made.reason == f"author 2: {what}"


# Ids --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["kirillov2023segment", "gpt-4", "2020"])
def test_a_key_that_can_be_an_id_is_kept(drafted: Drafted, key: str) -> None:
    """The curator's own key is a better permalink than one made up."""
    assert drafted(key=key).id == key


@pytest.mark.parametrize(
    "key",
    [
        "Doe2020",
        "doe_2020",
        "doe:2020",
        "DBLP:conf/cvpr/Doe20",
        "doe--2020",
        "con",
        "index",
        "a" * 81,
    ],
)
def test_a_key_that_cannot_be_one_is_replaced(drafted: Drafted, key: str) -> None:
    """Family, year and the first word of the title that says something."""
    made = drafted(
        "title = {On the Segmentation of Things}", key=key, names='M{\\"u}ller-Lüdenscheidt, Jörg'
    )
    assert made.id == "mullerludenscheidt2020segmentation"
    assert made.data["curation"]["records"][0].startswith(key)


def test_reserved_names_are_those_that_discovery_refuses(drafted: Drafted) -> None:
    """A draft's file is one the tool reads."""
    for name in RESERVED:
        assert drafted(key=name).id == "doe2020title"


def test_a_taken_id_gets_a_letter(outcome: Outcome) -> None:
    """The next free one of a, b, c."""
    text = "@misc{a2020b, title={T}, author={A, B}, year=2020}"
    assert outcome(text, "a2020b").id == "a2020ba"  # type: ignore[union-attr]
    assert outcome(text, "a2020b", "a2020ba", "a2020bb").id == "a2020bc"  # type: ignore[union-attr]


@given(st.text(max_size=100), st.text(max_size=40), st.text(max_size=40), st.integers(0, 60))
def test_any_words_make_a_free_id(key: str, family: str, title: str, others: int) -> None:
    """An id is a slug of bounded length, new, and the same for the same words."""
    taken: set[str] = set()
    for _ in range(others + 1):
        made = make_id(key, family, "2020", title, taken)
        assert SLUG.fullmatch(made)
        assert len(made) <= LONGEST_ID
        assert made not in taken
        assert made == make_id(key, family, "2020", title, taken)
        taken.add(made)


# Kinds of publication ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "journal = {Nature}", ("article-journal", "Nature")),
        ("article", "", ("article-journal", None)),
        ("article", "journaltitle = {Nature}", ("article-journal", "Nature")),
        ("article", "journal = {arXiv preprint arXiv:2304.02643}", ("article", None)),
        ("article", "journal = {CoRR},\nvolume = {abs/2304.02643}", ("article", None)),
        ("article", "journal = {ArXiv}", ("article", None)),
        ("article", "journal = {medRxiv}", ("article", "medRxiv")),
        ("article", "journal = {Preprint at https://x.org}", ("article", None)),
        ("article", "journal = {Corrosion Science}", ("article-journal", "Corrosion Science")),
        ("inproceedings", "booktitle = {CVPR}", ("paper-conference", "CVPR")),
        ("conference", "booktitle = {CVPR}", ("paper-conference", "CVPR")),
        ("inproceedings", "journal = {CVPR}", ("paper-conference", "CVPR")),
        ("inproceedings", "booktitle = {arXiv}", ("article", None)),
        ("misc", "eprint = {2304.02643},\narchivePrefix = {arXiv}", ("article", None)),
        ("misc", "howpublished = {arXiv:2304.02643}", ("article", None)),
        ("misc", "doi = {10.48550/arXiv.2304.02643},\npublisher = {arXiv}", ("article", None)),
        ("misc", "url = {https://openai.com/x}", ("webpage", None)),
        ("misc", "journal = {Nature}", ("article-journal", "Nature")),
        ("online", "url = {https://openai.com/x}", ("webpage", None)),
        ("online", "eprint = {2304.02643},\neprinttype = {arxiv}", ("article", None)),
        ("unpublished", "", ("article", None)),
        ("book", "publisher = {MIT Press}", ("book", None)),
        ("incollection", "booktitle = {Handbook}", ("chapter", "Handbook")),
        ("techreport", "institution = {MIT}", ("report", None)),
        ("mastersthesis", "school = {MIT}", ("thesis", None)),
        ("dataset", "", ("dataset", None)),
        ("software", "", ("software", None)),
        ("nosuchtype", "booktitle = {CVPR}", ("paper-conference", "CVPR")),
    ],
)
def test_type_and_venue(
    drafted: Drafted, kind: str, fields: str, expected: tuple[str, str | None]
) -> None:
    """The CSL type follows the BibTeX type and what the fields give away."""
    entry = drafted(fields, kind=kind).entry
    assert (entry.type, entry.venue) == expected


def test_a_type_nobody_knows_is_said(drafted: Drafted) -> None:
    """The guess is there to be checked."""
    assert drafted(kind="nosuchtype").notes == ("@nosuchtype is not known and taken for 'article'",)


@pytest.mark.parametrize(
    ("kind", "field"),
    [("techreport", "institution"), ("phdthesis", "school"), ("misc", "organization")],
)
def test_who_published_it(drafted: Drafted, kind: str, field: str) -> None:
    """Institutions, schools and organisations are publishers."""
    assert drafted(f"{field} = {{MIT}}", kind=kind).entry.publisher == "MIT"


def test_a_preprint_keeps_no_volume_that_repeats_its_number(drafted: Drafted) -> None:
    """`CoRR, abs/2304.02643` is an arXiv id and nothing else."""
    made = drafted("journal = {CoRR},\nvolume = {abs/2304.02643},\npublisher = {arXiv}")
    assert set(made.data) == {"title", "authors", "year", "type", "ids", "curation"}
    assert made.data["ids"] == {"arxiv": "2304.02643"}


def test_the_number_of_a_report_is_no_issue(drafted: Drafted) -> None:
    """It is left out and said."""
    made = drafted("number = {TR-7}", kind="techreport")
    assert "issue" not in made.data
    assert "TR-7" in made.notes[0]


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ("259--265", "259–265"),
        ("259 - 265", "259–265"),
        ("259-265", "259–265"),
        ("e1--e9", "e1–e9"),
        ("S1-S9", "S1-S9"),
        ("1234", "1234"),
        ("1--2, 5--6", "1–2, 5–6"),
    ],
)
def test_page_ranges_have_an_en_dash(drafted: Drafted, written: str, pages: str) -> None:
    """Article numbers and single pages stay as they are."""
    assert drafted(f"pages = {{{written}}}").entry.pages == pages


@pytest.mark.parametrize("absent", ["n/a", "-", "None", "?", "{}"])
def test_placeholders_are_not_values(drafted: Drafted, absent: str) -> None:
    """Absence has one spelling: the field is left out."""
    made = drafted(f"volume = {{{absent}}},\npages = {{{absent}}},\njournal = {{Nature}}")
    assert not {"volume", "pages"} & set(made.data)


# Dates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "year", "date"),
    [
        ("year = 2023", 2023, None),
        ("year = 2023,\nmonth = jun", 2023, "2023-06"),
        ("year = 2023,\nmonth = {June}", 2023, "2023-06"),
        ("year = 2023,\nmonth = 6", 2023, "2023-06"),
        ("year = 2023,\nmonth = {06}", 2023, "2023-06"),
        ("year = 2023,\nmonth = jun,\nday = 5", 2023, "2023-06-05"),
        ('year = 2023,\nmonth = jun # "~5"', 2023, "2023-06-05"),
        ("year = 2023,\nmonth = {5 June}", 2023, "2023-06-05"),
        ("year = 2023,\nmonth = {June 5--9}", 2023, "2023-06"),
        ("year = 2023,\nmonth = {May--June}", 2023, None),
        ("year = 2023,\nmonth = {Spring}", 2023, None),
        ("year = 2023,\nmonth = 13", 2023, None),
        ("year = 2023,\nmonth = feb,\nday = 31", 2023, None),
        ("year = {},\ndate = {2023-06-05}", 2023, "2023-06-05"),
        ("year = {},\ndate = {2023-06}", 2023, "2023-06"),
        ("year = {},\ndate = {2023}", 2023, None),
        ("year = 2024,\ndate = {2023-06}", 2024, None),
        ("year = {2023a}", 2023, None),
        ("year = {(2023)}", 2023, None),
    ],
)
def test_year_and_date(drafted: Drafted, fields: str, year: int, date: str | None) -> None:
    """A month or a day only where exactly one is given, in the year that is given."""
    entry = drafted(fields).entry
    assert (entry.year, entry.date) == (year, date)


@pytest.mark.parametrize(
    "fields",
    ["year = {2023a}", "year = 2023,\nmonth = feb,\nday = 31", "year = 2024,\ndate = {2023-06}"],
)
def test_a_doubtful_date_is_said(drafted: Drafted, fields: str) -> None:
    """Somebody should look at it."""
    assert len(drafted(fields).notes) == 1


# Identifiers and links --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ("doi = {10.1000/Abc(1)}", {"doi": "10.1000/Abc(1)"}),
        ("doi = {https://doi.org/10.1000/abc}", {"doi": "10.1000/abc"}),
        ("doi = {http://dx.doi.org/10.1000/abc.}", {"doi": "10.1000/abc"}),
        ("doi = {doi: 10.1000/abc}", {"doi": "10.1000/abc"}),
        (r"doi = {10.1007/978-3-030\_1}", {"doi": "10.1007/978-3-030_1"}),
        ("url = {https://doi.org/10.1000/abc?x=1}", {"doi": "10.1000/abc"}),
        ("doi = {10.48550/arXiv.2304.02643}", {"arxiv": "2304.02643"}),
        ("eprint = {2304.02643}", {"arxiv": "2304.02643"}),
        ("eprint = {arXiv:2304.02643v2 [cs.CV]}", {"arxiv": "2304.02643"}),
        (
            "eprint = {9901001},\narchivePrefix = {arXiv},\nprimaryClass = {hep-th}",
            {"arxiv": "hep-th/9901001"},
        ),
        ("eprint = {math.GT/0309136}", {"arxiv": "math.GT/0309136"}),
        ("url = {https://arxiv.org/pdf/2304.02643v3.pdf}", {"arxiv": "2304.02643"}),
        ("journal = {arXiv preprint arXiv:2304.02643}", {"arxiv": "2304.02643"}),
        ("journal = {arXiv e-prints},\npages = {arXiv:2304.02643}", {"arxiv": "2304.02643"}),
        ("note = {arXiv:2304.02643 [cs]}", {"arxiv": "2304.02643"}),
        ("note = {Extends arXiv:2304.02643}", {}),
        ("pmid = {PMID: 37045921}", {"pmid": "37045921"}),
        ("eprint = {37045921},\neprinttype = {pubmed}", {"pmid": "37045921"}),
        ("url = {https://pubmed.ncbi.nlm.nih.gov/37045921/}", {"pmid": "37045921"}),
        ("url = {https://openreview.net/forum?id=YicbFdNTTy}", {"openreview": "YicbFdNTTy"}),
        ("eprint = {https://www.nature.com/x.pdf}", {}),
    ],
)
def test_identifiers_are_found_and_cleaned(
    drafted: Drafted, fields: str, ids: dict[str, str]
) -> None:
    """Wherever they are written; an id mentioned in passing is not the work's own."""
    assert drafted(fields).data.get("ids", {}) == ids


def test_an_isbn_names_a_book_and_no_paper_in_it(drafted: Drafted) -> None:
    """Two chapters of one book must not look like one work."""
    isbn = "isbn = {978-0-262-03561-3 (print), 978-0-262-33737-3}"
    assert drafted(isbn, kind="book").data["ids"] == {"isbn": "978-0-262-03561-3"}
    assert "ids" not in drafted(isbn, kind="incollection").data


def test_a_page_is_linked_only_where_no_identifier_leads(drafted: Drafted) -> None:
    """Identifiers outlive addresses."""
    url = "url = {https://example.org/a}"
    assert drafted(url).data["links"] == {"page": "https://example.org/a"}
    assert "links" not in drafted(f"{url},\ndoi = {{10.1000/abc}}").data
    howpublished = r"howpublished = {Blog, \url{https://example.org/a_b}}"
    assert drafted(howpublished, kind="misc").data["links"] == {"page": "https://example.org/a_b"}


@pytest.mark.parametrize(
    ("fields", "left_out"),
    [
        ("doi = {10.1002/(SICI)1097<1::AID>3.0.CO;2-#}", "ids.doi"),
        ("doi = {not available}", "ids.doi"),
        ("pmid = {PMC123}", "ids.pmid"),
        ("url = {ftp://example.org}", "links.page"),
        ("url = {javascript:alert(1)}", "links.page"),
        ("journal = {" + "x" * 1001 + "}", "venue"),
    ],
)
def test_what_the_schema_refuses_is_left_out_and_said(
    drafted: Drafted, fields: str, left_out: str
) -> None:
    """One bad value does not cost the record, and no part of it is passed off as whole."""
    made = drafted(fields)
    assert left_out.split(".", 1)[0] not in made.data
    assert made.notes[0].startswith(f"'{left_out}' is left out")


def test_one_bad_identifier_leaves_the_others(drafted: Drafted) -> None:
    """The group stays for what is good in it."""
    assert drafted("doi = {none},\npmid = {1}").data["ids"] == {"pmid": "1"}


# Records that cannot be cited -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("@misc{k, author={A}, year=2020}", "no title"),
        ("@misc{k, title={T}, year=2020}", "no author"),
        ("@misc{k, title={T}, author={A}}", "no year"),
        ("@misc{k, title={T}, author={A}, year={in press}}", "'in press' is none"),
        ("@book{k, title={T}, author={A}, year={1857}}", "'1857' is before 1900"),
        ("@misc{k, title={T}, author={others}, year=2020}", "no author"),
        ("@proceedings{k, title={T}, editor={E}, year=2020}", "editors"),
        ("@misc{k, title={T}, organization={OpenAI}, year=2020}", "OpenAI"),
        ("@misc{k, title={" + "x" * 1001 + "}, author={A}, year=2020}", "more than 1000"),
    ],
)
def test_a_record_that_cannot_be_cited_is_a_failure(
    outcome: Outcome, text: str, reason: str
) -> None:
    """The reason names what is missing, and the text comes along."""
    failure = outcome(text)
    assert isinstance(failure, Failure)
    assert reason in failure.reason
    assert (failure.key, failure.line, failure.raw) == ("k", 1, text)


def test_an_open_list_of_authors_is_partial(drafted: Drafted) -> None:
    """No count may be stated of it; a complete list says nothing."""
    assert drafted(names="Doe, Jane and others").data["author_list"] == "partial"
    assert "author_list" not in drafted().data


# Any record -------------------------------------------------------------------------------------

WORDS = st.text(alphabet="aÉ{}\\$&%~'\"-:,;#@ 0129/.<>\n\u202e\x00語", max_size=40)
NAMES = (
    *("title", "author", "year", "month", "date", "journal", "booktitle", "volume", "number"),
    *("pages", "publisher", "doi", "eprint", "archiveprefix", "url", "pmid", "isbn", "note"),
)
SOUND = ("2020", "A, B and C", "https://arxiv.org/abs/2304.02643", "jun", "arXiv", "2020-02-31")
FIELDS = st.dictionaries(st.sampled_from(NAMES), WORDS | st.sampled_from(SOUND))


@given(st.sampled_from(["article", "misc", "book", "inproceedings", "x"]), WORDS, FIELDS)
def test_any_record_is_drafted_or_refused(kind: str, key: str, fields: dict[str, str]) -> None:
    """Whatever stands in the fields, the draft is an entry, or there is a reason."""
    fields = {"title": "A title", "author": "Doe, Jane", "year": "2020", **fields}
    made = draft(BibRecord(key or "k", kind, fields, 1, "x.bib", fields), set())
    if isinstance(made, Failure):
        assert made.reason
    else:
        assert made.entry == PaperEntry.model_validate({"id": made.id, **made.data})


def test_the_counts_of_every_fixture_add_up(bibtex: Path) -> None:
    """Drafted, duplicate and failed are all there is."""
    for file in sorted(bibtex.glob("*.bib")):
        result = draft_all(read_bibtex(file.read_bytes(), file.name), ())
        found = read_bibtex(file.read_bytes(), file.name)
        assert result.records == len(found.records) + len(found.failed)
        assert result.adds_up


def test_progress_is_reported_record_by_record(bibtex: Path) -> None:
    """How many are done, of how many."""
    steps: list[tuple[int, int]] = []
    data = (bibtex / "complete.bib").read_bytes()
    draft_all(read_bibtex(data, "x.bib"), (), on_progress=lambda done, of: steps.append((done, of)))
    assert steps == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_findings_come_in_the_order_of_the_file(bibtex: Path) -> None:
    """Whether the reader or the schema found them."""
    result = draft_all(read_bibtex((bibtex / "broken.bib").read_bytes(), "x.bib"), ())
    assert [failure.line for failure in result.failed] == [7, 19, 31, 35]
