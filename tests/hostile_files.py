"""Files nobody should write, as bytes, made rather than kept."""

# ruff: noqa: E501, UP028 - one table a sort
from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

_GOOD = b"name: X\nscheme: concept\n"


def hostile_yaml() -> Iterator[bytes]:
    """Yield at least eighty files: too deep, too large, too clever, wrongly encoded, or torn."""
    for count in (21, 1000, 100_000):
        for opening in (b"[", b"{", b"- ", b"{a: ", b"? ", b"[{", b"!!seq ["):
            yield opening * count
        yield b"".join(b" " * n + b"a:\n" for n in range(min(count, 1000)))
    for text in (
        b"&a [*a]", b"a: &a x\nb: *a", b"<<: {a: 1}", b"a: &a {b: 1}\nc: {<<: *a}", b"!!python/x y",
        b"!!bool abc", b"!!int x", b"!!binary =", b"!!timestamp x", b"!x y", b"%YAML 1.1\n---\na: 1",
        b"%TAG ! x\n---\na: 1", b"a: 1\n---\nb: 2", b"...\n...", b"name: a\nname: b", b"[a]: b",
        b"{a: b}: c", b"1: 2", b"~: x", b"? a\n? b", b"- a", b"x", b"", b"#", b"---", b"null",
        b"name: [", b"name: {", b'name: "', b"name: 'x", b"name: |", b"name: >\n", b"\t", b"a:\n\tb: 1",
        b"name: 2024-13-45", b"name: " + b"9" * 5000, b"name: 0x" + b"f" * 5000, b"name: .inf",
        b"name: 1e999999", b"name: 010", b"name: 1:30", b'name: "\\ud800"', b'name: "\\x00"',
        b'name: "\\u202e"', b"name: \x00", b"name: \x1b[31m", b"name: \x7f", b"name: \xe2\x80\xae",
        b"name: \xe2\x81\xa6", b"name: \xef\xbb\xbf", b"\xef\xbb\xbf" + _GOOD, b"\xff\xfe",
        b"name: \xe9", b"name: \xed\xa0\x80", b"name: \xf4\x90\x80\x80", b"name: \xc0\xaf",
        _GOOD.decode().encode("utf-16"), _GOOD.decode().encode("utf-16-be"),
        _GOOD.decode().encode("utf-32"), b"@", b"`", b"*", b"&", b"|", b"%", b"name: @x", b"a: b: c",
    ):  # fmt: skip
        yield text
    yield b"name: " + b"x" * 1_100_000
    yield b"name: " + b"x" * 900_000
    yield b"x" * 50_000_000
    yield b"\n" * 900_000
    yield b"#" * 900_000
    yield b"- x\n" * 200_000
    yield b"".join(b"k%d: v\n" % n for n in range(60_000))
    yield b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 30))


HOSTILE_NAMES = (
    "con.yaml", "aux.yaml", "com1.yaml", "CON.yaml", "index.yaml", "MedSAM.yaml", "m\u0435dsam.yaml",
    "\uff4dodel.yaml", "\u00e9.yaml", "e\u0301.yaml", "a b.yaml", "-a.yaml", "a-.yaml", "a--b.yaml", "a..yaml",
    "x.yml", "x.YAML", "x.yaml.bak", "x.yaml~", f"{'a' * 200}.yaml", "a\nb.yaml", "a\u202eb.yaml", "a\u200db.yaml",
    "\x1b[31m.yaml", "%2e%2e.yaml", "$(id).yaml", "a\\b.yaml", "a::error file=x::y.yaml", "<script>.yaml",
    "zq7slug7qz--.yaml", "{{7*7}}.yaml", "a\udcff.yaml",
)  # fmt: skip
"""Names that look like an id, or like something else to somebody; the last is no UTF-8."""


def hostile_things(folder: Path, outside: Path) -> list[str]:
    """Make what is no file of an entry in a folder, where the system can; return their names."""
    makers: dict[str, Callable[[Path], object]] = {
        "folder.yaml": Path.mkdir,
        "pipe.yaml": os.mkfifo,
        "device.yaml": lambda path: os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5)),
        "link.yaml": lambda path: path.symlink_to(outside),
        "dangling.yaml": lambda path: path.symlink_to("nowhere"),
        "loop.yaml": lambda path: path.symlink_to("loop.yaml"),
        "endless.yaml": lambda path: path.symlink_to("/dev/zero"),
        "up.yaml": lambda path: path.symlink_to(Path("..", "..", "..", outside.name)),
    }
    made = []
    for name, make in makers.items():
        with suppress(OSError):  # devices are root's to make
            make(folder / name)
            made.append(name)
    return made


def bibtex_variants() -> Iterator[bytes]:
    """Yield at least sixty bibliographies: honest, careless, torn and hostile."""
    entry = (
        "@article{{{key},\n  title = {title},\n  author = {{Beispiel, Ada}},\n  year = {year}\n}}\n"
    )
    titles = ("{Plain}", '"Quoted"', "{A {B} c}", "{100\\% of {\\'e}}", "{}", "{$x_1$}", "{a # b}",
              "x # y", "{\\input{/etc/passwd}}", "{<script>1</script>}")  # fmt: skip
    for key in ("k2024", "", "a key", "ключ", "../../x", "con"):
        for title in titles:
            yield entry.format(key=key, title=title, year="2024").encode()
    good = entry.format(key="g2024", title="{Good}", year="{2024}")
    for text in (good * 2, good[:-3], good + "@", "@comment{" + good + "}", "% " + good, "@string{",
                 "@string{a = a}\n" + good, "@preamble{x}" + good, "@x", "{" * 5000, "@a{" * 5000,
                 good.replace("{Good}", "{" * 2000), good.replace("year", "title"), "text only",
                 good.replace("\n", "\r\n"), good.replace("{", "(", 1), "@article(x, title=1)"):  # fmt: skip
        yield text.encode()
    yield from (good.encode("utf-16"), good.encode("utf-16-le"), b"\xef\xbb\xbf" + good.encode())
    yield from (b"\x00" * 100, bytes(range(256)), b"\xff" * 50, b"@article{\xe9,title={\xe9}}")
