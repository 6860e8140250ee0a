"""The base as an SQLite file: the sheets as tables, and search over the words of entries."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from agi_review.exports.sheets import Sheet
from agi_review.graph import KnowledgeGraph
from agi_review.schema.entry import Entry
from agi_review.schema.prose import as_plain
from agi_review.views.publication import Publication

_INDEXES = (
    "CREATE INDEX relations_by_target ON relations (target_kind, target)",
    "CREATE INDEX claim_sources_by_paper ON claim_sources (paper)",
)

_SEARCH = "CREATE VIRTUAL TABLE search USING fts5(kind UNINDEXED, id UNINDEXED, label, text)"


def database(graph: KnowledgeGraph, publication: Publication, tables: Iterable[Sheet]) -> bytes:
    """Return the bytes of an SQLite file; the same base gives the same bytes.

    It is made in memory: nothing of the machine gets into it but SQLite's own version.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        _about(connection, publication)
        for sheet in tables:
            _fill(connection, sheet)
        for index in _INDEXES:
            connection.execute(index)
        if _can_search(connection):
            connection.execute(_SEARCH)
            connection.executemany("INSERT INTO search VALUES (?, ?, ?, ?)", _words(graph))
        connection.execute("COMMIT")
        return connection.serialize()


def _about(connection: sqlite3.Connection, publication: Publication) -> None:
    connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
    about = {"name": publication.name, "address": publication.address}
    if publication.licence:
        about["licence"] = publication.licence.name
    connection.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))


def _fill(connection: sqlite3.Connection, sheet: Sheet) -> None:
    # Names come from the schema's field names, which are letters, digits and underscores.
    names = [_name(column) for column in sheet.columns]
    types = [_type(sheet, place) for place in range(len(names))]
    columns = ", ".join(f"{name} {type_}" for name, type_ in zip(names, types, strict=True))
    key = ", ".join(_name(column) for column in sheet.key)
    connection.execute(f"CREATE TABLE {_name(sheet.name)} ({columns}, PRIMARY KEY ({key}))")
    places = ", ".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO {_name(sheet.name)} VALUES ({places})",  # noqa: S608 - names of the schema
        sheet.rows,
    )


def _name(name: str) -> str:
    """A name SQL can hold: `ids.doi` is the column `ids_doi`."""
    return f'"{name.replace(".", "_").replace("-", "_")}"'


def _type(sheet: Sheet, place: int) -> str:
    return "INTEGER" if any(isinstance(row[place], int) for row in sheet.rows) else "TEXT"


def _can_search(connection: sqlite3.Connection) -> bool:
    """Whether this SQLite was built with full-text search."""
    (found,) = connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()
    return bool(found)


def _words(graph: KnowledgeGraph) -> Iterator[tuple[str, str, str, str]]:
    for entry in graph:
        yield (*entry.key, entry.label, "\n".join(_texts(entry)))


def _texts(entry: Entry) -> Iterator[str]:
    yield from entry.other_names
    for text in (getattr(entry, "definition", None), entry.summary, entry.description):
        if text:
            yield as_plain(text)
    yield from (as_plain(claim.text) for claim in entry.claims)
