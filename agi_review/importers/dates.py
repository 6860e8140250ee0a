"""Year and date of a record, as far as it says them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from agi_review.importers.records import BibRecord
from agi_review.importers.values import MONTHS

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_ISO = re.compile(r"((?:19|20)[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_WORD = re.compile(r"[A-Za-z]+")
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class When:
    """When a work appeared."""

    year: str = ""
    """Four digits, or empty."""
    date: str = ""
    """A month or a day of that year, or empty."""
    notes: tuple[str, ...] = ()


def read_date(record: BibRecord) -> When:
    """Return the year of a record, and its month or day where it gives one."""
    whole = _ISO.match(record.get("date"))
    written = record.get("year") or (whole[1] if whole else "")
    found = _YEAR.findall(written)
    if not found:
        return When(notes=(f"'{written}' is no year",) if written else ())
    year = found[0]
    notes = () if written == year else (f"the year is read as {year} from '{written}'",)
    if whole and whole[2]:
        if whole[1] != year:
            return When(year, notes=(*notes, f"the date {whole[0]} is not of {year} and left out"))
        return _checked(year, int(whole[2]), int(whole[3] or 0), notes)
    month = _month(record.get("month"))
    return _checked(year, month, _day(record), notes) if month else When(year, notes=notes)


def _checked(year: str, month: int, day: int, notes: tuple[str, ...]) -> When:
    try:
        date(int(year), month, day or 1)
    except ValueError:
        return When(
            year, notes=(*notes, f"month {month} and day {day or 1} are no date and left out")
        )
    return When(year, f"{year}-{month:02}" + (f"-{day:02}" if day else ""), notes)


def _month(text: str) -> int:
    """Return the month from 1, or 0 unless exactly one is named."""
    named = {
        MONTHS.index(low) + 1 for word in _WORD.findall(text) if (low := word[:3].lower()) in MONTHS
    }
    if not named and text.isdecimal() and 1 <= int(text[:4]) <= len(MONTHS):
        return int(text)
    return named.pop() if len(named) == 1 else 0


def _day(record: BibRecord) -> int:
    """Return the day of the month, or 0 unless exactly one is given."""
    numbers = _NUMBER.findall(
        record.get("day") or (record.get("month") if _has_word(record) else "")
    )
    return int(numbers[0]) if len(numbers) == 1 and len(numbers[0]) <= 2 else 0  # noqa: PLR2004 - digits


def _has_word(record: BibRecord) -> bool:
    return _WORD.search(record.get("month")) is not None
