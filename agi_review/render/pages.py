"""Views to pages: rendered slots, each escaped for the place it will stand in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path

from jinja2 import Template, TemplateError, TemplateNotFound

from agi_review.errors import BrokenTemplate
from agi_review.render.environment import environment
from agi_review.render.style import light_style
from agi_review.views.compare_page import ComparePage
from agi_review.views.entry_page import EntryPage
from agi_review.views.hub_page import HubPage
from agi_review.views.hubs import Hub, HubView
from agi_review.views.index_page import IndexPage
from agi_review.views.pictures import Picture


@dataclass(frozen=True, slots=True)
class SvgFile:
    """What a picture needs to stand on its own."""

    picture: Picture
    root: str
    style: str


@dataclass(frozen=True, slots=True)
class Page:
    """The slots of one page, finished; nothing is escaped after this."""

    title: str
    """Escaped for text and attributes."""
    description: str
    """Escaped for text and attributes."""
    head: str
    """HTML for the end of the head."""
    contents: str
    """HTML of the list of contents."""
    body: str
    """HTML of the content."""
    layout: str
    section: str
    """The folder whose entry in the header is marked as open."""
    scripts: tuple[str, ...] = ()
    """Files under `assets/` that it loads beyond the common one."""


def list_scripts(*, paged: bool, picks: bool = False, compares: bool = False) -> tuple[str, ...]:
    """Return the scripts of a list in the order they need each other.

    Args:
        paged: Whether its rows stand on several pages: one script or another finds them, and the
            rest do not know which.
        picks: Whether rows can be chosen.
        compares: Whether chosen ones are put side by side on the page itself.
    """
    rows = ("agi-review-words.js", "agi-review-paged.js") if paged else ("agi-review-rows.js",)
    return (
        *("agi-review-table.js", "agi-review-bits.js", *rows),
        *(("agi-review-pick.js",) if picks else ()),
        *(("agi-review-compare.js",) if compares else ()),
        *("agi-review-export.js", "agi-review-index.js"),
    )


class Renderer:
    """Renders views with the templates of a project or of the package."""

    def __init__(self, templates: Path | None = None) -> None:
        """Take the project's folder of templates, if it has one."""
        self._environment = environment(templates)
        self._templates: dict[str, Template] = {}

    @cached_property
    def _contents(self) -> Template:
        return self._load("partials/contents.html.j2")

    def entry(self, view: EntryPage) -> Page:
        """Return the page of an entry; a kind may have its own template."""
        body = self._render(f"entries/{view.kind}.html.j2", view, "_layouts/entry.html.j2")
        contents = self._contents.render(page=view)
        head = self._render("partials/head.html.j2", view)
        return Page(
            escape(view.title), escape(view.description), head, contents, body, "entry", view.folder
        )

    def index(self, view: IndexPage) -> Page:
        """Return the index of a kind; a kind may have its own template."""
        body = self._render(f"indexes/{view.kind}.html.j2", view, "indexes/default.html.j2")
        title, description = escape(view.title), escape(view.description)
        head = self._neighbours(view)
        scripts = list_scripts(paged=view.pager is not None, picks=view.compared)
        return Page(title, description, head, "", body, "index", view.folder, scripts)

    def index_rows(self, view: IndexPage) -> str:
        """Return rows of an index as a file of their own, for scripts."""
        return self._render("indexes/rows.html.j2", view)

    def compare(self, hub: Hub, view: ComparePage) -> Page:
        """Return a page of the table of all models."""
        page = self._hub(hub, view, contents="")
        scripts = list_scripts(paged=view.pager is not None, picks=True, compares=True)
        return replace(page, head=self._neighbours(view), scripts=scripts)

    def compare_rows(self, view: ComparePage) -> str:
        """Return rows of the table of all models as a file of their own, for scripts."""
        return self._render("hubs/compare-rows.html.j2", view)

    def _neighbours(self, view: IndexPage | ComparePage) -> str:
        """Name the pages before and after one in its head."""
        sides = (("prev", view.pager.earlier), ("next", view.pager.later)) if view.pager else ()
        links = ((rel, link) for rel, link in sides if link)
        return "\n".join(f'<link rel="{rel}" href="{view.root}{link.path}">' for rel, link in links)

    def hub(self, hub: Hub, view: HubView) -> Page:
        """Return a page about the whole base; a hub may have its own template."""
        return self._hub(hub, view, contents="")

    def below(self, hub: Hub, view: HubPage) -> Page:
        """Return a page below a hub, with a list of its sections."""
        named = replace(hub, name=f"{hub.name}-page")
        return self._hub(named, view, self._contents.render(page=view))

    def more(self, view: HubPage, section: str) -> Page:
        """Return a page that goes on with a list of another."""
        body = self._render("hubs/default.html.j2", view)
        title, description = escape(view.title), escape(view.description)
        return Page(title, description, "", "", body, "hub", section)

    def _hub(self, hub: Hub, view: HubView, contents: str) -> Page:
        body = self._render(f"hubs/{hub.name}.html.j2", view, "hubs/default.html.j2")
        title = escape(view.title) if hub.path else ""
        layout = "hub" if hub.path else "home"
        description = escape(view.description)
        twin = isinstance(view, HubPage)
        head = self._render("partials/hub_head.html.j2", view) if twin else ""
        return Page(title, description, head, contents, body, layout, hub.section, hub.scripts)

    def picture(self, picture: Picture, root: str) -> str:
        """Return a picture as an SVG file that stands on its own, in the light scheme.

        Args:
            picture: The picture.
            root: The way from the file up to the site's root, for the links in it.
        """
        style = light_style("pictures.css")
        return (
            self._load("picture.svg.j2").render(page=SvgFile(picture, root, style)).strip() + "\n"
        )

    def _render(self, name: str, view: object, fallback: str | None = None) -> str:
        try:
            return self._load(name, fallback).render(page=view)
        except TemplateError as error:
            raise BrokenTemplate(f"templates/{name}: {error.message}") from error

    def _load(self, name: str, fallback: str | None = None) -> Template:
        if name not in self._templates:
            try:
                names = [name, fallback] if fallback else [name]
                self._templates[name] = self._environment.select_template(names)
            except TemplateNotFound as error:
                raise BrokenTemplate(f"there is no template templates/{name}") from error
            except TemplateError as error:
                raise BrokenTemplate(f"templates/{name}: {error.message}") from error
        return self._templates[name]
