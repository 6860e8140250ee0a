"""The page for contributors, followed word by word: from clone to green."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.catalogue_server import Answer, Server
from tests.conftest import PROJECT

PAGE = (PROJECT / "docs" / "contribute.md").read_text(encoding="utf-8")
ARXIV = "2401.05480"
ANSWER = f"""<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<entry><id>http://arxiv.org/abs/{ARXIV}v1</id><published>2024-01-10T00:00:00Z</published>
<title>Beginnings of a Contributor</title><author><name>Ada Beispiel</name></author></entry></feed>
"""
ENTRY = "entries/papers/beispiel2024beginnings.yaml"


def block_under(heading: str, language: str = "") -> str:
    """Return the first block of code under a heading of the page."""
    found = re.search(
        rf"^#+ {heading}\n.*?\n```{language}\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE
    )
    assert found, heading
    return found[1]


def commands() -> list[str]:
    """Return the page's commands, about a paper that the base has not."""
    printed = block_under("A first paper, from clone to green")
    own = printed.replace("2304.12306", ARXIV).replace("entries/papers/ma2024segment.yaml", ENTRY)
    assert own.count(ENTRY) == 2
    return own.splitlines()


def test_a_first_contribution_takes_fewer_than_ten_commands(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each ends well; what is written is in the usual form, and the change is told in one line."""
    server.says("/api/query", Answer(ANSWER.encode()))
    # What the page says to write, at the end of the file, by an editor that can do nothing else.
    said = tmp_path / "said.yaml"
    said.write_text(block_under("Say what the paper is.*?", "yaml"), encoding="utf-8")
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\ncat {said} >> "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    # The tools are installed already: the clone is given them, and a mark that they are ready.
    tools = Path(sys.executable).parent
    ready = f"mkdir .venv && ln -s {tools} .venv/bin && touch .venv/.ready"
    lines = commands()
    script = "\n".join([*lines[:2], ready, *lines[2:], f"agi-review fmt --check {ENTRY}"])
    environment = {
        **os.environ,
        "EDITOR": str(editor),
        # The address on the page is that of the contributor's fork.
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{PROJECT}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/owner/agi_review",
    }
    monkeypatch.chdir(tmp_path)
    done = subprocess.run(
        ["bash", "-e", "-c", script], env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert len(lines) < 10
    told = done.stdout.splitlines()
    assert f"{ENTRY}" in told
    assert any(line.endswith("files checked, nothing to mend") for line in told)
    assert told[-1] == "Beginnings of a Contributor: paper added"
    assert len(server.asked) == 1
