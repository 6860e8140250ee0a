"""What DOIs tell of where a work lies."""

from __future__ import annotations

import re

_PREPRINT_DOI = re.compile(
    r"10\.(?:2139|5281|20944|21203|22541|26434|31219|31234|31235|32388|35542|36227|48550|55277"
    r"|64898)/"
    r"|10\.1101/[0-9]"  # journals of the same publisher go on with letters
)
"""Prefixes of preprint servers and repositories: arXiv, medRxiv, Research Square, SSRN, OSF …"""


def is_preprint_doi(doi: str) -> bool:
    """Whether a DOI is that of a preprint; the published version of the work has another one."""
    return _PREPRINT_DOI.match(doi) is not None
