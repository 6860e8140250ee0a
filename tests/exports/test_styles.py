"""Citations as text: what the styles ask for, and nothing the record does not hold."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import plain
from citeproc.source.json import CiteProcJSON

from agi_review.exports import csl_item, styles
from agi_review.exports.styles import STYLES, CitationStyles, fingerprint
from agi_review.knowledge_base import load
from agi_review.schema.kinds import PaperEntry
from tests.conftest import PROJECT

ARTICLE: dict[str, Any] = {
    "id": "ma2024segment",
    "title": "Segment anything in medical images",
    "authors": [{"family": "Ma", "given": "Jun"}, {"family": "He", "given": "Yu-Ting"}],
    "year": "2024",
    "type": "article-journal",
    "venue": "Nature Communications",
    "volume": "15",
    "issue": "1",
    "pages": "12–18",
    "ids": {"doi": "10.5555/a_b", "arxiv": "2304.99991", "pmid": "1234567"},
}


def paper(**changes: Any) -> PaperEntry:
    """A journal article with two authors, changed."""
    return PaperEntry.model_validate(ARTICLE | changes)


def people(number: int) -> list[dict[str, str]]:
    """That many authors."""
    names = "ABCDEFGHIJKLMNOPQRSTUVWXY"
    return [{"family": f"{name}mann", "given": "Ada"} for name in names[:number]]


def test_each_style_sets_an_article_its_own_way() -> None:
    """Whole references, as the styles' own manuals show them."""
    assert CitationStyles().of(paper()) == {
        "APA": "Ma, J., & He, Y.-T. (2024). Segment anything in medical images. "
        "Nature Communications, 15(1), 12–18. https://doi.org/10.5555/a_b",
        "MLA": "Ma, Jun, and Yu-Ting He. “Segment Anything in Medical Images.” "
        "Nature Communications, vol. 15, no. 1, 2024, pp. 12–18, https://doi.org/10.5555/a_b.",
        "IEEE": "J. Ma and Y.-T. He, “Segment anything in medical images,” "
        "Nature Communications, vol. 15, no. 1, pp. 12–18, 2024, doi: 10.5555/a_b.",
        "Vancouver (AMA)": "Ma J, He YT. Segment anything in medical images. "
        "Nature Communications. 2024;15(1):12-18. doi:10.5555/a_b",
    }


def test_characters_come_out_as_they_went_in() -> None:
    """Accents, ampersands, marks that mean something to HTML: no entity, no tag of our making."""
    authors = [
        {"family": "Ångström", "given": "Åsa"},
        {"family": "D’Antonoli", "given": "Tuğba"},
        {"family": "Łukasiewicz", "given": "Jan"},
    ]
    title = 'R&D of a "U-Net" <b> for b < 1'
    for name, text in CitationStyles().of(paper(title=title, authors=authors)).items():
        assert "Ångström" in text
        assert title.casefold() in text.casefold(), name


def test_names_keep_their_particles_and_groups_stay_whole() -> None:
    """A particle is no given name, a suffix no family name, a group no person."""
    authors = [
        {"family": "van der Maaten", "given": "Laurens", "suffix": "Jr."},
        {"group": "The R&D Group and Others"},
    ]
    found = CitationStyles().of(paper(authors=authors))

    assert found["APA"].startswith("van der Maaten, L., Jr., & The R&D Group and Others. (2024)")
    assert found["MLA"].startswith("van der Maaten, Laurens, Jr., and The R&D Group and Others. ")
    assert found["IEEE"].startswith("L. van der Maaten Jr. and The R&D Group and Others, “")
    assert found["Vancouver (AMA)"].startswith("van der Maaten L Jr., The R&D Group and Others. ")


def test_long_lists_are_cut_as_each_style_wants() -> None:
    """Nine authors: APA names all, Vancouver three, MLA and IEEE one."""
    found = CitationStyles().of(paper(authors=people(9)))

    assert "Hmann, A., & Imann, A. (2024)" in found["APA"]
    assert found["MLA"].startswith("Amann, Ada, et al. “")
    assert found["IEEE"].startswith("A. Amann et al., “")
    assert found["Vancouver (AMA)"].startswith("Amann A, Bmann A, Cmann A, et al. Segment")


def test_twenty_one_authors_end_in_the_last() -> None:
    """APA names nineteen and the last."""
    found = CitationStyles().of(paper(authors=people(22)))["APA"]

    assert "Smann, A., … Vmann, A. (2024)" in found


@pytest.mark.parametrize("number", [1, 2, 3, 6, 10, 20, 22])
def test_a_list_that_breaks_off_never_looks_complete(number: int) -> None:
    """Every style ends the names in `et al.`, and none names a last author nobody knows."""
    found = CitationStyles().of(paper(authors=people(number), author_list="partial"))

    for name, text in found.items():
        before = text.partition("egment")[0]
        assert "et al." in before, name
        assert not {"&", "and", "…"} & set(before.split()), name
        assert "\ue001" not in text
    if number < 19:
        assert all(f"{each['family']}, A." in found["APA"] for each in people(number))


def test_what_is_set_for_one_paper_does_not_stay_for_the_next() -> None:
    """A complete list after one that breaks off is complete again."""
    formatter = CitationStyles()
    whole = CitationStyles().of(paper())

    formatter.of(paper(author_list="partial"))

    assert formatter.of(paper()) == whole


def test_a_question_is_not_followed_by_a_full_stop() -> None:
    """Nor does a full stop stand twice, or behind the quotation marks."""
    for title in ("Is it ready?", "It is ready."):
        for name, text in CitationStyles().of(paper(title=title)).items():
            assert "?." not in text, name
            assert ".." not in text, name
            assert "”." not in text, name
            assert "”," not in text, name


def test_a_preprint_names_its_server() -> None:
    """A reader must see that it is one."""
    changes = {"type": "article", "ids": {"arxiv": "2304.99991"}}
    bare = paper(**changes, venue=None, volume=None, issue=None, pages=None)

    for text in CitationStyles().of(bare).values():
        assert "arXiv" in text.replace("https://arxiv.org", "")
        assert "https://arxiv.org/abs/2304.99991" in text


def test_every_paper_of_the_base_is_one_clean_line_in_every_style() -> None:
    """A sample across the base: no marks of ours, no markup, no doubled signs."""
    papers = load(PROJECT / "entries").graph.of(PaperEntry)[::25]
    formatter = CitationStyles()

    for each, (name, text) in ((p, pair) for p in papers for pair in formatter.of(p).items()):
        assert str(each.year) in text, (each.id, name)
        assert text == " ".join(text.split()), (each.id, name)
        for fault in ("\ue000", "\ue001", "&amp;", "&#", "<i>", "..", "?.", " ,", "None"):
            assert fault not in text, (each.id, name)


def test_a_style_that_was_cut_says_what_the_whole_style_says() -> None:
    """Leaving out what no paper can reach changes nothing but the time."""
    kinds = ("article-journal", "paper-conference", "article", "book", "thesis", "webpage")
    optional = ("venue", "volume", "pages", "ids")
    initials = [{"family": "Ma", "given": "J."}, {"family": "He", "given": "Y.-T."}]
    sample = [
        paper(type=kind, authors=initials, **dict.fromkeys(optional[:left_out]))
        for kind, left_out in product(kinds, range(len(optional) + 1))
    ]
    for name, file in STYLES.items():
        whole = CitationStylesStyle(str(styles._FOLDER / f"{file}.csl"), "en-US", validate=False)  # noqa: SLF001
        for each in sample:
            item = styles._item(each)  # noqa: SLF001
            listed = CitationStylesBibliography(whole, CiteProcJSON([item]), plain)
            listed.register(Citation([CitationItem(item["id"])]))
            expected = str(listed.bibliography()[0])
            for number in ("[1]", "1."):
                expected = expected.removeprefix(number)
            expected = expected.replace("”,", ",”").replace("”.", ".”")
            assert CitationStyles().of(each)[name] == expected


def test_what_was_said_before_is_not_worked_out_again() -> None:
    """As long as it is about the same record, and no longer."""
    before = CitationStyles()
    before.of(paper())
    (key,) = before.texts
    told = CitationStyles({key: ["a", "b", "c", "d"]})

    assert list(told.of(paper()).values()) == ["a", "b", "c", "d"]
    assert "2025" in told.of(paper(year="2025"))["APA"]
    assert json.dumps(csl_item(paper())) == json.dumps(csl_item(paper()))
    assert fingerprint() == fingerprint()
