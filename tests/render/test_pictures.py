"""Pictures as markup: what is in the view is in the SVG, with names, links and order."""

from __future__ import annotations

from lxml import etree, html

from agi_review.knowledge_base import KnowledgeBase
from agi_review.render import Renderer
from agi_review.render.style import light_style
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.views import HUBS, HubPage, entry_page
from agi_review.views.pictures.network import citation_network

SVG = "{http://www.w3.org/2000/svg}"


def test_every_node_is_a_link_with_a_name_in_the_order_of_the_view(tiny_kb: KnowledgeBase) -> None:
    """The drawing hides its strokes from screen readers and names its nodes."""
    graph, renderer = tiny_kb.graph, Renderer()
    seen = 0
    for paper in graph.of(PaperEntry):
        picture = citation_network(graph, paper)
        if picture is None:
            continue
        page = html.fromstring(renderer.entry(entry_page(graph, paper)).body)
        (figure,) = page.xpath(f"//figure[@id='{picture.id}']")
        nodes = figure.xpath(".//*[@data-key]")
        assert [node.get("data-key") for node in nodes] == [node.key for node in picture.nodes]
        assert [node.get("aria-label") for node in nodes] == [node.name for node in picture.nodes]
        links = [node.get("href") for node in nodes if node.tag == "a"]
        assert links == [f"../../{node.path}" for node in picture.nodes if node.path is not None]
        seen += len(nodes)
    assert seen


def test_a_picture_file_stands_on_its_own(tiny_kb: KnowledgeBase) -> None:
    """It is XML, carries its style, and names no token of the site."""
    graph = tiny_kb.graph
    pictures = filter(None, (citation_network(graph, paper) for paper in graph.of(PaperEntry)))
    picture = next(pictures)

    text = Renderer().picture(picture, "../../")

    root = etree.fromstring(text.encode())
    assert root.tag == f"{SVG}svg"
    style = root.findtext(f"{SVG}style")
    assert style is not None
    assert "#1d4f91" in style
    assert "var(" not in style
    assert len(root.findall(f".//{SVG}a")) == len(picture.nodes) - 1


def test_every_token_of_the_sheet_has_a_light_value() -> None:
    """A sheet that names a token nobody set would lose its colour silently."""
    assert "var(--ar-" not in light_style("pictures.css")


def test_every_picture_a_hub_offers_is_a_file_that_stands_on_its_own(
    tiny_kb: KnowledgeBase,
) -> None:
    """Well-formed, without a token of the site, with a link for each node that leads somewhere."""
    offered = []
    for hub in HUBS:
        view = hub.view(tiny_kb.graph)
        if isinstance(view, HubPage):
            found = [(view.root, s.picture) for s in view.sections if s.picture]
            offered += [(root, picture) for root, picture in found if picture.files]
    assert {"timeline", "papers", "weights"} <= {picture.id for _, picture in offered}
    for root, picture in offered:
        text = Renderer().picture(picture, root)
        drawing = etree.fromstring(text.encode())
        assert "var(" not in text
        links = [a.get("href") for a in drawing.iter(f"{SVG}a")]
        assert links == [f"{root}{n.path}" for n in picture.nodes if n.path is not None]
        assert Renderer().picture(picture, root) == text
