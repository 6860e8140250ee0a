"""The catalogues that `add` asks, on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from tests.cli.catalogue_server import Server


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on this machine that stands for all three catalogues, and no real waiting."""
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.reply(self)

        def log_message(self, format: str, *args: Any) -> None:
            """Keep quiet."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{httpd.server_port}"
    for name in ("ARXIV", "CROSSREF", "PUBMED"):
        monkeypatch.setenv(f"AGI_REVIEW_{name}_URL", made.address)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    thread = Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.over.set()
    httpd.shutdown()
    thread.join()
    httpd.server_close()
