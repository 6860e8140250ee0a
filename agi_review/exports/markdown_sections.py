"""The sections of a page as Markdown: one writer for each part a section may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from agi_review.exports.markdown_text import Place, code, linked, plain
from agi_review.views.gap_map import gaps_table
from agi_review.views.links import Link
from agi_review.views.parts import (
    Answer,
    ApproachView,
    Cell,
    CitationFormat,
    ClaimGroup,
    ClaimView,
    Continuation,
    GapMap,
    LinkGroup,
    Preview,
    Section,
    SourceLine,
    StanceCount,
    Table,
    Value,
)
from agi_review.views.pictures import Picture
from agi_review.views.prose import Prose

Blocks = Iterator[str]
"""Blocks of Markdown, to be joined by blank lines."""


def section_blocks(section: Section, place: Place) -> Blocks:
    """Yield a section: its heading, its note, and every part it holds."""
    yield f"## {plain(section.title)}"
    for name, write in WRITERS.items():
        part = getattr(section, name)
        if part:
            yield from write(part, place)


def table_block(table: Table, place: Place) -> str:
    """Return a table."""
    heads = " | ".join(plain(column.label) for column in table.columns)
    rules = " | ".join("--:" if column.number else "---" for column in table.columns)
    rows = [" | ".join(_cell(cell, place) for cell in row.cells) for row in table.rows]
    return "\n".join(f"| {line} |" for line in (heads, rules, *rows))


def value_text(value: Value, place: Place) -> str:
    """Return a value: a link, an address, prose or plain text."""
    if value.prose:
        return place.line(value.prose)
    if value.link:
        note = f", {plain(value.link.note)}" if value.link.note else ""
        return f"{place.link(value.link)}{note}"
    return linked(plain(value.text), place.beside(value.url)) if value.url else plain(value.text)


def source_text(source: Link | None, where: str | None, place: Place) -> str:
    """Return where a fact was read."""
    parts = [place.link(source) if source else "", plain(where) if where else ""]
    return ", ".join(part for part in parts if part)


def _cell(cell: Cell, place: Place) -> str:
    parts = [value_text(cell.value, place)] if cell.value else []
    parts += [_listed(link, place) for link in cell.links]
    origin = source_text(cell.source, cell.where, place)
    text = ", ".join(part for part in (*parts, origin) if part)
    # Within a table a bar ends the cell, in prose too.
    return text.replace("\\|", "|").replace("|", "\\|")


def _listed(link: Link, place: Place) -> str:
    said = (link.detail, link.note)
    return ", ".join([place.link(link), *(plain(each) for each in said if each)])


def _note(note: str, _place: Place) -> Blocks:
    yield plain(note)


def _paragraphs(paragraphs: tuple[Prose, ...], place: Place) -> Blocks:
    yield from (place.block(prose) for prose in paragraphs)


def _answers(answers: tuple[Answer, ...], place: Place) -> Blocks:
    yield "\n".join(f"- **{plain(each.question)}** {place.line(each.text)}" for each in answers)


def _approaches(approaches: tuple[ApproachView, ...], place: Place) -> Blocks:
    for each in approaches:
        yield f"### {plain(each.name)}"
        yield place.block(each.text)
        if each.papers:
            yield f"Papers: {'; '.join(_listed(paper, place) for paper in each.papers)}"


def _stances(counts: tuple[StanceCount, ...], _place: Place) -> Blocks:
    told = (f"{each.stance} {each.here:,} of {each.whole:,}" for each in counts)
    yield f"Claims here: {', '.join(told)}."


def _claims(groups: tuple[ClaimGroup, ...], place: Place) -> Blocks:
    for group in groups:
        if group.heading:
            yield f"### {plain(group.heading)}"
        if group.link:
            yield place.link(group.link)
        yield "\n".join(_claim(claim, place) for claim in group.claims)


def _claim(claim: ClaimView, place: Place) -> str:
    sources = "; ".join(_source(source, place) for source in claim.sources)
    checked = f"checked {claim.checked}" if claim.checked else "unchecked"
    lines = [
        f"- **{claim.stance.capitalize()}:** {place.line(claim.text)}",
        f"  - Source: {sources}; {checked}",
    ]
    if claim.bears_on:
        lines.append(f"  - Bears on: {', '.join(place.link(link) for link in claim.bears_on)}")
    return "\n".join(lines)


def _source(source: SourceLine, place: Place) -> str:
    where = plain(source.where) if source.where else "place not recorded"
    retracted = " (retracted)" if source.retracted else ""
    return f"{place.link(source.link)}{retracted}, {where}"


def _table(table: Table, place: Place) -> Blocks:
    yield table_block(table, place)


def _links(groups: tuple[LinkGroup, ...], place: Place) -> Blocks:
    for group in groups:
        if group.heading:
            yield f"### {plain(group.heading)}"
        yield "\n".join(f"- {_listed(link, place)}" for link in group.links)


def _chips(chips: tuple[Link, ...], place: Place) -> Blocks:
    yield ", ".join(place.link(chip) for chip in chips)


def _citations(formats: tuple[CitationFormat, ...], _place: Place) -> Blocks:
    for each in formats:
        yield f"### {plain(each.name)}"
        yield code(each.text)


def _gaps(gaps: GapMap, place: Place) -> Blocks:
    yield table_block(gaps_table(gaps), place)


def _picture(picture: Picture, place: Place) -> Blocks:
    """A picture is never the only place a fact stands: its table says the same."""
    yield plain(picture.name)
    if picture.twin:
        yield table_block(picture.twin, place)


# The value's parameter is the type of its field, which a mapping cannot say.
def _preview(preview: Preview, _place: Place) -> Blocks:
    yield f"The PDF lies at {plain(preview.host)}: {linked('Open PDF', preview.url)}"


def _more(more: Continuation, place: Place) -> Blocks:
    pages = ", ".join(place.link(page) for page in more.pages)
    yield f"The first {more.shown:,} of {more.total:,} stand here. The others: {pages}."


WRITERS: dict[str, Callable[[Any, Place], Blocks]] = {
    "note": _note,
    "paragraphs": _paragraphs,
    "answers": _answers,
    "approaches": _approaches,
    "stances": _stances,
    "claims": _claims,
    "gaps": _gaps,
    "picture": _picture,
    "table": _table,
    "links": _links,
    "more": _more,
    "citations": _citations,
    "preview": _preview,
    "chips": _chips,
}
"""The parts of a section in the order they are read."""
