"""Time this project and Hugo, Material and Zensical on the same generated bases, and write it down.

Everything happens in a folder that is removed at the end. A peer that is not installed or fails is
named and left out. RESULTS.md is written again after each size.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import signal
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import report
from measuring import Run, run
from own import COMMAND, Own, fast_extra, hiding, states, written
from peers import Installed, Peer, prepare
from report import Row, Sized
from serving import latencies

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
KEPT = HERE / ".results.json"
PEERS = HERE / ".peers"
SIZES = (300, 1_000, 10_000)
FULL = 100_000
PARTS = ("build", "rebuild", "check", "start", "floor", "peers", "serve")
STAGES = re.compile(r"^stage .*?^in all[^\n]*", re.DOTALL | re.MULTILINE)
"""What `build --timings` says."""
LARGE = 10_000
"""From this size on slow peers run once."""
TOO_LARGE = 100_000
"""From this size on slow peers do not run at all, and everything else once."""
SERVE_EDITS = 3
LIMIT = 3_600.0
"""Seconds a command may take."""
PATIENCE = 4
"""First builds that `serve` may take until a page is there."""


class Sizing:
    """All measurements at one size."""

    def __init__(
        self, work: Path, size: int, chosen: argparse.Namespace, installed: Installed
    ) -> None:
        self.work, self.parts, self.installed = work, chosen.parts, installed
        self.slow, self.keep = not chosen.quick and size < TOO_LARGE, chosen.keep
        self.sized = Sized(size)
        self.runs: dict[str, list[Run]] = defaultdict(list)
        self.outputs: dict[str, dict[str, int]] = {}
        self.touched: dict[str, int] = {}
        self.peers: list[Peer] | None = None
        self.own = Own(work, size)
        self.sized.entries = _weight(self.own.entries)["output"]
        self.fast = fast_extra()
        self.plain = hiding(chain.from_iterable(self.fast.values()), work)
        run([*COMMAND, "--help"], work)  # modules are compiled once

    def round(self, number: int) -> None:
        """Run everything once."""
        _say(f"{self.sized.size:,} entries, round {number + 1}")
        if {"build", "rebuild", "peers", "floor"} & set(self.parts):
            self._builds()
        if "check" in self.parts:
            self._checks()
        if "start" in self.parts:
            self._start()
        if "floor" in self.parts:
            self._floor(report.READ, "read", self.own.entries)
            self._floor(report.PARSE, "parse", self.own.entries)
        for peer in self.peers or ():
            if number == 0 or not peer.slow or self.sized.size < LARGE:
                self._peer(peer)

    def _builds(self) -> None:
        own = self.own
        own.forget()
        shutil.rmtree(own.site, ignore_errors=True)
        first = self._run(report.COLD, own.build, own.folder, self.plain)
        if first.code:
            return
        timings = STAGES.search(first.err)
        self.sized.stages = timings[0] if timings else ""
        self.outputs[report.COLD] = _weight(own.site)
        if "rebuild" in self.parts:
            with self._counted(report.AGAIN):
                self._run(report.AGAIN, own.build, own.folder, self.plain)
            own.edit("Changedword")
            with self._counted(report.EDITED):
                self._run(report.EDITED, own.build, own.folder, self.plain)
            own.restore()
        if "peers" in self.parts and self.peers is None:
            _say("  writing the pages of the peers")
            self.peers = prepare(self.installed, own.site, self.work, slow=self.slow)
        if "floor" in self.parts:
            self._floor(report.WRITE, "write", own.site)
        if "build" in self.parts and self.fast:
            own.forget()
            shutil.rmtree(own.site)
            self._run(report.FAST, own.build, own.folder, {})
            self.outputs[report.FAST] = _weight(own.site)
        if self.keep:
            shutil.rmtree(self.keep, ignore_errors=True)
            shutil.move(own.site, self.keep)
        else:
            shutil.rmtree(own.site)

    @contextmanager
    def _counted(self, name: str) -> Iterator[None]:
        before = states(self.own.site)
        yield
        self.touched[name] = written(before, states(self.own.site))
        self.outputs[name] = _weight(self.own.site)

    def _checks(self) -> None:
        check = (*COMMAND, "check")
        self.own.forget()
        self._run(report.CHECK, check, self.own.folder, self.plain)
        self._run(report.CHECK_AGAIN, check, self.own.folder, self.plain)
        one = (*check, str(self.own.edited.relative_to(self.own.folder)))
        self._run(report.CHECK_PATH, one, self.own.folder, self.plain)

    def _start(self) -> None:
        alone = (*COMMAND, "check", "--entries", str(self.own.alone))
        for _ in range(3):  # they are short, and so noisy
            self._run(report.NOTHING, (sys.executable, "-c", "pass"), self.work, self.plain)
            self._run(report.HELP, (*COMMAND, "--help"), self.work, self.plain)
            self._run(report.CHECK_ALONE, alone, self.work, self.plain)

    def _floor(self, name: str, what: str, source: Path) -> None:
        command = (sys.executable, str(HERE / "floor.py"), what, str(source))
        target = (str(self.work / "floor"),) if what == "write" else ()
        done = self._run(name, (*command, *target), self.work, {})
        if done.code == 0:
            wall, processor = map(float, done.out.split())
            self.runs[name][-1] = Run(wall, processor, done.peak)

    def _peer(self, peer: Peer) -> None:
        peer.clear()
        done = self._run(peer.name, peer.command, peer.project, {})
        if done.code == 0:
            self.outputs[peer.name] = _weight(peer.out)
            if peer.edit:
                with peer.edit.open("a", encoding="utf-8") as page:
                    page.write("\nChanged.\n")
                self._run(f"{peer.name}, one page edited", peer.command, peer.project, {})
        peer.clear()

    def _run(self, name: str, command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Run:
        done = run(command, folder, env=env, limit=LIMIT)
        if done.code:
            self.sized.faults.append(f"{name}: {done.fault}")
            _say(f"  {name}: FAILED, {done.fault}")
        else:
            self.runs[name].append(done)
            _say(f"  {name}: {done.wall:.2f} s, processor {done.processor:.2f} s")
        return done

    def serve(self) -> None:
        """Measure what somebody waits for who edits while the site is served."""
        _say("  serve")
        try:
            builds = self.runs.get(report.COLD, ())
            limit = PATIENCE * max((each.wall for each in builds), default=LIMIT / PATIENCE)
            found = latencies(self.own, SERVE_EDITS, max(60.0, limit), self.plain)
        except (TimeoutError, OSError) as fault:
            self.sized.faults.append(f"serve: {fault}")
            return
        for what, seconds in found.items():
            _say(f"  serve, {what}: {seconds:.2f} s")
            self.sized.add(Row(f"serve: saved to {what}", seconds, rounds=SERVE_EDITS))

    def result(self) -> Sized:
        """Return the medians, in a fixed order."""
        order = [*report.OURS, *(name for name in self.runs if name not in report.FLOOR)]
        serve = self.sized.rows
        self.sized.rows = {}
        for name in dict.fromkeys([*order, *report.FLOOR]):
            if name in serve:
                self.sized.add(serve[name])
            elif self.runs.get(name):
                self.sized.add(self._row(name, self.runs[name]))
        self.sized.faults = list(dict.fromkeys(self.sized.faults))
        return self.sized

    def _row(self, name: str, runs: list[Run]) -> Row:
        return Row(
            name,
            wall=statistics.median(each.wall for each in runs),
            processor=statistics.median(each.processor for each in runs),
            peak=max(each.peak for each in runs),
            rounds=len(runs),
            touched=self.touched.get(name),
            **self.outputs.get(name, {}),
        )


def _weight(folder: Path) -> dict[str, int]:
    """Return how many pages and files a folder holds, and their bytes."""
    sizes = [(path.suffix, path.stat().st_size) for path in folder.rglob("*") if path.is_file()]
    pages = [size for suffix, size in sizes if suffix == ".html"]
    return {
        "pages": len(pages),
        "html": sum(pages),
        "files": len(sizes),
        "output": sum(size for _, size in sizes),
    }


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def machine(installed: Installed) -> dict[str, str]:
    """Return what was measured on and with."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ("pydantic", "PyYAML", "Jinja2", "markdown-it-py", "mkdocs", "mkdocs-material")
    return {
        "Machine": f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} "
        f"{platform.machine()}, load {os.getloadavg()[0]:.1f} when it began",
        "Python": platform.python_version(),
        "agi_review": f"{version('agi-review')} with "
        + ", ".join(f"{name} {version(name)}" for name in libraries),
        "`fast` extra": ", ".join(fast_extra()) or "none, or not installed",
        **installed.versions(),
    }


def main() -> None:
    """Measure every size and write the results."""
    chosen = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # the folders are removed then
    installed = Installed(chosen.peers.resolve())
    about = machine(installed)
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if chosen.add and KEPT.is_file() else {}
    for size in chosen.sizes:
        with TemporaryDirectory(dir=chosen.tmp if chosen.tmp.is_dir() else None) as folder:
            _say(f"{size:,} entries: making the base")
            sizing = Sizing(Path(folder), size, chosen, installed)
            for number in range(1 if size >= TOO_LARGE else chosen.rounds):
                sizing.round(number)
            if "serve" in chosen.parts:
                sizing.serve()
            kept[str(size)] = sizing.result().as_data()
        KEPT.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        text = report.report([Sized.from_data(data) for data in kept.values()], about)
        chosen.results.write_text(text, encoding="utf-8")
        _say(f"{size:,} entries: written to {chosen.results}")
    print(chosen.results.read_text(encoding="utf-8"))


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    add: Callable[..., object] = options.add_argument
    add("--sizes", type=int, nargs="+", default=list(SIZES), help="entries of each base")
    add("--full", action="store_true", help=f"measure {FULL:,} entries too")
    add("--rounds", type=int, default=3)
    add("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    add("--quick", action="store_true", help="leave out the peers that take minutes")
    add("--keep", type=Path, help="a folder to put the last site in")
    add("--add", action="store_true", help="keep the sizes of earlier runs in the table")
    add("--tmp", type=Path, default=Path("/dev/shm"), help="a folder in memory")  # noqa: S108
    add("--peers", type=Path, default=PEERS, help="the environment with the other generators")
    add("--results", type=Path, default=RESULTS)
    chosen = options.parse_args()
    if chosen.full and FULL not in chosen.sizes:
        chosen.sizes.append(FULL)
    return chosen


if __name__ == "__main__":
    main()
