"""What no program can do without: read the entries, parse them, write the pages. Nothing else.

    python floor.py read FOLDER | parse FOLDER | write SITE FOLDER

Prints seconds by the clock and of the processor; starting Python is not counted.
"""

from __future__ import annotations

import gc
import shutil
import sys
import time
from pathlib import Path

import yaml

AT_ONCE = 2000
"""Files written before they are removed again: a large site need not fit into memory twice."""


def main(what: str, source: Path, target: Path) -> tuple[float, float]:
    """Do one thing and return what it took."""
    gc.disable()
    files = sorted(path for path in source.rglob("*") if path.is_file())
    if what == "write":
        return _write(files, source, target)
    texts = [] if what == "read" else [path.read_bytes() for path in files]
    start = (time.perf_counter(), time.process_time())
    if what == "read":
        for path in files:
            path.read_bytes()
    else:
        for text in texts:
            for _ in yaml.parse(text, yaml.CSafeLoader):
                pass
    return time.perf_counter() - start[0], time.process_time() - start[1]


def _write(files: list[Path], source: Path, target: Path) -> tuple[float, float]:
    wall = processor = 0.0
    for first in range(0, len(files), AT_ONCE):
        some = files[first : first + AT_ONCE]
        contents = [(target / path.relative_to(source), path.read_bytes()) for path in some]
        start = (time.perf_counter(), time.process_time())
        made: set[Path] = set()
        for path, content in contents:
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            path.write_bytes(content)
        wall += time.perf_counter() - start[0]
        processor += time.process_time() - start[1]
        shutil.rmtree(target)
    return wall, processor


if __name__ == "__main__":
    print(*main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[-1])))
