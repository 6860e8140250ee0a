"""What the project says of itself is held by tests that exist."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib

from tests.conftest import FIXTURES, PROJECT

_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_OFFLINE = """
import sys

def refuse(event, _):
    if event.startswith("socket."):
        raise RuntimeError(event)

sys.addaudithook(refuse)
from agi_review.cli.main import main
main()
"""


def test_every_promise_names_tests_that_exist() -> None:
    """Ten promises, numbered, each with at least one test in the file it names."""
    text = (PROJECT / "docs" / "promises.md").read_text(encoding="utf-8")
    promises = re.split(r"^\d+\. \*\*", text, flags=re.MULTILINE)[1:]

    assert len(promises) == 10
    for promise in promises:
        named = _NAMED.findall(promise)
        assert named, promise
        for file, test in named:
            tree = ast.parse((PROJECT / file).read_text(encoding="utf-8"))
            defined = {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}
            assert test in defined, f"{file}::{test}"


def test_the_page_on_dependencies_lists_exactly_those_there_are() -> None:
    """In the order of `pyproject.toml`."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [re.split(r"[<>=!~\[ ]", each)[0] for each in project["dependencies"]]
    page = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| ([a-z][a-z0-9-]*) \|", page, re.MULTILINE) == wanted


def test_checking_needs_no_network_and_no_environment() -> None:
    """With every use of a socket refused and nothing in the environment but the search path."""
    entries = str(FIXTURES / "tiny_kb" / "entries")
    command = [sys.executable, "-c", _OFFLINE, "check", "--entries", entries]

    done = subprocess.run(command, capture_output=True, text=True, check=False, env={}, cwd=PROJECT)

    assert done.returncode == 0, done.stderr
