"""Links of entries, asked of a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from click.testing import CliRunner, Result

from agi_review.cli.main import cli

PAGES = ("200", "202", "401", "403", "404", "410", "429", "503", "moved", "nohead")


class Pages(BaseHTTPRequestHandler):
    """Answers with the number that is asked for."""

    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        """Answer without a body."""
        name = self.path.strip("/")
        self.asked.append(f"{self.command} {name}")
        if name == "moved":
            self.send_response(301)
            self.send_header("Location", "/200")
        elif name == "nohead":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(name))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - the server's name for it

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A base that links to every page of a running server."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("no_proxy", "*")
    Pages.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        linked = " ".join(f"[{page}]({address}/{page})" for page in PAGES)
        file = tmp_path / "entries" / "terms" / "a.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(f"name: a\nscheme: concept\ndefinition: See {linked}.\n", encoding="utf-8")
        yield address
        server.shutdown()
        thread.join()


def links(*arguments: str) -> Result:
    """Run the command without waiting between calls."""
    return CliRunner().invoke(cli, ["links", "--wait", "0", *arguments])


def test_only_what_is_certain_is_called_dead(host: str) -> None:
    """A page that refuses a program may well be there for people."""
    found = json.loads(links("--format", "json").stdout)

    verdicts = {each["url"].rpartition("/")[2]: each["verdict"] for each in found}
    gone, fine = ("404", "410"), ("200", "moved", "nohead")
    assert verdicts == {
        page: "dead" if page in gone else "ok" if page in fine else "unknown" for page in PAGES
    }
    moved = next(each for each in found if each["url"].endswith("moved"))
    assert moved["to"] == f"{host}/200"


def test_findings_name_file_and_line_and_fail_only_if_asked_to(host: str) -> None:
    """A page that is gone is no fault of the pull request at hand."""
    result = links()

    assert f"entries/terms/a.yaml:3: dead: {host}/404 (404)" in result.stdout
    assert result.stdout.endswith("10 links: 3 ok, 2 dead, 5 unknown\n")
    assert result.exit_code == 0
    assert links("--strict").exit_code == 1


def test_a_known_page_is_not_asked_again_and_an_unknown_one_is(host: str, tmp_path: Path) -> None:
    """Answers are kept with their day; a refusal is no answer."""
    links("--out", "links.txt")
    Pages.asked.clear()
    links()

    again = {line.partition(" ")[2] for line in Pages.asked}
    assert again == {"202", "401", "403", "429", "503"}
    assert (tmp_path / "links.txt").read_text(encoding="utf-8").count("dead:") == 2


def test_a_host_that_does_not_answer_is_unknown(host: str, tmp_path: Path) -> None:
    """So is one whose name does not exist."""
    file = tmp_path / "entries" / "terms" / "a.yaml"
    text = "name: a\nscheme: concept\ndefinition: See [it](http://127.0.0.1:1/).\n"
    file.write_text(text, encoding="utf-8")

    assert links().stdout.endswith("1 links: 0 ok, 0 dead, 1 unknown\n")
