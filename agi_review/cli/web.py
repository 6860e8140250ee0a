"""Ask for pages of other sites, politely, and judge only what is certain."""

from __future__ import annotations

import time
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, build_opener

from agi_review import __version__

_GONE = frozenset({404, 410})
_UNCERTAIN = frozenset({202, 401, 403, 429})
_FIRST_FAULT = 400
_HEADERS = {"User-Agent": f"agi-review/{__version__} (link check)", "Accept": "*/*"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a page."""

    verdict: str
    """`ok`, `dead` or `unknown`."""
    why: str
    to: str | None = None
    """Where the page leads to now."""


class Visitor:
    """Asks one page at a time, and the same host no more often than agreed."""

    def __init__(self, timeout: float, wait: float) -> None:
        """Take the seconds to wait for an answer, and between two calls to a host."""
        self.timeout, self.wait = timeout, wait
        self._last: dict[str, float] = {}
        self._opener = build_opener()

    def ask(self, url: str) -> Answer:
        """Return what a page answers: to a short question first, in full if that is refused."""
        answer = self._call(url, "HEAD")
        return answer if answer.verdict == "ok" else self._call(url, "GET")

    def _call(self, url: str, method: str) -> Answer:
        self._pause(urlsplit(url).netloc)
        request = Request(url, headers=_HEADERS, method=method)  # noqa: S310 - only web addresses
        try:
            with self._opener.open(request, timeout=self.timeout) as response:
                return _judged(response.status, url, response.geturl())
        except HTTPError as error:
            with error:
                return _judged(error.code, url, url)
        except (OSError, HTTPException, ValueError) as error:
            return Answer("unknown", f"no answer: {type(error).__name__}")

    def _pause(self, host: str) -> None:
        ready = self._last.get(host, 0.0) + self.wait
        now = time.monotonic()
        if host in self._last and ready > now:
            time.sleep(ready - now)
        self._last[host] = time.monotonic()


def _judged(status: int, url: str, at: str) -> Answer:
    if status in _GONE:
        return Answer("dead", str(status))
    if status in _UNCERTAIN or status >= _FIRST_FAULT:
        return Answer("unknown", str(status))
    return Answer("ok", str(status), at if at != url else None)
