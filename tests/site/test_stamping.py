"""A stamped page is the page MkDocs would have rendered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from agi_review.errors import PublishError
from agi_review.render import Page
from agi_review.site.engine import run_build
from agi_review.site.shell import SLOTS, Shell, blank_page, sentinel
from agi_review.views.links import entry_path
from tests.site.conftest import SITE_URL

SITEMAP_SCHEMA = """
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
    targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <xsd:element name="urlset">
    <xsd:complexType><xsd:sequence>
      <xsd:element name="url" maxOccurs="50000"><xsd:complexType><xsd:sequence>
        <xsd:element name="loc"><xsd:simpleType><xsd:restriction base="xsd:anyURI">
          <xsd:minLength value="12"/><xsd:maxLength value="2048"/>
        </xsd:restriction></xsd:simpleType></xsd:element>
        <xsd:element name="lastmod" minOccurs="0"><xsd:simpleType>
          <xsd:union memberTypes="xsd:date xsd:dateTime"/>
        </xsd:simpleType></xsd:element>
        <xsd:element name="changefreq" type="xsd:NMTOKEN" minOccurs="0"/>
        <xsd:element name="priority" type="xsd:decimal" minOccurs="0"/>
      </xsd:sequence></xsd:complexType></xsd:element>
    </xsd:sequence></xsd:complexType>
  </xsd:element>
</xsd:schema>
"""
"""What the sitemap protocol asks of a file, version 0.9."""


def test_a_stamped_page_equals_the_page_mkdocs_renders(project: Path, tmp_path: Path) -> None:
    """Byte for byte, every entry of every kind: there is no difference to name."""
    graph = run_build(project / "mkdocs.yml", tmp_path / "stamped")
    run_build(project / "mkdocs.yml", tmp_path / "rendered", stamp=False)

    for entry in graph:
        page = f"{entry_path(entry)}index.html"
        stamped = (tmp_path / "stamped" / page).read_text(encoding="utf-8")
        assert stamped == (tmp_path / "rendered" / page).read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{SITE_URL}{entry_path(entry)}">' in stamped


def test_two_builds_are_the_same_bytes(project: Path, tmp_path: Path) -> None:
    """No clock, no order of files, no address of an object in any output."""
    for name in ("one", "other"):
        run_build(project / "mkdocs.yml", tmp_path / name)

    one = {
        p.relative_to(tmp_path / "one"): p.read_bytes()
        for p in (tmp_path / "one").rglob("*")
        if p.is_file()
    }
    other = {
        p.relative_to(tmp_path / "other"): p.read_bytes()
        for p in (tmp_path / "other").rglob("*")
        if p.is_file()
    }
    # The sitemap's dates and its compressed twin are MkDocs' own.
    differing = {path.as_posix() for path in one if one[path] != other.get(path)}
    assert differing <= {"sitemap.xml.gz"}
    assert one.keys() == other.keys()


def test_no_slot_is_left_and_no_shell_is_published(project: Path, tmp_path: Path) -> None:
    """Not in a page, the sitemap, the search index or a name."""
    run_build(project / "mkdocs.yml", tmp_path / "site")

    for path in (tmp_path / "site").rglob("*"):
        assert not any(sentinel(slot) in path.as_posix() for slot in SLOTS)
        if path.suffix in {".html", ".xml", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert not any(sentinel(slot) in text for slot in SLOTS)


def test_the_sitemap_lists_every_entry_once(project: Path, tmp_path: Path) -> None:
    """It follows the schema of sitemaps, and the entries stand beside the hub pages."""
    graph = run_build(project / "mkdocs.yml", tmp_path / "site")

    tree = etree.parse(tmp_path / "site" / "sitemap.xml")
    etree.XMLSchema(etree.XML(SITEMAP_SCHEMA)).assertValid(tree)
    listed = [element.text for element in tree.iter("{*}loc")]

    assert sorted({*listed}) == sorted(listed)
    assert {SITE_URL + entry_path(entry) for entry in graph} <= set(listed)
    assert f"{SITE_URL}models/" in listed


def test_search_holds_one_document_an_entry(project: Path, tmp_path: Path) -> None:
    """Found by name, other name, author and identifier; nothing in it is markup."""
    graph = run_build(project / "mkdocs.yml", tmp_path / "site")

    index = json.loads(
        (tmp_path / "site" / "search" / "documents.json").read_text(encoding="utf-8")
    )
    documents = {document["location"]: document for document in index["docs"]}

    shown = [entry for entry in graph if entry.deprecated is None]
    assert {entry_path(entry) for entry in shown} <= set(documents)
    paper = documents["papers/complete2024paper/"]
    assert paper["title"] == "A paper with every field"
    for word in ("Beispiel", "2304.99991", "10.5555/12345678", "Journal of Worked Examples"):
        assert word in paper["text"]
    assert {"paper", "Beispiel 2024", "10.5555/12345678"} <= set(paper["names"])
    model = documents["models/complete-model/"]
    assert model["tags"] == ["Model with every field"]
    assert model["names"][:1] == ["model"]
    assert model["boost"] > paper["boost"] > documents["about/"]["boost"]


def test_every_entry_has_a_json_twin(project: Path, tmp_path: Path) -> None:
    """With its fields and its relations from both ends."""
    run_build(project / "mkdocs.yml", tmp_path / "site")

    twin = json.loads(
        (tmp_path / "site" / "models" / "complete-model.json").read_text(encoding="utf-8")
    )

    assert (twin["kind"], twin["id"], twin["level"]) == ("model", "complete-model", "linked")
    assert twin["fields"]["availability"]["licence"] == "Apache-2.0"
    assert {
        "field": "derives_from.0.model",
        "kind": "model",
        "id": "small-model",
        "as": "fine-tuned",
    } in (twin["relations"])


def test_a_theme_that_loses_a_slot_is_refused() -> None:
    """Else every page would silently lose its title, its list of contents or its text."""
    html = " ".join(sentinel(slot) for slot in SLOTS if slot != "contents")

    with pytest.raises(PublishError, match="contents"):
        Shell.cut(html, "model")


def test_a_sentinel_in_an_entry_is_text_like_any_other() -> None:
    """Values are put in once and not looked at again."""
    shell = Shell.cut("".join(f"<{sentinel(slot)}>" for slot in SLOTS), "model")
    page = Page("t", "d", "h", "c", sentinel("title"), "entry", "models")

    assert shell.stamp(page, "x") == f"<x><><t><d><h><c><{sentinel('title')}>"
    assert blank_page("models").section == "models"


def test_the_script_of_the_theme_is_marked_once(project: Path, tmp_path: Path) -> None:
    """So that browsers compile it beside the page; a second build finds the same bytes."""
    for _ in range(2):
        run_build(project / "mkdocs.yml", tmp_path / "site")
        (script,) = (tmp_path / "site" / "assets" / "javascripts").glob("bundle.*.js")
        text = script.read_text(encoding="utf-8")
        assert text.startswith("//# allFunctionsCalledOnLoad\n")
        assert text.count("allFunctionsCalledOnLoad") == 1
