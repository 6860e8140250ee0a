"""Fuzz one target, guided by what its inputs reach: `python -m tests.fuzz.run loader 600`.

What is learnt stays in `.fuzz/` for the next run. A case that breaks a target is written there too,
and belongs into `tests/fuzz/found/<target>/` once it is understood.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

LONGEST = 4_096
"""Bytes of an input the fuzzer makes."""

SLOWEST = 5
"""Seconds one input may take: what is promised for a file."""

MEGABYTES = 2_000
"""Of memory; the fuzzer itself keeps what it learns there."""


def main() -> None:
    """Run the fuzzer on one target for a number of seconds."""
    name, seconds = sys.argv[1], sys.argv[2]
    with atheris.instrument_imports(include=["agi_review", "markdown_it"]):
        from tests.fuzz.seeds import write_seeds  # noqa: PLC0415 - imported under instruments
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415

    home = Path(".fuzz") / name
    learnt = home / "learnt"
    learnt.mkdir(parents=True, exist_ok=True)
    given = write_seeds(name, home / "seeds")
    print(f"{name}: {given} seeds, {sum(1 for _ in learnt.iterdir())} inputs learnt", flush=True)  # noqa: T201
    flags = (
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOWEST}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={home}/",
        "-print_final_stats=1",
    )
    atheris.Setup([sys.argv[0], *flags, str(learnt), str(home / "seeds")], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
