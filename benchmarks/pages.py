"""How much one page of each kind transfers, and when its first content stands on a slow machine.

Run after a build: `python benchmarks/pages.py [SITE]`. Texts are served compressed, as static hosts
do; the processor is slowed four times; each page is opened in a browser that has nothing cached.
"""

from __future__ import annotations

import gzip
import mimetypes
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import LAUNCH
from tests.browser.find_chromium import found

RUNS = 5
SLOWED = 4
TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md"}
PAPER = """
() => new Promise((done) => new PerformanceObserver((list) => {
  const first = list.getEntriesByName("first-contentful-paint")[0]
  if (first) done(first.startTime)
}).observe({ type: "paint", buffered: true }))
"""


class Compressed(SimpleHTTPRequestHandler):
    """Serves files as a static host does: texts compressed."""

    sent: list[int]

    def __init__(self, *args: Any, sent: list[int], **kwargs: Any) -> None:
        self.sent = sent
        super().__init__(*args, **kwargs)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with the file, and note how many bytes went out."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        self.send_header("Content-Type", kind)
        if path.suffix in TEXTS:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.sent.append(len(body))


def measured(browser: Browser, address: str, sent: list[int]) -> tuple[float, int]:
    """Return the median time to first content in ms, and the bytes of one visit."""
    times = []
    for _ in range(RUNS):
        sent.clear()
        context = browser.new_context()
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.goto(address, wait_until="networkidle")
        times.append(float(page.evaluate(PAPER)))
        size = sum(sent)
        context.close()
    return median(times), size


def main(site: Path) -> None:
    """Print a line a page: the fullest one of each folder, and the home page."""
    folders = ("papers", "models", "families", "themes", "challenges", "datasets", "terms")
    fullest = [
        max((site / folder).glob("*/index.html"), key=lambda page: page.stat().st_size).parent
        for folder in folders
    ]
    paths = ["", *(f"{page.relative_to(site).as_posix()}/" for page in fullest)]
    paths += ["papers/", "models/", "maps/gaps/", "maps/lineage/", "compare/"]
    sent: list[int] = []
    handler = partial(Compressed, sent=sent, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=found(), args=LAUNCH)
        print(f"first content (ms, processor slowed {SLOWED} times) and transfer (KB, compressed)")
        for path in paths:
            first, size = measured(browser, f"http://127.0.0.1:{server.server_port}/{path}", sent)
            print(f"{first:7.0f} {size / 1000:8.1f}  /{path}")
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
