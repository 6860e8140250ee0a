"""A site for the disk names files in every link; its archive depends on the site alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from agi_review.cli.main import cli
from agi_review.errors import PublishError
from agi_review.site import ARCHIVE, build_site, search_index
from agi_review.site.engine import run_build
from agi_review.site.offline import FETCHED, make_offline, offline_page, pack
from agi_review.site.verify import verify
from agi_review.views import paging

FILES = {"index.html", "models/index.html", "models/a/index.html", "models/a.json"}


@pytest.mark.parametrize(
    ("link", "led"),
    [
        ("../", "../index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("../../models", "../../models/index.html"),
        ("../a/#claim-1", "../a/index.html#claim-1"),
        ("../?modality=ct&amp;task=x#top", "../index.html?modality=ct&amp;task=x#top"),
        ("../a.json", "../a.json"),
        ("index.html", "index.html"),
        ("../gone/", "../gone/"),
        ("#here", "#here"),
        ("?q=x", "?q=x"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_to_a_folder_names_its_file(link: str, led: str) -> None:
    """With what follows the path; any other link stays as it is."""
    page = f'<p>x</p><a class="b" href="{link}">y</a>'

    assert offline_page("models/a/index.html", page, FILES) == page.replace(link, led, 1)


@pytest.mark.parametrize(
    "text",
    [
        '<pre>&lt;a href="../"&gt;</pre>',
        "<script>a<b; x = ' href=\"../\"'</script>",
        '<!-- <a href="../"> -->',
        '<p title="a > b">1 < 2 href="../"</p>',
        '<p aria-label="x href=../ onfocus=y z">x</p>',
        "<p title='x href=../ y'>src=../</p>",
    ],
)
def test_only_tags_hold_links(text: str) -> None:
    """What a page shows, runs or hides is not its own link."""
    assert offline_page("models/a/index.html", text, FILES) == text


def test_a_link_is_read_in_any_quotes() -> None:
    """The way a browser reads it."""
    page = '<a href=\'../\'>x</a><A title="a > b" HREF="#" href=..>y</A>'

    assert offline_page("models/a/index.html", page, FILES) == (
        '<a href="../index.html">x</a><A title="a > b" HREF="#" href="../index.html">y</A>'
    )


def test_the_site_for_the_disk_passes_its_checks(project: Path, tmp_path: Path) -> None:
    """No page, no hit of the search and no script needs a server."""
    site = tmp_path / "site"
    build_site(project / "mkdocs.yml", site, offline=True)

    assert not (site / "404.html").exists()
    home = (site / "index.html").read_text(encoding="utf-8")
    assert home.index("assets/agi-review-offline.js") < home.index("</head>")
    assert (site / "assets" / "agi-review-offline.js").is_file()
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    for document in index["docs"]:
        assert (site / document["location"].partition("#")[0]).is_file()
    script = (site / "search" / "search_index.js").read_text(encoding="utf-8")
    assert script == f"var __index = {json.dumps(index, ensure_ascii=False, separators=(',', ':'))}"


def test_what_scripts_fetch_stands_beside_as_a_script(project: Path, tmp_path: Path) -> None:
    """The records, and where lists and search are divided, each of their files."""
    site = tmp_path / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "WHOLE", 1)
        patch.setattr(paging, "ROWS_A_PAGE", 1)
        patch.setattr(paging, "MODELS_A_PAGE", 1)
        patch.setattr(search_index, "MOST_IN_ONE", 1)
        build_site(project / "mkdocs.yml", site, offline=True)
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    fetched = {name for name in names if FETCHED.fullmatch(name)}

    assert {"downloads/agi-review.bib", "search/words.json", "search/words-0.json"} <= fetched
    assert any(name.endswith("/rows/0.html") for name in fetched)
    for name in fetched:
        text = (site / name).read_text(encoding="utf-8")
        assert json.dumps(text, ensure_ascii=False) in (site / f"{name}.js").read_text("utf-8")
    assert {f"{name}.js" for name in fetched} <= names
    read = {name for name in names if re.match(r"[a-z]+/rows/|search/(words|documents)", name)}
    assert {name for name in read if not name.endswith(".js")} <= fetched


def test_a_link_to_a_folder_is_refused_in_a_site_for_the_disk(
    project: Path, tmp_path: Path
) -> None:
    """A served site may have it; from disk it would list a folder."""
    site = tmp_path / "site"
    graph = run_build(project / "mkdocs.yml", site)
    verify(site, graph)

    with pytest.raises(PublishError, match="leads to a folder"):
        verify(site, graph, offline=True)
    make_offline(site)
    verify(site, graph, offline=True)


def test_a_published_site_offers_the_one_for_the_disk(project: Path, tmp_path: Path) -> None:
    """Linked from the foot of its pages; the archive holds the site that `--offline` makes."""
    build_site(project / "mkdocs.yml", tmp_path / "disk", offline=True)
    build_site(project / "mkdocs.yml", tmp_path / "site", archive=True)
    build_site(project / "mkdocs.yml", tmp_path / "plain")

    page = "models/complete-model/index.html"
    link = f'href="../../{ARCHIVE}"'
    assert link in (tmp_path / "site" / page).read_text(encoding="utf-8")
    assert ARCHIVE not in (tmp_path / "plain" / page).read_text(encoding="utf-8")
    with ZipFile(tmp_path / "site" / ARCHIVE) as packed:
        held = {
            name.removeprefix("agi-review-site/"): packed.read(name) for name in packed.namelist()
        }
    expected = {
        path.relative_to(tmp_path / "disk").as_posix(): path.read_bytes()
        for path in (tmp_path / "disk").rglob("*")
        if path.is_file()
    }
    assert [name for name in expected if held.get(name) != expected[name]] == []
    assert held.keys() == expected.keys()


def test_an_archive_depends_on_names_and_bytes_alone(tmp_path: Path) -> None:
    """Not on when, or in which order, files were written."""
    for folder, names in (("one", ("a", "b/c")), ("other", ("b/c", "a"))):
        for name in names:
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, encoding="utf-8")
        pack(tmp_path / folder, tmp_path / f"{folder}-made" / "x.zip")

    packed = (tmp_path / "one-made" / "x.zip").read_bytes()
    assert packed == (tmp_path / "other-made" / "x.zip").read_bytes()
    with ZipFile(tmp_path / "one-made" / "x.zip") as archive:
        assert archive.namelist() == ["x/a", "x/b/c"]
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_site_for_the_disk_holds_no_archive() -> None:
    """It would hold itself."""
    run = CliRunner().invoke(cli, ["build", "--offline", "--zip"])

    assert run.exit_code != 0
    assert "choose --offline or --zip" in str(run.exception)
