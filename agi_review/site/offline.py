"""Turn a finished site into one that is read from disk, and pack it.

From disk nobody shows `index.html` for a folder, and browsers refuse pages to read files and to
start workers. So links to folders name the file, what scripts read stands beside it as a script,
and each page loads `agi-review-offline.js`, which makes up for the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from agi_review.site.hyperlinks import address, index_of, with_links
from agi_review.site.policy import for_disk
from agi_review.site.search_index import SEARCH_DOCUMENTS, SEARCH_INDEX, SEARCH_PART, whole_index
from agi_review.site.tree import files_of
from agi_review.site.workers import shared_out

ARCHIVE = "downloads/agi-review-site.zip"
"""Where a published site offers itself for reading from disk."""

FETCHED = re.compile(
    r"downloads/agi-review\.bib|[a-z-]+/rows/[\w-]+\.(?:json|html)"
    r"|search/(?:words(?:-\d+)?|documents-\d+)\.json"
)
"""Files that scripts of ours fetch."""

_ONLY_SERVED = ("404.html", "sitemap*.xml", "sitemap.xml.gz")
"""Files that mean something to servers and robots alone."""

_SHIM = "assets/agi-review-offline.js"
_ONLINE = re.compile("<!-- online -->.*?<!-- /online -->", re.DOTALL)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive can hold: files in it carry no date of their own."""


def make_offline(site: Path, processes: int = 1) -> None:
    """Change a finished site, in place, into one for a folder on disk.

    Args:
        site: The site.
        processes: How many may work at a time.
    """
    for name in _ONLY_SERVED:
        for path in site.glob(name):
            path.unlink()
    files = frozenset(files_of(site))
    pages = sorted(name for name in files if name.endswith((".html", ".svg")))
    for _ in shared_out(pages, partial(_change, site, files), processes):
        pass
    for name in sorted(filter(FETCHED.fullmatch, files)):
        text = _read(site / name)
        if name.startswith(SEARCH_PART):
            text = _with_files(text)
            _write(site / name, text)
        _write(site / f"{name}.js", _told(text))
    if SEARCH_INDEX in files:
        # The documents of a small base come with its index: they need no twin.
        index = _read(site / SEARCH_INDEX)
        if SEARCH_DOCUMENTS in files:
            index = _with_files(whole_index(index, _read(site / SEARCH_DOCUMENTS)))
            _write(site / SEARCH_INDEX, index)
        # The theme looks for this script, and for this name in it, when it is opened from disk.
        _write((site / SEARCH_INDEX).with_suffix(".js"), f"var __index = {index}")


def _change(site: Path, files: AbstractSet[str], name: str) -> None:
    _write(site / name, offline_page(name, _read(site / name), files))


def offline_page(name: str, html: str, files: AbstractSet[str]) -> str:
    """Return a page or picture as it is read from disk.

    Args:
        name: Its path from the site's root.
        html: Its text.
        files: The paths of all files of the site.
    """
    html = for_disk(with_links(_ONLINE.sub("", html), partial(_to_file, name, files)))
    root = "../" * name.count("/")
    return html.replace("</head>", f'<script src="{root}{_SHIM}"></script></head>', 1)


def pack(site: Path, archive: Path) -> None:
    """Write a folder as a zip that is the same bytes for the same files."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    names = files_of(site)
    with ZipFile(archive, "x", ZIP_DEFLATED) as packed:
        for name in names:
            item = ZipInfo(f"{archive.stem}/{name}", _FIRST_DAY)
            item.compress_type = ZIP_DEFLATED
            item.create_system = 3  # what made it must not depend on where it was made
            item.external_attr = 0o644 << 16
            packed.writestr(item, (site / name).read_bytes())


def _to_file(page: str, files: AbstractSet[str], link: str) -> str | None:
    """Return the link to the file that a server would have shown for a folder, if it names one."""
    where = address(link)
    if where is None or not where.path:
        return None
    target = where.on(page)
    if target in files or index_of(target) not in files:
        return None
    slash = "" if where.path.endswith("/") else "/"
    return str(where._replace(path=f"{where.path}{slash}index.html"))


def _with_files(index: str) -> str:
    """Return the search index with the addresses of files in place of those of folders."""
    found = json.loads(index)
    for document in found["docs"]:
        path, sharp, fragment = document["location"].partition("#")
        if not path or path.endswith("/"):
            document["location"] = f"{path}index.html{sharp}{fragment}"
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _told(text: str) -> str:
    """Return a script that hands a file's text to whoever loaded it."""
    detail = json.dumps(text, ensure_ascii=False)
    return f'document.currentScript.dispatchEvent(new CustomEvent("text",{{detail:{detail}}}))\n'


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
