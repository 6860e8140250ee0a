"""While the site is served, what is wrong is shown in the browser, and goes when it is mended."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.request import urlopen
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

import pytest
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from agi_review.diagnostics import Report, Rule, Severity, Span
from agi_review.knowledge_base import load
from agi_review.site import faults_page as module
from agi_review.site.faults_page import FOLDER, FaultsInBrowser, faults_page, show_until_mended
from agi_review.site.plugin import AgiReviewPlugin

FAULT = Rule("some-fault", Severity.ERROR, "mend it")
DOUBT = Rule("some-doubt", Severity.WARNING, "look at it")
SOURCE = "name: </pre><script>alert(1)</script> \x01caret\x02 & more"


def report() -> Report:
    """A doubt, and after it a fault in a hostile line."""
    doubt = DOUBT.at(Span("/base/entries/a.yaml", 1, 1, 1, 2), "so so", source="x")
    fault = FAULT.at(
        Span("/base/entries/b.yaml", 4, 7, 4, 13), "is <b>wrong</b>", source=SOURCE, suggestion="y?"
    )
    return Report.of([doubt, fault], files=2)


def site(_environ: object, start: object) -> list[bytes]:
    """The site behind the faults."""
    start("200 OK", [])  # type: ignore[operator]
    return [b"the site"]


def ask(app: WSGIApplication, path: str) -> tuple[str, str]:
    """Return status and text of what an application answers."""
    said: list[str] = []
    environ = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    answer = app(
        environ, lambda status, _headers, _info=None: said.append(status) or io.BytesIO().write
    )  # type: ignore[func-returns-value]
    return said[0], b"".join(answer).decode()


def test_a_finding_reads_as_in_the_terminal_and_nothing_in_it_is_markup() -> None:
    """Place, text, caret, suggestion and help; errors first."""
    faults = FaultsInBrowser(Path("/base"))
    faults.show(report())
    status, text = ask(faults.around(site), "/models/x/")
    page = html.fromstring(text)

    assert status == "200 OK"
    assert page.xpath("string(//h1)") == "The entries have 1 error"
    assert [str(each) for each in page.xpath("//h2/text()")] == [
        "entries/b.yaml:4:7",
        "entries/a.yaml:1:1",
    ]
    shown = page.xpath("string(//li[1]/pre)")
    assert "entries/b.yaml:4:7: error[some-fault]: is <b>wrong</b>\n" in shown
    assert "  4 | name: </pre><script>alert(1)</script> <U+0001>caret<U+0002> & more\n" in shown
    assert "    |       ^^^^^^ y?\n  help: mend it" in shown
    assert len(page.xpath("//script")) == len(page.xpath("//script[@src]")) == 1
    assert page.xpath("//*[@style]") == []


def test_only_pages_are_replaced_and_only_while_something_is_wrong() -> None:
    """The theme's files, the server's own questions and the site itself stay."""
    faults = FaultsInBrowser()
    app = faults.around(site)

    assert ask(app, "/models/")[1] == "the site"
    faults.show(report())
    for path in ("/", "/models/x/", "/models/x", "/404.html"):
        assert "some-fault" in ask(app, path)[1]
    for path in ("/assets/a.css", "/search/search_index.json", "/livereload/1/2"):
        assert ask(app, path)[1] == "the site"
    faults.clear()
    assert ask(app, "/models/")[1] == "the site"


def test_the_browser_is_told_when_findings_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """At once if they have already; it asks again after a while if not."""
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    faults = FaultsInBrowser()
    app = faults.around(site)
    faults.show(report())
    mark = faults_page(report()).mark

    for _ in range(2):  # an answer leaves nothing behind in the next
        assert ask(app, f"{FOLDER}wait/{mark}") == ("204 No Content", "")
    assert "some-fault" in ask(app, "/")[1]
    faults.clear()
    assert ask(app, f"{FOLDER}wait/{mark}")[0] == "200 OK"
    faults.close()
    assert ask(app, f"{FOLDER}wait/{mark}")[0] == "204 No Content"
    assert "--error" in ask(app, f"{FOLDER}faults.css")[1]
    assert "location.reload" in ask(app, f"{FOLDER}faults.js")[1]
    assert ask(app, f"{FOLDER}../plugin.py")[0] == "404 Not Found"


def test_a_build_given_up_for_another_reason_fails_as_before() -> None:
    """Only findings that are shown count as an answer."""
    faults = FaultsInBrowser()
    outcomes: Iterator[str] = iter(("shown", "failed", "done"))

    def built() -> None:
        outcome = next(outcomes)
        if outcome == "shown":
            faults.show(report())
        if outcome != "done":
            raise Abort("no")

    guarded = faults.around_build(built, Abort)
    guarded()
    with pytest.raises(Abort):
        guarded()
    assert "some-fault" in ask(faults.around(site), "/")[1]
    guarded()
    assert ask(faults.around(site), "/")[1] == "the site"


def test_the_server_shows_what_an_edit_broke(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plugin stands before MkDocs' server and hears of the findings of every build."""
    monkeypatch.setattr(AgiReviewPlugin, "faults", None)
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "out"))

    def builder() -> None:
        build(load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "out")))

    server = LiveReloadServer(builder, "127.0.0.1", 0, str(tmp_path / "out"))
    config.plugins.on_serve(server, config=config, builder=builder)
    file = project / "entries" / "models" / "small-model.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("tasks:", "task:"), encoding="utf-8")
    server.builder()
    text = ask(server.get_app(), "/models/small-model/")[1]  # type: ignore[arg-type]
    server.server_close()

    assert "entries/models/small-model.yaml:8:1</h2>" in text
    assert str(project) not in text
    assert "did you mean &#39;tasks&#39;?" in text


def test_a_base_with_errors_is_shown_before_there_is_a_site(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is there at once; when the entries are mended, the building begins."""
    monkeypatch.setattr(module, "PAUSE", 0.02)
    entries = project / "entries"
    file = entries / "models" / "small-model.yaml"
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound.replace("tasks:", "task:"), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address: tuple[str, int] = taken.getsockname()
    thread = Thread(target=show_until_mended, args=(lambda: load(entries).report, entries, address))
    thread.start()
    url = f"http://{address[0]}:{address[1]}/models/"
    for _ in range(500):
        try:
            with urlopen(url) as answer:
                text = answer.read().decode()
            break
        except OSError:
            sleep(0.02)
    assert thread.is_alive()
    file.write_text(sound, encoding="utf-8")
    thread.join(timeout=30)

    assert "unknown-field" in text
    assert not thread.is_alive()
