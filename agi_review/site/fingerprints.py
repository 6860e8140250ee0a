"""What the same base is made into a site with: code, templates, and the libraries that render."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from importlib.metadata import version
from inspect import getfile
from pathlib import Path

import agi_review
from agi_review.schema.entry import Entry
from agi_review.site.tree import files_of

_RENDERING = (
    *("jinja2", "markupsafe", "markdown-it-py", "pydantic", "networkx", "citeproc-py"),
    *("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions"),
)
"""Libraries whose next version may make other pages."""


def fingerprint(*texts: str) -> str:
    """Return a short digest of texts; no two lists of texts share one by how they are cut."""
    found = blake2b(digest_size=12)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def engine_fingerprint() -> str:
    """Return a digest of this engine and of the versions of what renders."""
    package = Path(agi_review.__file__).parent
    versions = repr([(name, version(name)) for name in _RENDERING])
    return fingerprint(versions, tree_fingerprint(package))


def tree_fingerprint(source: Path) -> str:
    """Return a digest of a file, or of all files in a folder with their names."""
    found = blake2b(digest_size=12)
    for name in files_of(source) if source.is_dir() else [""]:
        path = source / name
        if path.suffix == ".pyc":
            continue
        data = path.read_bytes() if path.is_file() else b"none"
        found.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        found.update(data)
    return found.hexdigest()


def code_of(kinds: Iterable[type[Entry]]) -> list[Path]:
    """Return the files that declare kinds; those of a base are no part of the engine."""
    return sorted({Path(getfile(kind)) for kind in kinds})


def made_with(kinds: Iterable[type[Entry]], folders: Iterable[Path]) -> str:
    """Return a digest of what pages are made with beside base and shell: engine, folders, kinds."""
    return fingerprint(engine_fingerprint(), *map(tree_fingerprint, (*folders, *code_of(kinds))))
