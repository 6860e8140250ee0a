"""Mend what can be mended without judgement, in the files themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path

from agi_review.cli.base import kinds_of, load_base
from agi_review.diagnostics import Fix, Report
from agi_review.errors import UsageError
from agi_review.sources import discover
from agi_review.sources.replacing import replace_texts

_MOST_ROUNDS = 5
"""A mended file may show faults that could not be seen before; none needs more rounds."""


def fix(entries: Path, wanted: Callable[[str], bool]) -> list[str]:
    """Mend the files, all of a round or none, and return a line for each thing that was mended."""
    said = _tidy(entries, wanted)
    for _ in range(_MOST_ROUNDS):
        mended = _apply(load_base(entries).report.only(wanted))
        if not mended:
            break
        said += mended
    return said


def _tidy(entries: Path, wanted: Callable[[str], bool]) -> list[str]:
    """Replace line ends of other systems and take spaces from the ends of lines."""
    said: list[str] = []
    mended: dict[Path, str] = {}
    for file in discover(entries, {kind.folder for kind in kinds_of(entries)})[0]:
        if not wanted(file.path):
            continue
        try:
            text = file.location.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        lines = text.replace("\r\n", "\n")
        tidy = "\n".join(line.rstrip(" ") for line in lines.split("\n"))
        if lines != text:
            said.append(f"{file.path}: line ends of another system replaced")
        if tidy != lines:
            said.append(f"{file.path}: spaces at the ends of lines removed")
        if tidy != text:
            mended[file.location] = tidy
    _write(mended)
    return said


def _apply(report: Report) -> list[str]:
    said: list[str] = []
    mended: dict[Path, str] = {}
    found = [(each, each.fix) for each in report.diagnostics if each.fix is not None]
    for path, group in groupby(found, key=lambda pair: pair[1].span.path):
        text = Path(path).read_bytes().decode("utf-8")
        last = None
        # From the end, so that what is mended does not move what is still to be.
        for finding, change in sorted(group, key=lambda pair: pair[1].span, reverse=True):
            if last is not None and _end(change) > (last.span.line, last.span.column):
                continue
            text, last = _replaced(text, change), change
            place = f"{path}:{finding.span.line}:{finding.span.column}"
            said.append(f"{place}: [{finding.code}] mended: {finding.message}")
        mended[Path(path)] = text
    _write(mended)
    return said


def _write(mended: Mapping[Path, str]) -> None:
    try:
        replace_texts(mended)
    except OSError as error:
        raise UsageError(f"nothing is mended: {error.strerror}") from error


def _end(change: Fix) -> tuple[int, int]:
    return (change.span.end_line, change.span.end_column)


def _replaced(text: str, change: Fix) -> str:
    lines = text.split("\n")
    span = change.span
    start = sum(len(line) + 1 for line in lines[: span.line - 1]) + span.column - 1
    end = sum(len(line) + 1 for line in lines[: span.end_line - 1]) + span.end_column - 1
    return text[:start] + change.replacement + text[end:]
