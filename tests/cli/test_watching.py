"""`check --watch`: what is there first, then only what became different."""

from __future__ import annotations

import shutil
from pathlib import Path

from agi_review.cli.watching import watch
from agi_review.knowledge_base import load
from tests.conftest import FIXTURES


def test_only_changes_are_said(tmp_path: Path) -> None:
    """A fault that comes is shown, one that goes is counted, one that stays is not repeated."""
    entries = tmp_path / "entries"
    shutil.copytree(FIXTURES / "tiny_kb" / "entries", entries)
    one, other = entries / "models" / "small-model.yaml", entries / "models" / "old-model.yaml"
    sound = one.read_text(encoding="utf-8")
    told = watch(entries, lambda: load(entries).report, pause=0.01)

    assert next(told) == "19 files checked, nothing to mend\n"
    one.write_text(sound.replace("general", "generl"), encoding="utf-8")
    assert "did you mean 'general'?" in next(told)
    other.write_text(other.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    second = next(told)
    assert "'colour' is not a field here" in second
    assert "generl" not in second
    one.write_text(sound, encoding="utf-8")
    assert next(told) == "1 mended, 1 left\n"
