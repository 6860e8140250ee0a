"""Time this project and Hugo, Material and Zensical on the same generated base, and write it down.

The peers get one Markdown file an entry, the text this project writes beside its page. A peer that
is not installed is left out and named.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import generate

PROJECT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "RESULTS.md"
PEERS = {
    "Hugo": (["hugo", "--quiet"], ["hugo", "version"]),
    "MkDocs + Material": (["mkdocs", "build", "-q"], ["mkdocs", "--version"]),
    "Zensical": (["zensical", "build", "--clean"], ["zensical", "--version"]),
}
Row = tuple[str, float, float, int, int]


def measured(command: list[str], folder: Path) -> tuple[float, float, int]:
    """Run a command; return seconds, seconds of the processor and the peak of memory in MB."""
    script = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], "
        "stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True); "
        "r = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "sys.stderr.write(done.stderr[-2000:] if done.returncode else ''); "
        "print(r.ru_utime + r.ru_stime, r.ru_maxrss); sys.exit(done.returncode)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script, *command], cwd=folder, check=True, stdout=subprocess.PIPE
    )
    wall = time.perf_counter() - start
    processor, peak = done.stdout.split()
    return wall, float(processor), int(peak) // 1024


def row(name: str, command: list[str], folder: Path, out: Path | None, rounds: int) -> Row:
    """Return the medians of several runs, each into an empty folder."""
    runs = []
    for _ in range(rounds):
        if out:
            shutil.rmtree(out, ignore_errors=True)
        runs.append(measured(command, folder))
    wall, processor, peak = (statistics.median(each) for each in zip(*runs, strict=True))
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) if out else 0
    return name, wall, processor, int(peak), size


def prepare_peers(work: Path, site: Path) -> None:
    """Write the pages of the peers: the same text, and for Hugo a page of Material's weight."""
    for page in sorted(site.glob("*/*.md")):
        for root in ("docs", "content"):
            target = work / root / page.relative_to(site)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, target)
    (work / "docs" / "index.md").write_text("# Base\n", encoding="utf-8")
    settings = "site_name: Base\ntheme: {name: material, font: false}\nnav: [index.md]\n"
    (work / "mkdocs.yml").write_text(settings, encoding="utf-8")
    example = next(site.glob("terms/*/index.html")).read_text(encoding="utf-8")
    before, _, rest = example.partition("<article")
    layout = before + "<article>{{ .Content }}</article>" + rest.partition("</article>")[2]
    (work / "layouts").mkdir()
    for name in ("single", "list", "home"):
        (work / "layouts" / f"{name}.html").write_text(layout, encoding="utf-8")
    (work / "hugo.toml").write_text('title = "Base"\nbaseURL = "/"\n', encoding="utf-8")


def compared(work: Path, size: int, rounds: int) -> list[Row]:
    """Return the rows of one size."""
    generate(PROJECT / "entries", work / "entries", size)
    for name in ("docs", "templates", "mkdocs.yml"):
        (work / "own").mkdir(exist_ok=True)
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copyfile
        copy(PROJECT / name, work / "own" / name)
    # The project's prose names real entries; the base has others.
    for page in (work / "own" / "docs").rglob("*.md"):
        text = re.sub(r"\[@[^]]*\]|\[\[[^]]*\]\]", "", page.read_text(encoding="utf-8"))
        page.write_text(text, encoding="utf-8")
    us = [sys.executable, "-m", "agi_review"]
    entries = ["--entries", str(work / "entries")]
    site = work / "site"
    build = [*us, "build", "-q", *entries, "--out", str(site)]
    memo = work / "own" / ".agi-review"
    rows = [row("agi_review check", [*us, "check", *entries], work, None, rounds)]
    shutil.rmtree(memo, ignore_errors=True)
    rows.append(row("agi_review build, first", build, work / "own", site, 1))
    rows.append(row("agi_review build, again", build, work / "own", site, rounds))
    prepare_peers(work, site)
    outs = {"Hugo": work / "public"}
    for name, (command, _) in PEERS.items():
        if shutil.which(command[0]):
            out = outs.get(name, work / "site")
            rows.append(row(name, command, work, out, rounds))
    return rows


def table(size: int, rows: list[Row]) -> str:
    """Return the rows as Markdown."""
    base = next((wall for name, wall, *_ in rows if name == "Hugo"), 0.0)
    lines = [
        f"## {size:,} entries\n",
        "| | seconds | processor | × Hugo | peak MB | output MB |",
        "|---|---|---|---|---|---|",
    ]
    for name, wall, processor, peak, written in rows:
        ratio = f"{wall / base:.1f}" if base else ""
        lines.append(
            f"| {name} | {wall:.2f} | {processor:.2f} | {ratio} | {peak} | {written / 1e6:.1f} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure every size and write the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[300, 1000])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--tmp", type=Path, default=Path("/dev/shm"), help="in memory, if it can")  # noqa: S108
    chosen = options.parse_args()
    parts = [(Path(__file__).parent / "ABOUT.md").read_text(encoding="utf-8")]
    for name, (command, version) in PEERS.items():
        there = shutil.which(command[0])
        said = (
            subprocess.run(version, capture_output=True, text=True, check=False) if there else None
        )
        parts.append(f"- {name}: {said.stdout.split(chr(10))[0] if said else 'not installed'}")
    parts.append(f"\nMedians of {chosen.rounds}.\n")
    for size in chosen.sizes:
        with TemporaryDirectory(dir=chosen.tmp if chosen.tmp.is_dir() else None) as folder:
            parts.append(table(size, compared(Path(folder), size, chosen.rounds)))
            print(parts[-1], flush=True)
        RESULTS.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
