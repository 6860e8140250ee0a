"""Another base on this engine: what the page about it says is done here, file by file."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agi_review.cli.main import cli
from agi_review.errors import UsageError
from agi_review.schema.kinds import KINDS
from agi_review.schema.kinds.installed import kinds_named
from tests.conftest import PROJECT

PAGE = (PROJECT / "docs" / "own-base.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"`([\w./-]+\.[a-z0-9]+)`[^`\n]*:\n\n```[a-z]+\n(.*?)```", PAGE, re.DOTALL))
DECLARED = "[agi_review.kinds]\ntrial = trial_kinds:TrialEntry\nbroken = trial_kinds:nothing\n"


def run(*arguments: str) -> Result:
    """Call a command in the folder of the base."""
    return CliRunner().invoke(cli, arguments)


def install(folder: Path, declared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what installing the package does: put its module and its entry points on the path."""
    folder.mkdir(parents=True)
    (folder / "trial_kinds.py").write_text(FILES["trial_kinds.py"], encoding="utf-8")
    about = folder / "trial_kinds-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: trial-kinds\nVersion: 1\n")
    (about / "entry_points.txt").write_text(declared)
    monkeypatch.syspath_prepend(str(folder))
    # Another test may have imported it from the folder it had.
    monkeypatch.delitem(sys.modules, "trial_kinds", raising=False)


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the page's example, with every file as it is printed there."""
    root = tmp_path / "base"
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (root / "docs").mkdir()
    choose(root, ["paper", "trial", "term"])
    monkeypatch.chdir(root)
    return root


def choose(root: Path, kinds: Sequence[str]) -> None:
    """Name the kinds of the base."""
    file = root / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"kinds: \[.*\]", f"kinds: [{', '.join(kinds)}]", text), "utf-8")


def test_the_page_prints_all_that_is_needed() -> None:
    """Else the tests below try something else."""
    assert {
        "mkdocs.yml",
        "pyproject.toml",
        "trial_kinds.py",
        "entries/papers/doe2024screening.yaml",
        "entries/trials/screen-one.yaml",
        "templates/entries/paper.html.j2",
    } <= set(FILES)


def test_every_command_knows_the_kinds_of_a_base(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It checks, lays out, starts and describes entries, and the site has their pages."""
    install(tmp_path / "packages", DECLARED, monkeypatch)

    assert run("check").stdout == "2 files checked, nothing to mend\n"
    assert run("fmt", "--check", "--quiet").exit_code == 0
    assert run("new", "trial", "screen-two").stdout == "entries/trials/screen-two.yaml\n"
    Path("entries/trials/screen-two.yaml").unlink()
    assert "no kind is called 'model'" in str(run("new", "model", "x").exception)
    assert run("schema", "--out", "schemas", "--forms", "forms").exit_code == 0
    assert len(list(Path("schemas").iterdir())) == 3
    assert {path.name for path in Path("forms").iterdir()} == {"paper.yml", "trial.yml"}

    built = run("build", "--quiet")
    assert built.exit_code == 0, built.output
    pages = {path.parent.as_posix(): path for path in Path("site").rglob("index.html")}
    trial = pages["site/trials/screen-one"].read_text(encoding="utf-8")
    paper = pages["site/papers/doe2024screening"].read_text(encoding="utf-8")
    home = pages["site"].read_text(encoding="utf-8")
    assert "randomised" in trial
    assert "Trials reported here" in paper
    assert "In the collection of trials" in paper
    assert "What trials of screening have shown" in home
    assert "site/maps/citations" in pages
    assert "nothing has changed" in run("build").stderr
    code = tmp_path / "packages" / "trial_kinds.py"
    code.write_text(code.read_text(encoding="utf-8") + "# Changed.\n", encoding="utf-8")
    assert "nothing has changed" not in run("build").stderr
    assert not {"site/maps/timeline", "site/compare", "site/models"} & set(pages)


def test_nothing_of_this_review_is_said_on_another_site(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither its name nor its authors, its subject or its licence."""
    install(tmp_path / "packages", DECLARED, monkeypatch)
    assert run("build", "--quiet").exit_code == 0

    for path in Path("site").rglob("*"):
        if path.suffix in {".html", ".json", ".xml", ".txt", ".md"}:
            text = path.read_text(encoding="utf-8")
            for said in ("2306.05480", "RBME", "Li et al", "CC-BY", "CC BY", "by/4.0", "imaging"):
                assert said not in text, (path, said)
    assert "CC0-1.0" in Path("site/api/index.json").read_text(encoding="utf-8")


def test_a_kind_that_is_not_installed_is_named(base: Path) -> None:
    """A file of the base brings no code: the module beside it is not looked at."""
    done = run("check")

    assert isinstance(done.exception, UsageError)
    assert str(done.exception).startswith("no installed kind is called 'trial'")


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["papr"], "did you mean 'paper'?"),
        (["paper", "paper"], "would hold two kinds"),
        (["broken"], "cannot be loaded"),
        (["trials"], "did you mean 'trial'?"),
    ],
)
def test_what_is_no_kind_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kinds: list[str], said: str
) -> None:
    """With what was meant, or why not."""
    install(tmp_path / "packages", DECLARED, monkeypatch)

    with pytest.raises(UsageError, match=re.escape(said)):
        kinds_named(kinds)


def test_a_class_and_its_declaration_agree_on_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the name in the configuration would not be the one in references."""
    install(
        tmp_path / "packages", "[agi_review.kinds]\nstudy = trial_kinds:TrialEntry\n", monkeypatch
    )

    with pytest.raises(UsageError, match="calls itself 'trial'"):
        kinds_named(["study"])


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 5_000,
        "plugins: [agi-review: {kinds: x}]\n",
        "plugins: !!python/name:os.system\n",
    ],
)
def test_a_strange_configuration_is_no_crash(base: Path, text: str) -> None:
    """It is refused, or has no kinds to name."""
    Path("mkdocs.yml").write_text(text, encoding="utf-8")
    done = run("new", "model", "x")

    assert done.exit_code == 0 or isinstance(done.exception, UsageError)


def test_without_a_choice_a_base_has_the_kinds_of_the_engine() -> None:
    """In the order the site shows them."""
    assert kinds_named([kind.kind for kind in KINDS]) == KINDS
