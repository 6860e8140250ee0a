"""A base whose lists stand on many pages, although it is small: the sizes are set low for it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from agi_review.exports import cards, words
from agi_review.site import search_index
from agi_review.views import paging

TOPICS = ("segmentation", "Überblick", "CT", "report generation", "BiomedCLIP", "contrast", "MRI")
FAMILY = "name: Family of {0}\ncategory: {0}\ndomain: medical\nsummary: Made for tests.\n"
PAPER = """title: "{title}"
authors:
  - {{family: {author}, given: Ada}}
year: {year}
type: {type}
summary: {text}
curation: {{added: 2026-01-01}}
"""
MODEL = """name: {name}
family: {family}
domain: {domain}
summary: {text}
introduced_in: {paper}
availability: {{weights: {weights}, source: {paper}, where: Sec. 1}}
"""
TERM = "name: {name}\nscheme: {scheme}\ndefinition: {text}\nalt_labels: [{other}]\n"


def small_pages(patch: pytest.MonkeyPatch) -> None:
    """Set the sizes at which lists and the search are divided so low that tests reach them."""
    patch.setattr(paging, "WHOLE", 30)
    patch.setattr(paging, "ROWS_A_PAGE", 12)
    patch.setattr(paging, "ROWS_A_FILE", 5)
    patch.setattr(paging, "MODELS_A_PAGE", 12)
    patch.setattr(cards, "CARDS_IN_ONE", 50)
    patch.setattr(cards, "CARDS_A_FILE", 12)
    patch.setattr(search_index, "MOST_IN_ONE", 20)
    patch.setattr(words, "FILE_SIZE", 500)


def make_long_base(entries: Path) -> None:
    """Write 70 papers, 40 models and 35 terms."""
    draw = random.Random(7)  # noqa: S311 - nothing here is secret
    for folder in ("papers", "models", "terms", "families"):
        (entries / folder).mkdir(parents=True, exist_ok=True)

    def write(name: str, text: str) -> None:
        (entries / f"{name}.yaml").write_text(text, encoding="utf-8")

    for category in ("vision", "language"):
        write(f"families/{category}", FAMILY.format(category))
    for n in range(70):
        title = f"Work {n} on {draw.choice(TOPICS)} and {draw.choice(TOPICS)}"
        kind = draw.choice(("article", "article-journal"))
        author, text = (
            f"Q{'abcdefg'[n // 10]}{'klmnopqrst'[n % 10]}son",
            f"About {draw.choice(TOPICS)}, the {n}th of its sort.",
        )
        made = {"title": title, "author": author, "year": 2015 + n % 10, "type": kind}
        write(f"papers/p{n}", PAPER.format(**made, text=text))
    for n in range(40):
        made = {"name": f"Made{draw.choice(('SAM', 'CLIP', 'Net'))} {n}", "paper": f"p{n}"}
        made |= {"family": draw.choice(("vision", "language")), "text": draw.choice(TOPICS)}
        made |= {"domain": draw.choice(("medical", "general"))}
        write(f"models/m{n}", MODEL.format(**made, weights=draw.choice(("yes", "restricted"))))
    for n in range(35):
        made = {"name": f"term {n}", "scheme": draw.choice(("concept", "method"))}
        text = f"What is said {draw.choice(TOPICS)}."
        write(f"terms/t{n}", TERM.format(**made, text=text, other=f"Überbegriff {n}"))
