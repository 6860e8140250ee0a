"""The Jinja environment: autoescaping, strict, and with the few filters templates need."""

from __future__ import annotations

from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from agi_review.bundled import bundled
from agi_review.render.prose_html import render_line, render_prose


def environment(templates: Path | None = None) -> Environment:
    """Return the environment of the templates.

    Args:
        templates: The project's own folder of templates; what it lacks comes from the package.
    """
    folders = [folder for folder in (templates, bundled("templates")) if folder is not None]
    found = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    found.filters["prose"] = render_prose
    found.filters["line"] = render_line
    return found
