"""Edit links and comments come from the configuration, and only from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from agi_review.errors import PublishError
from agi_review.site import build_site

REPO = "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n"
COMMENTS = """\
      comments: {repo: o/r, repo_id: R_1, category: Entries, category_id: C_1}
"""
PAPER = "papers/complete2024paper/index.html"


def built(project: Path, before: str = "", plugin: str = "") -> dict[str, str]:
    """Build with more configuration; return two pages."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(before + text.replace("  - agi-review:\n", f"  - agi-review:\n{plugin}"))
    build_site(config, project / "out")
    pages = (PAPER, "terms/complete-term/index.html")
    return {page: (project / "out" / page).read_text(encoding="utf-8") for page in pages}


def test_a_repository_gives_every_entry_a_way_to_mend_it(project: Path) -> None:
    """The file in the editor; a claim, the line it is written on."""
    pages = built(project, REPO)

    edit = "https://github.com/o/r/edit/main/entries"
    assert f'href="{edit}/papers/complete2024paper.yaml">Fix this entry</a>' in pages[PAPER]
    assert (
        "https://github.com/o/r/blob/main/entries/papers/complete2024paper.yaml#L" in pages[PAPER]
    )
    assert f"{edit}/terms/complete-term.yaml" in pages["terms/complete-term/index.html"]


@pytest.mark.parametrize(
    ("given", "edit"),
    [
        ("repo_url: https://github.com/o/r/\n", "https://github.com/o/r/edit/master/entries/"),
        (
            "repo_url: https://code.example/o/r\nedit_uri: -/edit/main/docs\n",
            "https://code.example/o/r/-/edit/main/entries/",
        ),
        ("repo_url: https://code.example/o/r\n", None),
        ("repo_url: https://github.com/o/r\nedit_uri: edit/main/site/\n", None),
    ],
)
def test_the_folder_of_entries_stands_beside_that_of_pages(
    project: Path, given: str, edit: str | None
) -> None:
    """Where MkDocs' own pages are edited tells it; where it does not, there is no link."""
    html = built(project, given)[PAPER]

    assert ("Fix this entry" in html) == bool(edit)
    if edit:
        assert f"{edit}papers/complete2024paper.yaml" in html


def test_comments_are_offered_on_every_entry_and_load_nothing(project: Path) -> None:
    """Their script is this site's own; theirs is not in the page."""
    for html in built(project, plugin=COMMENTS).values():
        assert "Load comments" in html
        assert "agi-review-ask.js" in html
        assert 'src="https://giscus.app' not in html


def test_half_of_the_settings_for_comments_is_refused(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """They would load nothing, and nobody would know why."""
    half = "      comments: {repo: o/r}\n"

    with pytest.raises(PublishError):
        built(project, plugin=half)

    assert "category_id" in caplog.text
