"""A site is published only if nothing is missing and no link leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from agi_review.errors import PublishError
from agi_review.knowledge_base import KnowledgeBase
from agi_review.site.engine import run_build
from agi_review.site.memory import Memory
from agi_review.site.shell import sentinel
from agi_review.site.verify import verify


def test_a_good_site_passes(project: Path, tmp_path: Path) -> None:
    """The one the project builds."""
    graph = run_build(project / "mkdocs.yml", tmp_path / "site")

    verify(tmp_path / "site", graph)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("../../models/gone/", "leads nowhere"),
        ("../../models/small-model/#gone", "leads to no place"),
        ("#gone", "leads to no place"),
        ("../../../../secret.html", "leaves the site"),
        ("../../assets/gone.css", "leads nowhere"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(
    project: Path, tmp_path: Path, link: str, reason: str
) -> None:
    """With the page it stands on."""
    graph = run_build(project / "mkdocs.yml", tmp_path / "site")
    page = tmp_path / "site" / "models" / "complete-model" / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + f'<a href="{link}">x</a>', encoding="utf-8")

    with pytest.raises(PublishError, match="models/complete-model/index.html.*" + reason):
        verify(tmp_path / "site", graph)


def test_a_text_that_looks_like_a_link_is_none(project: Path, tmp_path: Path) -> None:
    """In a text, in the value of an attribute, in a comment: an honest title may hold it."""
    graph = run_build(project / "mkdocs.yml", tmp_path / "site")
    page = tmp_path / "site" / "models" / "complete-model" / "index.html"
    texts = (
        "<p>&lt;img src=x&gt; and href=gone/</p>",
        '<p title="an img src=x" id="a">x</p>',
        '<!-- <a href="gone/"> -->',
        '<script type=\'application/ld+json\'>{"name": "a src=x b"}</script>',
    )
    page.write_text(page.read_text(encoding="utf-8") + "".join(texts), encoding="utf-8")

    verify(tmp_path / "site", graph)


def test_a_script_that_is_missing_is_refused(project: Path, tmp_path: Path) -> None:
    """It is a link like others, though what stands in a script is not looked at."""
    graph = run_build(project / "mkdocs.yml", tmp_path / "site")
    page = tmp_path / "site" / "index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(f'{text}<script src="assets/gone.js"></script>', encoding="utf-8")

    with pytest.raises(
        PublishError, match=r"index\.html: the link 'assets/gone\.js' leads nowhere"
    ):
        verify(tmp_path / "site", graph)


def test_a_missing_page_is_refused(tiny_kb: KnowledgeBase, tmp_path: Path) -> None:
    """Every entry has its page and its JSON twin, every kind its index."""
    with pytest.raises(PublishError, match=r"benchmarks/complete-benchmark/index\.html is missing"):
        verify(tmp_path, tiny_kb.graph)


def test_an_unfilled_shell_is_refused(project: Path, tmp_path: Path) -> None:
    """It would be a page full of sentinels."""
    graph = run_build(project / "mkdocs.yml", tmp_path / "site")
    (tmp_path / "site" / "models" / sentinel("slug")).mkdir()
    (tmp_path / "site" / "models" / sentinel("slug") / "index.html").write_text(
        "", encoding="utf-8"
    )

    with pytest.raises(PublishError, match="unfilled shell"):
        verify(tmp_path / "site", graph)


def test_a_known_page_is_not_read_again_but_its_links_are_checked(
    project: Path, tmp_path: Path
) -> None:
    """As long as its file is untouched: what it leads to may have gone since."""
    site = tmp_path / "site"
    graph = run_build(project / "mkdocs.yml", site)
    page, target = site / "models/complete-model/index.html", site / "papers/small2023paper.bib"
    memory = Memory(tmp_path / "m", site)
    memory.save(verify(site, graph))

    known = Memory(tmp_path / "m", site).known_links(site)
    assert verify(site, graph, known=known).pages == {}
    page.write_text(page.read_text(encoding="utf-8") + "<p>Changed.</p>", encoding="utf-8")
    known = Memory(tmp_path / "m", site).known_links(site)
    assert set(verify(site, graph, known=known).pages) == {"models/complete-model/index.html"}
    target.unlink()
    with pytest.raises(PublishError, match=r"papers/small2023paper/index\.html: .*leads nowhere"):
        verify(site, graph, known=known)
