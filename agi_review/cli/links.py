"""`agi-review links`: whether the pages that entries lead to are still there."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

import click

from agi_review.cli.base import load_base
from agi_review.cli.days import today
from agi_review.cli.terminal import entries_option, progress, quiet_option
from agi_review.cli.web import Answer, Visitor
from agi_review.graph import KnowledgeGraph
from agi_review.sources import Route
from agi_review.sources.data import Data

MEMO = Path(".agi-review/links.json")
"""What was found and when, so that a site is not asked again soon."""

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\\])]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """A link in an entry and what was found there."""

    path: str
    line: int
    url: str
    verdict: str
    why: str
    to: str | None = None


@click.command(name="links")
@entries_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@click.option("--strict", is_flag=True, help="Exit with 1 if a page is gone.")
@click.option("--timeout", default=15.0, show_default=True, help="Seconds to wait for an answer.")
@click.option("--wait", default=1.0, show_default=True, help="Seconds between calls to a host.")
@click.option("--days", default=14, show_default=True, help="How long an answer is believed.")
@quiet_option
def command(  # noqa: PLR0913 - one parameter an option
    entries: Path,
    form: str,
    out: Path | None,
    *,
    timeout: float,
    wait: float,
    days: int,
    strict: bool,
    quiet: bool,
) -> None:
    """Ask for every page that entries link to, and list those that are gone or moved.

    A page that refuses to answer a program is unknown, not gone. Nothing fails unless --strict.
    """
    places = sorted(links_of(load_base(entries).graph))
    day = today()
    memo = _recalled(day - timedelta(days=days))
    urls = sorted({url for _, _, url in places})
    visitor = Visitor(timeout, wait)
    with progress("links", quiet=quiet) as step:
        for done, url in enumerate(urls, start=1):
            if url not in memo:
                memo[url] = (day.isoformat(), visitor.ask(url))
                _keep(memo)
            step(done, len(urls))
    found = [Finding(path, line, url, **asdict(memo[url][1])) for path, line, url in places]
    shown = _json(found) if form == "json" else _text(found)
    if out:
        out.write_text(shown, encoding="utf-8")
    else:
        click.echo(shown, nl=False)
    sys.exit(1 if strict and any(each.verdict == "dead" for each in found) else 0)


def links_of(graph: KnowledgeGraph) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and address of every link to another site."""
    for document in graph.documents.values():
        for route, text in _texts(document.data, ()):
            for match in _ADDRESS.finditer(text):
                # A field that is an address is one as a whole; in prose, the sentence goes on.
                whole = match.start() == 0 and not re.search(r"\s", text)
                url = text if whole else match[0].rstrip(".,;:!?")
                span = document.locate_text(route, match[0])
                yield span.path, span.line, url


def _texts(data: Data, route: Route) -> Iterator[tuple[Route, str]]:
    if isinstance(data, str):
        yield route, data
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _texts(item, (*route, number))
    else:
        for key, value in data.items():
            yield from _texts(value, (*route, key))


def _recalled(oldest: date) -> dict[str, tuple[str, Answer]]:
    """What is known and not too old; a file that cannot be read is nothing known."""
    try:
        known = json.loads(MEMO.read_text(encoding="utf-8"))
        return {
            url: (day, Answer(**answer))
            for url, (day, answer) in known.items()
            if date.fromisoformat(day) >= oldest
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _keep(memo: dict[str, tuple[str, Answer]]) -> None:
    """Keep what was answered; what is unknown is asked again next time."""
    MEMO.parent.mkdir(exist_ok=True)
    kept = {
        url: (day, asdict(answer))
        for url, (day, answer) in sorted(memo.items())
        if answer.verdict != "unknown"
    }
    MEMO.write_text(json.dumps(kept, indent=0), encoding="utf-8")


def _json(found: list[Finding]) -> str:
    return json.dumps([asdict(each) for each in found], indent=2, ensure_ascii=False) + "\n"


def _text(found: list[Finding]) -> str:
    lines = [
        f"{each.path}:{each.line}: {each.verdict}: {each.url} ({each.why})"
        + (f", now at {each.to}" if each.to else "")
        for each in found
        if each.verdict != "ok" or each.to
    ]
    counts = Counter(each.verdict for each in found)
    total = ", ".join(f"{counts[word]} {word}" for word in ("ok", "dead", "unknown"))
    return "\n".join([*lines, f"{len(found)} links: {total}", ""])
