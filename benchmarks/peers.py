"""The generators a user would pick instead, and the same pages as they would have them.

From every page of this project a peer gets one page at the same address: a Markdown text with all
that is to be read on ours - headings, paragraphs, lists, cells, links - and a ready-made comment
that brings the page it writes to the weight of ours. The comment costs a peer nothing but copying.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt

ARTICLE = re.compile(r"<article\b[^>]*>(.*?)</article>", re.DOTALL)
OVERRIDE = (
    '{% extends "main.html" %}{% block content %}{{ super() }}{{ page.meta.fill | safe }}'
    "{% endblock %}"
)
HUGO = 'title = "Base"\nbaseURL = "/"\ndisableKinds = ["taxonomy", "term", "RSS", "404"]\n'
MATERIAL = """\
site_name: Base
theme: {name: material, font: false, custom_dir: overrides}
nav: [index.md]
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of this project, as a peer gets it."""

    path: str
    """The folder its `index.html` is in, from the top of the site."""
    title: str
    markdown: str
    rendered: int
    """About how many bytes the Markdown becomes."""
    weight: int
    """Bytes of this project's page."""
    markup: str
    """What the fill is made of."""

    def fill(self, shell: int) -> str:
        """Return a comment that brings a page with a shell of so many bytes to its weight."""
        missing = self.weight - shell - self.rendered - len("<!--  -->")
        text = self.markup * (1 + missing // max(1, len(self.markup))) if missing > 0 else ""
        return f"<!-- {text.encode()[: max(0, missing)].decode(errors='ignore')} -->"


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator to compare with."""

    name: str
    command: tuple[str, ...]
    project: Path
    out: Path
    caches: tuple[str, ...] = ()
    """What it keeps between builds, in its project."""
    slow: bool = False
    """Whether one round has to do for large bases."""
    edit: Path | None = None
    """A page that is changed for a rebuild, if it keeps something that helps it then."""

    def clear(self) -> None:
        """Remove everything an earlier build left."""
        for path in (self.out, *(self.project / name for name in self.caches)):
            shutil.rmtree(path, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Installed:
    """What the environment of the peers holds."""

    folder: Path

    @property
    def hugo(self) -> Path | None:
        """The program itself, without the Python script that starts it."""
        found = sorted(self.folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
        return next((path for path in found if path.is_file()), None)

    def tool(self, name: str) -> Path | None:
        """A command of the environment."""
        path = self.folder / "bin" / name
        return path if path.is_file() else None

    def versions(self) -> dict[str, str]:
        """The versions of what is there, and what is not."""
        hugo = [str(self.hugo), "version"] if self.hugo else None
        found = {"Hugo": _said(hugo)}
        for label, name in (("MkDocs", "mkdocs"), ("Zensical", "zensical")):
            tool = self.tool(name)
            found[label] = _said([str(tool), "--version"] if tool else None)
        python = self.tool("python")
        script = "from importlib.metadata import version; print(version('mkdocs-material'))"
        found["Material for MkDocs"] = _said([str(python), "-c", script] if python else None)
        return found


def _said(command: list[str] | None) -> str:
    if command is None:
        return "not installed, left out"
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = done.stdout.strip().splitlines()
    return re.sub(r" from .*", "", lines[0]) if lines else "does not start, left out"


def prepare(installed: Installed, site: Path, work: Path) -> Iterator[Peer]:
    """Write the project of every peer that is installed, from the site this project made."""
    pages = list(_pages(site))
    makers: list[tuple[Path | None, Callable[[Path, Path, list[Page]], Peer]]] = [
        (installed.hugo, _hugo),
        (installed.tool("mkdocs"), _mkdocs),
        (installed.tool("zensical"), _zensical),
    ]
    for tool, make in makers:
        if tool is not None:
            yield make(tool, work, pages)


def _pages(site: Path) -> Iterator[Page]:
    """Yield every page but those that only programs ask for."""
    renderer = MarkdownIt("commonmark")
    for file in sorted(site.rglob("index.html")):
        html = file.read_text(encoding="utf-8")
        article = ARTICLE.search(html)
        if article is None:
            continue
        reader = _Reader()
        reader.feed(article[1])
        text = reader.text()
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        yield Page(
            path=file.parent.relative_to(site).as_posix().removeprefix("."),
            title=title[1].strip() if title else "",
            markdown=text,
            rendered=len(renderer.render(text).encode()),
            weight=len(html.encode()),
            markup=article[1].replace("--", "- ").replace(">", " "),
        )


def _hugo(tool: Path, work: Path, pages: list[Page]) -> Peer:
    project = work / "hugo"
    (project / "layouts").mkdir(parents=True)
    shell = _shell(work / "site", "{{ .Content }}{{ .Params.fill | safeHTML }}", "{{ .Title }}")
    for name in ("single", "list", "home"):
        (project / "layouts" / f"{name}.html").write_text(shell, encoding="utf-8")
    (project / "hugo.toml").write_text(HUGO, encoding="utf-8")
    for page, file in _placed(pages, "_index.md"):
        head = {"title": page.title, "fill": page.fill(len(shell.encode()))}
        text = json.dumps(head, ensure_ascii=False) + f"\n\n{page.markdown}"
        _write(project / "content" / file, text)
    return Peer(
        name="Hugo",
        command=(str(tool), "--quiet"),
        project=project,
        out=project / "public",
        edit=project / "content" / "_index.md",
    )


def _mkdocs(tool: Path, work: Path, pages: list[Page]) -> Peer:
    project = work / "mkdocs"
    command = (str(tool), "build", "-q")
    _material(project, pages, command)
    return Peer("MkDocs + Material", command, project, project / "site", slow=True)


def _zensical(tool: Path, work: Path, pages: list[Page]) -> Peer:
    project = work / "zensical"
    command = (str(tool), "build")
    _material(project, pages, command)
    return Peer(
        name="Zensical",
        command=command,
        project=project,
        out=project / "site",
        caches=(".cache",),
        slow=True,
        edit=project / "docs" / "index.md",
    )


def _material(project: Path, pages: list[Page], command: tuple[str, ...]) -> None:
    """Write a project with this theme; a build of one empty page tells what its shell weighs."""
    (project / "overrides").mkdir(parents=True)
    (project / "overrides" / "page.html").write_text(OVERRIDE, encoding="utf-8")
    (project / "mkdocs.yml").write_text(MATERIAL, encoding="utf-8")
    _write(project / "docs" / "index.md", "---\ntemplate: page.html\nfill: ''\n---\n")
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    shell = (project / "site" / "index.html").stat().st_size
    shutil.rmtree(project / "site")
    for page, file in _placed(pages, "index.md"):
        fill = json.dumps(page.fill(shell), ensure_ascii=False)
        title = json.dumps(page.title, ensure_ascii=False)
        head = f"---\ntitle: {title}\ntemplate: page.html\nfill: {fill}\n---\n\n"
        _write(project / "docs" / file, head + page.markdown)


def _placed(pages: list[Page], index: str) -> Iterator[tuple[Page, str]]:
    """Yield each page with the file it is made from: a folder's own, if others are below it."""
    above = {page.path.rpartition("/")[0] for page in pages if page.path}
    for page in pages:
        folder = f"{page.path}/" if page.path else ""
        yield page, f"{folder}{index}" if page.path in above else f"{page.path}.md"


def _shell(site: Path, content: str, title: str) -> str:
    """Return the page of an entry as a layout: all but what is its own."""
    html = next(iter(sorted(site.glob("terms/*/index.html")))).read_text(encoding="utf-8")
    before, _, rest = html.partition("<article")
    head = re.sub(r"<title>.*?</title>", f"<title>{title}</title>", before, flags=re.DOTALL)
    return f"{head}<article>{content}</article>{rest.partition('</article>')[2]}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


class _Reader(HTMLParser):
    """Turns the readable part of a page into Markdown."""

    SILENT = frozenset({"svg", "script", "style", "template", "button", "select"})
    BLOCKS = frozenset(
        {"p", "li", "dt", "dd", "td", "th", "figcaption", "summary", "pre", "div", "caption"}
    )
    HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[str] = []
        self._mark = ""
        self._words: list[str] = []
        self._silent = 0
        self._link: str | None = None

    def text(self) -> str:
        """Return the Markdown of what was read."""
        self._end_block()
        return "\n\n".join(self._blocks) + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a link, or a part that is not read."""
        if tag in self.SILENT:
            self._silent += 1
        elif tag in self.HEADINGS:
            self._end_block("#" * int(tag[1]) + " ")
        elif tag in self.BLOCKS:
            self._end_block("- " if tag in {"li", "dd", "td"} else "")
        elif tag == "a" and not self._silent:
            self._link = dict(attrs).get("href")
            self._words.append("[" if self._link else "")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag in self.SILENT:
            self._silent -= 1
        elif tag in self.BLOCKS or tag in self.HEADINGS:
            self._end_block()
        elif tag == "a" and self._link and not self._silent:
            self._words.append(f"]({self._link})")
            self._link = None

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        if not self._silent:
            self._words.append(re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", data))

    def _end_block(self, mark: str = "") -> None:
        text = " ".join("".join(self._words).split())
        if text:
            self._blocks.append(self._mark + text)
        self._mark, self._words, self._link = mark, [], None
