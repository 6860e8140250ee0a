"""Ways to break a build: kill it, fill the disk, take away its rights, spoil what it kept."""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.crash.builds import COMMAND, IN_THE_GAP, TWO_RENAMES, Bench, Edition

_DAC_OVERRIDE = 1
"""The capability by which root is not asked for rights (linux/capability.h)."""

_CAPBSET_DROP = 24
"""The call that gives one up for good (linux/prctl.h)."""

Moment = Callable[[subprocess.Popen[str], Bench], None]
"""Returns when the build that was started is to be killed."""


def after(seconds: float) -> Moment:
    """After some time."""

    def wait(build: subprocess.Popen[str], _bench: Bench) -> None:
        try:
            build.wait(seconds)
        except subprocess.TimeoutExpired:
            return

    return wait


def once_exchanged(build: subprocess.Popen[str], bench: Bench) -> None:
    """At once when another folder stands where the old site stood: the old one is being removed."""
    before = _inode(bench.target)
    while build.poll() is None and _inode(bench.target) == before:
        pass


def once_staged(build: subprocess.Popen[str], bench: Bench) -> None:
    """At once when the folder to build in has been made."""
    while build.poll() is None and not bench.leftovers():
        pass


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0


def kill(
    bench: Bench,
    edition: Edition,
    moment: Moment,
    *,
    group: bool,
    command: tuple[str, ...] = COMMAND,
) -> bool:
    """Start a build and kill it; say whether it was still at work.

    Args:
        bench: Where.
        edition: What is built.
        moment: When.
        group: Whether its helpers are killed with it, as a shutdown does; the kernel short of
            memory kills one process alone.
        command: How it is built.
    """
    build = bench.start(edition, command)
    moment(build, bench)
    alive = build.poll() is None
    if alive:
        (os.killpg if group else os.kill)(build.pid, signal.SIGKILL)
    build.communicate()
    return build.returncode == -signal.SIGKILL


def moments(count: int, seconds: float) -> Iterator[tuple[str, Moment, tuple[str, ...]]]:
    """Yield moments over a whole build, a fifth of them at the steps that publish.

    Args:
        count: How many.
        seconds: How long a build takes.
    """
    chance = random.Random(count)  # noqa: S311 - the same moments in every run
    timed = count - 4 * (count // 20)
    for number in range(timed):
        # One in each equal part of the time, so that none is left out.
        yield "at some time", after(seconds * 1.05 * (number + chance.random()) / timed), COMMAND
    for _ in range(count // 20):
        yield "when the stage was made", once_staged, COMMAND
        yield "just after the exchange", once_exchanged, COMMAND
        yield "just after two renames", once_exchanged, TWO_RENAMES
        yield "between two renames", after(600), IN_THE_GAP


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Callable[[int], None]]:
    """Mount a disk of some bytes at a folder; gives a function that changes its size.

    Raises:
        PermissionError: This needs a Linux and the right to mount.
    """
    mount = shutil.which("mount")
    if not sys.platform.startswith("linux") or mount is None:
        raise PermissionError("only Linux has such disks")

    def command(options: str) -> None:
        done = subprocess.run(
            [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise PermissionError(done.stderr.strip())

    command(f"size={size}")
    try:
        yield lambda bytes_: command(f"remount,size={bytes_}")
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def largest_file(size: int) -> Callable[[], None]:
    """Prepare a process that can write no file larger than this, as on a disk with a quota."""

    def prepare() -> None:
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return prepare


def without_privilege() -> None:
    """Prepare a process whom modes bind also if it is root's."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_CAPBSET_DROP, _DAC_OVERRIDE, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "a capability cannot be given up")


def spoilt(kept: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield ways in which a file that was kept between builds can be broken."""
    whole = kept.read_bytes()

    def folder() -> None:
        kept.unlink()
        kept.mkdir()
        (kept / "x").touch()

    yield "cut in the middle", lambda: kept.write_bytes(whole[: len(whole) // 2]) and None
    yield "cut at the start", lambda: kept.write_bytes(whole[:3]) and None
    yield "empty", lambda: kept.write_bytes(b"") and None
    yield "other bytes", lambda: kept.write_bytes(random.Random(1).randbytes(4_096)) and None  # noqa: S311
    yield "zeros", lambda: kept.write_bytes(bytes(len(whole))) and None
    yield "one bit", lambda: kept.write_bytes(_with_a_bit_turned(whole)) and None
    yield "another form", lambda: kept.write_bytes(b'{"fingerprint": [], "texts": 5}') and None
    yield "too deep", lambda: kept.write_bytes(b"[" * 200_000) and None
    yield "gone", kept.unlink
    yield "a folder", folder


def _with_a_bit_turned(data: bytes) -> bytes:
    middle = len(data) // 3
    return data[:middle] + bytes([data[middle] ^ 0x20]) + data[middle + 1 :]
