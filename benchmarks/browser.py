"""How a browser copes with long lists and with the search of a large base.

One command makes a base of each size, the pages a reader meets first in it, and walks through them
in Chromium with the processor slowed four times: `python benchmarks/browser.py --sizes 10000`. The
results go to BROWSER.md. Pages of entries are not made, for nothing here opens one; `--site` takes
a site that was built whole instead, of which `--pages` opens some more.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generate import generate
from pages import Compressed
from playwright.sync_api import Browser, Page, expect, sync_playwright

from agi_review.site import compose, engine, plugin
from agi_review.views.add_page import ADD
from agi_review.views.compare_page import COMPARE
from tests.browser.conftest import LAUNCH
from tests.browser.find_chromium import found

PROJECT = Path(__file__).parent.parent
HUBS = {"", COMPARE, ADD, "downloads/", "quality/"}
"""Pages about the whole base that are made: those measured, and those the prose links to."""

RESULTS = Path(__file__).parent / "BROWSER.md"
SLOWED = 4
ABOUT = f"""# In the browser

Written by `python benchmarks/browser.py`. The processor was slowed {SLOWED} times for the tasks,
not for the answers; texts were sent compressed; nothing was stored before the first step of a walk.
A task of less than 50 ms is no long one and counts as 0. Where other programs ran beside, the clock
shows more than the processor worked. A page of prose shows what the theme takes anywhere.
"""
QUIET = 1500
"""Milliseconds without a request or a change after which a step is over."""

ROWS = "[data-ar-index] tbody > tr:visible"
STATUS = "[data-ar-index] [role=status]"
HITS = ".md-search-result__item"
TASKS = """
window.tasks = []
new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(each => each.duration)))
  .observe({ type: "longtask", buffered: true })
"""
FIRST_FRAME = """
([selector, kind]) => new Promise(done => {
  const at = performance.now()
  const status = document.querySelector("[data-ar-index] [role=status]")
  const before = status.textContent
  const seen = new MutationObserver(() => {
    if (status.textContent === before) return
    seen.disconnect()
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - at)))
  })
  seen.observe(status, { childList: true, characterData: true, subtree: true })
  setTimeout(() => document.querySelector(selector).click()) // in a task of the page
})
"""
SORT = """
column => setTimeout(() => {
  const select = document.querySelector("[name=sort]")
  select.value = [...select.options].find(each => each.label === column).value
  select.dispatchEvent(new Event("change", { bubbles: true }))
})
"""
TOOL = "blink.mojom.DevToolsSession"
"""Whose messages tell a page what the benchmark wants: readers have no such thing."""


@dataclass(frozen=True)
class Step:
    """What one step of a reader cost."""

    name: str
    longest: float
    """Milliseconds of the longest task that blocked the page, by the clock."""
    worked: float
    """Milliseconds the processor worked on its longest task: other programs do not count."""
    sent: int
    """Bytes, compressed."""
    requests: int
    took: float | None
    """Milliseconds until its result was drawn, on a processor that is not slowed."""


class Only(compose.Composition):
    """The lists, cards and search of a base, without the pages of its entries."""

    def folders(self) -> Iterator[compose.Folder]:
        """Yield the numbered pages of lists."""
        yield from self.lists.folders()

    def batches(self) -> Iterator[compose.MakeFiles]:
        """Yield the files of lists, cards and records."""
        yield from self.lists.batches()
        yield from compose.download_parts(self.graph, self.publication)
        for kind in self.graph.kinds:
            yield partial(compose.card_files, self.graph, kind)


def built(work: Path, entries: Path) -> Path:
    """Build what is measured; the project's prose names entries of the real base, so it goes."""
    for name in ("docs", "templates", "mkdocs.yml"):
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copyfile
        copy(PROJECT / name, work / name)
    for page in (work / "docs").rglob("*.md"):
        text = re.sub(r"\[@[^]]*\]|\[\[[^]]*\]\]", "", page.read_text(encoding="utf-8"))
        page.write_text(text, encoding="utf-8")
    all_hubs = compose.hubs_of
    compose.hubs_of = lambda graph: tuple(hub for hub in all_hubs(graph) if hub.path in HUBS)
    plugin.Composition = Only  # type: ignore[misc]
    plugin.set_citations = lambda *_: None  # type: ignore[assignment]
    engine.run_build(work / "mkdocs.yml", work / "site", entries=entries, processes=2)
    return work / "site"


class Reader:
    """A reader in a fresh browser with nothing stored."""

    def __init__(self, browser: Browser, origin: str, sent: list[int], *, slowed: int) -> None:
        """Open a page that notes what blocks it."""
        self.context = browser.new_context(viewport={"width": 1440, "height": 900})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(120_000)
        self.page.add_init_script(TASKS)
        self.origin, self.sent = origin, sent
        self._cdp = self.context.new_cdp_session(self.page)
        self._events: list[dict[str, Any]] = []
        self._ended = True
        self._cdp.on("Tracing.dataCollected", lambda part: self._events.extend(part["value"]))
        self._cdp.on("Tracing.tracingComplete", lambda _: setattr(self, "_ended", True))
        self._cdp.send("Emulation.setCPUThrottlingRate", {"rate": slowed})

    def step(self, name: str, act: Callable[[Page], float | None]) -> Step:
        """Do something and wait until nothing happens any more."""
        self.sent.clear()
        before = self._tasks()
        self._events.clear()
        self._ended = False
        self._cdp.send("Tracing.start", {"categories": "toplevel", "transferMode": "ReportEvents"})
        took = act(self.page)
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(QUIET)
        self._cdp.send("Tracing.end")
        while not self._ended:
            self.page.wait_for_timeout(50)
        tasks = self._tasks()
        new = tasks[len(before) :] if tasks[: len(before)] == before else tasks
        longest = max(new, default=0.0)
        return Step(name, longest, worked(self._events), sum(self.sent), len(self.sent), took)

    def _tasks(self) -> list[float]:
        return [float(each) for each in self.page.evaluate("window.tasks ?? []")]


def worked(events: list[dict[str, Any]]) -> float:
    """Return the milliseconds of processor time of the longest task of a page's main thread.

    Tasks in which the page served the benchmark itself are left out, as the browser's own count of
    long tasks leaves them out.
    """
    threads = {
        (each["pid"], each["tid"])
        for each in events
        if each["name"] == "thread_name" and each["args"]["name"] == "CrRendererMain"
    }
    main = [each for each in events if (each["pid"], each["tid"]) in threads]
    told = [
        (each["pid"], each["ts"])
        for each in main
        if each.get("args", {}).get("chrome_mojo_event_info", {}).get("mojo_interface_tag") == TOOL
    ]
    tasks = (
        each.get("tdur", 0) / 1000
        for each in main
        if each["name"].endswith("RunTask")
        and not any(pid == each["pid"] and 0 <= at - each["ts"] <= each["dur"] for pid, at in told)
    )
    return max(tasks, default=0.0)


def clicked(selector: str) -> Callable[[Page], float]:
    """Return a step that clicks a box of a facet and times the answer."""

    def act(page: Page) -> float:
        return float(page.evaluate(FIRST_FRAME, [selector, "click"]))

    return act


def typed(field: str, text: str, result: str) -> Callable[[Page], None]:
    """Return a step that types as people do, with a pause after each letter."""

    def act(page: Page) -> None:
        page.locator(field).first.click()
        page.keyboard.type(text, delay=120)
        expect(page.locator(result).first).to_be_visible()

    return act


def pasted(text: str) -> Callable[[Page], None]:
    """Return a step that asks the search of the header for a whole word."""

    def act(page: Page) -> None:
        page.locator("[data-md-component=search-query]").click()
        page.keyboard.insert_text(text)
        page.keyboard.press("End")
        expect(page.locator(HITS).first).to_be_visible()

    return act


def opened(path: str) -> Callable[[Page], None]:
    """Return a step that opens a page."""

    def act(page: Page) -> None:
        page.goto(path)

    return act


def walk(reader: Reader) -> Iterator[Step]:
    """Yield the steps of a reader who looks for something."""
    origin = reader.origin
    yield reader.step("open a page of prose", opened(f"{origin}method/"))
    yield reader.step("open the papers", opened(f"{origin}papers/"))
    yield reader.step("the first facet", clicked("[data-facet=year] input"))
    yield reader.step("another facet", clicked("[data-facet=type] input"))
    yield reader.step("words in the list", typed("[data-ar-index] [name=find]", "segment", ROWS))
    yield reader.step("sort by title", lambda page: sorted_by(page, "Paper"))
    yield reader.step("open the models", opened(f"{origin}models/"))
    yield reader.step("the first facet of models", clicked("[data-facet=weights] input"))
    yield reader.step("open all models side by side", opened(f"{origin}compare/"))
    yield reader.step("open the papers again", opened(f"{origin}papers/"))
    yield reader.step("search a whole word", pasted("segmentation"))


def typing(reader: Reader) -> Iterator[Step]:
    """Yield the steps of a reader who types into the search of the header."""
    yield reader.step("open the terms", opened(f"{reader.origin}terms/"))
    field = "[data-md-component=search-query]"
    yield reader.step("type `contrastive`", typed(field, "contrastive", HITS))
    yield reader.step("type ` vision` behind it", typed(field, " vision", HITS))


def visits(pages: Sequence[str], reader: Reader) -> Iterator[Step]:
    """Yield the steps of a reader who opens one page after another."""
    for path in pages:
        yield reader.step(f"open `{path}`", opened(f"{reader.origin}{path}"))


def sorted_by(page: Page, column: str) -> None:
    """Sort a list by a column."""
    page.evaluate(SORT, column)


@contextmanager
def served(site: Path, sent: list[int]) -> Iterator[str]:
    """Serve a site as a static host does, compressed."""
    handler = partial(Compressed, sent=sent, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def table(title: str, site: Path, pages: Sequence[str] = ()) -> str:
    """Walk through a site, slowed and not, open some pages more, and return what it cost."""
    sent: list[int] = []
    lines = [
        f"## {title}\n",
        "| step | longest task (ms) | of it processor (ms) | answer (ms) | KB sent | requests |",
        "|---|---|---|---|---|---|",
    ]
    with served(site, sent) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=LAUNCH)
        for steps in (walk, typing, partial(visits, pages)):
            slow = list(steps(Reader(browser, origin, sent, slowed=SLOWED)))
            fast = list(steps(Reader(browser, origin, sent, slowed=1)))
            for one, other in zip(slow, fast, strict=True):
                took = f"{other.took:.0f}" if other.took is not None else ""
                kilobytes = f"{one.sent / 1000:.1f}"
                lines.append(
                    f"| {one.name} | {one.longest:.0f} | {one.worked:.0f} | {took} | {kilobytes} "
                    f"| {one.requests} |"
                )
        version = browser.version
        browser.close()
    return "\n".join([*lines, f"\nChromium {version}.\n"])


def main() -> None:
    """Measure every size and write the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    options.add_argument("--site", type=Path, help="a built site to measure instead")
    options.add_argument(
        "--pages", nargs="+", default=[], help="pages of that site to open besides"
    )
    options.add_argument("--tmp", type=Path, default=Path("/dev/shm"), help="in memory, if it can")  # noqa: S108
    chosen = options.parse_args()
    parts = [ABOUT]
    if chosen.site:
        print(table(str(chosen.site), chosen.site, chosen.pages))
        return
    for size in chosen.sizes:
        with TemporaryDirectory(dir=chosen.tmp if chosen.tmp.is_dir() else None) as folder:
            work, start = Path(folder), time.perf_counter()
            generate(PROJECT / "entries", work / "entries", size)
            site = built(work, work / "entries")
            print(f"{size:,} made in {time.perf_counter() - start:.0f} s", file=sys.stderr)
            parts.append(table(f"{size:,} entries", site))
            print(parts[-1], flush=True)
        RESULTS.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
