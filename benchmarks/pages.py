"""What one page of each sort costs: first content on a slow machine, transfer, layout shifts.

Run after a build: `python benchmarks/pages.py [SITE]`; it writes `benchmarks/PAGES.md`. Texts are
served compressed, as static hosts do; the processor is slowed four times; each page is opened in a
browser that has nothing cached, as wide as a phone and as wide as a desk, and read to its end.
"""

from __future__ import annotations

import gzip
import mimetypes
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from agi_review.knowledge_base import load
from tests.browser.conftest import LAUNCH, MISSING, Site
from tests.browser.find_chromium import found

RUNS = 3
SLOWED = 4
MOST_MS = 500
MOST_KB = 250
MOST_SHIFT = 0.01
SIZES = {"phone": (390, 844), "desk": (1440, 900)}
TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md"}
ROOT = Path(__file__).parent
WATCH = """
window.shifted = 0
new PerformanceObserver(list => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value
}).observe({ type: "layout-shift", buffered: true })
"""
PAINT = """
() => new Promise((done) => new PerformanceObserver((list) => {
  const first = list.getEntriesByName("first-contentful-paint")[0]
  if (first) done(first.startTime)
}).observe({ type: "paint", buffered: true }))
"""
READ = """async () => {
  for (let at = 0; at < Math.min(document.documentElement.scrollHeight, 12000); at += innerHeight) {
    scrollTo(0, at)
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  }
  return window.shifted
}"""


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


@dataclass(frozen=True)
class Cost:
    """What one page costs."""

    sort: str
    path: str
    first: float
    """Median time to first content, in ms."""
    size: int
    """Bytes of one visit, compressed."""
    shifts: dict[str, float]
    """Sum of layout shifts by size of the window."""

    @property
    def faults(self) -> list[str]:
        """What is above its limit."""
        found = [f"{size}: shifts" for size, sum_ in self.shifts.items() if sum_ > MOST_SHIFT]
        found += ["slow"] if self.first >= MOST_MS else []
        return found + (["large"] if self.size > MOST_KB * 1000 else [])


def measured(browser: Browser, origin: str, sort: str, path: str, sent: list[int]) -> Cost:
    """Visit a page some times at each size."""
    times, shifts, size = [], {}, 0
    for name, (width, height) in SIZES.items():
        for _ in range(RUNS):
            sent.clear()
            context = browser.new_context(viewport={"width": width, "height": height})
            page = context.new_page()
            page.add_init_script(WATCH)
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
            page.goto(f"{origin}{path}", wait_until="networkidle")
            times.append(float(page.evaluate(PAINT)))
            size = max(size, sum(sent))
            shifts[name] = max(shifts.get(name, 0.0), float(page.evaluate(READ)))
            context.close()
    return Cost(sort, path, median(times), size, shifts)


def report(costs: list[Cost]) -> Iterator[str]:
    """Yield the lines of the table."""
    visits = RUNS * len(SIZES)
    yield "# What a page costs\n"
    yield "Written by `python benchmarks/pages.py`: the fullest page of a sort, first content with"
    yield f"the processor slowed {SLOWED} times (median of {visits} visits, nothing cached), all"
    yield "it transfers compressed, and the sum of its layout shifts while it loads and is read to"
    yield f"its end. The limits are {MOST_MS} ms, {MOST_KB} KB and {MOST_SHIFT}.\n"
    yield "| page | first content, ms | transfer, KB | shifts, phone | shifts, desk |"
    yield "|---|---:|---:|---:|---:|"
    for cost in costs:
        shifts = " | ".join(f"{each:.3f}" for each in cost.shifts.values())
        yield f"| {cost.sort} | {cost.first:.0f} | {cost.size / 1000:.0f} | {shifts} |"
    above = [f"{cost.sort} ({', '.join(cost.faults)})" for cost in costs if cost.faults]
    yield f"\nAbove a limit: {'; '.join(above) if above else 'none'}."


def main(folder: Path) -> None:
    """Measure a page of every sort and write what was seen."""
    sent: list[int] = []
    handler = partial(Compressed, sent=sent, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=found(), args=LAUNCH)
        origin = f"http://127.0.0.1:{server.server_port}/"
        pages = Site(folder, origin, load(ROOT.parent / "entries").graph).samples
        costs = []
        for sort, path in pages.items():
            if path != MISSING:
                costs.append(measured(browser, origin, sort, path, sent))
                print(costs[-1], flush=True)
        server.shutdown()
    (ROOT / "PAGES.md").write_text("\n".join(report(costs)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
