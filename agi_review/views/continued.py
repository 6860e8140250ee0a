"""Long lists within pages: a page shows the first of them and leads to pages with the rest.

Only what stands elsewhere too is cut: links, rows, and on pages about the whole base the claims of
entries. An entry's own claims and texts stay whole, for their page is the only one they have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from agi_review.views.entry_page import EntryPage
from agi_review.views.hub_page import HubPage, last_part
from agi_review.views.links import Link
from agi_review.views.paging import spans
from agi_review.views.parts import Action, ClaimGroup, Continuation, Section, StanceCount

LISTED = 600
"""Links a page lists at most before its long lists are cut; rows and claims weigh as several."""

FIRST = 240
"""Links the cut lists of a page show together."""

SHORT = 20
"""Links that each of them shows however many there are, while there are few lists."""

A_PAGE = 240
"""Links of a page that goes on with a list."""

HEAVY = 4
"""Links that a row of a table or a claim with its sources is as heavy as."""

MORE = "more/"
"""Where such pages stand, from the folder of the page they go on with."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A section and what of it can stand on other pages."""

    section: Section
    items: int
    """0 if it holds texts of the page's own, whose links are set."""
    weight: int
    """Of each item."""

    def shortest(self, lists: int) -> int:
        """Return how many items it shows at least on a page with so many lists."""
        return max(min(SHORT, LISTED // lists) // self.weight, 1)

    def shown(self, lists: int, long: int) -> int:
        """Return how many items it shows on a page with so many lists, of which some are long."""
        return max(self.shortest(lists), FIRST // (self.weight * long))


def divided_hub(page: HubPage) -> tuple[HubPage, list[HubPage]]:
    """Return a page with its long lists cut, and the pages that go on with them."""
    parts = chain(*map(_table_apart, page.sections))
    listed = [_listed(section, claims=True) for section in parts]
    sections, more = _divided(page.path, page.title, listed, named=page.jump_list)
    return replace(page, sections=sections), more


def divided_entry(page: EntryPage) -> tuple[EntryPage, list[HubPage]]:
    """Return an entry's page with its long lists cut, and the pages that go on with them."""
    path = f"{page.folder}/{page.id}/"
    listed = [_listed(section, claims=False) for section in (*page.beside, *page.rest)]
    sections, more = _divided(path, page.title, listed)
    here = len(page.beside)
    return replace(page, beside=sections[:here], rest=sections[here:]), more


def _table_apart(section: Section) -> Iterator[Section]:
    """Yield a section; one whose picture has a long table beside it, and then the table."""
    picture = section.picture
    if picture is None or picture.twin is None or len(picture.twin.rows) <= LISTED:
        yield section
        return
    yield replace(section, picture=replace(picture, twin=None))
    rows = len(picture.twin.rows)
    yield Section(f"{section.anchor}-table", "The same as a table", rows, table=picture.twin)


def _divided(
    path: str, title: str, listed: Sequence[_Listed], *, named: bool = False
) -> tuple[tuple[Section, ...], list[HubPage]]:
    """Return the sections as they are cut, and the pages with the rest.

    Args:
        path: The page's address.
        title: Its title.
        listed: All it says.
        named: Whether its lists are in the order of names, by which the rest is then found.
    """
    if sum(each.items * each.weight for each in listed) <= LISTED:
        return tuple(each.section for each in listed), []
    lists = sum(each.items > 0 for each in listed)
    long = max(sum(each.items > each.shortest(lists) for each in listed), 1)
    cut, pages = [], []
    for each in listed:
        section, shown = each.section, each.shown(lists, long)
        if each.items <= shown:
            cut.append(section)
            continue
        rest = list(_rest(path, title, each, shown))
        links = tuple(
            Link(_names(page) if named else _range(page), page.path, "list", note=_stances(page))
            for page in rest
        )
        pages += rest
        more = Continuation(shown, each.items, links)
        cut.append(replace(_part(section, 0, shown), more=more))
    return tuple(cut), pages


def _rest(path: str, title: str, listed: _Listed, shown: int) -> Iterator[HubPage]:
    """Yield the pages that go on with a list."""
    section, size = listed.section, listed.items
    a_page = max(A_PAGE // listed.weight, 1)
    folder, id_ = path[: path.index("/") + 1], last_part(path)
    # A hub's own lists stand below it, those of a page below it beside that page.
    folder = path.removesuffix(f"{id_}/") if path.count("/") > 1 else folder
    for number, first in enumerate(range(shown, size, a_page), start=2):
        stop = min(first + a_page, size)
        here = _from_to(f"{first + 1:,}", f"{stop:,}", "–")
        own = f"{folder}{MORE}{id_}-{section.anchor}-{number}/"
        root = "../" * own.count("/")
        part = _part(section, first, stop)
        claims = tuple(_set_for(group, root) for group in part.claims)
        yield HubPage(
            path=own,
            title=f"{title}: {section.title}, {here}",
            description=f"{section.title} of {title}: {here} of {size:,}.",
            lede=f"{here} of {size:,}.",
            sections=(replace(part, note=None, claims=claims),),
            actions=(Action(title, f"{root}{path}#{section.anchor}", primary=True),),
        )


def _set_for(group: ClaimGroup, root: str) -> ClaimGroup:
    """Return claims with the links of their texts written from another page."""
    claims = (replace(each, text=replace(each.text, root=root)) for each in group.claims)
    return replace(group, claims=tuple(claims))


def _range(page: HubPage) -> str:
    return page.lede.partition(" ")[0]


def _stances(page: HubPage) -> str | None:
    """How many claims of each stance a page holds that goes on with claims."""
    counts = [each for section in page.sections for each in section.stances if each.here]
    return ", ".join(f"{each.stance} {each.here:,}" for each in counts) or None


def _names(page: HubPage) -> str:
    """The first and the last name of a page that goes on with a list."""
    (section,) = page.sections
    rows = section.table.rows if section.table else ()
    links = [*(row.cells[0].links[0] for row in rows), *chain(*(g.links for g in section.links))]
    return _from_to(links[0].label, links[-1].label, " – ")


def _from_to(first: str, last: str, dash: str) -> str:
    return first if first == last else f"{first}{dash}{last}"


def _listed(section: Section, *, claims: bool) -> _Listed:
    """Return what of a section can stand on other pages.

    Args:
        section: The section.
        claims: Whether its claims stand elsewhere, too.
    """
    if section.claims:
        number = sum(len(group.claims) for group in section.claims)
        return _Listed(section, number if claims else 0, HEAVY)
    table = section.table.rows if section.table else ()
    if any(cell.value and cell.value.prose for row in table for cell in row.cells):
        return _Listed(section, 0, 1)
    number = len(table) + sum(len(group.links) for group in section.links)
    return _Listed(section, number, HEAVY if table else 1)


def _part(section: Section, first: int, stop: int) -> Section:
    """Return a section with some of its items: claims, or rows and then links, under headings."""
    if section.claims:
        sizes = [len(group.claims) for group in section.claims]
        groups = [
            replace(section.claims[g], claims=section.claims[g].claims[a:z])
            for g, a, z in spans(sizes, first, stop)
        ]
        whole, here = _counted(section.claims), _counted(groups)
        stances = (StanceCount(each, here[each], number) for each, number in whole.items())
        return replace(section, claims=tuple(groups), stances=tuple(stances))
    rows = len(section.table.rows) if section.table else 0
    table = section.table and replace(section.table, rows=section.table.rows[first:stop])
    sizes = [len(group.links) for group in section.links]
    links = tuple(
        replace(section.links[g], links=section.links[g].links[a:z], whole=sizes[g])
        for g, a, z in spans(sizes, max(first - rows, 0), max(stop - rows, 0))
    )
    return replace(section, table=table if table and table.rows else None, links=links)


def _counted(groups: Sequence[ClaimGroup]) -> Counter[str]:
    """Return how many claims take each stance, in the order they are met."""
    return Counter(claim.stance for group in groups for claim in group.claims)
