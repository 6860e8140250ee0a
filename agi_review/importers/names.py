"""A BibTeX author field to people and groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agi_review.graph.checks.names import NameFault, fault_of
from agi_review.importers.blocks import name_parts
from agi_review.importers.latex import to_text
from agi_review.schema.kinds.paper import Author

Name = dict[str, str]
"""`family`, `given` and `suffix` of a person, or the `group` alone."""

# Roman numerals count only as written: there are families called Iv.
_SUFFIX = re.compile(r"(?i:(?:jr|sr|jnr|snr)\.?)|II|III|IV|2nd|3rd")
_DEGREE = re.compile(r"M\.?D\.?|Ph\.?\s?D\.?|D\.?Phil\.?|M\.?Sc\.?|M\.?S\.?|MBBS|FRCR|FACR|RN")
_AND_OR_BRACE = re.compile(r"(?<!\\)[{}]|(?:^|\s)and(?=\s|$)", re.IGNORECASE)
_ET_AL = re.compile(r"^et\.?\s*al\b[.,\s]*|\{?\bet\.?\s*al\b\.?\}?$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SHORT_FORM = re.compile(r".*\s\([A-Z][A-Za-z]*[A-Z]\)")
"""A body with what it is called for short; a person's other name has one capital."""
_HANDLE = re.compile(r"(?=.*[^\W\d_])(?:.*\s)?(?:@[\w.-]+|[^\W\d_]+\d\w*|\d+[^\W\d_]\w*)(?:\s.*)?")
"""What people call themselves on the web, and firms: letters and digits in one word."""
_OTHERS = re.compile(r"\{?(?:others|et\.?\s*al\.?|[.…\s]+)\}?", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?((?:[0-9]{4}-){3}[0-9]{3}[0-9X])")
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s-]?){1,4}")
_SPELLED_OUT = re.compile(r"\s*\"?(?:family|given|prefix|suffix)\s*=")
_SIMPLE = re.compile(r"[^{}\\,]+,[^{}\\,]*")
_BRACED = re.compile(r"\{[^{}]*\}")
_COMMAS_OF_A_NAME = 2

# What a name in natural order ends in only if it is no person's, in this very case.
_GROUP_WORDS = frozenset(
    {"AI", "Association", "Collaboration", "Collaborators", "Committee", "Consortium", "Department"}
    | {"Foundation", "GmbH", "Group", "Inc", "Inc.", "Initiative", "Institute", "Investigators"}
    | {"LLC", "Laboratory", "Labs", "Ltd", "Ltd.", "Ministry", "Network", "Organisation"}
    | {"Organization", "Society", "Team", "University"}
)
_GROUP_ENDING = re.compile(r".*[a-z0-9.-]AI")


@dataclass(frozen=True, slots=True)
class Names:
    """The authors of a record."""

    authors: tuple[Name, ...]
    partial: bool
    """Whether the record says that there are others it does not name."""
    notes: tuple[str, ...] = ()


def read_names(source: str) -> Names:
    """Return the authors of a field.

    Args:
        source: The field's LaTeX, names joined by `and`. `others` or `et al.` at the end leaves
            the list open, and braces around a whole name make it a group.
    """
    notes: list[str] = []
    authors: list[Name] = []
    is_open = False
    for text in _people(" ".join(source.split()), notes):
        named = _ET_AL.sub("", text).rstrip(" ,")
        is_open = is_open or named != text.rstrip(" ,")
        named = _without_brackets(named, notes)
        if _OTHERS.fullmatch(named):
            is_open = True
        elif name := _name(named, notes):
            if is_open:
                notes.append("others are mentioned before the last author")
            authors.append(name)
    return Names(tuple(authors), is_open, tuple(dict.fromkeys(notes)))


def put_right(names: Names) -> Names | str:
    """Return the authors as an entry may name them, or what is wrong with one nobody can mend."""
    authors, notes = list(names.authors), list(names.notes)
    for at, name in enumerate(authors):
        if (fault := _fault(name)) is not None:
            right = {**name, **fault.right}
            if not fault.right or _fault(right) is not None:
                return f"author {at + 1}: '{fault.value}' {fault.what}"
            notes.append(f"author {at + 1}: '{_shown(name)}' is read as '{_shown(right)}'")
            authors[at] = right
    return Names(tuple(authors), names.partial, tuple(notes))


def _fault(name: Name) -> NameFault | None:
    return fault_of(Author.model_construct(None, **name))


def _shown(name: Name) -> str:
    return ", ".join(f"{part}: {text}" for part, text in name.items())


def orcid_in(text: str) -> str:
    """Return an ORCID without its address; nothing if the text is none."""
    match = _ORCID.fullmatch(text)
    return match[1] if match else ""


def split_names(text: str) -> list[str]:
    """Return the names of a list joined by `and` outside braces; empty ones are left out."""
    found: list[str] = []
    depth = start = 0
    for mark in _AND_OR_BRACE.finditer(text):
        if mark[0] in "{}":
            depth = max(0, depth + (1 if mark[0] == "{" else -1))
        elif depth == 0:
            found.append(text[start : mark.start()])
            start = mark.end()
    names = (each.strip() for each in [*found, text[start:]])
    return [name for name in names if name]


def _people(text: str, notes: list[str]) -> Iterator[str]:
    """Yield the names of a list, also of one that joins them by semicolons or commas."""
    for part in split_names(text):
        outside = _BRACED.sub("", part)
        if ";" in outside and not {"{", "&", "\\"} & set(part):
            notes.append("the authors are joined by ';', read as if by 'and'")
            yield from (each.strip() for each in part.split(";") if each.strip())
        elif "{" not in part and (
            several := _told_apart([each.strip() for each in part.split(",")])
        ):
            notes.append("the authors are joined by ','; check how they were told apart")
            yield from several
        else:
            yield part


def _told_apart(parts: list[str]) -> list[str]:
    """Return the names of a list joined by commas, or nothing if it is one name."""
    if len(parts) <= _COMMAS_OF_A_NAME:
        return []
    if len(parts) % 2 == 0 and all(_INITIALS.fullmatch(each) for each in parts[1::2]):
        return [f"{one}, {two}" for one, two in zip(parts[::2], parts[1::2], strict=True)]
    whole = all(" " in each for each in parts if each)
    return [each for each in parts if each] if whole or len(parts) > _COMMAS_OF_A_NAME + 1 else []


def _without_brackets(text: str, notes: list[str]) -> str:
    """Leave out `(Eds.)` and the name somebody goes by, unless they may belong to a group."""
    if "(" not in text or "{" in text or _SHORT_FORM.fullmatch(text):
        return text
    notes.extend(
        f"'{mark[0].strip()}' is left out of an author" for mark in _IN_BRACKETS.finditer(text)
    )
    return _IN_BRACKETS.sub("", text).strip(" ,")


def _name(source: str, notes: list[str]) -> Name:
    """Return one name in its parts, or nothing if it has none; remarks are added to `notes`."""
    if _is_group(source):
        group = to_text(source)
        return {"group": group} if group else {}
    if _SPELLED_OUT.match(source):
        return _spelled_out(source)
    if _SIMPLE.fullmatch(source):  # nearly all, and there is nothing to find out about these
        family, _, given = map(to_text, source.partition(","))
        suffix = ""
    else:
        parts = name_parts(source)
        family, given = _joined([*parts.von, *parts.last]), _joined(parts.first)
        suffix = _joined(parts.jr)
    if "," in source:
        family, given, suffix = _after_commas(family, given, suffix, notes)
    if _is_body(family, given, is_turned="," in source):
        group = f"{given} {family}".strip()
        notes.append(f"'{group}' is taken for a group; a person is 'Family, Given'")
        return {"group": group}
    if "," not in source and _SUFFIX.fullmatch(family) and " " in given:  # `John Smith Jr.`
        given, _, before = given.rpartition(" ")
        family, suffix = before, family
    if not family:
        family, given = given, ""
    name = {"family": family, "given": given, "suffix": suffix}
    return {part: text for part, text in name.items() if text}


def _is_body(family: str, given: str, *, is_turned: bool) -> bool:
    """Whether a name without braces is that of a group, also where a program turned it round."""
    if is_turned:  # `University, Open`; families may be called Ai, and records shout
        return family in _GROUP_WORDS - {"AI"} and not _INITIALS.fullmatch(given)
    last = family.rsplit(" ", 1)[-1]
    whole = f"{given} {family}".strip()
    return (
        last in _GROUP_WORDS
        or (not given and _GROUP_ENDING.fullmatch(last) is not None)
        or _SHORT_FORM.fullmatch(whole) is not None
        or (_HANDLE.fullmatch(whole) is not None and not _SUFFIX.fullmatch(last))
    )


def _spelled_out(source: str) -> Name:
    """Return a name in biblatex's long form, `family=Beethoven, given=Ludwig, prefix=van`."""
    parts = {"prefix": "", "family": "", "given": "", "suffix": ""}
    for item in source.split(","):
        part, _, value = item.strip(' "').partition("=")
        if part.strip() in parts:
            parts[part.strip()] = to_text(value)
    prefix = parts.pop("prefix")
    parts["family"] = f"{prefix} {parts['family']}".strip()
    return {part: text for part, text in parts.items() if text}


def _after_commas(family: str, given: str, suffix: str, notes: list[str]) -> tuple[str, str, str]:
    """Put in order what stands before and after the commas of a name."""
    if suffix and _DEGREE.fullmatch(given):  # `Smith, John, MD`
        notes.append(f"the degree '{given}' is left out")
        given, suffix = suffix, ""
    if _SUFFIX.fullmatch(given) and suffix:  # `Smith, John, Jr.`
        given, suffix = suffix, given
    if suffix and not _SUFFIX.fullmatch(suffix):
        notes.append(f"'{suffix}' stands where a suffix such as 'Jr.' belongs; check the author")
    if not suffix:  # `Smith Jr., John` and `Smith, John Jr.`
        family, suffix = _suffix_of(family)
    if not suffix:
        given, suffix = _suffix_of(given)
    return family, given, suffix


def _suffix_of(text: str) -> tuple[str, str]:
    rest, _, last = text.rpartition(" ")
    return (rest, last) if rest and _SUFFIX.fullmatch(last) else (text, "")


def _is_group(text: str) -> bool:
    """Whether one pair of braces holds the whole name, and more than one accented letter."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    if text.startswith("{\\") and " " not in text:
        return False
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return at == len(text) - 1
    return False


def _joined(words: list[str]) -> str:
    return to_text(" ".join(words))
