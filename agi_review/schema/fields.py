"""The types of single values: texts, numbers, dates, identifiers, addresses.

Every YAML scalar arrives as the text that was written; each type here says how that text is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from agi_review.schema.prose import ProseText

LONGEST_LINE = 1_000
LONGEST_PROSE = 20_000
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class Checked:
    """A check of a text, and the form it asks for, which the JSON Schema says too.

    Pydantic's own marks look up the arguments of a function wherever it is used, which takes time.
    """

    check: Callable[[str], str]
    pattern: str | None = None

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check what the field accepts otherwise."""
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say the form as a pattern of the whole text."""
        said = handler(schema)
        return said if self.pattern is None else {**said, "pattern": f"^(?:{self.pattern})$"}


def _accepts(pattern: str, what: str) -> Callable[[str], str]:
    """Return a check that the whole text has a form."""
    form = re.compile(pattern)

    def check(value: str) -> str:
        if form.fullmatch(value) is None:
            raise PydanticCustomError("bad-format", "{what}", {"what": f"expected {what}"})
        return value

    return check


def written_as(pattern: str, what: str) -> Checked:
    """Accept only text of a given form.

    Args:
        pattern: The regular expression the whole text must match.
        what: The form in words, with an example, used in the message.
    """
    return Checked(_accepts(pattern, what), pattern)


def _number(convert: Callable[[str], float], pattern: str, what: str) -> BeforeValidator:
    accepts = _accepts(pattern, what)

    def read(value: Any) -> Any:
        return convert(accepts(value if isinstance(value, str) else ""))

    return BeforeValidator(read)


def _one_line(value: str) -> str:
    """A line break would end the line of a format that has a line a field."""
    if "\n" in value:
        raise PydanticCustomError(
            "bad-format", "{what}", {"what": "expected one line, found a line break in it"}
        )
    return value


_Short = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LINE)
]

Text = Annotated[_Short, Checked(_one_line, "[^\n]*")]
"""Plain text on one line, shown exactly as written, never as Markdown."""

Line = Annotated[_Short, ProseText(block=False)]
"""Prose of one paragraph; may cite and link."""

Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_PROSE),
    ProseText(block=True),
]
"""Prose of several paragraphs in the Markdown subset; may cite and link."""

Year = Annotated[
    int,
    _number(int, r"[0-9]{4}", "a year of four digits such as 2024"),
    Field(ge=EARLIEST_YEAR, le=LATEST_YEAR),
    WithJsonSchema({"type": "integer", "minimum": EARLIEST_YEAR, "maximum": LATEST_YEAR}),
]

_MONTH = r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?"
_DAY = r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"

Month = Annotated[
    Text, written_as(_MONTH, "a month such as 2023-04, or a year where no more is known")
]
"""`2023-04`, or `2023` where the month is not known."""

PartialDate = Annotated[
    Text, written_as(rf"{_MONTH}|{_DAY}", "a date such as 2023-04-05, 2023-04 or 2023")
]


def _real_day(value: str) -> str:
    from datetime import date  # noqa: PLC0415 - only entries with dates pay for it

    try:
        date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError(
            "bad-format", "{what}", {"what": "expected a day of the calendar such as 2026-11-18"}
        ) from None
    return value


Day = Annotated[Text, written_as(_DAY, "a day such as 2026-11-18"), Checked(_real_day)]

Url = Annotated[
    Text,
    written_as(
        r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?"
        r"""(?:[/?#][^\s<>"'`\\]*)?""",
        "a web address that starts with https:// or http://",
    ),
]

Doi = Annotated[
    Text, written_as(r'10\.[0-9]{4,9}/[^\s<>"]+', "a DOI such as 10.1109/RBME.2024.3493775")
]

Arxiv = Annotated[
    Text,
    written_as(
        # Four digits until 2014, five since: a final zero that a program took for nothing shows.
        r"(?:0[7-9]|1[0-4])[0-9]{2}\.[0-9]{4}|(?:1[5-9]|[2-9][0-9])[0-9]{2}\.[0-9]{5}"
        r"|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}",
        "an arXiv id without version such as 2306.05480",
    ),
]

Pmid = Annotated[Text, written_as(r"[1-9][0-9]{0,8}", "a PubMed id of digits such as 39509310")]

OpenReview = Annotated[
    Text, written_as(r"[A-Za-z0-9_-]{6,20}", "an OpenReview id such as YicbFdNTTy")
]

Isbn = Annotated[
    Text, written_as(r"(?:97[89]-?)?(?:[0-9]-?){9}[0-9X]", "an ISBN of 10 or 13 digits")
]

Orcid = Annotated[
    Text, written_as(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]", "an ORCID such as 0000-0002-1825-0097")
]

MULTIPLES = {"": 1, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000, "T": 1_000_000_000_000}

Quantity = Annotated[
    Text,
    written_as(
        r"(?:[1-9][0-9]*|0)(?:\.[0-9]+)?[KMBT]?|not-reported",
        "a number such as 1570263, 86M or 1.5B, or not-reported",
    ),
]
"""A count as the source gives it: `1570263`, `86M`, `1.5B`; or `not-reported`."""


def number_of(quantity: str) -> float | None:
    """Return the number a `Quantity` stands for, or nothing for `not-reported`."""
    if quantity == "not-reported":
        return None
    suffix = quantity[-1] if quantity[-1] in MULTIPLES else ""
    return float(quantity.removesuffix(suffix)) * MULTIPLES[suffix]


Score = Annotated[
    Text, written_as(r"-?(?:[1-9][0-9]*|0)(?:\.[0-9]+)?", "a decimal number such as 67.6")
]
"""A result as the source prints it, so that trailing zeros stay."""


def _licence(value: str) -> str:
    from packaging.licenses import (  # noqa: PLC0415 - the list of licences is large
        InvalidLicenseExpression,
        canonicalize_license_expression,
    )

    try:
        canonical = canonicalize_license_expression(value)
    except InvalidLicenseExpression:
        canonical = None
    if canonical != value:
        raise PydanticCustomError(
            "bad-format",
            "{what}",
            {
                "what": "expected an SPDX licence such as Apache-2.0 or CC-BY-NC-4.0, "
                "or LicenseRef-name for one that SPDX does not list"
            },
        )
    return value


Licence = Annotated[Text, Checked(_licence)]
"""An SPDX expression in SPDX's own spelling."""
