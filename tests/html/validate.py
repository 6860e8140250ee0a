"""Ask the Nu HTML checker about the pages of a built site: `python tests/html/validate.py site`.

By default some pages of every folder; with `--all`, every page. Where the checker or a Java is
missing, that is said and nothing fails: `make validate-html` fetches the checker with npm.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHECKER = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
SAMPLE = 5
"""Pages of a folder: its first and its largest ones."""

MOST_SHOWN = 20
AT_ONCE = 400

KNOWN = {
    "Attribute “autocomplete” is only allowed when the input type is": (
        "the theme writes it on the two boxes that open its drawer and its search, so that Firefox "
        "forgets their state; it has no place where that could be changed"
    ),
}
"""Beginnings of messages on what others wrote, with the reason why it stays."""


def main() -> int:
    """Check a site; 0 if nothing new was found or nothing could be asked, else 1."""
    site, java = Path(sys.argv[1]), shutil.which("java")
    if java is None or not CHECKER.is_file():
        missing = "Java" if java is None else "the checker (npm fetches it)"
        print(f"skipped: {missing} is not here, so the HTML was not checked")  # noqa: T201
        return 0
    pages = sorted(site.rglob("*.html")) if "--all" in sys.argv else sorted(_sample(site))
    if not pages:
        print(f"there are no pages in '{site}'; make site builds them")  # noqa: T201
        return 1
    messages = [each for start in range(0, len(pages), AT_ONCE)
                for each in _ask(java, pages[start : start + AT_ONCE])]  # fmt: skip
    known: Counter[str] = Counter()
    new: list[dict[str, Any]] = []
    for each in messages:
        reason = next((KNOWN[start] for start in KNOWN if each["message"].startswith(start)), None)
        if reason is None:
            new.append(each)
        else:
            known[reason] += 1
    for reason, times in known.items():
        print(f"{times} times: {reason}")  # noqa: T201
    for each in new[:MOST_SHOWN]:
        print(f"{each['url']}:{each.get('lastLine', 1)}: {each['message']}")  # noqa: T201
    print(f"{len(pages)} pages, {len(new)} errors beside those that are known")  # noqa: T201
    return 1 if new else 0


def _sample(site: Path) -> Iterator[Path]:
    """Yield every page of a folder with few, and some of a folder with many."""
    folders: dict[Path, list[Path]] = {}
    for page in site.rglob("*.html"):
        folders.setdefault(page.parent.parent, []).append(page)
    for pages in folders.values():
        pages.sort(key=lambda page: (-page.stat().st_size, page))
        yield from {*pages[: SAMPLE - 1], min(pages)}
    yield from (page for page in site.glob("*/index.html"))


def _ask(java: str, pages: list[Path]) -> list[dict[str, Any]]:
    options = ["--errors-only", "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run(
        [java, "-Xmx1g", "-jar", CHECKER, *options, *pages],
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return found


if __name__ == "__main__":
    sys.exit(main())
