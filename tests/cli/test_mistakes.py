"""Mistakes of contributors: found, pointed at, and mended where nothing is to be judged."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agi_review.cli.fixing import fix
from agi_review.cli.main import cli
from agi_review.diagnostics import Diagnostic, Report, as_github, as_sarif
from agi_review.knowledge_base import load
from tests.conftest import FIXTURES

MISTAKES = json.loads((FIXTURES / "mistakes" / "mistakes.json").read_text(encoding="utf-8"))
PLACED, SUGGESTED, MENDED = 45, 38, 27
"""How many are found at the very character, answered rightly, and mended by `--fix`."""


def made(mistake: dict[str, str], folder: Path) -> tuple[Path, tuple[int, int]]:
    """A base with one mistake, and the line and column it stands at."""
    entries = folder / mistake["name"]
    shutil.copytree(FIXTURES / "tiny_kb" / "entries", entries)
    path = entries / f"{mistake['entry']}.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index(mistake["right"])
    path.write_text(text.replace(mistake["right"], mistake["wrong"], 1), encoding="utf-8")
    after = path.read_text(encoding="utf-8")
    at = after.index(mistake["at"], start + mistake["wrong"].rindex(mistake["at"]))
    return path, (after.count("\n", 0, at) + 1, at - after.rfind("\n", 0, at))


def found(path: Path, code: str) -> list[Diagnostic]:
    """The findings of a rule in a file."""
    report = load(path.parent.parent).report
    return [
        each for each in report.diagnostics if each.code == code and each.span.path == str(path)
    ]


def test_mistakes_are_found_placed_and_answered(tmp_path: Path) -> None:
    """All are found, nearly all at the very character, most with the right suggestion."""
    placed, suggested = [], []
    for mistake in MISTAKES:
        path, place = made(mistake, tmp_path)
        findings = found(path, mistake["code"])
        assert findings, mistake["name"]
        places = [(each.span.line, each.span.column) for each in findings]
        placed += [mistake["name"]] if place in places else []
        said = f"did you mean '{mistake['suggestion']}'?"
        mended = [each.fix.replacement for each in findings if each.fix]
        right = said in [each.suggestion for each in findings]
        right = right or mistake.get("replacement", False) in mended
        suggested += [mistake["name"]] if right else []

    names = {mistake["name"] for mistake in MISTAKES}
    counts = f"{len(names)} found, {len(placed)} placed, {len(suggested)} answered"
    print(counts)  # noqa: T201 - shown by pytest -rP
    assert len(names) == len(MISTAKES) >= 40
    assert len(placed) >= PLACED, names - set(placed)
    assert len(suggested) >= SUGGESTED, names - set(suggested)


def test_mistakes_are_mended_and_comments_stay(tmp_path: Path) -> None:
    """A comment above every line that can have one; a second run has nothing to do."""
    mended = []
    for mistake in MISTAKES:
        path, _ = made(mistake, tmp_path)
        text = path.read_text(encoding="utf-8")
        path.write_text(_commented(text), encoding="utf-8")
        said = fix(path.parent.parent, lambda _: True)
        after = path.read_text(encoding="utf-8")

        assert after.count("# said") == _commented(text).count("# said"), mistake["name"]
        assert fix(path.parent.parent, lambda _: True) == []
        assert path.read_text(encoding="utf-8") == after
        mended += [mistake["name"]] if said and not found(path, mistake["code"]) else []

    print(f"{len(mended)} mended")  # noqa: T201 - shown by pytest -rP
    assert len(mended) >= MENDED, {mistake["name"] for mistake in MISTAKES} - set(mended)


def _commented(text: str) -> str:
    """A text with a comment above every field that is not inside another."""
    return re.sub(r"(?m)^(\ufeff?)(?=[a-z_]+:)", r"\1# said\n", text)


def test_annotations_stand_at_the_mistake(tmp_path: Path) -> None:
    """GitHub's lines and columns, and SARIF's, are those of the text that is wrong."""
    for mistake in MISTAKES:
        path, _ = made(mistake, tmp_path)
        lines = path.read_text(encoding="utf-8").split("\n")
        (finding, *_) = found(path, mistake["code"])
        report = Report.of([finding])
        note = re.match(r"::\w+ file=.*,line=(\d+),.*,col=(\d+),", as_github.render(report))
        assert note
        region = json.loads(as_sarif.render(report))["runs"][0]["results"][0]["locations"][0]
        start = region["physicalLocation"]["region"]
        line, column = int(note[1]), int(note[2])

        assert (start["startLine"], start["startColumn"]) == (line, column)
        assert lines[line - 1][column - 1 :].startswith(mistake["at"].split("\n")[0]), mistake


def check(entries: Path, *arguments: str) -> Result:
    """Call the command on a base."""
    return CliRunner().invoke(cli, ["check", "--entries", str(entries), *arguments])


@pytest.mark.parametrize(
    "name",
    [
        "vocabulary-case",
        "id-case",
        "arxiv-prefix",
        "date-slashes",
        "name-comma",
        "other-name",
        "tab",
        "byte-order-mark",
        "list-repeated",
    ],
)
def test_a_mechanical_mistake_is_mended_and_nothing_else(name: str, tmp_path: Path) -> None:
    """The file is as it was before the mistake, and a second run has nothing to do."""
    mistake = next(each for each in MISTAKES if each["name"] == name)
    path, _ = made(mistake, tmp_path)
    first = check(path.parent.parent, "--fix")
    mended = path.read_bytes()
    second = check(path.parent.parent, "--fix")

    assert first.exit_code == second.exit_code == 0, first.output
    assert f"[{mistake['code']}] mended" in first.stderr
    assert second.stderr == ""
    assert path.read_bytes() == mended
    sound = FIXTURES / "tiny_kb" / "entries" / f"{mistake['entry']}.yaml"
    assert mended == sound.read_bytes()


@pytest.mark.parametrize(
    "name", ["id-dangling", "id-spaces", "date-impossible", "key-twice", "placeholder"]
)
def test_what_has_to_be_judged_is_left(name: str, tmp_path: Path) -> None:
    """A guess is offered and never written."""
    mistake = next(each for each in MISTAKES if each["name"] == name)
    path, _ = made(mistake, tmp_path)
    before = path.read_bytes()

    assert check(path.parent.parent, "--fix").exit_code == 1
    assert path.read_bytes() == before


def test_line_ends_and_spaces_are_mended_and_comments_stay(tmp_path: Path) -> None:
    """In the file that was named; another is left alone."""
    shutil.copytree(FIXTURES / "tiny_kb" / "entries", tmp_path / "entries")
    one = tmp_path / "entries" / "models" / "small-model.yaml"
    other = one.with_name("old-model.yaml")
    sound = "# said\n" + one.read_text(encoding="utf-8")
    for path in (one, other):
        text = "# said\n" + path.read_text(encoding="utf-8")
        path.write_bytes(text.replace("\n", "  \r\n").encode())
    left = other.read_bytes()

    assert check(tmp_path / "entries", "--fix", str(one)).exit_code == 0
    assert one.read_bytes() == sound.encode()
    assert other.read_bytes() == left


def test_a_quoted_word_is_a_name(tmp_path: Path) -> None:
    """Nan and Na are names of people; unquoted, the help says how to write them."""
    shutil.copytree(FIXTURES / "tiny_kb" / "entries", tmp_path / "entries")
    path = tmp_path / "entries" / "papers" / "small2023paper.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("given: Bea", "given: 'Nan'"), encoding="utf-8")
    assert check(tmp_path / "entries").exit_code == 0
    path.write_text(text.replace("given: Bea", "given: Nan"), encoding="utf-8")
    assert "quote it if the word itself is meant" in check(tmp_path / "entries").stdout
    path.write_text(text.replace("type: article", "type: 'none'"), encoding="utf-8")
    assert "not-in-vocabulary" in check(tmp_path / "entries").stdout


def test_another_name_becomes_the_id_and_a_name_in_one_field_two(tmp_path: Path) -> None:
    """In fields of either style and in prose; comments stay."""
    sound = FIXTURES / "invalid" / "alternative-label" / "entries"
    shutil.copytree(sound, tmp_path / "entries")
    names = FIXTURES / "invalid" / "malformed-name" / "entries" / "papers"
    shutil.copytree(names, tmp_path / "entries" / "papers")
    check(tmp_path / "entries", "--fix")

    data = (tmp_path / "entries" / "datasets" / "other.yaml").read_text(encoding="utf-8")
    assert "Slices of [[term:ct]], beside" in data
    assert "modalities: [ct]" in data
    assert "  - label-map\n" in data  # two terms are called so
    paper = next((tmp_path / "entries" / "papers").iterdir()).read_text(encoding="utf-8")
    assert "  - family: Beispiel\n    given: Anna\n  - {family: Muster, given: Bea, orcid" in paper
    assert "  - family: E.\n    given: Esempio\n" in paper


def test_a_day_is_needed_for_what_is_overdue() -> None:
    """`today` is one; what is no day is refused."""
    entries = FIXTURES / "invalid" / "overdue-review" / "entries"

    assert check(entries).stdout == "2 files checked, nothing to mend\n"
    assert "[overdue-review]" in check(entries, "--as-of", "2027-01-01").stdout
    assert check(entries, "--as-of", "today").exit_code == 0
    assert "neither a date" in check(entries, "--as-of", "soon").stderr
