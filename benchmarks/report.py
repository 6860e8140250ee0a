"""Write down what was measured: a table a size, and whether the targets were hit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

COLD = "agi_review, first build"
FAST = "agi_review, first build, `fast` extra"
AGAIN = "agi_review, nothing changed"
EDITED = "agi_review, one entry edited"
CHECK = "agi_review check, first"
CHECK_AGAIN = "agi_review check, nothing changed"
CHECK_PATH = "agi_review check PATH of this base, nothing changed"
CHECK_ALONE = "agi_review check, a base of one file"
HELP = "agi_review --help"
SERVED = "serve: saved to served"
SHOWN = "serve: saved to shown in the browser"
NOTHING = "python -c pass"
READ, PARSE, WRITE = (
    "floor: read the entries",
    "floor: libyaml's events of the entries",
    "floor: write the site's files",
)
OURS = (
    *(COLD, FAST, AGAIN, EDITED, SERVED, SHOWN),
    *(CHECK, CHECK_AGAIN, CHECK_PATH, CHECK_ALONE, HELP),
)
FLOOR = (NOTHING, READ, PARSE, WRITE)
HUGO, MKDOCS = "Hugo", "MkDocs + Material"
COLUMNS = (
    *("seconds", "processor", "× Hugo", "× Hugo, processor", "peak MB"),
    *("pages", "MB of pages", "files", "MB of files", "files written", "runs"),
)
STAGES = (
    "Stages of a first build. Files for machines, the search index and the check of links have no "
    "counterpart in Hugo:"
)
ABOUT = Path(__file__).parent / "about.md"


@dataclass(slots=True)
class Row:
    """One line of a table: medians, and what was written."""

    name: str
    wall: float
    processor: float | None = None
    peak: int = 0
    pages: int = 0
    html: int = 0
    files: int = 0
    output: int = 0
    rounds: int = 1
    touched: int | None = None
    """Files that were written, where an earlier build had left all of them."""


@dataclass(slots=True)
class Sized:
    """Everything measured at one size."""

    size: int
    rows: dict[str, Row] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    stages: str = ""
    entries: int = 0
    """Bytes of the entries."""

    def add(self, row: Row) -> None:
        """Keep a row."""
        self.rows[row.name] = row

    def as_data(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Sized:
        """Return what `as_data` gave."""
        rows = {name: Row(**row) for name, row in data["rows"].items()}
        return cls(**{**data, "rows": rows})


def report(sizes: Iterable[Sized], machine: Mapping[str, str]) -> str:
    """Return the whole page."""
    measured = sorted(sizes, key=lambda each: each.size)
    parts = [ABOUT.read_text(encoding="utf-8").rstrip()]
    parts.append("\n".join(f"- {name}: {value}" for name, value in machine.items()))
    parts.append(_targets(measured))
    parts += [_table(each) for each in measured]
    return "\n\n".join(parts) + "\n"


def _table(sized: Sized) -> str:
    hugo = sized.rows.get(HUGO)
    lines = [
        f"## {sized.size:,} entries ({_mb(sized.entries)} MB)\n",
        f"| | {' | '.join(COLUMNS)} |",
        f"|---|{'--:|' * len(COLUMNS)}",
    ]
    for row in sized.rows.values():
        cells = [
            row.name,
            f"{row.wall:.3f}" if row.wall < 1 else f"{row.wall:.2f}",
            "" if row.processor is None else f"{row.processor:.2f}",
            f"{row.wall / hugo.wall:.2f}" if hugo and row.pages else "",
            f"{row.processor / hugo.processor:.2f}"
            if hugo and hugo.processor and row.pages and row.processor
            else "",
            _mb(row.peak),
            f"{row.pages:,}" if row.pages else "",
            _mb(row.html),
            f"{row.files:,}" if row.files else "",
            _mb(row.output),
            "" if row.touched is None else f"{row.touched:,}",
            str(row.rounds),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", *(f"- Failed: {fault}" for fault in sized.faults)]
    if sized.stages:
        lines += ["", STAGES, "", "```text", sized.stages.rstrip(), "```"]
    return "\n".join(lines)


def _mb(number: int) -> str:
    return f"{number / 1e6:.1f}" if number else ""


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio that should not be above a limit."""

    says: str
    above: str
    below: str
    limit: float
    least: int = 0
    """The size it is meant for; below it the ratio is shown without a verdict."""

    def cell(self, sized: Sized) -> str:
        """Return the ratio by the clock and by the processor, and whether it is low enough."""
        above, below = sized.rows.get(self.above), sized.rows.get(self.below)
        if above is None or below is None:
            return "–"
        wall = above.wall / below.wall
        shown = f"{wall:.2f}"
        if above.processor is not None and below.processor:
            shown += f" ({above.processor / below.processor:.2f})"
        return shown if sized.size < self.least else f"{shown} {_verdict(wall <= self.limit)}"


TARGETS = (
    Target("First build ≤ 0.5 × Hugo", COLD, HUGO, 0.5, 10_000),
    Target("First build with the `fast` extra ≤ 0.3 × Hugo", FAST, HUGO, 0.3, 10_000),
    Target("First build ≤ 0.07 × MkDocs", COLD, MKDOCS, 0.07, 10_000),
    Target("One entry edited ≤ 0.15 × first build", EDITED, COLD, 0.15, 10_000),
    Target("Shown in the browser by `serve` ≤ 0.2 × one entry edited", SHOWN, EDITED, 0.2, 10_000),
    Target("Check again ≤ 0.2 × first check", CHECK_AGAIN, CHECK, 0.2, 10_000),
    Target("First check ≤ 4 × libyaml's events", CHECK, PARSE, 4.0, 10_000),
    Target("`--help` ≤ 6 × `python -c pass`", HELP, NOTHING, 6.0),
    Target("Check of one file, alone ≤ 20 × `python -c pass`", CHECK_ALONE, NOTHING, 20.0),
    Target("Check of one file of this base ≤ 20 × `python -c pass`", CHECK_PATH, NOTHING, 20.0),
)


def _targets(measured: list[Sized]) -> str:
    lines = [
        "## Targets\n",
        "A ratio by the clock, in brackets by the processor; the clock decides.\n",
        f"| | {' | '.join(f'{each.size:,}' for each in measured)} |",
        f"|---|{'---|' * len(measured)}",
    ]
    lines += [_line(target.says, map(target.cell, measured)) for target in TARGETS]
    by_size = {each.size: each for each in measured}
    others: tuple[tuple[str, Callable[[Sized], str]], ...] = (
        ("100,000 entries ≤ 11 × 10,000", lambda each: _growth(each, by_size)),
        ("Memory of a first build ≤ 20 KB an entry + 100 MB", _memory),
        ("Nothing changed: no file written", _untouched),
    )
    lines += [_line(says, map(cell, measured)) for says, cell in others]
    return "\n".join(lines)


def _line(says: str, cells: Iterable[str]) -> str:
    return f"| {says} | {' | '.join(cells)} |"


def _growth(sized: Sized, by_size: Mapping[int, Sized]) -> str:
    """Return how many times longer than a tenth of it, or than what was measured below."""
    smaller = by_size.get(sized.size // 10)
    if smaller is None or COLD not in sized.rows or COLD not in smaller.rows:
        return "–"
    large, small = sized.rows[COLD], smaller.rows[COLD]
    ratio = large.wall / small.wall
    shown = f"{ratio:.1f} × {smaller.size:,}"
    if large.processor and small.processor:
        shown += f" ({large.processor / small.processor:.1f})"
    return f"{shown} {_verdict(ratio <= 11)}" if sized.size == 100_000 else shown  # noqa: PLR2004


def _memory(sized: Sized) -> str:
    row = sized.rows.get(COLD)
    if row is None:
        return "–"
    allowed = 20_000 * sized.size + 100_000_000
    return f"{_mb(row.peak)} of {_mb(allowed)} MB {_verdict(row.peak <= allowed)}"


def _untouched(sized: Sized) -> str:
    row = sized.rows.get(AGAIN)
    if row is None or row.touched is None:
        return "–"
    return f"{row.touched:,} {_verdict(row.touched == 0)}"


def _verdict(hit: bool) -> str:  # noqa: FBT001 - a verdict is one
    return "**hit**" if hit else "missed"
