"""Templates ask for nothing their view does not have, and every value is escaped."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import ClassVar

import pytest
from jinja2 import TemplateError, nodes
from markupsafe import Markup

from agi_review.bundled import bundled
from agi_review.knowledge_base import KnowledgeBase
from agi_review.render import Page, Renderer
from agi_review.render.environment import environment
from agi_review.schema.kinds import KINDS, ModelEntry
from agi_review.site.faults_page import FaultsPage
from agi_review.views import HUBS, EntryPage, HubPage, IndexPage, entry_page, index_page
from agi_review.views.add_page import AddPage
from agi_review.views.compare_page import ComparePage
from agi_review.views.home_page import HomePage
from agi_review.views.parts import LinkGroup, Section
from tests.conftest import MakeBase

VIEWS: dict[str, type] = {
    "entries": EntryPage,
    "_layouts": EntryPage,
    "indexes": IndexPage,
    "hubs/add.html.j2": AddPage,
    "hubs/home.html.j2": HomePage,
    "hubs/compare.html.j2": ComparePage,
    "hubs/compare-rows.html.j2": ComparePage,
    "hubs": HubPage,
    "partials": EntryPage,
    "faults": FaultsPage,
}
TEMPLATES = sorted(
    path.relative_to(bundled("templates")).as_posix()
    for path in bundled("templates").rglob("*.html.j2")
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_page_attribute_is_a_field_of_the_view(name: str) -> None:
    """A misspelt field would show only on the page that has it."""
    view = VIEWS.get(name) or VIEWS[name.partition("/")[0]]
    known = {field.name for field in dataclasses.fields(view)} | {
        attribute for attribute in vars(view) if not attribute.startswith("_")
    }
    source = (bundled("templates") / name).read_text(encoding="utf-8")
    tree = environment().parse(source)

    asked = {
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "page"
    }

    assert asked <= known


def test_every_kind_has_its_template() -> None:
    """Named for the kind, like its folder and its address."""
    names = {
        Path(name).name.removesuffix(".html.j2")
        for name in TEMPLATES
        if name.startswith("entries/")
    }

    assert names == {kind.kind for kind in KINDS}


def test_every_page_of_the_tiny_base_renders(tiny_kb: KnowledgeBase) -> None:
    """Undefined names raise, so that rendering is the test."""
    renderer = Renderer()
    graph = tiny_kb.graph

    bodies = [renderer.entry(entry_page(graph, entry)).body for entry in graph]
    bodies += [renderer.index(index_page(graph, kind)).body for kind in KINDS]
    bodies += [renderer.hub(hub, hub.view(graph)).body for hub in HUBS]
    below = [(hub, view) for hub in HUBS if hub.pages for view in hub.pages(graph)]
    bodies += [renderer.below(hub, view).body for hub, view in below]

    assert all(body.count("<h1") == 1 for body in bodies)


def test_pages_are_what_jinja_makes_of_them(
    tiny_kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our templates are compiled to faster code, and none of them reads more than attributes."""
    renderer, graph = Renderer(), tiny_kb.graph

    def pages() -> list[Page]:
        made = [renderer.entry(entry_page(graph, entry)) for entry in graph]
        made += [renderer.index(index_page(graph, kind)) for kind in KINDS]
        made += [renderer.hub(hub, hub.view(graph)) for hub in HUBS]
        below = [(hub, view) for hub in HUBS if hub.pages for view in hub.pages(graph)]
        return [*made, *(renderer.below(hub, view) for hub, view in below)]

    quick = pages()
    assert not any(template._reads_more for template in renderer._templates.values())  # noqa: SLF001
    monkeypatch.setattr("agi_review.render.environment._Template._reads_more", True)
    exact = pages()

    assert quick == exact


TEMPLATE = """
{%- macro told(text, sign="!", more="") %}<i>{{ text }}{{ sign }}</i>{{ more }}{% endmacro -%}
{%- macro around(text) %}<b>{{ caller() }}{{ text }}</b>{% endmacro -%}
{%- macro any() %}{{ varargs | join(",") }}{{ kwargs | length }}{% endmacro -%}
{%- set html = told("&") -%}
"""


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ page.title }}", "&lt;b&gt; &amp; &#39;c&#39;"),
        ("{{ page.title | upper }}", "&lt;B&gt; &amp; &#39;C&#39;"),
        ("{{ page.number }} {{ page.nothing }} {{ page.safe }}", "7 None <b>"),
        ("{{ told(page.title) }}", "<i>&lt;b&gt; &amp; &#39;c&#39;!</i>"),
        ("{{ told(page.safe, '<') }}", "<i><b>&lt;</i>"),
        ("{{ told(told('<')) }}", "<i><i>&lt;!</i>!</i>"),
        ("{{ told(sign='?', text=1, more='&') }}", "<i>1?</i>&amp;"),
        (
            "{{ html }}{{ html ~ '<' }}{{ told(html) }}",
            "<i>&amp;!</i><i>&amp;!</i>&lt;<i><i>&amp;!</i>!</i>",
        ),
        ("{{ told() }}", None),
        ("{{ told(1, 2, 3, 4) }}", None),
        ("{{ any(1, '<', a=2) }}", "1,&lt;1"),
        (
            "{% call around('<') %}&amp;{{ page.title }}{% endcall %}",
            "<b>&amp;&lt;b&gt; &amp; &#39;c&#39;&lt;</b>",
        ),
        (
            "{% for one in page.list %}{{ told(one, loop.index) }}{% endfor %}",
            "<i>&lt;1</i><i>&gt;2</i>",
        ),
        ("{{ '{:,}'.format(page.number * 1000) }}", "7,000"),
        (
            "{% autoescape false %}{{ page.title }}{{ told('<') }}{% endautoescape %}",
            "<b> & 'c'<i>&lt;!</i>",
        ),
        ("{% block b %}{{ told('<') }}{{ page.title | first }}{% endblock %}", None),
        ("{{ page.items.key }}", "&lt;value"),
        ("{{ page.gone is defined }}{{ page.title is defined }}", "FalseTrue"),
        ("{{ page.gone | default('<') }}", "&lt;"),
        ("{{ page.gone }}", None),
        ("{{ page.broken }}", None),
        ("{{ gone(page.title) }}", None),
        ("{{ page.class }}{{ page.list.0 }}", "c&lt;"),
    ],
)
def test_a_projects_template_means_what_it_means_to_jinja(
    template: str, text: str | None, tmp_path: Path
) -> None:
    """Escaping, macros, items by a dot, and what is missing."""
    (tmp_path / "t.html.j2").write_text(TEMPLATE + template, encoding="utf-8")
    found = environment(tmp_path)

    results = []
    for each in (found, found.exact):  # type: ignore[attr-defined]
        try:
            results.append(each.get_template("t.html.j2").render(page=Anything()))
        except (TemplateError, TypeError) as error:
            results.append(f"{type(error).__name__}: {error}")

    assert results[0] == results[1]
    assert text is None or results[0].lstrip("\n") == text


class Anything:
    """A view with values of all sorts."""

    title = "<b> & 'c'"
    number = 7
    nothing = None
    safe = Markup("<b>")
    list = ("<", ">")
    items: ClassVar = {"key": "<value"}

    @property
    def broken(self) -> str:
        """What a mistake in a view would be."""
        raise AttributeError("inside")


setattr(Anything, "class", "c")


def test_names_are_text_never_markup(make_base: MakeBase) -> None:
    """A title is shown exactly as written, in the page and in its head."""
    name = '</title><script>alert(1)</script> *p* {{ 7*7 }} & "quoted" [x](y)'
    yaml_name = name.replace("'", "''")
    base = make_base(
        {
            "terms/t.yaml": f"name: '{yaml_name}'\nscheme: concept\ndefinition: T.\n"
            f"alt_labels: ['{yaml_name}']\n",
            "datasets/d.yaml": f"name: '{yaml_name}'\ndomain: medical\nterms: [t]\n",
        }
    )
    renderer = Renderer()

    for entry in base.graph:
        page = renderer.entry(entry_page(base.graph, entry))
        assert "<script" not in page.body + page.title + page.description + page.head
        assert "{{ 7*7 }}" in page.body
        assert "*p*" in page.body
        assert "<" not in page.title
        assert '"' not in page.title


def test_large_counts_are_written_like_all_large_numbers(tiny_kb: KnowledgeBase) -> None:
    """Those of a facet, which a script counts anew in the same form, and those of a sub-heading."""
    page = index_page(tiny_kb.graph, ModelEntry)
    facets = [
        dataclasses.replace(facet, options=(dataclasses.replace(facet.options[0], count=1234),))
        for facet in page.facets
    ]
    hub = HubPage(
        "a/", "A", "A.", "A.", (Section("a", "A", links=(LinkGroup("Used in", (), whole=1234),)),)
    )

    renderer = Renderer()
    assert (
        '<span class="ar-count">1,234</span>'
        in renderer.index(dataclasses.replace(page, facets=tuple(facets))).body
    )
    assert 'Used in <span class="ar-count">1,234</span>' in renderer.more(hub, "a").body
