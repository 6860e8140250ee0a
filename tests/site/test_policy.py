"""One policy for all pages, which permits the theme's scripts and no other."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from agi_review.site.engine import run_build
from agi_review.site.policy import for_disk, inline_scripts, policy
from agi_review.views.publication import Comments

RULE = '//meta[@http-equiv="Content-Security-Policy"]/@content'


def test_every_page_states_one_policy_that_names_its_scripts(project: Path, tmp_path: Path) -> None:
    """Every page that the theme or a shell made, 404 included; no script is left unnamed."""
    run_build(project / "mkdocs.yml", tmp_path / "site")
    stated, scripts = set(), set()
    for path in (tmp_path / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        rules = html.document_fromstring(text).xpath(RULE)
        assert len(rules) == 1, path
        stated.update(rules)
        scripts.update(inline_scripts(text))

    (rules,) = stated
    assert scripts == {part for part in rules.replace(";", "").split() if "sha256" in part}
    assert "unsafe" not in rules


def test_data_and_files_are_no_inline_scripts() -> None:
    """Only what runs where it stands has a hash."""
    data = '<script type="application/ld+json">{}</script><script src="a.js"></script>'

    assert list(inline_scripts(data)) == []
    assert len(list(inline_scripts("<script>1</script>"))) == 1


def test_a_host_cannot_add_a_rule() -> None:
    """An address whose host could be read as part of the policy is not named."""
    hostile = ("https://a.example;script-src *", "https://a b/x.pdf", "javascript:1", 'https://"x')

    assert "frame-src 'none'" in policy((), hostile)
    assert "frame-src https://a.example;" in policy((), ("https://a.example/x.pdf",))


def test_comments_and_repository_are_named_if_set_up() -> None:
    """And only then."""
    comments = Comments("o/r", "R_1", "Entries", "C_1")
    with_both = policy((), (), repository="https://git.example/o/r", comments=comments)

    assert "https://giscus.app/client.js" in with_both
    assert "frame-src https://giscus.app" in with_both
    assert with_both.endswith("form-action 'self' https://git.example")
    assert "giscus" not in policy((), ())


def test_on_disk_files_count_as_the_site() -> None:
    """Only in the policy; the text of the page is left alone."""
    page = f'<meta http-equiv="Content-Security-Policy" content="{policy((), ())}"><p>\'self\'</p>'

    assert "script-src 'self' file:" in for_disk(page)
    assert for_disk(page).endswith("<p>'self'</p>")
