"""The command line's contract: arguments, output, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agi_review import __version__
from agi_review.cli.main import cli
from tests.conftest import FIXTURES, PROJECT

TINY = FIXTURES / "tiny_kb" / "entries"
TERM = "name: {0}\nscheme: concept\ndefinition: See [[term:{1}]].\n"


def run(*arguments: str) -> Result:
    """Call the command in this process."""
    return CliRunner().invoke(cli, arguments)


def process(*arguments: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Call the command as a shell would."""
    return subprocess.run(
        [sys.executable, "-m", "agi_review", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A base in which each of two files has a fault."""
    (tmp_path / "entries" / "terms").mkdir(parents=True)
    for one, other in (("a", "b"), ("b", "x"), ("c", "y]] [[term:a")):
        path = tmp_path / "entries" / "terms" / f"{one}.yaml"
        path.write_text(TERM.format(one, other), encoding="utf-8")
    return tmp_path


def test_a_clean_base_exits_with_0() -> None:
    """And says how many files were looked at."""
    done = process("check", "--entries", str(TINY))

    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "19 files checked, nothing to mend\n",
        "",
    )


def test_errors_exit_with_1(broken: Path) -> None:
    """Every one of them is shown."""
    done = process("check", cwd=broken)

    assert done.returncode == 1
    assert done.stdout.count("error[unresolved-reference]") == 2
    assert done.stdout.endswith("3 files checked: 2 errors\n")


def test_what_cannot_run_exits_with_2(tmp_path: Path) -> None:
    """In one line on standard error, without a traceback."""
    for arguments in (
        ["check"],
        ["build"],
        ["explain", "no-such-rule"],
        ["new", "modle", "x"],
        ["new", "model", "Bad Id"],
        ["schema", "modle"],
        ["check", "--format", "xml"],
        ["nonsense"],
    ):
        done = process(*arguments, cwd=tmp_path)
        assert done.returncode == 2, arguments
        assert done.stdout == ""
        assert "Traceback" not in done.stderr


def test_json_goes_to_standard_output_alone(broken: Path) -> None:
    """A program reads it from the pipe."""
    done = process("check", "--format", "json", cwd=broken)
    document = json.loads(done.stdout)

    assert done.returncode == 1
    assert document["summary"] == {"files": 3, "errors": 2, "warnings": 0}
    assert [each["path"] for each in document["diagnostics"]] == [
        "entries/terms/b.yaml",
        "entries/terms/c.yaml",
    ]


def test_paths_limit_what_is_shown(broken: Path) -> None:
    """The rest of the base is read all the same: references lead there."""
    assert process("check", "entries/terms/a.yaml", cwd=broken).returncode == 0
    assert process("check", "entries/terms/b.yaml", cwd=broken).stdout.count("error[") == 1
    assert process("check", "entries/terms", cwd=broken).stdout.count("error[") == 2
    assert process("check", ".", cwd=broken).returncode == 2


def test_quiet_prints_findings_only(broken: Path) -> None:
    """No totals; nothing at all for a clean base."""
    assert run("check", "--quiet", "--entries", str(TINY)).stdout == ""
    assert (
        "files checked" not in run("check", "--quiet", "--entries", str(broken / "entries")).stdout
    )


def test_no_colour_reaches_a_pipe_or_one_who_asks_for_none(broken: Path) -> None:
    """Escape codes are for terminals."""
    assert "\x1b" not in process("check", cwd=broken).stdout


def test_version() -> None:
    """Name and number."""
    assert run("--version").stdout == f"agi-review, version {__version__}\n"


def test_help_lists_every_command() -> None:
    """With a line each."""
    text = run("--help").stdout

    for name in ("check", "build", "serve", "new", "import", "explain", "schema"):
        assert f"  {name} " in text


def test_explain_prints_the_page_of_a_rule() -> None:
    """And lists all rules if none is named."""
    assert run("explain", "duplicate-key").stdout.startswith("# duplicate-key\n")
    assert "duplicate-key " in run("explain").stdout


def test_a_misspelt_rule_gets_a_suggestion() -> None:
    """The way a misspelt field does."""
    assert "did you mean 'duplicate-key'?" in process("explain", "duplicate-keys").stderr


def test_new_makes_a_file_that_says_what_is_missing(tmp_path: Path) -> None:
    """It is YAML; check then asks for what only a person can fill in."""
    made = process("new", "paper", "beispiel2024new", cwd=tmp_path)
    path = tmp_path / "entries" / "papers" / "beispiel2024new.yaml"

    assert made.stdout == "entries/papers/beispiel2024new.yaml\n"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/paper.schema.json\n")
    checked = process("check", cwd=tmp_path)
    assert checked.returncode == 1
    assert "yaml-syntax" not in checked.stdout

    again = process("new", "paper", "beispiel2024new", cwd=tmp_path)
    assert again.returncode == 2
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("arguments", [("new", "modle", "x"), ("schema", "modle")])
def test_a_kind_that_is_not_there_is_refused_with_the_nearest(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """In the same words, whichever command was given it; nothing is written."""
    done = process(*arguments, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "agi-review: no kind is called 'modle'; did you mean 'model'?\n"
    assert list(tmp_path.iterdir()) == []


def test_schema_prints_one_kind_or_all(tmp_path: Path) -> None:
    """Or writes them for editors."""
    assert (
        json.loads(run("schema", "model", "--entries", str(TINY)).stdout)["title"]
        == "agi_review model"
    )
    assert len(json.loads(run("schema", "--entries", str(TINY)).stdout)) == 8

    assert run("schema", "--out", str(tmp_path)).exit_code == 0
    assert len(list(tmp_path.glob("*.schema.json"))) == 8


BIB = """
@article{beispiel2024new, title={A Study of Livers}, author={Beispiel, Ada}, year={2024}}
@article{copy, title={A copy}, author={Beispiel, Ada}, year={2024}, doi={10.5555/12345678}}
@article{broken, title={No year}, author={Beispiel, Ada}}
@article{open, title={Never closed
"""


def test_import_accounts_for_every_record(tmp_path: Path) -> None:
    """Records = drafted + duplicates + failed, each failure with its line and reason."""
    file = tmp_path / "refs.bib"
    file.write_text(BIB, encoding="utf-8")
    out = tmp_path / "drafts"
    arguments = ["import", "bibtex", str(file), "--entries", str(TINY), "--out", str(out)]

    dry = run(*arguments, "--dry-run", "--format", "json")
    assert not out.exists()
    done = run(*arguments, "--format", "json")
    document = json.loads(done.stdout)

    assert document == json.loads(dry.stdout)
    assert done.exit_code == 1
    assert document["records"] == 4
    assert document["drafted"] == 1
    assert [(each["key"], each["existing"]) for each in document["duplicates"]] == [
        ("copy", "complete2024paper")
    ]
    assert [each["line"] for each in document["failed"]] == [4, 5]
    assert all(each["reason"] for each in document["failed"])
    assert [path.name for path in out.iterdir()] == ["beispiel2024new.yaml"]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (
            "ris",
            "TY  - JOUR\nTI  - A copy\nAU  - Beispiel, Ada\nPY  - 2024\nDO  - 10.5555/12345678",
        ),
        (
            "csl-json",
            """{"type": "article", "title": "A copy", "author": [{"family": "Beispiel"}],
            "issued": {"date-parts": [[2024]]}, "DOI": "10.5555/12345678"}""",
        ),
    ],
)
def test_other_forms_are_imported_the_same_way(tmp_path: Path, form: str, text: str) -> None:
    """With the same account of every record."""
    file = tmp_path / "refs"
    file.write_text(text, encoding="utf-8")
    arguments = ["import", form, str(file), "--entries", str(TINY), "--out", str(tmp_path / "out")]

    document = json.loads(run(*arguments, "--dry-run", "--format", "json").stdout)

    assert (document["records"], document["drafted"], document["failed"]) == (1, 0, [])
    assert [each["existing"] for each in document["duplicates"]] == ["complete2024paper"]


def test_help_does_not_load_the_heavy_libraries() -> None:
    """Starting at once is what makes a tool pleasant."""
    code = (
        "import sys\n"
        "from agi_review.cli.main import cli\n"
        "cli(['--help'], standalone_mode=False)\n"
        "heavy = ('pydantic', 'mkdocs', 'jinja2', 'yaml', 'rapidfuzz')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
