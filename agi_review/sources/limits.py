"""Bounds on what a file may hold, far above any honest entry: no file can exhaust the tool."""

from __future__ import annotations

MOST_FILE_BYTES = 1_000_000
"""Bytes in one entry; honest ones have a few thousand."""

DEEPEST_NESTING = 20
"""Levels of lists and mappings."""

MOST_NODES = 50_000
"""Values, lists and mappings in one file."""

LONGEST_SCALAR = 100_000
"""Characters in one value, before the schema's own, tighter bounds."""

MOST_FILES = 200_000
"""Files under one folder of entries."""
