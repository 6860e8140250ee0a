"""What a build remembers of the site it made: from what each page was made, and where it leads.

The memory only saves time. A page is kept if all it was made from is as it was and its files are
untouched; whatever is missing, broken or of another version of the engine is made anew. It holds no
text of a page, and nothing in it is run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from agi_review.graph.watching import State, same
from agi_review.site.hyperlinks import Place
from agi_review.site.ledger import (
    Ledger,
    Linked,
    Numbered,
    Numbers,
    Remembered,
    numbers,
    read_ledger,
    write_ledger,
)
from agi_review.site.tree import files_of, stamp_of
from agi_review.site.workers import shared_out

_MOSTLY = 0.95
"""Part of the names that is in use, from which they keep their numbers."""

Digests = dict[str, str]
"""What dependencies came to, by the dependency."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where the links of pages lead."""

    places: list[Place]
    pages: Mapping[str, Numbers]
    """By the address of a page's file the numbers of its places."""


NO_LINKS = Links([], {})


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
        self._before = read_ledger(path)
        self._digests = dict(self._before.digests)
        self._number = {each: number for number, each in enumerate(self._digests)}
        self._stale: frozenset[int] = frozenset(self._number.values())
        self._known: dict[str, Numbers] = {}
        self.made: dict[str, Remembered] = {}
        """The pages of this build."""

    def compare(self, state: State, processes: int) -> None:
        """Find out which dependencies are as they were.

        Args:
            state: What they come to now.
            processes: How many may work at a time.
        """
        state.recall(self._digests)
        known = list(self._digests)
        # One of each sort is found here: what all of a sort need is then not found by each process.
        for each in {each.rpartition(" ")[0]: each for each in known}.values():
            state.of(each)
        now = list(shared_out(known, state.of, processes))
        before = self._before.digests.values()
        pairs = enumerate(zip(before, now, strict=True))
        self._stale = frozenset(number for number, (was, is_) in pairs if not same(was, is_))
        self._digests = dict(zip(known, now, strict=True))

    def knows(self, page: str) -> bool:
        """Whether anything is remembered of a page."""
        return page in self._before.pages

    def keep(self, page: str, frame: str) -> bool:
        """Take over what is remembered of a page, if it would be made the same again."""
        known = self._before.pages.get(page)
        if known is None or known.frame != frame or not self._stale.isdisjoint(known.made_from):
            return False
        if any(stamp_of(f"{self._site}/{name}") != stamp for name, stamp in known.files.items()):
            return False
        self.made[page] = known
        return True

    def kept(self) -> set[str]:
        """Return the files of the pages that were taken over; others have no stamp yet."""
        pages = self.made.values()
        return {name for page in pages for name, stamp in page.files.items() if stamp}

    def place(self, page: str, stage: Path) -> None:
        """Put the files of a kept page into a new site, as they are."""
        made = ""
        for name in self.made[page].files:
            source, target = f"{self._site}/{name}", f"{stage}/{name}"
            folder = os.path.dirname(target)  # noqa: PTH120 - many
            if folder != made:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
                made = folder
            try:
                # Nothing writes into a finished site, so that two sites may share a file.
                os.link(source, target)
            except OSError:
                shutil.copy2(source, target)

    def note(self, page: str, frame: str, made_from: Iterable[str], files: Iterable[str]) -> None:
        """Remember a page that was made, from dependencies that were learnt."""
        found = numbers(sorted(self._number[each] for each in made_from))
        self.made[page] = Remembered(frame, found, dict.fromkeys(files))

    def learn(self, digests: Digests) -> None:
        """Remember what dependencies came to."""
        for each, digest in digests.items():
            self._number.setdefault(each, len(self._number))
            self._digests[each] = digest

    def known_links(self, stage: Path) -> Links:
        """Return where the links of the pages lead that a new site has as the published one does.

        Args:
            stage: The new site, in which files that hold the same have their times.
        """
        self._known = {
            name: page.places
            for name, page in self._before.linked.items()
            if stamp_of(f"{stage}/{name}") == page.stamp
        }
        return Links(self._before.places, self._known)

    def save(self, links: Links) -> None:
        """Write down what is remembered of the site, now that it is published.

        Args:
            links: Where the links of each page lead that was not known; the places that were known
                come first, under their numbers.
        """
        found = Ledger()
        names = list(self._digests)
        used = sorted(set().union(*(page.made_from for page in self.made.values())))
        # Names that are out of use are left out, under new numbers, once they are worth the time.
        if some_gone := len(used) < _MOSTLY * len(names):
            names = [names[number] for number in used]
        renumbered = {number: at for at, number in enumerate(used)} if some_gone else {}
        found.digests = {name: self._digests[name] for name in names}
        for page, made in sorted(self.made.items()):
            stamps = {name: stamp_of(f"{self._site}/{name}") for name in made.files}
            if None not in stamps.values():
                made_from = made.made_from
                if some_gone:
                    made_from = numbers(map(renumbered.__getitem__, made_from))
                found.pages[page] = Remembered(made.frame, made_from, stamps)
        places = Numbered()
        for page in sorted(self._known.keys() | links.pages.keys()):
            stamp = stamp_of(f"{self._site}/{page}")
            if stamp is not None:
                leads = links.pages[page] if page in links.pages else self._known[page]
                found.linked[page] = Linked(stamp, places.of(leads))
        found.places = [links.places[number] for number in places.names()]
        write_ledger(self._path, found)


def keep_unchanged(old: Path, new: Path, processes: int, kept: Container[str] = ()) -> None:
    """Put the files of an old site into a new one where they hold the same, with their times.

    Args:
        old: The site.
        new: The new one.
        processes: How many may work at a time.
        kept: Files that both share already.
    """
    made = [name for name in files_of(new) if name not in kept]
    for _ in shared_out(made, partial(_keep_if_same, old, new), processes):
        pass


def _keep_if_same(old: Path, new: Path, name: str) -> None:
    before, after = stamp_of(f"{old}/{name}"), stamp_of(f"{new}/{name}")
    # A file they share already has all that is to be kept.
    if before is None or after is None or before == after or before[0] != after[0]:
        return
    here, there = old / name, new / name
    if here.read_bytes() == there.read_bytes():
        spare = there.with_name(f"{there.name}.old")
        with suppress(OSError):  # a file system without links keeps the copy
            os.link(here, spare)
            spare.replace(there)
