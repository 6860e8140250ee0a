"""Run a command and say what it took: by the clock, of the processor, and of memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LAUNCHER = Path(__file__).parent / "launch.py"


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took."""

    wall: float
    processor: float
    """Seconds, user and system, of the command and all it started."""
    peak: int = 0
    """Bytes; what processes share is counted once."""
    code: int = 0
    out: str = ""
    err: str = ""

    @property
    def fault(self) -> str:
        """The last thing a failed command said."""
        lines = (self.err or self.out).strip().splitlines()
        return lines[-1][:200] if lines else f"exit code {self.code}"


def run(
    command: Sequence[str],
    folder: Path,
    *,
    env: Mapping[str, str] | None = None,
    limit: float = 3600,
) -> Run:
    """Run a command to its end, or stop it and all it started after `limit` seconds."""
    launcher = [sys.executable, "-I", "-S", str(LAUNCHER), str(limit), *command]
    process = subprocess.Popen(
        launcher,
        cwd=folder,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, err = process.communicate()
    except BaseException:  # what was started must not go on alone
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode:
        return Run(0.0, 0.0, code=process.returncode, err=err)
    return Run(**json.loads(out))
