"""Texts that are slow to make, kept in a file from one build to the next.

The file only saves time: without it, or with one that is broken or of another version, the same
texts are made anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
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
        if kept["fingerprint"] != fingerprint:
            return {}
        return {str(key): [str(text) for text in texts] for key, texts in kept["texts"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def keep(path: Path, fingerprint: str, texts: Mapping[str, Sequence[str]]) -> None:
    """Keep texts by their keys; a place that cannot be written to is left alone."""
    kept = {"fingerprint": fingerprint, "texts": dict(sorted(texts.items()))}
    written = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(json.dumps(kept, ensure_ascii=False, indent=0), encoding="utf-8")
        written.replace(path)
    except OSError:
        with suppress(OSError):
            written.unlink()
