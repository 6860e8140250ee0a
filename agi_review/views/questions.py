"""The questions pages ask about one thing in the whole base: their answers decide what is kept."""

from __future__ import annotations

from collections.abc import Mapping

from agi_review.graph.watching import Question
from agi_review.views.composer import is_retracted
from agi_review.views.coverage_pages import modality_strip
from agi_review.views.gap_map import topic_strip
from agi_review.views.links import full_link, short_link
from agi_review.views.neighbours import places_of
from agi_review.views.people import person_called, person_link, person_listed
from agi_review.views.pictures.network import citations_of
from agi_review.views.similar import likeness_from, papers_like
from agi_review.views.tables import row_with_family, row_with_origin
from agi_review.views.venues import venue_link
from agi_review.views.years import page_of_year

QUESTIONS: tuple[Question, ...] = (
    citations_of,
    full_link,
    is_retracted,
    modality_strip,
    page_of_year,
    papers_like,
    person_called,
    person_link,
    person_listed,
    places_of,
    row_with_family,
    row_with_origin,
    short_link,
    topic_strip,
    venue_link,
)

FOUND_FROM: Mapping[Question, Question] = {papers_like: likeness_from}
"""What tells, sooner than an answer is found, that it is the one of an earlier build."""
