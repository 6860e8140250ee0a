"""The workflows are safe to run on what strangers send, and a first contribution is short."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import PROJECT

WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))

PAPER = """\
title: A first contribution
authors:
  - family: Beispiel
    given: Ada
year: 2024
type: article
summary: A paper that was added to try how long that takes.
terms: [foundation-model]
cites: [ma2024segment]
"""


def test_the_audit_of_workflows_finds_nothing() -> None:
    """The rules are the tool's; what it needs the network for is left out."""
    tool = Path(sys.executable).parent / "zizmor"
    done = subprocess.run(
        [tool, "--offline", "--no-progress", "--pedantic", "--strict-collection", PROJECT],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit(workflow: Path) -> None:
    """A tag can be moved by whoever owns it."""
    used = re.findall(r"uses: (\S+)", workflow.read_text(encoding="utf-8"))

    assert all(name == "./" or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in used)


def test_what_runs_a_pull_request_can_only_read() -> None:
    """Neither its token nor a secret is worth stealing."""
    text = (PROJECT / ".github" / "workflows" / "pull-request.yml").read_text(encoding="utf-8")
    granted = [job.get("permissions") for job in yaml.safe_load(text)["jobs"].values()]

    assert granted == [{"contents": "read"}]
    assert "secrets." not in text


def test_what_may_comment_runs_nothing_of_the_pull_request() -> None:
    """It checks nothing out and calls no action."""
    text = (PROJECT / ".github" / "workflows" / "comment.yml").read_text(encoding="utf-8")

    assert "uses:" not in text


def test_a_first_contribution_takes_fewer_than_ten_commands(tmp_path: Path) -> None:
    """From clone to green: each command ends well, and the change is told in plain words."""
    clone = tmp_path / "clone"
    tool = [sys.executable, "-m", "agi_review"]
    paper = clone / "entries" / "papers" / "beispiel2024first.yaml"
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    commands = [
        (["git", "clone", "--quiet", PROJECT, clone], tmp_path),
        (["git", "switch", "--quiet", "--create", "first"], clone),
        ([*tool, "new", "paper", paper.stem], clone),
        ([*tool, "check", "--quiet"], clone),
        (["git", "add", "entries"], clone),
        (["git", *who, "commit", "--quiet", "--message", "Add a paper"], clone),
        ([*tool, "check", "--changed-since", "HEAD~1"], clone),
        ([*tool, "diff", "HEAD~1", "HEAD"], clone),
    ]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": str(clone)}
    for number, (command, folder) in enumerate(commands):
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        if number == 2:
            assert paper.is_file()
            paper.write_text(PAPER, encoding="utf-8")

    assert len(commands) < 10
    assert done.stdout == "A first contribution: paper added\n"
