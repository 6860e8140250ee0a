"""The parts of a picture. Lengths are CSS pixels at scale 1, from the top left corner.

A picture is never the only place a fact stands: it carries a table with the same content, and its
nodes are in the order a keyboard walks them.
"""

from __future__ import annotations

from dataclasses import dataclass

from agi_review.views.parts import LinkGroup, Table

CATEGORY_SHAPES = {"language": "circle", "multimodal": "diamond", "vision": "square"}
"""The mark of each category, in the order of lanes: what mixes two stands between them."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """A line of text in a picture; `x` is its start, middle or end by `anchor`."""

    x: int
    y: int
    """The base line."""
    text: str
    style: str = "name"
    """`name`, `strong`, `sub`, `axis` or `head`, perhaps with a colour: `head link`."""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Band:
    """A rectangle: the ground of a lane, or the box around a node."""

    x: int
    y: int
    width: int
    height: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: an edge between two nodes, an axis, a curve of values."""

    path: str
    """SVG path data."""
    style: str
    """What it says: `cites`, `fine-tuned`, `axis` …"""
    arrow: bool = False
    ends: tuple[str, str] | None = None
    """For an edge, the keys of the nodes it joins."""


@dataclass(frozen=True, slots=True)
class Node:
    """Something that has a page, or the subject of the picture itself."""

    key: str
    """Unique in the picture; edges and filters name it."""
    name: str
    """What a screen reader says: `MedSAM, vision, 2023 Q2`."""
    path: str | None
    """The page it leads to, from the site's root; nothing for the page it stands on."""
    x: int
    y: int
    """The middle of its mark."""
    shape: str
    """`circle`, `square`, `diamond`, `disc`, `triangle`, or `none` where its box says it all."""
    style: str
    """Its colour and fill: `lang`, `vis hollow`, `link`, `fwd` …"""
    size: int
    """Half the extent of its mark."""
    letters: tuple[Lettering, ...] = ()
    box: Band | None = None
    values: tuple[tuple[str, str], ...] = ()
    """What filters ask of it: names and values, as data attributes."""


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A mark or a line and what it means."""

    text: str
    shape: str | None = None
    """As of a node; or `frame`, for what fills a box."""
    style: str = ""
    line: bool = False
    """Whether the sample is a stroke of this style rather than a mark."""


@dataclass(frozen=True, slots=True)
class Fold:
    """What stands folded away below a picture, with words that say how much it is."""

    summary: str
    picture: Picture


TEXT_WIDTH = 700
"""How wide the text of an entry page is; what is wider runs across text and margin."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its legend and its table."""

    id: str
    """Unique on its page; also the name of its files."""
    name: str
    """What it shows and how many, for those who do not see it."""
    width: int
    height: int
    nodes: tuple[Node, ...]
    """In the order the keyboard walks them."""
    bands: tuple[Band, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    letters: tuple[Lettering, ...] = ()
    legend: tuple[LegendItem, ...] = ()
    twin: Table | None = None
    """The same as a table; a folded part shares the table of the whole."""
    twin_open: bool = False
    folds: tuple[Fold, ...] = ()
    lists: tuple[LinkGroup, ...] = ()
    """What takes the place of the picture on a narrow screen."""
    files: bool = False
    """Whether the page offers it as an SVG file and its table as CSV."""
    from_end: bool = False
    """Whether it is scrolled to its end at first, where the newest stands."""
    scrolls: bool = False
    """Whether it keeps its size where there is less room, and scrolls inside its own region."""

    @property
    def is_wide(self) -> bool:
        """Whether it needs more room than the text has."""
        return self.width > TEXT_WIDTH
