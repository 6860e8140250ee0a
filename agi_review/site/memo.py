"""Texts that are slow to make, kept in a file from one build to the next.

The file only saves time: without it, or with one that is broken or of another version, the same
texts are made anew. A digest of the texts stands in it, since a broken file need not look broken.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

FOLDER = ".agi-review"
"""Beside `mkdocs.yml`; not under version control."""


def recall(path: Path, fingerprint: str) -> dict[str, list[str]]:
    """Return what was kept, or nothing if it depends on something that has changed.

    Args:
        path: The file.
        fingerprint: What the texts depend on beside their keys.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        texts = {str(key): [str(text) for text in each] for key, each in kept["texts"].items()}
        whole = kept["fingerprint"] == fingerprint and kept["digest"] == _digest(texts)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
    return texts if whole else {}


def keep(path: Path, fingerprint: str, texts: Mapping[str, Sequence[str]]) -> None:
    """Keep texts by their keys; a place that cannot be written to is left alone."""
    ordered = {key: list(each) for key, each in sorted(texts.items())}
    kept = {"fingerprint": fingerprint, "digest": _digest(ordered), "texts": ordered}
    written = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(json.dumps(kept, ensure_ascii=False, indent=0), encoding="utf-8")
        written.replace(path)
    except OSError:
        with suppress(OSError):
            written.unlink()


def _digest(texts: Mapping[str, Sequence[str]]) -> str:
    return sha256(json.dumps(texts).encode("ascii")).hexdigest()
