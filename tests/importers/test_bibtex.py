"""Reading: what is in the file is read or reported, whatever state the file is in."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.importers import BibFile, BibRecord, read_bibtex
from agi_review.importers.latex import to_address, to_text
from agi_review.importers.names import read_names, split_names

Read = Callable[[str], BibFile]


def keys(file: BibFile) -> list[str]:
    """List the keys of the records."""
    return [record.key for record in file.records]


def messages(file: BibFile) -> list[str]:
    """List what the notes say."""
    return [note.message for note in file.notes]


# A sound file -----------------------------------------------------------------------------------


def test_records_come_in_order_with_key_type_and_line(read: Read) -> None:
    """Comments, preambles and strings are no records."""
    file = read("complete.bib")
    assert [(record.key, record.type, record.line) for record in file.records] == [
        ("moor2023generalist", "article", 9),
        ("Kirillov_2023", "inproceedings", 26),
        ("li2023artificial", "misc", 36),
        ("goodfellow2016deep", "book", 43),
        ("doe2020learning", "phdthesis", 52),
    ]
    assert file.failed == ()
    assert file.notes == ()


def test_fields_are_plain_text(read: Read) -> None:
    """Values lose delimiters, braces and LaTeX, and abbreviations are spelled out."""
    record = read("complete.bib").records[0]
    assert record.fields["title"] == "Foundation models for generalist medical AI"
    assert record.fields["journal"] == "Nature Medicine"
    assert record.fields["pages"] == "259–265"
    assert record.fields["year"] == "2023"
    assert record.file == "complete.bib"


def test_a_second_parser_finds_the_same_records(bibtex: Path, read: Read) -> None:
    """They agree on keys and types of a sound file."""
    database = pytest.importorskip("pybtex.database")
    second = database.parse_file(str(bibtex / "complete.bib"))
    assert [(key, entry.type) for key, entry in second.entries.items()] == [
        (record.key, record.type) for record in read("complete.bib").records
    ]


# Broken files -----------------------------------------------------------------------------------


def test_every_record_of_a_broken_file_is_read_or_reported(bibtex: Path, read: Read) -> None:
    """Records and failures are as many as `@type{`, and good ones survive bad ones."""
    file = read("broken.bib")
    text = (bibtex / "broken.bib").read_text("utf-8")
    assert len(file.records) + len(file.failed) == len(re.findall(r"^@", text, re.MULTILINE))
    assert keys(file) == ["first2020good", "third2020good", "fifth2020good"]


def test_a_failure_says_where_and_why_and_keeps_the_text(read: Read) -> None:
    """The line is that of the record's `@`, and the raw text is all of the record."""
    failed = {failure.line: failure for failure in read("broken.bib").failed}
    assert list(failed) == [7, 19, 31, 35]
    assert "not closed before the next one" in failed[7].reason
    assert "no '='" in failed[19].reason
    assert "not a type" in failed[31].reason
    assert "not closed before the file ends" in failed[35].reason
    assert failed[7].key == "second2020unclosed"
    assert failed[19].raw.startswith("@article{fourth2020valueless")
    assert failed[19].raw.endswith("}")


def test_a_missing_comma_is_mended(read: Read) -> None:
    """The field after it is read, and the mending is said."""
    file = read("broken.bib")
    assert file.records[2].fields["author"] == "Fifth, Eve"
    assert "a comma is missing after the field 'title'" in messages(file)


def test_a_repeated_field_costs_neither_the_record_nor_the_first_value(read: Read) -> None:
    """The first value that says something is kept; a repetition of the same is not worth a word."""
    file = read("repeated.bib")
    assert file.records[0].fields["year"] == "2020"
    assert file.records[0].fields["title"] == "One field twice"
    assert [note for note in messages(file) if "given twice" in note] == [
        "the field 'title' is given twice; the first one is kept"
    ]


def test_a_repeated_key_makes_two_records(read: Read) -> None:
    """Both are kept under the key they have."""
    file = read("repeated.bib")
    assert keys(file) == ["smith2020same", "smith2020same"]
    assert "the key was used before, on line 1" in messages(file)


def test_a_record_without_key_gets_one(read: Read) -> None:
    """With or without the comma after the missing key."""
    file = read("keyless.bib")
    assert keys(file) == ["record on line 1", "record on line 7", "nothing"]
    assert [record.get("title") for record in file.records[:2]] == [
        "No key but a comma",
        "Neither key nor comma",
    ]


def test_an_empty_file_holds_nothing_and_fails_nothing(read: Read) -> None:
    """No bytes, no records, one word about it."""
    file = read("empty.bib")
    assert (file.records, file.failed, messages(file)) == ((), (), ["the file is empty"])


@pytest.mark.parametrize("data", [b"   \n", b"<html>", b"\x00" * 50, b"% only a remark\n", b"\xff"])
def test_bytes_without_a_record_are_a_failure(data: bytes) -> None:
    """Zero records is never a silent answer."""
    file = read_bibtex(data, "x.bib")
    assert file.records == ()
    assert [failure.line for failure in file.failed] == [1]
    assert "no record" in file.failed[0].reason


def test_remarks_with_percent_signs_are_left_out_and_said(read: Read) -> None:
    """BibTeX knows no such remarks; people write them."""
    file = read("commented.bib")
    assert keys(file) == ["new2020"]
    assert file.records[0].fields["author"] == "New, Ann"
    assert file.records[0].fields["year"] == "2020"
    assert file.failed == ()
    assert [note.line for note in file.notes] == [1, 5, 13]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@misc{a\n title={x}, year={2020}}", "a comma is missing after the key"),
        ("@misc{a, title={x},\n , year={2020}}", "a comma that stands twice is left out"),
        (r"@misc{a, title={x {{\&} y}, year={2020}}", r"a brace before '\&' is left out"),
        ("@misc{a, title={x}, % why, though\n year={2020}}", "remarks that start with %"),
    ],
)
def test_faults_that_need_no_guess_are_mended(read: Read, text: str, message: str) -> None:
    """Each is a fault of a program that writes BibTeX, or of a hurried hand."""
    file = read(text)
    assert [(record.key, record.get("year")) for record in file.records] == [("a", "2020")]
    assert [message in said for said in messages(file)] == [True]
    assert file.failed == ()


def test_a_brace_too_many_is_noticed(read: Read) -> None:
    """What a stray brace cuts off a record is said rather than lost."""
    file = read("@misc{a, title = {x}}, year = {2020}\n}")
    assert keys(file) == ["a"]
    assert "text after the end of a record" in messages(file)[0]


@pytest.mark.parametrize(
    "text",
    [
        "@article\n{a, title={x}}",
        "@ article {a, title={x}}",
        "@ARTICLE(a, title={x})",
        "x @article{a,}",
    ],
)
def test_unusual_ways_to_open_a_record(read: Read, text: str) -> None:
    """BibTeX allows white space around the type, round brackets, and text before."""
    file = read(text)
    assert (keys(file), file.records[0].type, file.failed) == (["a"], "article", ())


def test_the_splitter_is_quiet(read: Read, caplog: pytest.LogCaptureFixture) -> None:
    """A failure is a value, not a line in somebody's log."""
    with caplog.at_level(logging.DEBUG):
        read("broken.bib")
    assert caplog.records == []


# Strings, parents -------------------------------------------------------------------------------


def test_strings_are_joined_and_case_does_not_matter(read: Read) -> None:
    """Pieces joined by `#`, names of any case, strings made of strings, the months."""
    record = read("strings.bib").records[0]
    assert record.fields["title"] == "One title of three"
    assert record.fields["month"] == "jun 5"
    assert record.fields["booktitle"] == (
        "Medical Image Computing and Computer Assisted Intervention (short)"
    )


def test_an_undefined_string_keeps_its_name(read: Read) -> None:
    """Somebody must look at it, so it is neither dropped nor guessed."""
    file = read("strings.bib")
    assert file.records[1].fields["booktitle"] == "nobodydefinedthis"
    assert [note.key for note in file.notes if "nobodydefinedthis" in note.message] == ["a2020two"]


def test_strings_that_double_each_other_do_not_fill_the_memory(read: Read) -> None:
    """Two hundred doublings would be more characters than there are atoms."""
    doubling = "".join(f"@string{{a{i + 1} = a{i} # a{i}}}\n" for i in range(200))
    file = read('@string{a0 = "xxxxxxxxxx"}\n' + doubling + "@misc{k, title = a200 # a200}")
    assert len(file.records[0].fields["title"]) < 10_000
    assert any("cut" in message for message in messages(file))


def test_a_child_takes_from_its_parent_what_it_lacks(read: Read) -> None:
    """Year, publisher and, as its book title, the title; never the DOI."""
    child = read("crossref.bib").records[0]
    assert child.fields["booktitle"] == "Medical Image Computing and Computer Assisted Intervention"
    assert child.fields["title"] == "The child says little of itself"
    assert (child.fields["year"], child.fields["publisher"]) == ("2019", "Springer")
    assert "doi" not in child.fields
    assert child.line == 1


def test_a_parent_that_is_not_there_is_said(read: Read) -> None:
    """The child stands for itself."""
    file = read("crossref.bib")
    assert "its crossref 'nowhere' is not in the file" in messages(file)
    assert file.records[1].fields["booktitle"] == "A proceedings of its own"


# Encodings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_unicode_of_any_width_is_read(bibtex: Path, encoding: str) -> None:
    """With a mark or without one; none of these is ever read as nothing."""
    text = (bibtex / "utf16.bib").read_bytes().decode("utf-16-le")
    file = read_bibtex(text.encode(encoding), "x.bib")
    assert file.records[0].fields["title"] == "Über Größe – 大小"
    assert bool(file.notes) is encoding.endswith(("le", "be"))


def test_the_fixture_without_a_mark_is_read_and_said(read: Read) -> None:
    """UTF-16 as some Windows programs write it."""
    file = read("utf16.bib")
    assert file.records[0].fields["author"] == "Müller, Jörg"
    assert "UTF-16-LE" in messages(file)[0]


def test_latin_1_is_read_and_said(read: Read) -> None:
    """Guessed, so that somebody looks at the accents."""
    file = read("latin1.bib")
    assert file.records[0].fields["title"] == "Über Größe"
    assert "Latin-1" in messages(file)[0]


def test_a_file_pasted_together_keeps_both_encodings() -> None:
    """One line in Latin-1 does not spoil the UTF-8 of the others."""
    data = "@misc{a, title={Größe}}\n".encode() + "@misc{b, title={Größe}}\n".encode("latin-1")
    assert [record.get("title") for record in read_bibtex(data, "x").records] == ["Größe", "Größe"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_count_as_lines(end: str) -> None:
    """The second record is on line 2 everywhere."""
    data = f"@misc{{a,}}{end}@misc{{b,}}{end}".encode()
    assert [record.line for record in read_bibtex(data, "x").records] == [1, 2]


# LaTeX ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del", "Gödel"),
        (r"\'{\i}", "í"),
        (
            r"{\'E}tude na\"{\i}ve \v{C}ech {\c S}ahin {\L}ukasz Stra{\ss}e",
            "Étude naïve Čech Şahin Łukasz Straße",
        ),
        (r"Q \& A at 50\% of 3\_000", "Q & A at 50% of 3_000"),
        ("50% of R&D", "50% of R&D"),
        ("1--2 and a---b", "1–2 and a—b"),
        ("``quoted'' and it's", "“quoted” and it's"),
        ("{SAM} for {{3D}}", "SAM for 3D"),
        (r"$10^{-3}$ of H$_2$O, $\alpha$-shapes", "10⁻³ of H₂O, α-shapes"),
        ("costs $5", "costs $5"),
        (
            r"\emph{in vivo} {\it in vitro} \textsc{Caps} \mbox{a b} \texttt{x_y}",
            "in vivo in vitro Caps a b x_y",
        ),
        (r"\unknown{kept} \LaTeX{} \softmax", "kept LaTeX softmax"),
        (r"\href{https://x.org}{words}", "words"),
        ("a~b\\ c\\,d\n   e", "a b c d e"),
        ("<i>in vivo</i> A &amp; B &lt; C, x < y", "in vivo A & B < C, x < y"),
        ("e\u0301 \u00ad\u202eabc\ufeff", "é abc"),
        (r"\{\vphantom\}{{NADH}}\vphantom\{\}", "{NADH}"),
        ("Mn<inf>1-x</Inf>Zn", "Mn1-xZn"),
        ("{" * 5000, ""),
        ("\\" * 501, None),
    ],
)
def test_latex_becomes_text(latex: str, text: str | None) -> None:
    """Accents, signs, dashes, quotes, math and commands; malformed input is text at worst."""
    assert text is None or to_text(latex) == text


def test_addresses_stay_as_they_are() -> None:
    """No dash, tie or percent sign in a URL is typography."""
    assert to_address(r"\url{https://x.org/a--b_c?d=%25&e=~f}") == "https://x.org/a--b_c?d=%25&e=~f"
    assert to_address(r"https://x.org/a\_b\%20c\#d") == "https://x.org/a_b%20c#d"


@given(st.text(alphabet="ab {}\\$&%~`'\"-<>^_é\n", max_size=60))
def test_latex_never_raises_and_gives_one_line(source: str) -> None:
    """Whatever is thrown at it."""
    text = to_text(source)
    assert text == text.strip()
    assert "\n" not in text


# Names ------------------------------------------------------------------------------------------


def test_names_of_all_sorts(read: Read) -> None:
    """Particles, suffixes, groups, accents, and a list left open."""
    names = read_names(read("names.bib").records[0].source["author"])
    assert names.partial
    assert list(names.authors) == [
        {"family": "van der Maaten", "given": "Laurens"},
        {"family": "van Beethoven", "given": "Ludwig"},
        {"family": "de la Cruz", "given": "Ana"},
        {"family": "Smith", "given": "John", "suffix": "Jr."},
        {"family": "Daumé", "given": "Hal", "suffix": "III"},
        {"group": "DeepSeek-AI"},
        {"group": "Barnes and Noble"},
        {"family": "Gödel", "given": "Kurt"},
        {"family": "Kaiser", "given": "Łukasz"},
        {"family": "Iv", "given": "Michael"},
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("John Smith Jr.", {"family": "Smith", "given": "John", "suffix": "Jr."}),
        ("Smith, John, Jr.", {"family": "Smith", "given": "John", "suffix": "Jr."}),
        ("Smith, John Jr.", {"family": "Smith", "given": "John", "suffix": "Jr."}),
        ("Smith, John, MD", {"family": "Smith", "given": "John"}),
        ("{van der Berg}, X.", {"family": "van der Berg", "given": "X."}),
        (r"{\'A}lvarez", {"family": "Álvarez"}),
        (r"\v{C}ech, Eduard", {"family": "Čech", "given": "Eduard"}),
        ("Qwen Team", {"group": "Qwen Team"}),
        ("OpenAI", {"group": "OpenAI"}),
        ("Ai, Wei", {"family": "Ai", "given": "Wei"}),
        ("Plato", {"family": "Plato"}),
        ("University, Open", {"group": "Open University"}),
        ("Team, Open University Course", {"group": "Open University Course Team"}),
        ("Group, J. R.", {"family": "Group", "given": "J. R."}),
        ("European Society of Radiology (ESR)", {"group": "European Society of Radiology (ESR)"}),
        ("Feldman, J. (Eds.)", {"family": "Feldman", "given": "J."}),
        ("(graf), Leo Tolstoy", {"family": "Tolstoy", "given": "Leo"}),
        ("Wu, Xiongnan (Newman)", {"family": "Wu", "given": "Xiongnan"}),
        ("Xiongnan (Newman) Wu", {"family": "Wu", "given": "Xiongnan"}),
        (r"{\\@harudagondi}", {"group": "@harudagondi"}),
        ("Sarah1281", {"group": "Sarah1281"}),
        ("2k Australia", {"group": "2k Australia"}),
        (
            "family=Beethoven, given=Ludwig, prefix=van",
            {"family": "van Beethoven", "given": "Ludwig"},
        ),
    ],
)
def test_one_name(source: str, expected: dict[str, str]) -> None:
    """Each form in which a name is written, and each slip that is common."""
    assert read_names(source).authors == (expected,)


@pytest.mark.parametrize(
    "source",
    [
        "A, B and others",
        "A, B and et al.",
        "A, B et al.",
        "A, B {et al}",
        "et al, A, B",
        "A, B and {others}",
        "A, B and ...",
    ],
)
def test_an_open_list_of_authors(source: str) -> None:
    """Others are never an author."""
    names = read_names(source)
    assert (names.partial, names.authors) == (True, ({"family": "A", "given": "B"},))


@pytest.mark.parametrize(
    "source",
    [
        "Smith, J.; Doe, A.",
        "Smith, J., Doe, A.",
        "and Smith, J. and and Doe, A. and",
        "Smith, J.\n  AND\n Doe, A.",
    ],
)
def test_lists_joined_in_other_ways(source: str) -> None:
    """Semicolons and commas instead of `and`; stray ones too."""
    assert [author["family"] for author in read_names(source).authors] == ["Smith", "Doe"]


@given(st.lists(st.text(alphabet="aB {\\v}~.,", min_size=1, max_size=12), min_size=1, max_size=5))
def test_splitting_loses_no_letter(names: list[str]) -> None:
    """All that is left out is the word `and` and white space."""
    joined = " and ".join(names)
    kept = "".join("".join(split_names(joined)).split())
    assert len(kept) >= len("".join("".join(names).split()))


# Any text at all --------------------------------------------------------------------------------

RECORD = st.builds(
    "@article{{{},\n  title = {},\n  author = {{{}}},\n  year = {},\n}}".format,
    st.from_regex(r"[a-z]{1,5}[0-9]{4}", fullmatch=True),
    st.sampled_from(["{A {Title}}", '"Quoted {B}"', "one # two", "{% # @ =}", "{a@b.org, c = d}"]),
    st.sampled_from(["Doe, Jane", "{Group, the}", "A and B and others", ""]),
    st.sampled_from(["2020", "{2020}", '"2020"', "{}"]),
)
FAULT = st.sampled_from(
    [
        lambda record: record,
        lambda record: record[:-1],
        lambda record: record.replace("},\n  year", "\n  year", 1),
        lambda record: record.replace(",\n", "\n", 1),
        lambda record: record.replace("title =", "title", 1),
        lambda record: record.replace("title", "year", 1),
        lambda record: record.replace("@article", "@ Article\n", 1),
        lambda record: record.replace("\n  author", "\n  % a remark\n  author", 1),
    ]
)


@given(st.lists(st.builds(lambda record, fault: fault(record), RECORD, FAULT), max_size=6))
def test_no_record_is_lost_whatever_is_wrong_with_its_neighbours(records: list[str]) -> None:
    """Records and failures together are as many as were written."""
    file = read_bibtex("\n\n".join(records).encode(), "x.bib")
    assert len(file.records) + len(file.failed) == len(records)


@given(st.text(alphabet='@{}()",=#%\\ \nabc1', max_size=120))
def test_reading_never_raises(text: str) -> None:
    """Lines are inside the file, records have keys, and something is always said."""
    file = read_bibtex(text.encode(), "x.bib")
    lines = text.count("\n") + 1
    said = [each.line for part in (file.records, file.failed, file.notes) for each in part]
    assert all(1 <= line <= lines for line in said)
    assert all(record.key and record.type for record in file.records)
    assert not text or file.records or file.failed


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(data: bytes) -> None:
    """No bytes at all can stop the reader."""
    assert isinstance(read_bibtex(data, "x.bib"), BibFile)


def test_a_record_finds_the_first_field_that_says_something() -> None:
    """Names are tried in order."""
    record = BibRecord("k", "misc", {"b": "2", "c": "3"}, 1)
    assert (record.get("a", "b", "c"), record.get("a")) == ("2", "")
