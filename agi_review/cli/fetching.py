"""Ask a public catalogue, politely: the one place that goes to the network.

An answer is bounded in size and time, kept in a folder, and never taken from elsewhere than where
it was asked for. Between two requests to a catalogue its pause is kept, also by separate runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from agi_review import __version__
from agi_review.importers.catalogues import Catalogue, NoRecord

LARGEST = 4_000_000
"""Bytes of an answer; the record of a work with three thousand authors takes a tenth."""

KEPT_FOR = 7 * 24 * 3600.0
"""Seconds for which an answer is not asked for again."""

LONGEST_WAIT = 30.0
"""Seconds a catalogue may ask us to wait; if it wants more, the attempt is given up."""

_ATTEMPTS = 3
_CHUNK = 65_536
_GONE = frozenset({400, 404, 410})
_LATER = frozenset({429, 500, 502, 503, 504})


class Unanswered(Exception):
    """There is no usable answer; the message says why."""


class _Elsewhere(Exception):
    """The server sends us to another one."""


class _SameHost(HTTPRedirectHandler):
    """Follow a server to another of its own addresses, never to another server or to plain http."""

    max_redirections = 3

    def redirect_request(  # noqa: PLR0913, PLR0917 - urllib's signature
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        here, there = urlsplit(req.full_url), urlsplit(newurl)
        if here.netloc != there.netloc or (here.scheme, there.scheme) == ("https", "http"):
            raise _Elsewhere(there.netloc)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """What asks, and what it needs to know to be polite."""

    folder: Path
    """Where answers are kept."""
    timeout: float = 10.0
    """Seconds to wait for an answer, as a whole."""
    mailto: str = ""
    """An address at which those who run a catalogue reach whoever asks."""
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time

    def fetch(self, catalogue: Catalogue, base: str, id_: str) -> bytes:
        """Return a catalogue's answer about a work, from the folder if it is there and young.

        Args:
            catalogue: The catalogue.
            base: The address to ask, without what is asked.
            id_: The identifier.

        Raises:
            NoRecord: The catalogue does not know it.
            Unanswered: There is no answer, or none that can be used.
        """
        if not base.lower().startswith(("https://", "http://")):
            raise Unanswered(f"'{base}' is no web address")
        url = base.rstrip("/") + catalogue.path(id_)
        kept = self.folder / f"{catalogue.scheme}-{sha256(url.encode()).hexdigest()[:32]}"
        with suppress(OSError):
            if self.now() - kept.stat().st_mtime < KEPT_FOR:
                return kept.read_bytes()
        data = self._ask(catalogue, url, id_)
        self._keep(kept, data)
        return data

    def forget(self, catalogue: Catalogue, base: str, id_: str) -> None:
        """Drop an answer that turned out to be of no use."""
        url = base.rstrip("/") + catalogue.path(id_)
        name = f"{catalogue.scheme}-{sha256(url.encode()).hexdigest()[:32]}"
        with suppress(OSError):
            (self.folder / name).unlink()

    def _ask(self, catalogue: Catalogue, url: str, id_: str) -> bytes:
        wait, reason = 1.0, ""
        for attempt in range(_ATTEMPTS):
            if attempt:
                self.sleep(wait)
            self._keep_pause(catalogue)
            try:
                return self._once(catalogue, url)
            except HTTPError as error:
                error.close()
                if error.code in _GONE:
                    raise NoRecord(id_) from error
                reason = f"{catalogue.name} answers {error.code}"
                if error.code not in _LATER:
                    break
                wait = _asked_wait(error.headers.get("Retry-After"), 2.0**attempt)
                if wait > LONGEST_WAIT:
                    reason += f" and asks to wait {wait:,.0f} seconds"
                    break
            except _Elsewhere as error:
                raise Unanswered(f"{catalogue.name} sends us elsewhere, to '{error}'") from error
            except (URLError, HTTPException, OSError, ValueError) as error:
                why = getattr(error, "reason", None) or error
                reason, wait = f"{catalogue.name} cannot be reached ({why})", 2.0**attempt
        raise Unanswered(reason)

    def _once(self, catalogue: Catalogue, url: str) -> bytes:
        contact = f"; mailto:{self.mailto}" if self.mailto else ""
        agent = f"agi-review/{__version__} (curated literature knowledge base{contact})"
        request = Request(url, headers={"User-Agent": agent})  # noqa: S310 - checked in `fetch`
        deadline = time.monotonic() + self.timeout
        with build_opener(_SameHost).open(request, timeout=self.timeout) as answer:
            kind = answer.headers.get("Content-Type", "")
            if catalogue.content not in kind.lower():
                raise Unanswered(f"{catalogue.name} answers with '{kind[:60]}', no record")
            data = bytearray()
            while chunk := answer.read1(_CHUNK):
                data += chunk
                if len(data) > LARGEST:
                    raise Unanswered(f"{catalogue.name} answers with more than {LARGEST:,} bytes")
                if time.monotonic() > deadline:
                    raise TimeoutError("the answer takes too long")
            length = answer.headers.get("Content-Length", "")
            if length.isdecimal() and len(data) < int(length):
                raise OSError("the answer breaks off")
        return bytes(data)

    def _keep_pause(self, catalogue: Catalogue) -> None:
        """Wait until the catalogue's pause since the last request, of whatever run, is over."""
        last = self.folder / f"{catalogue.scheme}.last"
        with suppress(OSError):
            since = self.now() - last.stat().st_mtime
            if 0 <= since < catalogue.pause:
                self.sleep(catalogue.pause - since)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            last.touch()

    def _keep(self, kept: Path, data: bytes) -> None:
        aside = kept.with_suffix(".new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(data)
            aside.replace(kept)
        except OSError:
            with suppress(OSError):
                aside.unlink()


def _asked_wait(header: str | None, usual: float) -> float:
    """Return the seconds a catalogue asks for; a date instead of a number is not worked out."""
    return max(usual, float(header)) if header and header.strip().isdecimal() else usual
