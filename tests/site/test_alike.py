"""What pages have in common is read once, and each page says what it would say read alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from agi_review.site.alike import FEWEST_ALIKE, SHORTEST, Pages

NAMES = [f"models/m{number}/index.html" for number in range(FEWEST_ALIKE)]
MENU = "".join(
    f'<li id="menu-{number}"><a href="../../papers/p{number}/">Paper</a></li>\n'
    for number in range(1 + SHORTEST // 40)
)
FOOT = MENU.replace("menu", "foot").replace("papers", "datasets")


def _written(site: Path, bodies: list[str], before: str = "", after: str = "") -> list[str]:
    """Write pages of one folder with a menu and a foot, and return their names."""
    names = [f"models/m{number}/index.html" for number in range(len(bodies))]
    for number, (name, body) in enumerate(zip(names, bodies, strict=True)):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f"<title>{number}</title>\n{before}<p>Menu</p>\n{MENU}"
        path.write_text(f"{head}{body}\n<p>Foot</p>\n{FOOT}{after}", encoding="utf-8")
    return names


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../m1/" id="own">x</a><a href="#own">é</a><a href="../../#top">ü</a>',
        "",
        "1 < 2 & <b>",
        '<p title="',
        "<!-- not ended",
        "<script>let unended",
        '<script src="../../gone.js">',
        f"<!--\n<p>Foot</p>\n{FOOT}-->",
        f"<script>\n<p>Foot</p>\n{FOOT}</script>",
        f"<p>Foot</p>\n{FOOT}<a href='../'>x</a>",
        f"<SCRIPT>\n{MENU}</SCRIPT><a href=../../x/>y</a>",
        "<",
        "<!-",
    ],
)
@pytest.mark.parametrize("after", ["", '<a name="end" href=".">x</a>', "</script> -->", '">'])
def test_a_page_says_what_it_says_alone(body: str, after: str, tmp_path: Path) -> None:
    """Whatever stands between the parts that it shares with others."""
    bodies = [*(f'<h1 id="h{number}">x</h1>' for number in range(FEWEST_ALIKE)), body]
    names = _written(tmp_path, bodies, after=after)

    together, alone = Pages(tmp_path, names), Pages(tmp_path, [])

    for name in names:
        assert together.look(name).ids == alone.look(name).ids
        assert set(together.look(name).places) == set(alone.look(name).places)
        assert alone.links(name).keys() == set(alone.look(name).places)


def test_a_page_without_a_shared_part_says_what_it_says_alone(tmp_path: Path) -> None:
    """It has no menu, or ends where others have their foot."""
    names = _written(tmp_path, ["<p>a</p>", "<p>b</p>", "<p>c</p>", "<p>d</p>"])
    for name, lost in ((names[2], MENU), (names[3], FOOT)):
        path = tmp_path / name
        path.write_text(path.read_text(encoding="utf-8").replace(lost, ""), encoding="utf-8")

    together, alone = Pages(tmp_path, names), Pages(tmp_path, [])

    for name in names:
        assert together.look(name).ids == alone.look(name).ids
        assert set(together.look(name).places) == set(alone.look(name).places)


def test_pages_at_another_depth_are_not_taken_for_alike(tmp_path: Path) -> None:
    """The same link leads elsewhere from there."""
    names = _written(tmp_path, ["<p>x</p>"] * FEWEST_ALIKE)
    (tmp_path / "models/rows.html").write_bytes((tmp_path / names[0]).read_bytes())

    pages = Pages(tmp_path, ["models/rows.html", *names])

    assert ("papers/p0", "") in pages.look(names[0]).places
    assert ("../papers/p0", "") in pages.look("models/rows.html").places


def test_what_is_shared_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is what saves the time."""
    names = _written(tmp_path, [f"<p id='{number}'>x</p>" for number in range(FEWEST_ALIKE)])
    pages = Pages(tmp_path, names)
    read: list[str] = []

    def tags_of(html: str) -> tuple[list[str], bool]:
        read.append(html)
        return [], True

    monkeypatch.setattr("agi_review.site.alike.tags_of", tags_of)
    looked = pages.look(names[0])

    assert not any("datasets" in html or "papers" in html for html in read)
    assert {"menu-0", "foot-0"} <= looked.ids
