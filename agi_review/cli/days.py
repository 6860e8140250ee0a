"""The one place where a command may ask what day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click


def day_named(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Return the day an option names, `today` included, in the form entries write days in."""
    if value is None:
        return None
    if value == "today":
        return today().isoformat()
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(
            f"'{value}' is neither a date such as 2026-01-31 nor today"
        ) from None


def today() -> date:
    """Return the day it is at Greenwich, the same for everyone who runs the command."""
    return datetime.now(tz=UTC).date()
