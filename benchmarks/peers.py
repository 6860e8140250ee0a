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
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from readable import markdown

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
    is_folder: bool
    """Whether other pages are below it."""
    title: str
    markdown: str
    rendered: int
    """About how many bytes the Markdown becomes."""
    weight: int
    """Bytes of this project's page."""
    markup: str
    """What the fill is made of."""

    def file(self, index: str) -> str:
        """Return the file it is made from; that of a folder has a name of its own."""
        folder = f"{self.path}/" if self.path else ""
        return f"{folder}{index}" if self.is_folder else f"{self.path}.md"

    def fill(self, shell: int) -> str:
        """Return a comment that brings a page with a shell of so many bytes to its weight."""
        missing = self.weight - shell - self.rendered - len("<!--  -->")
        text = self.markup * (1 + missing // max(1, len(self.markup))) if missing > 0 else ""
        return f"<!-- {text.encode()[: max(0, missing)].decode(errors='ignore')} -->"


Write = Callable[[Page], None]
"""Writes a page into the project of a peer."""


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


def prepare(installed: Installed, site: Path, work: Path, *, slow: bool) -> list[Peer]:
    """Write the project of every peer that is installed, from the site this project made.

    Args:
        installed: Where the peers are.
        site: The site of this project.
        work: Where their projects go.
        slow: Whether those are wanted that take long.
    """
    made: list[tuple[Peer, Write]] = []
    if installed.hugo:
        made.append(_hugo(installed.hugo, site, work / "hugo"))
    if slow and (tool := installed.tool("mkdocs")):
        made.append(_mkdocs(tool, work / "mkdocs"))
    if slow and (tool := installed.tool("zensical")):
        made.append(_zensical(tool, work / "zensical"))
    files = sorted(site.rglob("index.html"))
    paths = [file.parent.relative_to(site).as_posix().removeprefix(".") for file in files]
    above = {path.rpartition("/")[0] for path in paths if path}
    for file, path in zip(files, paths, strict=True):
        html = file.read_text(encoding="utf-8")
        if page := _page(path, html, is_folder=path in above):
            for _, write in made:
                write(page)
    return [peer for peer, _ in made]


def _page(path: str, html: str, *, is_folder: bool) -> Page | None:
    """Return a page as the peers get it; those without an article are made for programs."""
    article = ARTICLE.search(html)
    if article is None:
        return None
    text, gain = markdown(article[1])
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    return Page(
        path=path,
        is_folder=is_folder,
        title=title[1].strip() if title else "",
        markdown=text,
        rendered=len(text.encode()) + gain,
        weight=len(html.encode()),
        markup=article[1].replace("--", "- ").replace(">", " "),
    )


def _hugo(tool: Path, site: Path, project: Path) -> tuple[Peer, Write]:
    (project / "layouts").mkdir(parents=True)
    shell = _shell(site, "{{ .Content }}{{ .Params.fill | safeHTML }}", "{{ .Title }}")
    for name in ("single", "list", "home"):
        (project / "layouts" / f"{name}.html").write_text(shell, encoding="utf-8")
    (project / "hugo.toml").write_text(HUGO, encoding="utf-8")
    weight = len(shell.encode())

    def write(page: Page) -> None:
        head = {"title": page.title, "fill": page.fill(weight)}
        text = json.dumps(head, ensure_ascii=False) + f"\n\n{page.markdown}"
        _write(project / "content" / page.file("_index.md"), text)

    peer = Peer(
        name="Hugo",
        command=(str(tool), "--quiet"),
        project=project,
        out=project / "public",
        edit=project / "content" / "_index.md",
    )
    return peer, write


def _mkdocs(tool: Path, project: Path) -> tuple[Peer, Write]:
    command = (str(tool), "build", "-q")
    write = _material(project, command)
    return Peer("MkDocs + Material", command, project, project / "site", slow=True), write


def _zensical(tool: Path, project: Path) -> tuple[Peer, Write]:
    command = (str(tool), "build")
    write = _material(project, command)
    peer = Peer(
        name="Zensical",
        command=command,
        project=project,
        out=project / "site",
        caches=(".cache",),
        slow=True,
        edit=project / "docs" / "index.md",
    )
    return peer, write


def _material(project: Path, command: tuple[str, ...]) -> Write:
    """Begin a project with this theme; a build of one empty page tells what its shell weighs."""
    (project / "overrides").mkdir(parents=True)
    (project / "overrides" / "page.html").write_text(OVERRIDE, encoding="utf-8")
    (project / "mkdocs.yml").write_text(MATERIAL, encoding="utf-8")
    _write(project / "docs" / "index.md", "---\ntemplate: page.html\nfill: ''\n---\n")
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    shell = (project / "site" / "index.html").stat().st_size
    shutil.rmtree(project / "site")

    def write(page: Page) -> None:
        fill = json.dumps(page.fill(shell), ensure_ascii=False)
        title = json.dumps(page.title, ensure_ascii=False)
        head = f"---\ntitle: {title}\ntemplate: page.html\nfill: {fill}\n---\n\n"
        _write(project / "docs" / page.file("index.md"), head + page.markdown)

    return write


def _shell(site: Path, content: str, title: str) -> str:
    """Return the page of an entry as a layout: all but what is its own."""
    html = next(iter(sorted(site.glob("terms/*/index.html")))).read_text(encoding="utf-8")
    before, _, rest = html.partition("<article")
    head = re.sub(r"<title>.*?</title>", f"<title>{title}</title>", before, flags=re.DOTALL)
    return f"{head}<article>{content}</article>{rest.partition('</article>')[2]}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
