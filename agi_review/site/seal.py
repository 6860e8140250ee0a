"""Whether a published site is still what its sources would give, so that nothing need be built.

A seal notes what a site was made from and what its files were like when it was published. It holds
as long as neither has changed; a seal that cannot be read does not hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from agi_review.site.fingerprints import tree_fingerprint
from agi_review.site.tree import files_of, stamp_of

_SETTINGS_FROM_ELSEWHERE = ("!ENV", "INHERIT")
"""What lets a configuration depend on more than its own text."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of one site."""

    path: Path
    """Where it is kept."""
    site: Path
    config_file: Path
    said: str
    """What else decides what the site is: the engine, and what was asked of it."""

    def holds(self) -> int | None:
        """Return how many entries the site has if it is as it would be built, else nothing."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            sources = {Path(name): str(digest) for name, digest in found["sources"].items()}
            entries = int(found["entries"])
            if found["said"] != self.said or self.config_file.resolve() not in sources:
                return None
            if any(tree_fingerprint(source) != digest for source, digest in sources.items()):
                return None
            return entries if found["site"] == _stamps(self.site) else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def read(self, sources: Iterable[Path]) -> Mapping[Path, str]:
        """Return what sources hold now, or nothing if the site depends on more than them."""
        text = self.config_file.read_text(encoding="utf-8")
        if any(word in text for word in _SETTINGS_FROM_ELSEWHERE):
            return {}
        return {path.resolve(): tree_fingerprint(path) for path in (self.config_file, *sources)}

    def put(self, sources: Mapping[Path, str], entries: int) -> None:
        """Seal the site that was just published.

        Args:
            sources: What the sources held before the build began to read them.
            entries: How many entries the site has.
        """
        found = {
            "said": self.said,
            "entries": entries,
            "sources": {str(path): digest for path, digest in sorted(sources.items())},
            "site": _stamps(self.site),
        }
        written = self.path.with_suffix(".new")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(json.dumps(found), encoding="utf-8")
            written.replace(self.path)


def _stamps(site: Path) -> str:
    """Return a digest of the names, sizes and times of change of all files of a site."""
    found = blake2b(digest_size=16)
    for name in files_of(site):
        found.update(f"{name}\0{stamp_of(f'{site}/{name}')}\0".encode())
    return found.hexdigest()
