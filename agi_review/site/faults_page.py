"""What is wrong with the entries, in the browser of whoever is editing them.

While the site is served, a page of findings stands in the place of every page for as long as the
entries have errors. The browser is told when that has changed, and loads the page it was on again.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from markupsafe import Markup, escape

from agi_review.bundled import bundled
from agi_review.diagnostics import Diagnostic, Report, as_text
from agi_review.render.environment import environment
from agi_review.sources.stamps import stamps

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("mkdocs.plugins.agi_review")

FOLDER = "/agi-review-faults/"
"""Where the page's own files stand; no entry has such an address."""

PATIENCE = 20.0
"""Seconds a browser is kept waiting for news before it is to ask again."""

PAUSE = 0.5
"""Seconds between two looks at entries that cannot be built from."""

_FILES = {"faults.css": "text/css; charset=utf-8", "faults.js": "text/javascript; charset=utf-8"}
_HEADERS = (
    ("Cache-Control", "no-store"),
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'",
    ),
)
_PAINTED = re.compile(r"\x01(\w+)\x02(.*?)\x03", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as the page shows it."""

    place: str
    severity: str
    text: Markup
    """What the terminal says of it, with its parts marked for colour."""


@dataclass(frozen=True, slots=True)
class FaultsPage:
    """What the page says."""

    title: str
    mark: str
    """What tells these findings from others."""
    findings: tuple[Finding, ...]
    folder: str = FOLDER


def faults_page(report: Report, root: str = "") -> FaultsPage:
    """Return the page of a report, errors first, with paths from a folder on."""
    found = sorted(report.diagnostics, key=lambda each: each.severity)  # `error`, then `warning`
    findings = tuple(_finding(each, root) for each in found)
    mark = blake2b("".join(each.text for each in findings).encode(), digest_size=8).hexdigest()
    number = report.errors
    return FaultsPage(
        f"The entries have {number} error{'' if number == 1 else 's'}", mark, findings
    )


def _finding(diagnostic: Diagnostic, root: str) -> Finding:
    span = diagnostic.span
    place = f"{as_text.visible(span.path.removeprefix(root))}:{span.line}:{span.column}"
    # The control characters are none of the data: the text has those of its own spelled out.
    painted = as_text.block(diagnostic, lambda text, role: f"\x01{role}\x02{text}\x03")
    shown = str(escape(painted.replace(root, "") if root else painted))
    text = _PAINTED.sub(r'<span class="\1">\2</span>', shown)
    return Finding(place, str(diagnostic.severity), Markup(text))  # noqa: S704 - escaped above


class FaultsInBrowser:
    """Stands before the server of a site and shows what is wrong while something is."""

    def __init__(self, root: Path | None = None) -> None:
        """Begin with nothing wrong; paths are shown from the folder `root` on."""
        self._root = f"{root.as_posix()}/" if root else ""
        self._changed = Condition()
        self._mark = ""
        self._page = b""
        self._closing = False
        self._shown = 0
        self._template = environment().get_template("faults/page.html.j2")

    def show(self, report: Report) -> None:
        """Show a page of findings in place of every page."""
        page = faults_page(report, self._root)
        self._shown += 1
        self._set(page.mark, self._template.render(page=page).encode())

    def clear(self) -> None:
        """Let the site be seen again."""
        self._set("", b"")

    def close(self) -> None:
        """Send waiting browsers away; they ask again until somebody answers."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()

    def _set(self, mark: str, page: bytes) -> None:
        with self._changed:
            self._mark, self._page = mark, page
            self._changed.notify_all()

    def around_build(
        self, build: Callable[[], None], aborted: type[BaseException]
    ) -> Callable[[], None]:
        """Return a build that counts as done if it was given up because of findings now shown."""

        def build_or_show() -> None:
            before = self._shown
            try:
                build()
            except aborted:
                if self._shown == before:
                    raise
            else:
                self.clear()

        return build_or_show

    def around(self, site: WSGIApplication) -> WSGIApplication:
        """Return a site that is seen only while nothing is wrong."""

        def serve(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            if path.startswith(FOLDER):
                return self._own(path.removeprefix(FOLDER), start)
            page = self._page
            if not page or not _is_page(path):
                return site(environ, start)
            start("200 OK", [("Content-Type", "text/html; charset=utf-8"), *_HEADERS])
            return [page]

        return serve

    def _own(self, name: str, start: StartResponse) -> Iterable[bytes]:
        if name in _FILES:
            start("200 OK", [("Content-Type", _FILES[name]), *_HEADERS])
            return [(bundled("templates") / "faults" / name).read_bytes()]
        if not name.startswith("wait/"):
            start("404 Not Found", [*_HEADERS])
            return []
        known = name.removeprefix("wait/")
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._mark != known, PATIENCE)
            news = self._mark != known and not self._closing
        start("200 OK" if news else "204 No Content", [*_HEADERS])
        return []


def _is_page(path: str) -> bool:
    name = path.rpartition("/")[2]
    return not path.startswith("/livereload/") and ("." not in name or name.endswith(".html"))


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the findings are what matters."""


class _Server(ThreadingMixIn, WSGIServer):
    """Answers one browser while another waits."""

    daemon_threads = True


def show_until_mended(check: Callable[[], Report], entries: Path, address: tuple[str, int]) -> None:
    """Serve the page of findings until there is no error any more.

    Args:
        check: Reads the entries and returns what is wrong.
        entries: Their folder; it is read again when something in it was written.
        address: The host and the port to listen on; the port is free again afterwards.
    """
    report, seen = check(), stamps(entries)
    if not report.errors:
        return
    faults = FaultsInBrowser()
    _tell(faults, report)
    pause = Event()
    with make_server(*address, faults.around(_nothing), _Server, _Quiet) as server:
        thread = Thread(target=server.serve_forever, args=(PAUSE,), daemon=True)
        thread.start()
        try:
            while report.errors:
                pause.wait(PAUSE)
                now = stamps(entries)
                if now != seen:
                    report, seen = check(), now
                    _tell(faults, report)
        finally:
            faults.close()
            server.shutdown()
            thread.join()


def _tell(faults: FaultsInBrowser, report: Report) -> None:
    if report.errors:
        log.error("%s", as_text.render(report))
    faults.show(report)


def _nothing(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    start("404 Not Found", [*_HEADERS])
    return []
