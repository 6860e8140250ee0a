"""Find the files that travel with the package: templates and the pages of the rules."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """Return a folder that the wheel carries and a checkout has at its top level.

    Args:
        name: `templates` or `docs/rules`.
    """
    inside = _PACKAGE / "_bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
