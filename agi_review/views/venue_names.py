"""The series behind the name of a venue: what stays of it from year to year.

Records spell one conference in many ways, with year, place and dates. Two names are one series only
if nothing but those differ, or if they are listed here; in doubt they stay apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agi_review.sources.ids import fold


@dataclass(frozen=True, slots=True)
class Series:
    """A journal, or a conference over the years."""

    key: str
    name: str
    """The name without year, place and dates."""
    acronym: str | None = None


_ONES = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    "thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
)
_ORDINAL = (
    rf"\d+(?:st|nd|rd|th)|{_ONES}|(?:twenty|thirty|forty|fifty)-(?:{_ONES})|"
    "twentieth|thirtieth|fortieth|fiftieth"
)
_EDITION = re.compile(rf"(?:the )?(?:(?:19|20)\d\d|{_ORDINAL})\s+", re.IGNORECASE)
_PROCEEDINGS = re.compile(r"proceedings of (?:the )?", re.IGNORECASE)
_GATHERING = re.compile(r"\b(?:conference|meeting|symposium|workshop)s?\b", re.IGNORECASE)
_YEAR = re.compile(r"\s(?:19|20)\d\d(?=:|$)")
# `(CVPR)`, `(CVPR 2009)`, `(FAT*)`: two capitals at least, for a place may stand in brackets too.
_ACRONYM = re.compile(r"\s*\((?:[A-Za-z]+ )?(?=[^)]*[A-Z][^)]*[A-Z*])[A-Za-z*]+(?: \d+)?\)$")
_PART = re.compile(r"\s*\(Volume [^)]*\)$", re.IGNORECASE)

# The spellings of a series that no rule could know to be one, in the form `_spelled` gives them.
_KNOWN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "IEEE/CVF Conference on Computer Vision and Pattern Recognition",
        "CVPR",
        (
            "ieee computer society conference on computer vision and pattern recognition",
            "ieee conference on computer vision and pattern recognition",
            "ieee cvf conference on computer vision and pattern recognition",
            "international conference on computer vision and pattern recognition",
            "computer vision and pattern recognition conference",
        ),
    ),
    (
        "IEEE/CVF International Conference on Computer Vision",
        "ICCV",
        (
            "ieee international conference on computer vision",
            "ieee cvf international conference on computer vision",
        ),
    ),
    (
        "European Conference on Computer Vision",
        "ECCV",
        ("european conference on computer vision", "computer vision eccv"),
    ),
    (
        "Advances in Neural Information Processing Systems",
        "NeurIPS",
        (
            "advances in neural information processing systems",
            (
                "advances in neural information processing systems annual conference on neural "
                "information processing systems"
            ),
            "annual conference on neural information processing systems",
            "conference on neural information processing systems",
        ),
    ),
    (
        "International Conference on Learning Representations",
        "ICLR",
        ("international conference on learning representations",),
    ),
    (
        "International Conference on Machine Learning",
        "ICML",
        ("international conference on machine learning",),
    ),
    (
        "AAAI Conference on Artificial Intelligence",
        "AAAI",
        ("aaai conference on artificial intelligence",),
    ),
    (
        "Medical Image Computing and Computer Assisted Intervention",
        "MICCAI",
        (
            "medical image computing and computer assisted intervention miccai",
            (
                "international conference on medical image computing and computer assisted "
                "intervention"
            ),
        ),
    ),
    (
        "Annual Meeting of the Association for Computational Linguistics",
        "ACL",
        ("annual meeting of the association for computational linguistics",),
    ),
    (
        "Conference on Empirical Methods in Natural Language Processing",
        "EMNLP",
        ("conference on empirical methods in natural language processing",),
    ),
    (
        "Conference of the North American Chapter of the Association for Computational Linguistics",
        "NAACL",
        (
            "conference of the north american chapter of the acl",
            (
                "conference of the north american chapter of the association for computational "
                "linguistics"
            ),
            (
                "conference of the north american chapter of the association for computational "
                "linguistics human language technologies"
            ),
        ),
    ),
    (
        "Conference on Health, Inference, and Learning",
        "CHIL",
        (
            "acm conference on health inference and learning",
            "conference on health inference and learning",
        ),
    ),
    (
        "Journal of the American Medical Informatics Association",
        "JAMIA",
        (
            "journal of the american medical informatics association",
            "j am medical informatics assoc",
        ),
    ),
)

_BY_SPELLING = {
    spelling: Series(acronym.lower(), name, acronym)
    for name, acronym, spellings in _KNOWN
    for spelling in (*spellings, acronym.lower())
}


def series_of(venue: str) -> Series:
    """Return the series a venue belongs to.

    Args:
        venue: The name as a record has it.
    """
    name = _bare(venue)
    spelled = _spelled(name)
    return _BY_SPELLING.get(spelled) or Series(spelled, name)


def _bare(venue: str) -> str:
    """Return a name without year, number, place, dates and acronym."""
    parts = " ".join(venue.split()).split(", ")
    end = next((n for n, part in enumerate(parts) if n and re.search(r"\d", part)), len(parts))
    name = _PART.sub("", ", ".join(parts[:end]))
    name = re.sub(r"(?<=Systems)\s\d+(?=:)", "", name)
    name = _YEAR.sub("", _ACRONYM.sub("", name))
    rest = _PROCEEDINGS.sub("", name, count=1) if _PROCEEDINGS.match(name) else name
    if rest != name and not (_EDITION.match(rest) or _GATHERING.search(rest)):
        rest = name
    while found := _EDITION.match(rest):
        rest = rest[found.end() :]
    return rest or venue


def _spelled(name: str) -> str:
    """Return a name as it is compared: letters and digits, without case and leading article."""
    words = re.findall(r"[^\W_]+", (fold(name) or name.casefold()).replace("&", " and "))
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words) or name
