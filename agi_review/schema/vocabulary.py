"""Every closed vocabulary of the entries, each said once."""

from __future__ import annotations

from typing import Literal

Category = Literal["language", "vision", "multimodal"]
Domain = Literal["medical", "general"]
Stance = Literal["reports", "supports", "qualifies", "disputes"]
Availability = Literal["yes", "restricted", "no", "not-reported"]
Answer = Literal["yes", "no", "not-reported"]
Origin = Literal["review", "later"]
Stage = Literal["data", "training", "adaptation", "evaluation", "deployment"]
Horizon = Literal["near", "mid", "far"]
Area = Literal["data", "reliability", "clinical", "ethics", "security", "cost", "regulation"]
Weight = Literal["low", "medium", "high"]
Scheme = Literal["modality", "task", "anatomy", "method", "concept"]
Access = Literal["open", "registration", "credentialed", "on-request", "closed", "not-reported"]
Unit = Literal[
    "images",
    "image-text pairs",
    "image-mask pairs",
    "volumes",
    "slides",
    "tiles",
    "studies",
    "patients",
    "reports",
    "masks",
    "lesions",
    "videos",
    "frames",
    "questions",
    "documents",
    "notes",
    "classes",
    "tokens",
    "words",
]
Reporter = Literal["self", "independent"]
Direction = Literal["higher", "lower"]
AuthorList = Literal["complete", "partial"]
PaperState = Literal["retracted", "corrected", "none-found"]
CslType = Literal[
    "article-journal",
    "paper-conference",
    "article",
    "chapter",
    "book",
    "report",
    "thesis",
    "dataset",
    "software",
    "webpage",
]
Role = Literal["introduces", "uses", "evaluates", "advances", "addresses", "reports"]
Derived = Literal["builds-on", "fine-tuned", "initialised", "adapted", "distilled"]
LineageOrigin = Literal["from-scratch", "not-reported"]

INVERSE_WORDS: dict[str, str] = {
    "introduces": "Introduced in",
    "uses": "Used in",
    "evaluates": "Evaluated in",
    "advances": "Advanced in",
    "addresses": "Addressed in",
    "reports": "Reported in",
    "builds-on": "Built on by",
    "fine-tuned": "Fine-tuned into",
    "initialised": "Initialises",
    "adapted": "Adapted into",
    "distilled": "Distilled into",
}
"""How a qualified relation (a `role` or a `how`) reads from its target."""
