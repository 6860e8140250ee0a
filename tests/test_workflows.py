"""The workflows are safe to run on what strangers send."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from agi_review.schema.kinds import PaperEntry
from agi_review.sources.parsing import parse
from tests.conftest import FIXTURES, PROJECT
from tests.importers.test_issue_form import body

WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))

TOOL = f"'{sys.executable}' -m agi_review"


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


NASTY = "$(touch pwned) `touch pwned` \"; touch pwned; ' ${{ github.token }} ::set-output name=a::b"

GH = """\
#!/bin/sh
printf '%s\\0' "$@" >> "$RUNNER_TEMP/asked"
echo >> "$RUNNER_TEMP/asked"
case "$1 $2" in
  "run download") ;;
  "pr list") echo 0 ;;
  *"--method"*) exit 1 ;;
esac
case "$*" in
  *git/trees*|*git/commits*) cat >> "$RUNNER_TEMP/sent"; echo abc123 ;;
esac
"""


@pytest.mark.skipif(not shutil.which("jq"), reason="the host has jq")
@pytest.mark.parametrize("title", ["A new paper", NASTY])
def test_answers_go_from_the_issue_to_a_pull_request(tmp_path: Path, title: str) -> None:
    """Both jobs as they are written, with a host that only notes what it is asked."""
    base = tmp_path / "base"
    shutil.copytree(FIXTURES / "tiny_kb", base)
    subprocess.run(["git", "init", "--quiet", base], check=True)
    subprocess.run(["git", "-C", base, "add", "."], check=True)
    answers = {"title": title, "authors": "Doe, Jane", "year": "2024", "type": "article"}
    issue = {"body": body(PaperEntry, answers), "created_at": "2026-11-28T10:00:00Z"}
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"issue": issue}), encoding="utf-8")
    program(tmp_path / "agi-review" / "bin" / "agi-review", f'#!/bin/sh\n{TOOL} "$@"\n')
    program(tmp_path / "bin" / "gh", GH)
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(PROJECT),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_EVENT_PATH": str(event),
        "GH_REPO": "o/r",
        "RUN": "1",
        "ISSUE": "7",
        "BASE": "base",
        "TRUNK": "main",
    }
    for step in ("Make the entry", "Answer and open a pull request"):
        script = script_of("entry.yml", step)
        shell = ["bash", "--noprofile", "--norc", "-e", "-c", script]
        subprocess.run(shell, cwd=base, env=environment, check=True, capture_output=True)

    text = (tmp_path / "answer" / "entry.yaml").read_text(encoding="utf-8")
    data, findings = parse("", text)
    path = (tmp_path / "answer" / "path").read_text(encoding="utf-8").strip()
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    sent = (tmp_path / "sent").read_text(encoding="utf-8")
    assert data is not None
    assert (data["title"], data["curation"], findings) == (title, {"added": "2026-11-28"}, [])
    assert re.fullmatch(r"entries/papers/doe2024\w+\.yaml", path)
    assert json.dumps(text, ensure_ascii=False) in sent
    assert "refs/heads/entry/issue-7" in asked
    assert "pr\0create" in asked
    assert not list(tmp_path.rglob("pwned"))


def test_faulty_answers_open_no_pull_request() -> None:
    """No path, no branch: the second job ends after its comment."""
    script = script_of("entry.yml", "Answer and open a pull request")
    comment, stop = script.index("gh issue comment"), script.index("|| exit 0")

    assert comment < stop < script.index("git/trees")


def test_no_text_of_a_stranger_stands_in_a_script() -> None:
    """Bodies, titles, names of branches: what an expression puts in is code by then."""
    scripts = [
        step["run"]
        for file in (*WORKFLOWS, PROJECT / "action.yml")
        for each in [yaml.safe_load(file.read_text(encoding="utf-8"))]
        for job in (each["jobs"].values() if "jobs" in each else [each["runs"]])
        for step in job["steps"]
        if "run" in step
    ]

    assert len(scripts) > 5
    assert not [script for script in scripts if "${{" in script]


def script_of(workflow: str, step: str) -> str:
    """Return what a step of a workflow runs."""
    text = (PROJECT / ".github" / "workflows" / workflow).read_text(encoding="utf-8")
    steps = [each for job in yaml.safe_load(text)["jobs"].values() for each in job["steps"]]
    script: str = next(each["run"] for each in steps if each["name"] == step)
    return script


def program(path: Path, text: str) -> None:
    """Write a program."""
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
