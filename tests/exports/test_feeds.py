"""Feeds as readers take them in: read by a parser others wrote, and checked against their forms."""

from __future__ import annotations

import json
import re
from typing import Any

import feedparser
import pytest
from lxml import etree

from agi_review.exports.feeds import MOST_ITEMS, atom, json_feed, latest
from agi_review.graph import KnowledgeGraph
from agi_review.knowledge_base import KnowledgeBase, load
from agi_review.views.changes import Change
from agi_review.views.publication import Publication
from tests.conftest import PROJECT, MakeBase
from tests.exports.conftest import HOSTILE, SITE, UNPUBLISHED

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
JSON_FEED = {
    "version": str,
    "title": str,
    "description": str,
    "language": str,
    "authors": list,
    "home_page_url": str,
    "feed_url": str,
    "items": list,
}
"""What the form of a JSON Feed allows of what this one says, and as what."""


def dataset(day: str) -> str:
    """A data set that came on a day."""
    return f"name: D\ndomain: medical\ncuration: {{added: {day}}}\n"


@pytest.fixture
def dated(make_base: MakeBase) -> KnowledgeGraph:
    """Four additions on three days, one given up, one without a day."""
    given_up = "deprecated: {since: 2026-05-01, reason: Gone.}\n"
    return make_base(
        {
            "datasets/a.yaml": dataset("2026-01-01"),
            "datasets/b.yaml": dataset("2026-03-01"),
            "datasets/c.yaml": dataset("2026-02-01"),
            "datasets/d.yaml": dataset("2026-04-01") + given_up,
            "datasets/e.yaml": "name: E\ndomain: medical\n",
            "papers/p2020.yaml": "title: P\nauthors: [{family: P}]\nyear: 2020\ntype: article\n"
            "ids: {arxiv: '2001.00001'}\ncuration: {added: 2026-03-01}\n",
        }
    ).graph


def test_the_newest_come_first(dated: KnowledgeGraph) -> None:
    """Papers before data sets on the same day; what has no day or was given up is not news."""
    assert [(day, entry.id) for day, entry in latest(dated)] == [
        ("2026-03-01", "p2020"),
        ("2026-03-01", "b"),
        ("2026-02-01", "c"),
        ("2026-01-01", "a"),
    ]


@pytest.mark.parametrize("publication", [SITE, UNPUBLISHED], ids=["published", "unpublished"])
def test_atom_is_read_as_it_was_meant(hostile: KnowledgeGraph, publication: Publication) -> None:
    """Titles exactly as written, dates at midnight, no fault in the form."""
    text = atom(hostile, publication)
    feed = feedparser.parse(text, sanitize_html=False)

    assert not feed.bozo
    assert feed.version == "atom10"
    (item,) = feed.entries
    assert (
        item.title_detail.type,
        etree.fromstring(text.encode()).findtext(f".//{ATOM}entry/{ATOM}title"),
    ) == (
        "text/plain",
        HOSTILE,
    )
    assert item.published_parsed[:6] == (2026, 1, 2, 0, 0, 0)
    assert [tag.term for tag in item.tags] == ["paper"]
    assert feed.feed.updated == "2026-01-02T00:00:00Z"


def test_atom_has_what_its_standard_asks_of_a_feed(dated: KnowledgeGraph) -> None:
    """Id, title and moment, once each, for the feed and every entry; ids differ."""
    root = etree.fromstring(atom(dated, SITE).encode())
    entries = root.findall(f"{ATOM}entry")

    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated") or "")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == f"{SITE.address}feed.xml"  # type: ignore[union-attr]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == 4


def test_json_feed_has_the_form_of_its_standard(dated: KnowledgeGraph) -> None:
    """Only known keys, of their types; every item with an id, text and a moment."""
    feed: dict[str, Any] = json.loads(json_feed(dated, SITE))

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {key: type(value) for key, value in feed.items()} == JSON_FEED
    for item in feed["items"]:
        assert item["id"] == item["url"]
        assert item["url"].startswith(SITE.address)
        assert item["content_text"]
        assert MOMENT.fullmatch(item["date_published"])
        assert set(item) == {"id", "url", "title", "content_text", "date_published", "tags"}


def test_both_feeds_say_the_same(dated: KnowledgeGraph) -> None:
    """Whatever a reader subscribes to."""
    for publication in (SITE, UNPUBLISHED):
        parsed = feedparser.parse(atom(dated, publication)).entries
        items = json.loads(json_feed(dated, publication))["items"]
        assert [(e.id, e.title) for e in parsed] == [(i["id"], i["title"]) for i in items]


def test_ids_without_an_address_stay_the_same(dated: KnowledgeGraph) -> None:
    """They are names made from the entry alone, not counted or drawn."""
    items = json.loads(json_feed(dated, UNPUBLISHED))["items"]

    assert all(item["id"].startswith("urn:uuid:") for item in items)
    assert items == json.loads(json_feed(dated, UNPUBLISHED))["items"]
    assert items[0]["url"] == "papers/p2020/"


CHANGES = (
    Change("fact", "dataset", "a", "D", "size, 10 → 12 patients", "2026-03-02"),
    Change("prose", "dataset", "b", "D", "summary reworded", "2026-02-02"),
    Change("fact", "dataset", "b", "D", "access, none → open", "2026-02-02"),
    Change("removed", "dataset", "gone", "<Gone>", "dataset removed", "2026-02-01"),
    Change("added", "dataset", "c", "D", "dataset added", "2026-02-01"),
    Change("fact", "dataset", "c", "D", "not committed"),
)


@pytest.mark.parametrize("publication", [SITE, UNPUBLISHED], ids=["published", "unpublished"])
def test_changes_are_news_on_the_day_they_were_committed(
    dated: KnowledgeGraph, publication: Publication
) -> None:
    """One item an entry and day; an addition is one already, and what has no day is none."""
    parsed = feedparser.parse(atom(dated, publication, CHANGES))
    items = json.loads(json_feed(dated, publication, CHANGES))["items"]
    changed = [item for item in items if "changed" in item["tags"]]

    assert [(item["title"], item["date_published"][:10]) for item in changed] == [
        ("D: size, 10 → 12 patients", "2026-03-02"),
        ("D: 2 changes", "2026-02-02"),
        ("<Gone>: dataset removed", "2026-02-01"),
    ]
    assert changed[1]["content_text"] == "summary reworded\naccess, none → open"
    assert [item["url"].rpartition("base/")[2] for item in changed] == [
        "datasets/a/",
        "datasets/b/",
        "changes/",
    ]
    days = [item["date_published"] for item in items]
    assert days == sorted(days, reverse=True)
    assert not parsed.bozo
    assert [entry.id for entry in parsed.entries] == [item["id"] for item in items]
    assert len({item["id"] for item in items}) == len(items) == 7


def test_an_item_keeps_its_id_when_more_changes_come(dated: KnowledgeGraph) -> None:
    """A reader is not shown the same news twice because an older revision is compared with."""
    few = json.loads(json_feed(dated, SITE, CHANGES[:1]))["items"]
    many = json.loads(json_feed(dated, SITE, CHANGES))["items"]

    assert {item["id"] for item in few} < {item["id"] for item in many}


def test_a_base_without_dates_has_a_feed_too(make_base: MakeBase, tiny_kb: KnowledgeBase) -> None:
    """Empty, and still in form."""
    empty = make_base({"datasets/e.yaml": "name: E\ndomain: medical\n"}).graph

    feed = feedparser.parse(atom(empty, SITE))

    assert (feed.bozo, feed.entries) == (False, [])
    assert json.loads(json_feed(empty, SITE))["items"] == []
    assert latest(tiny_kb.graph)


def test_a_feed_does_not_grow_without_end() -> None:
    """A hundred items, however many came."""
    assert len(latest(load(PROJECT / "entries").graph)) <= MOST_ITEMS
