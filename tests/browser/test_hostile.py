"""A base whose texts are attacks, in a real browser: they are shown, and nothing else happens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect

from agi_review.schema.entry import Entry
from agi_review.schema.kinds import KINDS
from agi_review.site import build_site
from tests.browser.conftest import Watch
from tests.browser.served import served
from tests.browser.test_policy import NOTE
from tests.browser.test_search import HITS, ask
from tests.conftest import FIXTURES
from tests.hostile_entries import filled, get, leaves
from tests.payloads import payloads
from tests.site.conftest import make_project

pytestmark = pytest.mark.browser

EACH = 2
"""Hostile entries of each kind."""

TRAP = f"""{NOTE}
window.ran = 0
window.ar_ran = () => {{ window.ran += 1 }}
"""

ELEMENTS = """() => [...document.querySelectorAll("*")].map(element => element.localName)"""

ACTIVE = """() => [...document.querySelectorAll("*")].flatMap(element =>
  [...element.attributes].filter(({ name, value }) =>
    name.startsWith("on") || name === "srcdoc" || name === "formaction"
      || (["href", "src", "action", "data", "xlink:href"].includes(name)
          && !["http:", "https:", "mailto:"].includes(new URL(value, document.baseURI).protocol))
  ).map(({ name, value }) => `${element.localName} ${name}=${value}`))"""

FROM_PROSE = {"a", "br", "code", "em", "li", "ol", "p", "strong", "ul", "wbr"}
"""What a text of prose may hold, so that pages of other texts have other numbers of them."""


@dataclass(frozen=True)
class Twins:
    """Two sites of one shape, one with hostile texts and one with plain ones."""

    hostile: str
    plain: str
    placed: int
    """How many hostile texts the schema let through."""


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    """Both sites, built from the small base and hostile entries of every kind, and served."""
    root = tmp_path_factory.mktemp("hostile")
    projects = [make_project(root / name) for name in ("hostile", "plain")]
    placed = 0
    for kind in KINDS:
        for number in range(EACH):
            hostile, plain, taken = _pair(kind, number)
            placed += taken
            for project, data in zip(projects, (hostile, plain), strict=True):
                path = project / "entries" / kind.folder / f"hostile2024n{number}.yaml"
                text = yaml.safe_dump(data, allow_unicode=True, width=10_000, sort_keys=False)
                path.write_text(text, encoding="utf-8")
    for project in projects:
        build_site(project / "mkdocs.yml", project / "site")
    print(f"\n{placed} hostile texts in {len(KINDS) * EACH} entries")  # noqa: T201
    assert placed > 100
    with served(projects[0] / "site") as hostile_at, served(projects[1] / "site") as plain_at:
        yield Twins(hostile_at, plain_at, placed)


def _pair(kind: type[Entry], number: int) -> tuple[dict[str, object], dict[str, object], int]:
    """Return the data of a hostile entry and of its plain twin, and how many texts differ."""
    tiny = FIXTURES / "tiny_kb" / "entries"
    text = next((tiny / kind.folder).glob("complete*.yaml")).read_text(encoding="utf-8")
    ids = {path.stem for path in tiny.rglob("*.yaml")}
    texts, first = payloads(), KINDS.index(kind) * 29 + number * 71

    def hostile(n: int, was: str) -> str | None:
        return None if was in ids else texts[(first + n) % len(texts)] + _cited(was)

    attacked = filled(kind, text, hostile)
    whole = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - texts only
    for author, was in zip(attacked.data.get("authors", ()), whole.get("authors", ()), strict=True):
        # What no name holds is refused of people by a rule, of groups by none.
        author.update({part: was[part] for part in ("family", "given") if part in was})
    taken = {
        n for n, leaf in enumerate(leaves(whole)) if get(attacked.data, leaf) != get(whole, leaf)
    }

    def plain(n: int, was: str) -> str | None:
        return f"Words {(first + n) % len(texts)} x{_cited(was)}" if n in taken else None

    twin = filled(kind, text, plain)
    for data in (attacked.data, twin.data):
        data.pop("ids", None)  # nobody else may have them
    return attacked.data, twin.data, attacked.taken


def _cited(was: str) -> str:
    """What a text that cites must go on to say."""
    return " [@small2023paper]" if "[@" in was else ""


@dataclass(frozen=True)
class Trapped:
    """A page that notes what it should not do."""

    page: Page
    watch: Watch
    dialogs: list[str]

    def assert_calm(self) -> None:
        """Nothing ran, asked, opened, complained or was kept from it by the policy."""
        assert self.page.evaluate("window.ran") == 0
        assert self.page.evaluate("window.refused") == []
        assert self.page.evaluate(ACTIVE) == []
        assert self.watch.seen == []
        assert self.dialogs == []


@pytest.fixture
def trapped(twins: Twins, browser: Browser) -> Iterator[Trapped]:
    """A page on the hostile site."""
    context: BrowserContext = browser.new_context(base_url=twins.hostile)
    context.set_default_timeout(10_000)
    context.add_init_script(TRAP)
    watch, dialogs = Watch(twins.hostile), []
    watch.over(context)
    page = context.new_page()
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield Trapped(page, watch, dialogs)
    context.close()


def test_entries_and_lists_hold_no_more_than_their_plain_twins(
    trapped: Trapped, twins: Twins
) -> None:
    """No element comes that has no twin, but those of prose; and nothing happens."""
    pages = [f"{kind.folder}/hostile2024n{n}/" for kind in KINDS for n in range(EACH)]
    for path in (*pages, *(f"{kind.folder}/" for kind in KINDS)):
        found = []
        for origin in (twins.plain, twins.hostile):
            trapped.page.goto(f"{origin}{path}", wait_until="load")
            found.append(Counter(trapped.page.evaluate(ELEMENTS)))
        plain, hostile = found
        more = {name: (plain[name], hostile[name]) for name in hostile - plain}
        assert more.keys() <= FROM_PROSE, (path, more)
        trapped.watch.seen[:] = [each for each in trapped.watch.seen if twins.plain not in each]
        trapped.assert_calm()
    print(f"\n{len(pages) + len(KINDS)} pages like their twins")  # noqa: T201


def test_pages_about_the_whole_base_stay_calm(trapped: Trapped) -> None:
    """Home, people, venues, maps and the others, whatever the texts are grouped by."""
    for path in (
        "",
        "people/",
        "venues/",
        "years/",
        "compare/",
        "maps/",
        "quality/",
        "benchmarks/",
    ):
        trapped.page.goto(path)
        trapped.assert_calm()


def test_a_list_is_filtered_and_sorted(trapped: Trapped) -> None:
    """By every facet and every column."""
    trapped.page.goto("models/")
    for box in trapped.page.locator("[data-facet] input[type=checkbox]:visible").all():
        box.check()
        box.uncheck()
    for head in trapped.page.locator("th button:visible").all():
        head.click()
    trapped.assert_calm()


def test_search_shows_hostile_titles_as_they_are(trapped: Trapped) -> None:
    """Also the words around what was found, and the list is led through by keyboard."""
    trapped.page.goto("papers/")
    for query in ("script", "evil", "onerror"):
        ask(trapped.page, query)
        expect(trapped.page.locator(HITS).first).to_be_visible()
        trapped.page.keyboard.press("ArrowDown")
        inside = trapped.page.locator(f"{HITS} :is(script, img, iframe, svg[onload], style)")
        assert inside.count() == 0
        trapped.assert_calm()
        trapped.page.keyboard.press("Escape")
        trapped.page.goto("papers/")


def test_cards_show_hostile_titles_as_they_are(trapped: Trapped) -> None:
    """Over links to entries of several kinds."""
    for path in ("families/complete-family/", "papers/small2023paper/", "terms/task-term/"):
        trapped.page.goto(path)
        trapped.page.wait_for_load_state("networkidle")
        trapped.page.locator("#content li > a[href*=hostile]:visible").last.hover()
        expect(trapped.page.locator(".ar-card")).to_be_visible()
        trapped.assert_calm()


def test_hostile_models_are_compared(trapped: Trapped) -> None:
    """Side by side, with what is the same hidden and shown."""
    chosen = ",".join(f"hostile2024n{n}" for n in range(EACH))
    trapped.page.goto(f"compare/?models={chosen}")
    expect(trapped.page.locator("h1")).to_have_text(re.compile("Two models"))
    trapped.assert_calm()


def test_the_form_keeps_to_text(trapped: Trapped) -> None:
    """Hostile texts typed into it, and hostile entries it may point to."""
    trapped.page.goto("add/")
    hostile = payloads()[0]
    for name in ("Title needed", "Family", "Year needed"):
        trapped.page.get_by_label(name).first.fill(hostile)
    expect(trapped.page.locator("#ar-yaml")).to_contain_text(hostile)
    trapped.page.get_by_role("button", name="Download").click()
    trapped.assert_calm()
