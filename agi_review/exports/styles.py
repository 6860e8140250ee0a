"""A paper as text in the citation styles people are asked for, set by a CSL processor.

The styles are the Citation Style Language project's own files, unchanged, in `csl/`. Nothing is
formatted here; what the processor cannot know or leaves undone is handed to it or completed:

- a list of authors that breaks off ends in the style's own `et al.`;
- a preprint names the server it stands on;
- a reference by itself has no number;
- American punctuation stands inside the quotation marks, and a title's question mark is its full
  stop (the locale says so; the processor does not do it).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_args

from agi_review.exports.csl_json import FIELDS, csl_item
from agi_review.schema.kinds.paper import PaperEntry
from agi_review.schema.vocabulary import CslType

STYLES = {
    "APA": "apa",
    "MLA": "modern-language-association",
    "IEEE": "ieee",
    "Vancouver (AMA)": "american-medical-association",
}
"""The styles by the names readers know, each with its file."""

_FOLDER = Path(__file__).parent / "csl"
_MADE_WITH = (
    Path(__file__),
    Path(__file__).with_name("processor.py"),
    *(_FOLDER / f"{name}.csl" for name in STYLES.values()),
)
"""The files the texts depend on beside the papers."""

_CSL = "{http://purl.org/net/xbiblio/csl}"

# Characters for private use: no title holds them, and no style changes them.
_TITLE_END = "\ue000"
_UNNAMED = "\ue001"


class CitationStyles:
    """Formats papers, and remembers what it was told of earlier papers: formatting is slow."""

    def __init__(self, remembered: Mapping[str, Sequence[str]] | None = None) -> None:
        """Take the texts of an earlier run, as `texts` holds them."""
        self._remembered = remembered or {}
        self.texts: dict[str, list[str]] = {}
        """The texts of this run, by what they were made from."""

    def of(self, paper: PaperEntry) -> dict[str, str]:
        """Return a paper in each style, by the style's name."""
        if not self.know(paper):
            self.texts.update(self.formatted(paper))
        return dict(zip(STYLES, self.texts[_key(paper)], strict=True))

    def know(self, paper: PaperEntry) -> bool:
        """Whether the paper's texts need not be set again."""
        key = _key(paper)
        if key not in self.texts and (remembered := self._remembered.get(key)):
            self.texts[key] = list(remembered)
        return key in self.texts

    def formatted(self, paper: PaperEntry) -> dict[str, list[str]]:
        """Return the texts of a paper by what they are made from."""
        from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

        item, known = _item(paper), None
        marked = {**item, "title": f"{item['title']}{_TITLE_END}"}
        if paper.author_list == "partial":
            known = len(item["author"])
            marked["author"] = [*item["author"], {"literal": _UNNAMED}]
        source = CiteProcJSON([marked])
        return {_key(paper, item): [style.text(source, known) for style in self._styles]}

    @cached_property
    def _styles(self) -> list[_Style]:
        return [_Style(_FOLDER / f"{name}.csl") for name in STYLES.values()]


def _key(paper: PaperEntry, item: Mapping[str, Any] | None = None) -> str:
    """What the texts of a paper are made from, in short."""
    both = [item or _item(paper), paper.author_list]
    made_from = json.dumps(both, ensure_ascii=False, sort_keys=True)
    return blake2b(made_from.encode(), digest_size=12).hexdigest()


def fingerprint() -> str:
    """Return what the texts depend on beside the papers: processor, styles and modules."""
    found = blake2b(version("citeproc-py").encode(), digest_size=12)
    for path in _MADE_WITH:
        found.update(path.read_bytes())
    return found.hexdigest()


def _item(paper: PaperEntry) -> dict[str, Any]:
    """The CSL item, less what a reference would say twice, with the server of a preprint."""
    item = csl_item(paper)
    ids = paper.ids
    if ids and ids.doi:
        del item["URL"]
    elif paper.type == "article" and ids and ids.arxiv:
        item.setdefault("publisher", "arXiv")
    # It is read back beside other files, which print the number of the record, not of the work.
    item.pop("PMID", None)
    return {**item, "title": paper.title.removesuffix(".")}


class _Style:
    """One style, ready to format."""

    def __init__(self, path: Path) -> None:
        # Imported here: only a build formats, and every other command starts faster without.
        from citeproc import CitationStylesStyle  # noqa: PLC0415

        from agi_review.exports.processor import processor  # noqa: PLC0415

        style = CitationStylesStyle(str(path), locale="en-US", validate=False)
        _cut(style.root)
        self._processor = processor(style)
        # Kept, because the tree forgets an element nobody holds.
        self._lists = [each for each in style.root.iter(f"{_CSL}*") if "et-al-min" in each.attrib]

    def text(self, source: Mapping[str, Any], known: int | None) -> str:
        """Return the only work of a source as one line of plain text.

        Args:
            source: The work, the end of its title marked.
            known: How many authors are known, where their list breaks off.
        """
        with self._breaking_off_after(known):
            return _punctuated(self._processor.text(source))

    @contextmanager
    def _breaking_off_after(self, known: int | None) -> Iterator[None]:
        """Make the style end a list in `et al.` where the next author is there but not known.

        A style that shortens so long a list anyway keeps its own measure; none may name the last.
        """
        if known is None:
            yield
            return
        before = [dict(element.attrib) for element in self._lists]
        for element in self._lists:
            shortest = int(element.get("et-al-min"))
            if known + 1 < shortest:
                element.set("et-al-min", str(known + 1))
                element.set("et-al-use-first", str(known))
            element.set("et-al-use-last", "false")
        try:
            yield
        finally:
            for element, attributes in zip(self._lists, before, strict=True):
                element.attrib.clear()
                element.attrib.update(attributes)


def _cut(style: Any) -> None:
    """Drop from a style what no paper here can reach, which halves the time, and its numbering."""
    style.remove(style.find(f"{_CSL}citation"))
    bibliography = style.find(f"{_CSL}bibliography")
    for text in list(bibliography.iter(f"{_CSL}text")):
        if text.get("variable") == "citation-number":
            text.getparent().remove(text)
    for names in style.iter(f"{_CSL}names"):
        # The processor adds the missing `name` whenever names are set, and keeps them all.
        if names.find(f"{_CSL}name") is None and names.getparent().tag != f"{_CSL}substitute":
            names.insert(0, names.makeelement(f"{_CSL}name"))
    for branch in list(style.iter(f"{_CSL}if", f"{_CSL}else-if")):
        if _never_taken(dict(branch.attrib)):
            branch.getparent().remove(branch)
    while unused := _unused_macros(style):
        for macro in unused:
            style.remove(macro)
    # The processor takes no `initialize="false"`: a style that says so of every name says it once.
    names = style.findall(f".//{_CSL}names/{_CSL}name")
    said = [each.get("initialize") == "false" for each in names if each.get("form") != "short"]
    if said and all(said):
        style.attrib.pop("initialize-with", None)


def _never_taken(attributes: Mapping[str, str]) -> bool:
    """Whether a branch asks for a type of work or a field that no item has."""
    possible = [kind in get_args(CslType) for kind in attributes.get("type", "").split()]
    for test in ("variable", "is-numeric"):
        possible += [name in FIELDS for name in attributes.get(test, "").split()]
    match = attributes.get("match", "all")
    if match == "none":
        return False
    return not any(possible) if match == "any" else not all(possible)


def _unused_macros(style: Any) -> list[Any]:
    called = {element.get("macro") for element in style.iter(f"{_CSL}text", f"{_CSL}key")}
    return [macro for macro in style.findall(f"{_CSL}macro") if macro.get("name") not in called]


def _punctuated(line: str) -> str:
    line = re.sub(f"{_TITLE_END}”([.,])", rf"\1{_TITLE_END}”", line)
    line = re.sub(rf"([?!]){_TITLE_END}\.", r"\1", line)
    line = re.sub(rf"([?!])\.{_TITLE_END}", r"\1", line)
    return line.replace(_TITLE_END, "").strip()
