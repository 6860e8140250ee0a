"""The Content-Security-Policy of the site: what a browser may run and load on its pages.

One policy holds for all pages. It permits the inline scripts of the theme by their hashes, and none
that came with the text of a page, even if an error elsewhere let one through.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from urllib.parse import urlsplit

from agi_review.views.publication import Comments

_COMMENTS = "https://giscus.app"
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"\btype=[\"']?application/(?:ld\+)?json\b", re.IGNORECASE)
_META = re.compile(r"(<meta http-equiv=\"Content-Security-Policy\" content=\")([^\"]*)")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?")
_SERVED = "'self'"


def inline_scripts(frame: str) -> Iterator[str]:
    """Yield the hash of each script that stands in a page itself.

    Args:
        frame: The HTML the theme makes, without the text of the page.
    """
    for attributes, text in _SCRIPT.findall(frame):
        if " src=" not in attributes and not _DATA.search(attributes):
            digest = b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
            yield f"'sha256-{digest}'"


def policy(
    scripts: Iterable[str],
    documents: Iterable[str],
    *,
    repository: str = "",
    comments: Comments | None = None,
) -> str:
    """Return the policy, as a header or a `meta` element states it.

    Args:
        scripts: The hashes of inline scripts.
        documents: The addresses of documents a page shows in a frame when asked to.
        repository: Where the files of the site are kept, if that is known.
        comments: The comments a page loads when asked to, if there are any.
    """
    talk = {_COMMENTS} if comments else set()
    frames = {*filter(None, map(_origin, documents)), *talk}
    client = {f"{_COMMENTS}/client.js"} if comments else set()
    host = filter(None, [_origin(repository)])
    rules = {
        "default-src": (_SERVED,),
        "script-src": (_SERVED, *sorted(set(scripts)), *client),
        "style-src": (_SERVED, *talk),
        "img-src": (_SERVED, "data:"),
        "connect-src": (_SERVED,),
        "worker-src": (_SERVED,),
        "frame-src": sorted(frames) or ("'none'",),
        "object-src": ("'none'",),
        "base-uri": (_SERVED,),
        "form-action": (_SERVED, *host),
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def for_disk(html: str) -> str:
    """Return a page whose policy takes files of the disk for the site itself.

    A page opened from disk has no origin, so `'self'` alone means nothing to some browsers. What
    stands in for workers there is a page made on the spot.
    """
    return _META.sub(lambda found: found[1] + _on_disk(found[2]), html, count=1)


def _on_disk(rules: str) -> str:
    return rules.replace(_SERVED, f"{_SERVED} file:")


def _origin(address: str) -> str:
    """Return scheme and host; nothing for a host that could be read as a rule of its own."""
    parts = urlsplit(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin if _ORIGIN.fullmatch(origin) else ""
