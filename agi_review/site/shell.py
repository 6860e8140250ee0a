"""A shell is a page of the theme with empty slots; to stamp is to fill them.

The theme renders one shell a folder, with a sentinel word in every slot. Splitting the result on
the sentinels leaves literals, and every page is those literals joined with its own values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agi_review.errors import PublishError
from agi_review.render import Page

SLOTS = ("slug", "policy", "title", "description", "head", "contents", "body")

REQUIRED = frozenset({"policy", "title", "description", "head", "contents", "body"})
"""Slots without which a page would lose something; the address needs a site URL to appear."""


def sentinel(slot: str) -> str:
    """Return the word that holds a slot's place: letters and digits, so that nothing escapes it."""
    return f"zq7{slot}7qz"


_SENTINEL = re.compile(f"zq7({'|'.join(SLOTS)})7qz")


def blank_page(
    section: str, layout: str = "entry", scripts: tuple[str, ...] = (), *, contents: bool = True
) -> Page:
    """Return the page the theme renders as the shell of a folder, perhaps without contents."""
    return Page(
        title=sentinel("title"),
        description=sentinel("description"),
        head=sentinel("head"),
        contents=sentinel("contents") if contents else "",
        body=sentinel("body"),
        layout=layout,
        section=section,
        scripts=scripts,
    )


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered shell, cut at its slots: literals at even places, slot names at odd ones."""

    pieces: tuple[str, ...]

    @classmethod
    def cut(cls, html: str, folder: str, *, contents: bool = True) -> Shell:
        """Cut a rendered shell; pages of some folders have no list of contents.

        Raises:
            PublishError: The theme dropped a slot, so that pages would silently lose something.
        """
        pieces = tuple(_SENTINEL.split(html))
        lost = REQUIRED - set(pieces[1::2]) - (set() if contents else {"contents"})
        if lost:
            names = ", ".join(sorted(lost))
            raise PublishError(f"the theme's page in {folder} has no place for: {names}")
        return cls(pieces)

    def stamp(self, page: Page, slug: str, policy: str = "") -> str:
        """Return the whole HTML of a page. The values are not searched for sentinels again."""
        values = {
            "slug": slug,
            "policy": policy,
            "title": page.title,
            "description": page.description,
            "head": page.head,
            "contents": page.contents,
            "body": page.body,
        }
        return "".join(
            values[piece] if number % 2 else piece for number, piece in enumerate(self.pieces)
        )
