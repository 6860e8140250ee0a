"""The Jinja environment: autoescaping, strict, and with the few filters templates need."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.compiler import CodeGenerator

from agi_review.bundled import bundled
from agi_review.render.generator import Generator
from agi_review.render.prose_html import render_line, render_prose


def environment(templates: Path | None = None) -> Environment:
    """Return the environment of the templates; what it has read, it does not read again.

    Args:
        templates: The project's own folder of templates; what it lacks comes from the package.
    """
    folders = [folder for folder in (templates, bundled("templates")) if folder is not None]
    found = _Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    found.filters["prose"] = render_prose
    found.filters["line"] = render_line
    return found


class _Template(Template):
    """A template that may read what is no attribute, such as an item, or ask whether it is."""

    _reads_more = False

    def render(self, *args: Any, **kwargs: Any) -> str:
        if not self._reads_more:
            try:
                return super().render(*args, **kwargs)
            except AttributeError:
                self._reads_more = True
        exact: Environment = self.environment.exact  # type: ignore[attr-defined]
        return exact.get_template(self.name or "").render(*args, **kwargs)


class _Environment(Environment):
    code_generator_class: type[CodeGenerator] = Generator
    template_class = _Template

    @cached_property
    def exact(self) -> Environment:
        """The same with Jinja's own code."""
        found = self.overlay()
        found.code_generator_class, found.template_class = CodeGenerator, Template
        return found
