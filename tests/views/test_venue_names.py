"""One venue is found under all its spellings, and two are never taken for one."""

# ruff: noqa: E501 - names as records have them, one a line

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agi_review.views.venue_names import series_of

SAME = {
    "cvpr": (
        "2009 IEEE Computer Society Conference on Computer Vision and Pattern Recognition (CVPR 2009), 20-25 June 2009, Miami, Florida, USA",
        "2016 IEEE Conference on Computer Vision and Pattern Recognition, CVPR 2016, Las Vegas, NV, USA, June 27-30, 2016",
        "CVPR",
        "IEEE/CVF Conference on Computer Vision and Pattern Recognition, CVPR 2024, Seattle, WA, USA, June 16-22, 2024",
        "International Conference on Computer Vision and Pattern Recognition (CVPR)",
        "Proceedings of the Computer Vision and Pattern Recognition Conference (CVPR)",
        "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition",
    ),
    "iccv": (
        "2021 IEEE/CVF International Conference on Computer Vision, ICCV 2021, Montreal, QC, Canada, October 10-17, 2021",
        "IEEE International Conference on Computer Vision, ICCV 2017, Venice, Italy, October 22-29, 2017",
        "IEEE/CVF International Conference on Computer Vision (ICCV)",
        "Proceedings of the IEEE/CVF International Conference on Computer Vision",
    ),
    "eccv": (
        "Computer Vision – ECCV 2022",
        "European Conference on Computer Vision",
        "European Conference on Computer Vision (ECCV)",
    ),
    "neurips": (
        "Advances in Neural Information Processing Systems",
        "Advances in Neural Information Processing Systems 30: Annual Conference on Neural Information Processing Systems 2017, December 4-9, 2017, Long Beach, CA, USA",
        "Conference on Neural Information Processing Systems",
        "NeurIPS 2023",
    ),
    "iclr": (
        "9th International Conference on Learning Representations, ICLR 2021, Virtual Event, Austria, May 3-7, 2021",
        "International Conference on Learning Representations (ICLR)",
        "The Fourteenth International Conference on Learning Representations",
        "The Tenth International Conference on Learning Representations, ICLR 2022, Virtual Event, April 25-29, 2022",
    ),
    "icml": (
        "International Conference on Machine Learning, ICML 2022, 17-23 July 2022, Baltimore, Maryland, USA",
        "Proceedings of the 34th International Conference on Machine Learning, ICML 2017, Sydney, NSW, Australia, 6-11 August 2017",
        "Proceedings of the 42nd International Conference on Machine Learning",
    ),
    "aaai": (
        "Proceedings of the AAAI Conference on Artificial Intelligence",
        "The Thirty-Third AAAI Conference on Artificial Intelligence, AAAI 2019, The Thirty-First Innovative Applications of Artificial Intelligence Conference, IAAI 2019, Honolulu, Hawaii, USA, January 27 - February 1, 2019",
    ),
    "miccai": (
        "International Conference on Medical Image Computing and Computer-Assisted Intervention",
        "International Conference on Medical image computing and computer-assisted intervention",
        "Medical Image Computing and Computer Assisted Intervention – MICCAI 2019",
    ),
    "emnlp": (
        "Proceedings of the 2020 Conference on Empirical Methods in Natural Language Processing (EMNLP)",
        "The 2023 Conference on Empirical Methods in Natural Language Processing",
    ),
    "acl": (
        "Annual Meeting of the Association for Computational Linguistics",
        "Proceedings of the 57th Annual Meeting of the Association for Computational Linguistics",
    ),
    "naacl": (
        "Conference of the North American Chapter of the ACL",
        "Proceedings of the 2019 Conference of the North American Chapter of the Association for Computational Linguistics: Human Language Technologies, Volume 1 (Long and Short Papers)",
    ),
    "chil": (
        "Proceedings of the ACM Conference on Health, Inference, and Learning",
        "Proceedings of the Conference on Health, Inference, and Learning",
    ),
    "jamia": (
        "J. Am. Medical Informatics Assoc.",
        "Journal of the American Medical Informatics Association",
    ),
    "npj digital medicine": ("NPJ Digital Medicine", "npj Digital Medicine"),
    "medical image analysis": ("Medical Image Analysis", "Medical image analysis"),
    "ieee transactions on medical imaging": (
        "IEEE Transactions on Medical Imaging",
        "IEEE transactions on medical imaging",
    ),
    "clinical natural language processing workshop": (
        "Proceedings of the 2nd Clinical Natural Language Processing Workshop",
        "Proceedings of the 3rd Clinical Natural Language Processing Workshop",
    ),
}

APART = (
    "Findings of the Association for Computational Linguistics: EACL 2023",
    "Findings of the Association for Computational Linguistics: EMNLP 2020",
    "IEEE Conference on Computer Vision and Pattern Recognition Workshops, CVPR Workshops 2021, virtual, June 19-25, 2021",
    "IEEE/CVF Winter Conference on Applications of Computer Vision",
    "Int. J. Comput. Vision",
    "International workshop on machine learning in medical imaging",
    "JAMA",
    "MICCAI Workshop on Data Augmentation, Labelling, and Imperfections",
    "Medical Imaging 2025: Image Processing",
    "Nature",
    "Nature Medicine",
    "OpenAI",
    "OpenAI Blog",
    "Proceedings of Machine Learning and Systems 2020, MLSys 2020, Austin, TX, USA, March 2-4, 2020",
    "Proceedings of the 2019 Conference on Empirical Methods in Natural Language Processing and the 9th International Joint Conference on Natural Language Processing (EMNLP-IJCNLP)",
    "Proceedings of the 59th Annual Meeting of the Association for Computational Linguistics and the 11th International Joint Conference on Natural Language Processing (Volume 1: Long Papers)",
    "Proceedings of the European Conference on Computer Vision Workshops(ECCVW)",
    "Proceedings of the IEEE",
    "Radiology",
    "Radiology: Artificial Intelligence",
    "Science",
    "Science Advances",
)


@pytest.mark.parametrize(("key", "spellings"), SAME.items(), ids=SAME.keys())
def test_all_spellings_of_a_series_have_one_key(key: str, spellings: tuple[str, ...]) -> None:
    """With or without year, number, place, dates, acronym and "proceedings of"."""
    assert {series_of(spelling).key for spelling in spellings} == {key}


def test_venues_that_only_sound_alike_stay_apart() -> None:
    """Workshops, joint volumes, daughter journals: no two of them share a key, nor with others."""
    keys = defaultdict(set)
    for spelling in (*APART, *(spellings[0] for spellings in SAME.values())):
        keys[series_of(spelling).key].add(spelling)

    assert [found for found in keys.values() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("venue", "name"),
    [
        (SAME["icml"][1], "International Conference on Machine Learning"),
        ("The Lancet Digital Health", "The Lancet Digital Health"),
        ("Proceedings of the IEEE", "Proceedings of the IEEE"),
        ("Medical Imaging 2025: Image Processing", "Medical Imaging: Image Processing"),
        ("Database (Oxford)", "Database (Oxford)"),
        ("2020", "2020"),
    ],
)
def test_the_name_of_a_series_has_no_year_and_no_place(venue: str, name: str) -> None:
    """And otherwise stays as it is."""
    assert series_of(venue).name == name


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_has_a_key_and_a_name(venue: str) -> None:
    """The same each time, and not empty."""
    series = series_of(venue)

    assert series.key
    assert series.name
    assert series == series_of(venue)


@given(st.lists(st.sampled_from(["Nature", "Science", "Cell", "JAMA", "Radiology"]), unique=True))
def test_different_words_have_different_keys(words: list[str]) -> None:
    """Two names of other words are never one series."""
    assert all(series_of(one).key != series_of(two).key for one, two in combinations(words, 2))
