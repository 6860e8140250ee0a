"""What `mkdocs.yml` says under the plugin, as values of the views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from agi_review.errors import UsageError
from agi_review.views.publication import EntryFiles

Part = TypeVar("Part")


def whole(name: str, said: Mapping[str, object], part: type[Part]) -> Part | None:
    """Return a group of settings, all of it or nothing: half of it would say nothing.

    Args:
        name: What the group is called in the file.
        said: What stands there.
        part: The class whose fields it fills, every one with a text.

    Raises:
        UsageError: A field is missing or not known.
    """
    wanted = [field.name for field in fields(part)]  # type: ignore[arg-type]
    if not said:
        return None
    if sorted(said) != sorted(wanted) or not all(isinstance(v, str) and v for v in said.values()):
        raise UsageError(f"{name}: expected {', '.join(wanted)}, each with a text")
    return part(**said)


def entry_files(
    repository: str | None, edit: str | None, pages: str, entries: str
) -> EntryFiles | None:
    """Return where the entries can be edited, from what is said of where pages can.

    Args:
        repository: The repository's address.
        edit: The folder of pages in its editor, from there.
        pages: The name of the folder of pages.
        entries: The folder of entries, from the same place.
    """
    # Entries from elsewhere on this machine are in no repository anybody was told of.
    if Path(entries).is_absolute() or not repository or not edit or not edit.endswith(f"{pages}/"):
        return None
    # MkDocs joins the two itself for its pages: a path that is absolute starts at the host.
    folder = urljoin(with_slash(repository), edit).removesuffix(f"{pages}/")
    address = f"{folder}{with_slash(Path(entries).as_posix())}"
    shows_lines = urlsplit(address).hostname == "github.com" and "/edit/" in address
    return EntryFiles(address, address.replace("/edit/", "/blob/", 1) if shows_lines else None)


def written_pages(docs: Path) -> tuple[str, ...]:
    """Return the addresses of the pages that stand in a folder of Markdown."""
    pages = (path.relative_to(docs) for path in docs.rglob("*.md"))
    return tuple(sorted(f"{page.with_suffix('').as_posix()}/" for page in pages))


def with_slash(address: str | None) -> str:
    """Return an address that ends in one slash, or nothing."""
    return f"{address.rstrip('/')}/" if address else ""
