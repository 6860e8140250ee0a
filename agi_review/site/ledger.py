"""The file in which a build notes what its pages were made from and where they lead.

A line of digest, a line of JSON with every name once, then numbers of those names as unsigned
integers of four bytes, the lowest first: of a large site they are millions, and read at once. A
file that is broken, of another version or not from here reads as an empty ledger, and nothing in it
is run.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from agi_review.site.hyperlinks import Place
from agi_review.site.tree import Stamp

Numbers: TypeAlias = "array[int]"

_NUMBER = "I"
_SIZE = 4
_AT_ONCE = 1000
"""Names that are made into JSON at a time."""


def numbers(of: Any = ()) -> Numbers:
    """Return numbers of names, packed."""
    return array(_NUMBER, of)


class Numbered:
    """Numbers of names or places, given in the order in which they are met."""

    def __init__(self, known: Iterable[Hashable] = ()) -> None:
        """Take those that have a number."""
        self._numbers = {each: number for number, each in enumerate(known)}

    def of(self, each: Iterable[Hashable]) -> Numbers:
        """Return the numbers of several, which get one if they have none."""
        known = self._numbers
        return numbers(known.setdefault(one, len(known)) for one in each)

    def get(self, one: Hashable) -> int | None:
        """Return the number of one, if it was met."""
        return self._numbers.get(one)

    def names(self) -> list[Any]:
        """Return all of them by their numbers."""
        return list(self._numbers)


class Remembered(NamedTuple):
    """A page as an earlier build made it."""

    frame: str
    """What it was made with, beside the base: shell, templates, code."""
    made_from: Numbers
    """Its dependencies."""
    files: dict[str, Stamp | None]
    """Its files by address; those of this build have no stamp before they are published."""


class Linked(NamedTuple):
    """A page with where its links lead."""

    stamp: Stamp
    """Of the page's file when it was published."""
    places: Numbers


@dataclass(slots=True)
class Ledger:
    """What is noted of one site."""

    digests: dict[str, str] = field(default_factory=dict)
    """What dependencies came to; they are numbered in this order."""
    places: list[Place] = field(default_factory=list)
    """Where links lead; numbered in this order."""
    pages: dict[str, Remembered] = field(default_factory=dict)
    """The pages that can be kept, by address."""
    linked: dict[str, Linked] = field(default_factory=dict)
    """Every page, by the address of its file."""


def read_ledger(path: Path) -> Ledger:
    """Return what is noted in a file; nothing, if it is not there or not as it was written."""
    try:
        digest, _, said = path.read_bytes().partition(b"\n")
        if digest != _digest(said):  # a broken file need not look broken
            return Ledger()
        head, _, tail = said.partition(b"\n")
        return _ledger(json.loads(head), _unpacked(tail))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
        return Ledger()


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Put a ledger in a file's place; one that cannot be written to is left alone."""
    written = path.with_suffix(".new")
    found = sha256()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written.open("wb") as file:
            file.write(f"{found.hexdigest()}\n".encode())
            for part in _parts(ledger):
                found.update(part)
                file.write(part)
            file.seek(0)
            file.write(found.hexdigest().encode())
        written.replace(path)
    except OSError:
        with suppress(OSError):
            written.unlink()


def _parts(ledger: Ledger) -> Iterator[bytes]:
    """Yield what a ledger says, in parts: the whole is larger than all that a build holds else."""
    pages, linked = ledger.pages, ledger.linked
    yield b'{"digests": {'
    yield from _joined(ledger.digests.items(), dict)
    yield b'}, "places": ['
    yield from _joined(ledger.places, list)
    yield b'], "pages": {'
    told = ((name, [page.frame, len(page.made_from), page.files]) for name, page in pages.items())
    yield from _joined(told, dict)
    yield b'}, "linked": {'
    where = ((name, [*page.stamp, len(page.places)]) for name, page in linked.items())
    yield from _joined(where, dict)
    yield b"}}\n"
    for each in chain(
        (page.made_from for page in pages.values()), (page.places for page in linked.values())
    ):
        yield _little_endian(each).tobytes()


def _joined(items: Iterable[Any], of: Callable[[Iterable[Any]], object]) -> Iterator[bytes]:
    """Yield the items of a list or a mapping as JSON, without the brackets around them."""
    waiting, comma = iter(items), b""
    while some := list(islice(waiting, _AT_ONCE)):
        yield comma + json.dumps(of(some), ensure_ascii=False)[1:-1].encode()
        comma = b", "


def _unpacked(tail: bytes) -> Numbers:
    found = numbers()
    if found.itemsize != _SIZE:  # a machine whose integers are of another size remembers nothing
        raise ValueError(found.itemsize)
    found.frombytes(tail)
    return _little_endian(found)


def _little_endian(found: Numbers) -> Numbers:
    """Return numbers from the order of the machine to that of the file, or back."""
    if sys.byteorder == "big":
        found = found[:]
        found.byteswap()
    return found


def _ledger(head: Any, packed: Numbers) -> Ledger:
    digests = {str(each): str(digest) for each, digest in head["digests"].items()}
    places = [(str(target), str(fragment)) for target, fragment in head["places"]]
    at = 0

    def taken(count: object, known: int) -> Numbers:
        nonlocal at
        found = packed[at : at + int(str(count))]
        at += len(found)
        if len(found) != count or (found and max(found) >= known):
            raise ValueError(count)
        return found

    pages = {
        str(page): Remembered(
            str(frame),
            taken(count, len(digests)),
            {_inside(name): (int(size), int(time)) for name, (size, time) in files.items()},
        )
        for page, (frame, count, files) in head["pages"].items()
    }
    linked = {
        _inside(name): Linked((int(size), int(time)), taken(count, len(places)))
        for name, (size, time, count) in head["linked"].items()
    }
    return Ledger(digests, places, pages, linked)


def _inside(name: str) -> str:
    """Return an address of a file, if it is one within a site."""
    if name.startswith("/") or ".." in name.split("/") or "\\" in name:
        raise ValueError(name)
    return name


def _digest(said: bytes) -> bytes:
    return sha256(said).hexdigest().encode()
