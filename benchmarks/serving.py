"""How long after saving a file the served page has changed, and the one in a browser."""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from own import COMMAND, PROJECT, Own

LOOK_EVERY = 0.02
LAUNCH = ("--no-sandbox", "--disable-gpu", "--no-first-run")


def latencies(own: Own, edits: int, limit: float, env: dict[str, str]) -> dict[str, float]:
    """Return medians in seconds: saved to served, and saved to shown in a browser if there is one.

    Raises:
        TimeoutError: The page was not there, or not new, within `limit` seconds.
    """
    with _served(own, env) as origin:
        address = f"{origin}{own.edited_page}"
        _await(address, "", limit)
        served = [_to_served(own, address, f"Servedword{edit}", limit) for edit in range(edits)]
        found = {"served": statistics.median(served)}
        shown = _to_shown(own, address, edits, limit)
        if shown:
            found["shown in the browser"] = statistics.median(shown)
    return found


@contextmanager
def _served(own: Own, env: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*COMMAND, "serve", "--address", f"127.0.0.1:{port}"],
        cwd=own.folder,
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        own.restore()


def _await(address: str, word: str, limit: float) -> float:
    """Wait until a page holds a word; return when that was."""
    until = time.perf_counter() + limit
    while time.perf_counter() < until:
        try:
            with urllib.request.urlopen(address, timeout=limit) as answer:  # noqa: S310 - our own
                if word.encode() in answer.read():
                    return time.perf_counter()
        except OSError:
            pass
        time.sleep(LOOK_EVERY)
    raise TimeoutError(f"{address} did not show the change within {limit:.0f} s")


def _to_served(own: Own, address: str, word: str, limit: float) -> float:
    start = time.perf_counter()
    own.edit(word)
    return _await(address, word, limit) - start


def _to_shown(own: Own, address: str, edits: int, limit: float) -> list[float]:
    """Return how long a page that is open in a browser took to change by itself."""
    sys.path.insert(0, str(PROJECT))
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415

        from tests.browser.find_chromium import found  # noqa: PLC0415
    except ImportError:
        return []
    if found() is None:
        return []
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=list(LAUNCH))
        try:
            page = browser.new_page()
            page.goto(address)
            for edit in range(edits):
                word = f"Shownword{edit}"
                start = time.perf_counter()
                own.edit(word)
                page.wait_for_function(
                    "word => document.body?.innerText.includes(word)",
                    arg=word,
                    timeout=limit * 1000,
                    polling=LOOK_EVERY * 1000,
                )
                times.append(time.perf_counter() - start)
        except Error as fault:
            print(f"    not shown in the browser: {str(fault).splitlines()[0]}", flush=True)
        finally:
            browser.close()
    return times
