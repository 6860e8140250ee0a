"""What a build remembers of the site it made: from what each page was made, and where it leads.

The memory only saves time. A page is kept if all it was made from is as it was and its files are
untouched; whatever is missing, broken or of another version of the engine is made anew. It holds no
text of a page, and nothing in it is run.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from agi_review.graph.watching import State
from agi_review.site.hyperlinks import Place
from agi_review.site.tree import files_of
from agi_review.site.workers import shared_out

Digests = dict[str, str]
"""What dependencies came to, by the dependency."""


class Remembered(NamedTuple):
    """A page as an earlier build made it."""

    frame: str
    """What it was made with, beside the base: shell, templates, code."""
    made_from: tuple[str, ...]
    """Its dependencies."""
    files: dict[str, tuple[int, int]]
    """Its files by address, each with size and time of change."""
    places: tuple[Place, ...]
    """Where its links lead."""


class Memory:
    """The pages of an earlier build that can be kept, and those of this one."""

    def __init__(self, path: Path, site: Path) -> None:
        """Read what is remembered of a site.

        Args:
            path: The file.
            site: The site as it was published.
        """
        self._path = path
        self._site = site
        self._pages, self._digests = _read(path)
        self._fresh: set[str] = set()
        self.made: dict[str, Remembered] = {}
        """The pages of this build."""

    def compare(self, state: State, processes: int) -> None:
        """Find out which dependencies are as they were.

        Args:
            state: What they come to now.
            processes: How many may work at a time.
        """
        known = list(self._digests)
        now = shared_out(known, state.of, processes)
        pairs = zip(known, now, strict=True)
        self._fresh = {each for each, digest in pairs if self._digests[each] == digest}
        self._digests = {each: self._digests[each] for each in self._fresh}

    def keep(self, page: str, frame: str) -> bool:
        """Take over what is remembered of a page, if it would be made the same again."""
        known = self._pages.get(page)
        if known is None or known.frame != frame or not self._fresh.issuperset(known.made_from):
            return False
        if any(_stamp(self._site / name) != stamp for name, stamp in known.files.items()):
            return False
        self.made[page] = known
        return True

    def place(self, page: str, stage: Path) -> None:
        """Put the files of a kept page into a new site, as they are."""
        for name in self.made[page].files:
            target = stage / name
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                # Nothing writes into a finished site, so that two sites may share a file.
                os.link(self._site / name, target)
            except OSError:
                shutil.copy2(self._site / name, target)

    def note(self, page: str, frame: str, made_from: Iterable[str], files: Iterable[str]) -> None:
        """Remember a page that was made."""
        unstamped = dict.fromkeys(files, (0, 0))
        self.made[page] = Remembered(frame, tuple(sorted(made_from)), unstamped, ())

    def learn(self, digests: Digests) -> None:
        """Remember what dependencies came to."""
        self._digests.update(digests)

    def kept_places(self) -> dict[str, tuple[Place, ...]]:
        """Return where the links of kept pages lead, by the page's file."""
        return {
            f"{page}/index.html": known.places for page, known in self.made.items() if known.places
        }

    def save(self, places: Mapping[str, Sequence[Place]]) -> None:
        """Write down what is remembered of the site, now that it is published.

        Args:
            places: Where the links of each page lead, by the page's file.
        """
        numbers = {each: number for number, each in enumerate(sorted(self._digests))}
        targets = sorted({place for leads in places.values() for place in leads})
        at = {place: number for number, place in enumerate(targets)}
        pages = {
            page: [
                made.frame,
                [numbers[each] for each in made.made_from],
                {name: _stamp(self._site / name) for name in made.files},
                [at[place] for place in places.get(f"{page}/index.html", ())],
            ]
            for page, made in sorted(self.made.items())
        }
        digests = {each: self._digests[each] for each in numbers}
        written = self._path.with_suffix(".new")
        # A place that cannot be written to is left alone: the next build makes everything.
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            found = {"digests": digests, "places": targets, "pages": pages}
            text = json.dumps(found, ensure_ascii=False)
            written.write_text(f"{_digest(text)}\n{text}", encoding="utf-8")
            written.replace(self._path)
        except OSError:
            with suppress(OSError):
                written.unlink()


def _read(path: Path) -> tuple[dict[str, Remembered], Digests]:
    try:
        digest, _, text = path.read_text(encoding="utf-8").partition("\n")
        if digest != _digest(text):  # a broken file need not look broken
            return {}, {}
        found = json.loads(text)
        digests = {str(each): str(digest) for each, digest in found["digests"].items()}
        names = list(digests)
        places = [Place(str(target), str(fragment)) for target, fragment in found["places"]]
        pages = {
            str(page): _remembered(each, names, places) for page, each in found["pages"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return {}, {}
    return pages, digests


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def _remembered(page: Any, names: Sequence[str], places: Sequence[Place]) -> Remembered:
    frame, made_from, files, leads = page
    return Remembered(
        str(frame),
        tuple(names[number] for number in made_from),
        {_inside(name): (int(size), int(time)) for name, (size, time) in files.items()},
        tuple(places[number] for number in leads),
    )


def _inside(name: str) -> str:
    """Return an address of a file, if it is one within a site."""
    if name.startswith("/") or ".." in name.split("/") or "\\" in name:
        raise ValueError(name)
    return name


def _stamp(path: Path) -> tuple[int, int]:
    """Return size and time of change of a regular file."""
    try:
        found = path.lstat()
    except OSError:
        return (-1, -1)
    return (found.st_size, found.st_mtime_ns)


def keep_unchanged(old: Path, new: Path, processes: int) -> None:
    """Put the files of an old site into a new one where they hold the same, with their times."""
    for _ in shared_out(files_of(new), partial(_keep_if_same, old, new), processes):
        pass


def _keep_if_same(old: Path, new: Path, name: str) -> None:
    before, after = old / name, new / name
    if _stamp(before)[0] != after.stat().st_size or before.samefile(after):
        return
    if before.read_bytes() == after.read_bytes() and not before.is_symlink():
        spare = after.with_name(f"{after.name}.old")
        with suppress(OSError):  # a file system without links keeps the copy
            os.link(before, spare)
            spare.replace(after)
