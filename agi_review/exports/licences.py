"""Where the text of a licence is found."""

from __future__ import annotations

import re

_LISTED = re.compile(r"(?!LicenseRef-)[A-Za-z0-9.-]+")


def licence_address(expression: str | None) -> str | None:
    """Return SPDX's page of a single listed licence; an expression of several has none."""
    if expression and _LISTED.fullmatch(expression):
        return f"https://spdx.org/licenses/{expression}"
    return None
