"""What the same base is made into a site with: code, templates, and the libraries that render."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import agi_review
from agi_review.schema.entry import Entry
from agi_review.schema.json_schema import dump, fields_schema
from agi_review.schema.kinds import KINDS

_RENDERING = ("jinja2", "markupsafe", "markdown-it-py", "pydantic", "networkx")
"""Libraries whose next version may make other pages."""


def fingerprint(*texts: str) -> str:
    """Return a short digest of texts; no two lists of texts share one by how they are cut."""
    found = blake2b(digest_size=12)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def engine_fingerprint(folders: Iterable[Path], kinds: Iterable[type[Entry]]) -> str:
    """Return a digest of this engine, of what renders, of some folders, and of the kinds.

    The classes of the engine's own kinds are part of it; those of a base are told by their fields.
    """
    package = Path(agi_review.__file__).parent
    found = blake2b(digest_size=12)
    found.update(repr([(name, version(name)) for name in _RENDERING]).encode())
    for kind in kinds:
        said = kind.kind if kind in KINDS else dump(fields_schema(kind))
        found.update(said.encode())
    for folder in (package, *folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                found.update(path.relative_to(folder).as_posix().encode())
                found.update(path.read_bytes())
    return found.hexdigest()
